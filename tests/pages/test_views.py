"""All that the pages of a small site show, written out: orders, ties, counts, spans, links beside, defaults.

What a page shall show stands in `expected_views.txt`; `tests/support/outline.py` says how to
read it. A change there is a change of what readers see: look at each line of the difference before you write it anew
with `python -m tests.pages.test_views`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import msgspec
import pytest

from digest.builder.snapshot import load as digest_load
from digest.model.card import Card
from digest.pages.articles import ArticleView
from tests.support.building import make_site
from tests.support.outline import outline
from tests.support.twins import keys_of

EXPECTED = Path(__file__).with_name("expected_views.txt")
WRITTEN_OUT = """
    / /2026/11/24/ /2026/01/01/ /2026/w48/ /2026/w01/ /2026/11/ /2025/ /archive/ /about/ /corrections/ /404.html
    /2026/11/24/a-lead/ /2026/11/24/b-tie/ /2026/11/24/c-tie/ /2026/11/24/e-unconfirmed/ /2026/11/23/f-monday/
    /2026/11/24/k-withdrawn/ /2026/11/24/l-expired/ /old/lead/ /gone/
    /actors/ /regions/ /sources/ /topics/ /actors/harbour-union/ /actors/japan/
    /actors/harbour-union/with/japan/ /regions/europe/ /sources/the-echo/ /topics/tides/ /topics/energy/
    /feed.xml /actors/harbour-union/feed.json /opml.xml /robots.txt /sitemap.xml
    /sitemap/2026.xml /sitemap/2026-11.xml /sitemap/pages.xml
"""
"""The pages that are written out; of the others only the address is."""
SITE = """
    -- digest.toml --
    [site]
    id = "desk"
    title = "The Desk"
    description = "News of the sea."
    base_url = "https://example.org/news/"
    timezone = "Asia/Tokyo"
    licence = "CC BY 4.0"
    [theme]
    name = "plain"
    -- content/actors/harbour-union.md --
    ---
    name: Harbour Union
    kind: organisation
    summary: An alliance.
    aliases: [The Alliance, HARBOUR UNION, Harbourers]
    ---
    Founded in [1949](/archive/).
    -- content/topics/tides.md --
    ---
    name: Tides
    ---
    No article yet.
    -- content/editions/2026-11-24.md --
    ---
    title: A day at sea
    order: [d-storm, a-lead]
    ---
    See [the storm](../articles/d-storm.md).
    -- content/pages/about.md --
    ---
    title: About us
    summary: Who we are.
    ---
    ## Ethics

    We correct.
    -- content/articles/a-lead.md --
    ---
    title: Lead & more
    original_title: Meer
    date: 2026-11-24T10:00
    updated: 2026-11-25T08:00
    source: Reuters
    url: https://www.reuters.example/a
    agency: AP
    authors: [Ann Onymous, Bob]
    actors: [Harbour Union, Japan]
    regions: [Sahel, Europe]
    topics: [Ports, Energy]
    summary: What leads.
    comment: We [said so](d-storm.md).
    dateline: BRUSSELS
    notice: Not for resale.
    aliases: [/old/lead/, /older/lead/]
    lead: true
    lang: nl
    image: a.png
    image_alt: A ship
    image_credit: A photographer
    corrections:
      - date: 2026-11-25
        text: A name was wrong.
      - date: 2026-11-26
        text: A number was wrong.
    ---
    Text of the lead, see [the storm](d-storm.md).

    ## One

    ## Two

    ## Three
    -- content/articles/a.png --
    picture
    -- content/articles/b-tie.md --
    ---
    title: First of a tie
    date: 2026-11-24T09:00
    source: The Echo
    actors: [Japan, Harbour Union, Keir Starmer]
    regions: [Europe]
    topics: [Energy]
    ---
    The first of two articles that were published in one minute.
    -- content/articles/c-tie.md --
    ---
    title: Second of a tie
    date: 2026-11-24T09:00
    source: Reuters
    actors: [Harbour Union, Japan, Ann Onymous]
    regions: [Europe]
    rights: excerpt
    url: https://www.reuters.example/c
    corrections:
      - date: 2026-11-26
        text: A place was wrong.
    ---
    The second of two articles that were published in one minute.
    -- content/articles/d-storm.md --
    ---
    title: Storm
    date: 2026-11-24T08:00
    ---
    Wind. No region is named.
    -- content/articles/e-unconfirmed.md --
    ---
    title: Undated
    date: 2026-11-24T11:00
    added: 2026-11-24T12:00
    date_basis: file
    actors: [Keir Starmer]
    regions: [Arctic]
    ---
    -- content/articles/f-monday.md --
    ---
    title: Monday
    date: 2026-11-23
    source: The Echo
    actors: [Harbour Union, Japan]
    regions: [Sahel]
    rights: link
    url: https://echo.example/f
    ---
    -- content/articles/g-within.md --
    ---
    title: Fourteenth day
    date: 2026-11-11
    actors: [Japan, Harbour Union]
    partial: true
    ---
    -- content/articles/h-before.md --
    ---
    title: Fifteenth day
    date: 2026-11-10
    actors: [Japan]
    ---
    -- content/articles/i-new-year.md --
    ---
    title: New year
    date: 2026-01-01
    actors: [Germany]
    topics: [Ports]
    ---
    -- content/articles/j-old-year.md --
    ---
    title: Old year
    date: 2025-12-31
    actors: [Japan]
    topics: [Energy]
    ---
    -- content/articles/k-withdrawn.md --
    ---
    title: Withdrawn
    date: 2026-11-24
    withdrawn: It was false.
    aliases: [/gone/]
    ---
    -- content/articles/l-expired.md --
    ---
    title: Expired
    date: 2026-11-24
    expires: 2026-12-01
    ---
"""


@pytest.fixture(scope="module", autouse=True)
def five_make_a_pair() -> Iterator[None]:
    with small_pairs():
        yield


@contextmanager
def small_pairs() -> Iterator[None]:
    """Two actors of this small site have a page in common from five shared articles on."""
    with patch("digest.pages.pairs.PAIR_FROM", 5), patch("digest.pages.dossiers.PAIR_FROM", 5):
        yield


def load(folder: Path) -> Any:
    """The site above, read and planned."""
    snapshot = make_site(folder, SITE).snapshot()
    assert not snapshot.errors, "\n".join(map(str, snapshot.errors))
    return snapshot


def views(snapshot: Any) -> dict[str, Any]:
    """All that templates and feeds are given, by address."""
    return {
        address: page.view(snapshot.config)
        for address, page in snapshot.plan.pages.items()
        if page.renderer != "copy"
    }


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def shown(snapshot: Any) -> dict[str, Any]:
    """The views of the site above."""
    return views(snapshot)


def written(shown: dict[str, Any]) -> dict[str, str]:
    """The addresses of all pages in the order of the plan, then views as text."""
    addresses = [f"/{address}" for address in shown]
    views = {address: outline(shown[address[1:]]) for address in WRITTEN_OUT.split()}
    return {"plan": "".join(f"{address}\n" for address in addresses), **views}


def test_what_pages_show_is_what_is_written_out(shown: dict[str, Any]) -> None:
    _, *parts = EXPECTED.read_text("utf-8").split("== ")
    expected = dict(part.split(" ==\n", 1) for part in parts)
    outlines = written(shown)
    assert outlines.keys() == expected.keys()
    for address, text in outlines.items():
        assert text == expected[address], address


def cards(value: Any) -> list[Card]:
    """Every card in a value."""
    if isinstance(value, Card):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [card for name in value.__struct_fields__ for card in cards(getattr(value, name))]
    return [card for item in value for card in cards(item)] if isinstance(value, tuple) else []


def test_a_card_is_the_same_on_every_page(shown: dict[str, Any]) -> None:
    own = {view.address: view.card for view in shown.values() if isinstance(view, ArticleView)}
    elsewhere = [card for view in shown.values() for card in cards(view)]
    assert len(elsewhere) > 3 * len(own)
    for card in elsewhere:
        assert card == own[card.address]


def test_an_edit_moves_the_fingerprint_of_each_page_that_shows_the_card(snapshot: Any, shown: dict[str, Any]) -> None:
    before = keys_of(snapshot)
    for entry in snapshot.archive.series:
        showing = {address for address, view in shown.items() if entry.card in cards(view)}
        file = snapshot.root / entry.stub.path
        text = file.read_text("utf-8")
        file.write_text(text.replace("\ntitle: ", "\ntitle: Not ", 1), "utf-8")
        after = keys_of(digest_load(snapshot.root, snapshot.selection, previous=snapshot))
        file.write_text(text, "utf-8")
        assert showing <= {address for address, key in before.items() if after.get(address) != key}, entry.address


if __name__ == "__main__":
    with TemporaryDirectory() as folder, small_pairs():
        text = "".join(f"== {address} ==\n{text}" for address, text in written(views(load(Path(folder)))).items())
        EXPECTED.write_text(text, "utf-8")
