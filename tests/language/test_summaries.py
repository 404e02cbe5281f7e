"""Summaries: one sentence or two, cut where one ends, and the same from `digest add` and from a build."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language.summaries import SUMMARY_LENGTH, opening_paragraph, summarise
from digest.model.text import Heading
from tests.support.building import make_site


def test_two_sentences_if_they_fit() -> None:
    assert summarise("The first is here. The second too. The third is not.") == "The first is here. The second too."


def test_one_if_two_are_too_long() -> None:
    first = "The first sentence is of a middling length, and says most of it."
    assert summarise(f"{first} {'Words and words ' * 20}end. Third.") == first


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. Senate heard Gen. Smith and Mr. J. Doe on the matter at length.",
        "Prices rose 2.5 percent at Acme Inc. Tokyo works, officials said on Monday.",
        "“It was late,” he said at 5 p.m. Monday in St. Louis, Mo., to reporters.",
        "Is that so? “Yes.”",
    ],
)
def test_abbreviations_end_no_sentence(sentence: str) -> None:
    rest = "Words that run on " * 20
    assert summarise(f"{sentence} {rest}.") == sentence


def test_bylines_and_dates_are_no_story() -> None:
    story = "The alliance opened its door to a new member on Tuesday."
    assert summarise(f"By Jane Roe\n\nTuesday, July 9, 2024\n\n{story}") == story


def test_a_sentence_too_long_is_cut_between_words() -> None:
    cut = summarise("word " * 100 + "end.")
    assert len(cut) <= SUMMARY_LENGTH
    assert cut.endswith("word…")


def test_scripts_without_spaces_have_sentences_too() -> None:
    assert summarise("日本は。" * 3) == "日本は。日本は。"


BELOW = "A second paragraph follows, and it is long enough to be a story of its own, if it had to be."


@pytest.mark.parametrize(
    ("language", "text", "summary"),
    [
        ("en", "The Calif. Senate voted on it. It was close, they said. Third.", "It was close, they said."),
        ("en", "TOKYO, 9 July (Reuters) - The ministers met Sgt. Bilko. He left. Third.", "He left."),
        ("en", "The port reopened.", ""),
        ("en", "By Jane Roe of the desk\n\nThe alliance opened its door to a new member. Soon.", "Soon."),
        ("en", f"{'word ' * 100}end. Third.", "word…"),
        ("ja", "日本政府は月曜日に新しい計画の詳細を発表した。計画は来年から始まる。三番目。", "来年から始まる。"),
        ("zh", "政府星期一宣布了一项新的计划并公布了细节。计划明年开始。第三句。", "计划明年开始。"),
        ("th", "รัฐบาลประกาศแผนใหม่เมื่อวันจันทร์ที่ผ่านมา แผนจะเริ่มในปีหน้า", "แผนจะเริ่มในปีหน้า"),
        ("hi", "सरकार ने सोमवार को एक नई योजना की घोषणा की है। योजना अगले वर्ष शुरू होगी। तीसरा वाक्य।", "शुरू होगी।"),
        ("ru", "В 2024 г. правительство объявило о новом плане работы. План начнётся скоро. Конец.", "начнётся скоро."),
    ],
)
def test_digest_add_and_a_build_make_the_same_summary(tmp_path: Path, language: str, text: str, summary: str) -> None:
    site = make_site(tmp_path, f'-- digest.toml --\n[site]\ntitle = "N"\nlanguage = "{language}"\n')
    given = tmp_path / "given.txt"
    given.write_text(f"A headline 見出し\n\n{text}\n\n{BELOW if summary else ''}\n", "utf-8")
    assert site.run("add", str(given), "--date", "2026-11-24").code == 0
    (path,) = (tmp_path / "content/articles").rglob("*.md")
    written = path.read_text("utf-8")
    line = re.search(r"^summary: (.*)$\n", written, re.MULTILINE)
    assert line is not None
    assert line[1].strip('"').endswith(summary)
    address = f"2026/11/24/{path.stem}/"
    site.build()
    stated = site.view(address).card.summary
    path.write_text(written.replace(line[0], ""), "utf-8")
    site.build()
    assert site.view(address).card.summary == stated == line[1].strip('"')
    assert f'<meta name="description" content="{stated[:20]}' in site.page(address)


def test_headings_and_short_lines_give_way_to_a_sentence() -> None:
    headings = [Heading(2, "a", "What the ministers of both countries agreed on. And why")]
    story = "The ministers agreed on Tuesday to meet again."
    text = f"{headings[0].text}\n\nTokyo.\n\nBy Jane Roe and John Doe\n\n{story}\n\n{BELOW}"
    start, end = opening_paragraph(text, headings)
    assert text[start:end] == story
    assert summarise("Tokyo.\n\nBy Jane Roe and John Doe\n\nShort.") == "By Jane Roe and John Doe"
    assert summarise("Tokyo.\n\nShort.") == "Tokyo."
    assert (summarise(""), opening_paragraph("\n\n")) == ("", (2, 2))


@given(st.text())
def test_a_summary_is_one_short_line(text: str) -> None:
    summary = summarise(text)
    assert len(summary) <= SUMMARY_LENGTH
    assert summary == " ".join(summary.split())


def test_hostile_lengths_take_no_time() -> None:
    for text in ("." * 10**6, "U.S. " * 10**5, "x" * 10**6 + '."', "a. " * 10**5):
        assert len(summarise(text)) <= SUMMARY_LENGTH
