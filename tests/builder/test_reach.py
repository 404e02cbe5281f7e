"""How far an edit reaches: which files it makes new, and that their number does not grow with the archive."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from digest.archive.related import WINDOW
from digest.builder.snapshot import Snapshot
from digest.pages.articles import AROUND
from tests.support.building import Site, make_site
from tests.support.twins import keys_of

ACTORS = (
    "China",
    "Japan",
    "NATO",
    "Germany",
    "France",
    "Ukraine",
    "Russia",
    "Italy",
    "Spain",
    "Poland",
    "Norway",
    "Egypt",
)
REGIONS = ("Sahel", "Arctic", "Indo-Pacific", "Baltic", "Balkans", "Levant", "Caucasus", "Maghreb")
SOURCES = ("Reuters", "The Echo", "The Morning", "The Evening")
TOPICS = ("energy", "ports", "grain", "votes")
LAST = dt.date(2026, 11, 24)
ADDED = "content/articles/n9996.md"
SIZES = [300, pytest.param(3_000, id="3000")]


def some(words: tuple[str, ...], n: int, many: int) -> str:
    return ", ".join(words[(n + each) % len(words)] for each in range(many))


def article(n: int, day: dt.date, title: str = "", body: str = "The body.") -> str:
    """An article with three actors, two regions, a source and a topic."""
    return (
        f"-- content/articles/n{n}.md --\n---\ntitle: {title or f'Number {n}'}\ndate: {day}\nsummary: In short.\n"
        f"actors: [{some(ACTORS, n, 3)}]\nregions: [{some(REGIONS, n, 2)}]\n"
        f"source: {some(SOURCES, n, 1)}\ntopics: [{some(TOPICS, n, 1)}]\n---\n{body}\n"
    )


def archive(root: Path, size: int) -> Site:
    """Three articles a day, up to LAST."""
    return make_site(root, "".join(article(n, LAST - dt.timedelta(days=n // 3)) for n in range(size)))


def reached(before: Snapshot, after: Snapshot) -> set[str]:
    """The addresses of the pages that are new or must be rendered again.

    Without the files of the search index: of these the newest month's are new, whatever the size, and a test of its own
    says so.
    """
    old, new = keys_of(before), keys_of(after)
    assert old, "the site can be built"
    changed = {address for address in {*old, *new} if old.get(address) != new.get(address)}
    return {address for address in changed if not address.startswith("search/")}


def index_files(before: Snapshot, after: Snapshot) -> int:
    """The files of the search index that must be written."""
    old, new = keys_of(before), keys_of(after)
    return sum(old.get(address) != key for address, key in new.items() if address.startswith("search/"))


FEEDS = {"feed.xml", "feed.json"}


class Archived(NamedTuple):
    """A site with so many articles, and its snapshot before the test's edit."""

    size: int
    site: Site
    before: Snapshot


@pytest.fixture(scope="module", params=SIZES)
def large(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Archived:
    site = archive(tmp_path_factory.mktemp("archive"), request.param)
    return Archived(request.param, site, site.snapshot())


@pytest.fixture
def archived(large: Archived) -> Iterator[Archived]:
    """The archive of a size; after the test it stands as before."""
    yield large
    large.site.write(article(1, LAST))
    (large.site.root / ADDED).unlink(missing_ok=True)


def test_a_body_edit_reaches_the_article_and_the_sites_feed(archived: Archived) -> None:
    _, site, before = archived
    site.write(article(1, LAST, body="Other words."))
    after = site.snapshot()
    assert reached(before, after) == {"2026/11/24/n1/", *FEEDS}
    assert index_files(before, after) == 4, "the folders, and of the newest month the words, a block, the counts"


def test_the_body_of_an_old_article_reaches_its_page_only(tmp_path: Path) -> None:
    site = archive(tmp_path, 300)
    before = site.snapshot()
    site.write(article(290, LAST - dt.timedelta(days=96), body="Other words."))
    assert reached(before, site.snapshot()) == {"2026/08/20/n290/"}


def test_a_body_that_takes_longer_to_read_reaches_who_shows_the_article(tmp_path: Path) -> None:
    site = archive(tmp_path, 300)
    before = site.snapshot()
    site.write(article(290, LAST - dt.timedelta(days=96), body="Word " * 1_000))
    changed = reached(before, site.snapshot())
    assert {"2026/08/20/n290/", "2026/08/20/"} <= changed
    assert not changed & {"", "archive/", *FEEDS}


TERMS = 3 + 2 + 1 + 1
PAIRS = 3
OF_TERM = 4
"""Files of a term: its page, its year and two feeds; in a year with many stories its month too."""
OF_PAIR = 2
"""Files of a pair: its page and a feed; with many stories its year too."""


def test_an_added_article_reaches_as_many_files_in_a_small_archive_as_in_a_large_one(archived: Archived) -> None:
    """About fifteen, some for each of its terms, and those that pairs of actors share."""
    size, site, before = archived
    site.write(article(9_996, LAST + dt.timedelta(days=1)))
    changed = reached(before, site.snapshot())
    terms = {
        each
        for each in changed
        if each.count("/") > 1 and each.split("/")[0] in ("actors", "regions", "sources", "topics")
    }
    pairs = {each for each in terms if "/with/" in each}
    assert len(terms - pairs) == (OF_TERM if size < 1_000 else OF_TERM + 1) * TERMS
    assert len(pairs) == (OF_PAIR if size < 1_000 else OF_PAIR + 1) * PAIRS
    beside = {each for each in changed if each.count("/") == 4 and each[:4].isdecimal()} - {"2026/11/25/n9996/"}
    assert len(beside) <= AROUND, "of its first actors the articles before it"
    assert changed - terms - beside == {
        "", "404.html", "2026/", "2026/11/", "2026/w48/", "2026/11/25/", "2026/11/25/n9996/", "2026/11/24/",
        "archive/", "actors/", "regions/", "sources/", "topics/",
        "charts/", "data/", "data/index.json", "data/2026/11.json", "editions.xml",
        "feed.xml", "feed.json", "sitemap/2026.xml", "sitemap/2026-11.xml", "sitemap/pages.xml",
    }  # fmt: skip


def test_an_article_added_among_old_ones_reaches_few_later_ones(archived: Archived) -> None:
    """Those among whose candidates it stands, and of each actor those few that it moves over a step of rarity."""
    size, site, before = archived
    first = LAST - dt.timedelta(days=size // 3)
    site.write(article(9_996, first))
    changed = reached(before, site.snapshot())
    articles = {each for each in changed if each.count("/") == 4 and each[:4].isdecimal()}
    assert f"{first:%Y/%m/%d}/n9996/" in articles
    assert len(articles) <= 1 + 2 * AROUND + 3 * (WINDOW + size.bit_length())


def test_a_build_renders_and_writes_no_more_than_that(tmp_path: Path) -> None:
    site = archive(tmp_path, 300)
    site.build()
    site.write(article(1, LAST, body="Other words."))
    report = site.build()
    assert (report.rendered, report.written, report.removed) == (3 + 4, 3 + 4, 3), "with four files of the index"
    site.write(article(9_996, LAST + dt.timedelta(days=1)))
    report = site.build()
    assert report.rendered <= 22 + AROUND + OF_TERM * TERMS + OF_PAIR * PAIRS + 12
    assert report.written <= report.rendered
