"""What stands on an article's page in the default theme, and in which language."""

import re
from pathlib import Path

import pytest

from tests.support.building import Site, make_site

HEAD = """
    -- digest.toml --
    [site]
    id = "test"
    title = "A digest"
    timezone = "{zone}"
"""
DEFAULT = HEAD.format(zone="UTC")
SENTENCE = "Germany and Poland signed an agreement on Friday."
ARABIC = "قال الأمين العام إن القمة ستعقد في بروكسل."


def article(*keys: str, body: str = SENTENCE) -> str:
    lines = "".join(f"    {key}\n" for key in keys)
    written = body.replace("\n", "\n    ")
    return f"""
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
{lines}    ---
    {written}
"""


def shown(folder: Path, *parts: str) -> str:
    site = make_site(folder, "".join(parts) if "digest.toml" in parts[0] else DEFAULT + "".join(parts))
    site.build()
    return site.page("2026/11/24/a/")


def standfirst(folder: Path, written: str) -> str:
    found: str = make_site(folder, DEFAULT + written).view("2026/11/24/a/").standfirst
    return found


@pytest.mark.parametrize(
    "body", [SENTENCE, f"BERLIN — {SENTENCE} More.", SENTENCE.replace(" on", "\non"), f"*{SENTENCE}*"]
)
@pytest.mark.parametrize("keys", [(), (f"summary: {SENTENCE}",)])
def test_an_opening_is_not_said_twice(tmp_path: Path, keys: tuple[str, ...], body: str) -> None:
    written = article(*keys, body=body)
    assert standfirst(tmp_path, written) == ""
    page = shown(tmp_path, written)
    assert "standfirst" not in page
    assert '<meta name="description"' in page


def test_an_opening_that_was_cut_is_not_said_twice(tmp_path: Path) -> None:
    assert standfirst(tmp_path, article(body="word " * 200 + "end.")) == ""


@pytest.mark.parametrize("rights", ["full", "excerpt"])
def test_a_summary_of_the_editors_stands_above_the_text(tmp_path: Path, rights: str) -> None:
    assert standfirst(tmp_path, article(f"rights: {rights}", "summary: They agreed.")) == "They agreed."


def test_a_summary_stays_where_the_text_that_begins_with_it_is_not_shown(tmp_path: Path) -> None:
    sentence = "word " * 60 + "end."
    limited = (
        DEFAULT
        + """
    [rights]
    excerpt_words = 5
    """
    )
    written = article("rights: excerpt", f"summary: {sentence}", body=sentence)
    assert make_site(tmp_path, limited + written).view("2026/11/24/a/").standfirst == sentence


@pytest.mark.parametrize("rights", ["full", "excerpt"])
def test_a_part_of_an_article_says_so_below_it_and_leads_to_the_whole(tmp_path: Path, rights: str) -> None:
    page = shown(tmp_path, article("partial: true", f"rights: {rights}", "url: https://outlet.example/a"))
    text, _, below = page.partition(SENTENCE + "</p>")
    assert "excerpt" not in text.partition("<main")[2]
    assert re.search(
        r'This is an excerpt\.\s*<a class="out" href="https://outlet.example/a"[^>]*>Read the whole', below
    )


def test_a_whole_article_does_not_call_itself_an_excerpt(tmp_path: Path) -> None:
    assert "excerpt" not in shown(tmp_path, article("url: https://outlet.example/a"))


@pytest.mark.parametrize(
    ("zone", "published", "updated"),
    [
        ("UTC", "13:30 UTC", "14:05 UTC"),
        ("Europe/Berlin", "14:30 UTC+1", "15:05 UTC+1"),
        ("America/St_Johns", "10:00 UTC−3:30", "10:35 UTC−3:30"),
    ],
)
def test_a_time_of_day_names_its_zone(tmp_path: Path, zone: str, published: str, updated: str) -> None:
    written = article("updated: 2026-11-24T15:05:00+01:00").replace(
        "date: 2026-11-24", "date: 2026-11-24T14:30:00+01:00"
    )
    page = shown(tmp_path, HEAD.format(zone=zone), written)
    assert [published, updated] == re.findall(r">24 November 2026, ([^<]+)</time>", page)


def test_an_update_of_which_the_day_is_known_says_the_day(tmp_path: Path) -> None:
    assert ">25 November 2026</time>" in shown(tmp_path, article("updated: 2026-11-25"))


def tongues(site: Site) -> tuple[str, str]:
    card = site.view("2026/11/24/a/").card
    return card.title_lang, card.summary_lang


def test_a_translated_title_and_a_summary_from_the_text_are_in_two_languages(tmp_path: Path) -> None:
    translated = article("lang: ar", "original_title: قمة", body=ARABIC)
    assert tongues(make_site(tmp_path, DEFAULT + translated)) == ("en", "ar")
    written = article("lang: ar", "original_title: قمة", "summary: Ours.", body=ARABIC)
    assert tongues(make_site(tmp_path, DEFAULT + written)) == ("en", "en")
    untranslated = article("lang: ar", "summary: قمة", body=ARABIC)
    assert tongues(make_site(tmp_path, DEFAULT + untranslated)) == ("ar", "ar")


def test_words_run_as_they_are_written_and_the_page_as_the_site(tmp_path: Path) -> None:
    site = make_site(tmp_path, DEFAULT + article("lang: ar", "original_title: قمة", body=ARABIC))
    site.build()
    page, day = site.page("2026/11/24/a/"), site.page("2026/11/24/")
    assert '<html lang="ar" dir="ltr"' in page
    assert '<h1 lang="en">A</h1>' in page
    assert '<bdi lang="ar" dir="rtl">قمة</bdi>' in page
    assert f'<div class="prose text" dir="rtl">\n<p>{ARABIC}' in page
    assert f'<p class="sum" lang="ar" dir="rtl">{ARABIC}</p>' in day
    assert re.search(r'<h2><a class="hl" href="[^"]+">A</a>', day)
