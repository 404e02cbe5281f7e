"""The headline that a page shows, and its summary."""

import pytest

from tests.ingest.formats.test_webpage import ONE, TWO, draft, page


def test_the_shown_headline_outweighs_og_title_and_title() -> None:
    stated = "Cables: why the ministers met"
    text = page(title=stated).replace(f"<h1>{stated}", "<h1>Nine meet on cables")
    assert draft(text).title == "Nine meet on cables"


def test_a_site_that_is_named_like_the_headline() -> None:
    text = page().replace('site_name" content="The Harbour"', 'site_name" content="Nine ministers meet on cables"')
    assert (draft(text).title, draft(text).source) == ("Nine ministers meet on cables", "The Harbour")


@pytest.mark.parametrize("level", ["h1", "h2"])
@pytest.mark.parametrize("end", [" - The Daily Archive", "ㅣThe Daily Archive", " | World | The Daily Archive"],
                         ids=["dash", "letter", "section"])  # fmt: skip
def test_no_outlets_suffix_where_only_the_title_names_it(level: str, end: str) -> None:
    text = f"<html><head><title>Nine meet{end}</title></head><body><{level}>Nine meet</{level}><p>{ONE}</p><p>{TWO}</p>"
    assert draft(text).title == "Nine meet"


def test_a_summary_has_no_markup_and_is_no_slogan() -> None:
    described = '<meta property="og:description" content="<p>Nine ministers met &amp;amp; spoke of cables.</p>">'
    assert draft(page(head=described)).summary == "Nine ministers met & spoke of cables."
    slogan = '<meta property="og:description" content="Bringing the Harbour to the World">'
    assert draft(page(head=slogan)).summary == ""
