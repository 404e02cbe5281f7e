"""Summaries: one sentence or two, cut where one ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language.summaries import SUMMARY_LENGTH, summarise


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


@given(st.text())
def test_a_summary_is_one_short_line(text: str) -> None:
    summary = summarise(text)
    assert len(summary) <= SUMMARY_LENGTH
    assert summary == " ".join(summary.split())


def test_hostile_lengths_take_no_time() -> None:
    for text in ("." * 10**6, "U.S. " * 10**5, "x" * 10**6 + '."', "a. " * 10**5):
        assert len(summarise(text)) <= SUMMARY_LENGTH
