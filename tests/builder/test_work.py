"""The work of a build is in proportion to what is new: the same in a small archive and in a large one.

Counted are the articles that are opened, the months whose entries are, the branches that are planned, the pages that
are fingerprinted, the views that are made, and the files that are looked into. The larger archive has more years, and
not fuller ones: an archive grows day by day.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from digest.archive.month import MonthOfEntries
from digest.pages.page import Page, PageBranch
from digest.reading.library import Library
from digest.reading.scan import read_source
from tests.support.building import Site, make_site

LAST = dt.date(2026, 11, 24)
ACTORS = ("China", "Japan", "NATO", "Germany", "France", "Ukraine", "Russia", "Italy")
SIZES = (300, 3_000)


def article(n: int, day: dt.date, title: str = "", body: str = "The body.") -> str:
    """An article with an actor, a region and a source."""
    return (
        f"-- content/articles/n{n}.md --\n---\ntitle: {title or f'Number {n}'}\ndate: {day}\nsummary: In short.\n"
        f"actors: [{ACTORS[n % len(ACTORS)]}]\nregions: [Sahel]\nsource: Reuters\n---\n{body}\n"
    )


def archive(root: Path, size: int) -> Site:
    """An article every fourth day, up to LAST."""
    return make_site(root, "".join(article(n, LAST - dt.timedelta(days=4 * n)) for n in range(size)))


Edit = Callable[[Site], None]


def _body(site: Site) -> None:
    site.write(article(1, LAST, body="Other words."))


def _title(site: Site) -> None:
    site.write(article(1, LAST, title="Another title"))


def _added(site: Site) -> None:
    site.write(article(9_996, LAST))


def _added_on_a_new_day(site: Site) -> None:
    site.write(article(9_996, LAST + dt.timedelta(days=1)))


def _removed(site: Site) -> None:
    (site.root / "content/articles/n1.md").unlink()


def _renamed(site: Site) -> None:
    (site.root / "content/articles/n1.md").rename(site.root / "content/articles/renamed.md")


def _nothing(site: Site) -> None:
    """Not even a new minute."""


EDITS: dict[str, Edit] = {
    "nothing": _nothing,
    "a body": _body,
    "a title": _title,
    "an article added": _added,
    "an article added on a new day": _added_on_a_new_day,
    "an article removed": _removed,
    "an article renamed": _renamed,
}


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count the work of what is done inside the block."""
    counts: Counter[str] = Counter()

    def counting(name: str, real: Any) -> Any:
        def call(*arguments: Any, **others: Any) -> Any:
            counts[name] += 1
            return real(*arguments, **others)

        return call

    opened = MonthOfEntries.__dict__["opened"]
    with ExitStack() as patches:
        patches.enter_context(patch.object(Library, "article", counting("articles opened", Library.article)))
        patches.enter_context(patch.object(opened, "func", counting("months opened", opened.func)))
        patches.enter_context(patch.object(PageBranch, "pages", counting("branches planned", PageBranch.pages)))
        patches.enter_context(patch.object(Page, "view", counting("views made", Page.view)))
        digests = property(counting("pages fingerprinted", Page.__dict__["digest"].fget))
        patches.enter_context(patch.object(Page, "digest", digests))
        patches.enter_context(patch("digest.reading.content.read_source", counting("files read", read_source)))
        yield counts


@pytest.fixture(scope="module", autouse=True)
def _at_rest() -> Iterator[None]:
    """No file was written just now: which ones are read again would hang on the clock."""
    with ExitStack() as patches:
        for module in ("reading.library", "builder.ledger"):
            patches.enter_context(patch(f"digest.{module}.at_rest", lambda seen, clock: True))
        yield


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    """A small and a large archive, built."""
    sites = [archive(tmp_path_factory.mktemp(f"of-{size}"), size) for size in SIZES]
    for site in sites:
        site.build()
    return sites


def files(site: Site) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in site.root.glob("content/articles/*.md")}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_costs_the_same_in_any_archive(archives: list[Site], name: str) -> None:
    work = []
    for site in archives:
        before = files(site)
        EDITS[name](site)
        with counted() as counts:
            site.build()
        work.append(counts)
        after = files(site)
        for path in after.keys() - before.keys():
            path.unlink()
        for path in {path for path, text in before.items() if after.get(path) != text}:
            path.write_bytes(before[path])
        site.build()
    assert work[0] == work[1]
    assert work[0]["files read"] <= 1
