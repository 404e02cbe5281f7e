"""Stories on the site: pages, cards, editions, addresses."""

from pathlib import Path

import pytest

from tests.support.building import Site, make_site
from tests.support.reports import USUAL

HEAD = """
    -- digest.toml --
    [site]
    id = "t"
    title = "The Digest"
    base_url = "https://digest.example/"
"""


def article(name: str, day: int, source: str, event: str, *, head: str = "") -> str:
    """An article on an event: its words are the event's own and some that all articles have."""
    own = " ".join(f"{event}{n}" for n in range(12))
    usual = " ".join(USUAL[(len(name) * 7 + n * 3) % len(USUAL)] for n in range(12))
    front = f"title: {event}0 {event}1 as {name} has it\ndate: 2026-11-{day:02d}\nsource: {source}\n{head}"
    return f"-- content/articles/{name}.md --\n---\n{front}---\n{own} {usual}.\n"


def site_of(tmp_path: Path, *articles: str) -> Site:
    others = [article(f"other-{n}", 2 + n % 20, "The Gazette", f"Matter{n}of") for n in range(30)]
    site = make_site(tmp_path, HEAD)
    for text in (*others, *articles):
        site.write(text)
    return site


STRIKE = (
    article("early", 24, "The Herald", "Harbour"),
    article("late", 24, "The Courier", "Harbour"),
    article("next-day", 25, "The Herald", "Harbour"),
)


def test_a_story_has_a_page_with_its_articles_by_time(tmp_path: Path) -> None:
    site = site_of(tmp_path, *STRIKE)
    view = site.view("stories/2026/11/24/early/")
    assert view.sentence == "3 articles of 2 outlets, 24–25 November 2026"
    assert [[card.address for card in day.cards] for day in view.days] == [
        ["2026/11/24/early/", "2026/11/24/late/"],
        ["2026/11/25/next-day/"],
    ]
    assert [outlet.term.name for outlet in view.outlets] == ["The Herald", "The Courier"]
    assert [term.name for term in view.silent] == ["The Gazette"]


def test_an_edition_counts_a_story_once_and_lists_who_else_tells_it(tmp_path: Path) -> None:
    site = site_of(tmp_path, *STRIKE)
    edition = site.view("2026/11/24/").edition
    assert (edition.stories, edition.count) == (1, 2)
    shown = edition.lead.address
    (below,) = edition.told[shown]
    assert {shown, below.address} == {"2026/11/24/early/", "2026/11/24/late/"}
    assert not [card for section in edition.sections for card in (*section.cards, *section.lines)]


def test_a_card_says_how_many_others_tell_its_story(tmp_path: Path) -> None:
    site = site_of(tmp_path, *STRIKE)
    site.build()
    assert 'href="../../../../stories/2026/11/24/early/"' not in site.page("2026/11/02/other-0/")
    card = site.view("2026/11/25/").edition.lead
    assert (card.story.address, card.story.others) == ("stories/2026/11/24/early/", 2)


def test_every_address_that_a_story_could_have_had_leads_to_it(tmp_path: Path) -> None:
    site = site_of(tmp_path, *STRIKE)
    site.build()
    for other in ("stories/2026/11/24/late/", "stories/2026/11/25/next-day/"):
        assert "stories/2026/11/24/early/" in site.page(other)


def test_a_source_that_did_not_tell_it_may_change_its_name(tmp_path: Path) -> None:
    """Nothing else that its page shows has changed."""
    site = site_of(tmp_path, *STRIKE)
    site.build()
    site.write("-- content/sources/the-gazette.md --\n---\nname: The Weekly\naliases: [The Gazette]\n---\n")
    site.build()
    assert "The Weekly" in site.page("stories/2026/11/24/early/")


def test_an_article_that_is_withdrawn_leaves_its_story(tmp_path: Path) -> None:
    site = site_of(tmp_path, *STRIKE)
    site.write(article("late", 24, "The Courier", "Harbour", head="withdrawn: Wrong.\n"))
    site.build()
    assert not site.has("stories/2026/11/24/early/"), "one outlet alone tells it now"
    assert not site.has("stories/")


def test_the_editors_story_has_their_slug(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        article("a", 24, "The Herald", "Harbour", head="story: strike\n"),
        article("b", 26, "The Courier", "Airport", head="story: strike\n"),
    )
    assert len(site.view("stories/strike/").days) == 2


def test_copies_are_no_story(tmp_path: Path) -> None:
    carried = article("a", 24, "The Herald", "Harbour", head="also:\n  - source: The Courier\n")
    site = site_of(tmp_path, carried)
    site.build()
    assert not site.has("stories/")


def test_a_thread_leads_back_and_on(tmp_path: Path) -> None:
    before = (article("before", 12, "The Herald", "Harbour"), article("beside", 12, "The Courier", "Harbour"))
    site = site_of(tmp_path, *before, *STRIKE)
    first, second = site.view("stories/2026/11/12/before/"), site.view("stories/2026/11/24/early/")
    assert [line.address for line in first.later] == ["stories/2026/11/24/early/"]
    assert [line.address for line in second.earlier] == ["stories/2026/11/12/before/"]
    assert second.earlier[0].articles == 2


def test_the_list_has_each_story(tmp_path: Path) -> None:
    site = site_of(tmp_path, *STRIKE)
    view = site.view("stories/")
    assert [(line.address, line.outlets) for line in view.newest] == [("stories/2026/11/24/early/", 2)]
    assert [part.address for part in view.parts] == ["stories/2026/"]


@pytest.mark.parametrize(("common", "is_doubtful"), [(1, False), (7, True), (12, False)])
def test_the_check_names_what_is_doubtful(tmp_path: Path, common: int, is_doubtful: bool) -> None:
    """An article with so many of another's own words."""
    own = " ".join(f"Harbour{n}" for n in range(12))
    words = [f"Harbour{n}" for n in range(common)] + [f"Airport{n}" for n in range(12 - common)]
    near = article("near", 25, "The Courier", "Harbour").replace(own, " ".join(words))
    said = site_of(tmp_path, *STRIKE[:1], near).run("check", "--notes").out
    assert ("[doubtful-story]" in said) == is_doubtful, said


def test_a_month_with_drafts_alone_is_no_obstacle(tmp_path: Path) -> None:
    site = make_site(tmp_path, HEAD)
    assert site.run("check").code == 0
    site.write(article("late", 24, "The Herald", "Harbour", head="draft: true\n"))
    assert site.run("check").code == 0
    site.write(article("early", 2, "The Herald", "Harbour").replace("2026-11-02", "2026-10-02"))
    ran = site.run("check", "--notes")
    assert "fault" not in ran.err
    assert ran.code == 0


@pytest.mark.parametrize(("name", "words"), [("early", "It tells a story with 2 others"), ("other-1", "no story")])
def test_why_names_what_joins_and_what_parts(tmp_path: Path, name: str, words: str) -> None:
    said = site_of(tmp_path, *STRIKE).run("why", name, "--story").out
    assert words in said
    assert ("both: harbour" in said) == (name == "early")
