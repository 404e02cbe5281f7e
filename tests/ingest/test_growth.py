"""Time grows with the size of an input, whatever it is made of: twice the input takes at most three times the CPU.

A sample runs with the tests, at sizes at which a square shows; `make soak` runs all kinds, and larger.
"""

import datetime as dt
import time
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from digest.config import Config
from digest.editing.context import Context
from digest.editing.files import Rehearsal
from digest.gazetteer import builtin
from digest.ingest.dedupe.index import ArticleIndex
from digest.ingest.draft import Input
from digest.ingest.formats import unpack
from digest.ingest.formats.newsletter import gathering_of
from digest.ingest.html.blocks import Element, HtmlBlock
from digest.ingest.pipeline import add_inputs
from digest.ingest.store_article import Outcome

GROWTH = 3.0
"""How many times as long twice the input may take."""
NOISE = 0.25
"""Seconds below which a measure says nothing."""
MEBIBYTE = 1 << 20

_TEXT = "<p>" + "The ministers met in Riga on Tuesday to speak of the harbour, officials said. " * 4 + "</p>"


def page(body: str) -> bytes:
    return f"<!doctype html><title>Ministers meet in Riga</title><h1>Ministers meet in Riga</h1>{body}{_TEXT}".encode()


def feed(entry: str, start: str = "") -> bytes:
    items = f"<item{start}><title>Ministers meet</title><description>{entry}</description></item>"
    return f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>".encode()


def text(body: str) -> bytes:
    return f"Ministers meet in Riga\n\n{body}".encode()


def numbered(pattern: str, count: int) -> str:
    return "".join(pattern.format(n) for n in range(count))


def zips(count: int) -> bytes:
    """Zips of zips, six deep."""
    content = b"A story."
    for _ in range(6):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(count):
                archive.writestr(f"{number}.zip", content)
        content = packed.getvalue()
    return content


_SAID = "Speaker {0} said {0} words of the harbour. "
QUICK: Mapping[str, tuple[int, Callable[[int], bytes]]] = {
    "attributes": (40_000, lambda n: page(f"<p {numbered('a{}=1 ', n)}>a</p>")),
    "attributes of a feed": (30_000, lambda n: feed(_TEXT.replace("<", "&lt;"), " " + numbered("a{}='1' ", n))),
    "paragraphs": (400, lambda n: page(numbered(f"<p>{_SAID}</p>", n))),
    "elements in an entry": (6_000, lambda n: feed("&lt;div&gt;" * n + "A story.")),
    "elements in elements": (15_000, lambda n: page("<div>" * n + "A story.")),
    "recipients of a forwarded mail": (1_000, lambda n: b"Subject: A\nFrom: a@e.example\nTo: b@e.example\n\n"
                                       + b"To: c@e.example\n" * n + b"A story.\n"),
    "a line": (1_500, lambda n: text(_SAID.format("one") * n)),
}  # fmt: skip
"""How many there are of what an input is made of, and the input."""
SLOW: Mapping[str, tuple[int, Callable[[int], bytes]]] = {
    "attributes": (50_000, QUICK["attributes"][1]),
    "paragraphs": (20_000, QUICK["paragraphs"][1]),
    "elements in an entry": (100_000, QUICK["elements in an entry"][1]),
    "elements in elements": (100_000, QUICK["elements in elements"][1]),
    "a line": (100_000, QUICK["a line"][1]),
    "a paragraph": (20_000, lambda n: page(f"<p>{numbered(_SAID, n)}</p>")),
    "links": (20_000, lambda n: page(numbered("<p><a href='/{0}'>Link {0}</a></p>", n))),
    "links in a paragraph": (20_000, lambda n: page(f"<p>{numbered('<a href=/{0}>link {0}</a> ', n)}</p>")),
    "items of a list": (20_000, lambda n: page(f"<ul>{numbered('<li>Item {0}', n)}</ul>")),
    "lists in lists": (10_000, lambda n: page("<ul><li>a" * n)),
    "cells": (20_000, lambda n: page(f"<table><tr>{numbered('<td>{0}', n)}<tr><td>a</table>")),
    "tables in tables": (5_000, lambda n: page("<table><tr><td>a" * n)),
    "unclosed tags": (20_000, lambda n: page("<p><font>a" * n)),
    "a comment": (1_000_000, lambda n: page(f"<!--{'- ' * n}-->")),
    "comments": (50_000, lambda n: page("<!-- a -->" * n)),
    "line breaks": (50_000, lambda n: page("<p>" + "a<br>" * n)),
    "paragraphs of a mail": (10_000, lambda n: b"Subject: A\nFrom: a@e.example\nTo: b@e.example\n\n"
                             + numbered(f"{_SAID}\n\n", n).encode()),
}  # fmt: skip


def outcomes(content: bytes) -> list[Outcome]:
    context = Context(Config(), builtin(), dt.datetime(2024, 7, 10, tzinfo=dt.UTC))
    return list(add_inputs([Input("x", content)], context, ArticleIndex(), Rehearsal(Path("none"))))


def seconds(content: bytes) -> float:
    """The seconds of the processor that an input takes to be added."""
    started = time.process_time()
    assert all(outcome.article or outcome.failure for outcome in outcomes(content))
    return time.process_time() - started


def check_growth(count: int, make: Callable[[int], bytes]) -> None:
    once = min(seconds(make(count)) for _ in range(2))
    twice = seconds(make(2 * count))
    if twice > GROWTH * max(once, NOISE):  # once more: another process may have taken the caches
        twice = min(twice, seconds(make(2 * count)))
    assert twice <= GROWTH * max(once, NOISE), f"{once:.2f} s, and {twice:.2f} s for twice as many"


@pytest.mark.parametrize("kind", QUICK)
def test_twice_the_input_takes_at_most_three_times_as_long(kind: str) -> None:
    count, make = QUICK[kind]
    seconds(make(10))
    check_growth(count, make)


@pytest.mark.soak
@pytest.mark.parametrize("kind", SLOW)
def test_large_inputs_too(kind: str) -> None:
    count, make = SLOW[kind]
    check_growth(count, make)


def test_what_stands_about_one_heading_of_a_newsletter() -> None:
    block = HtmlBlock("p", "A few words.", "A few words.", 0, (), Element("p", "", 1, None))
    heading = msgspec.structs.replace(block, kind="h")

    def gathering(count: int) -> float:
        started = time.process_time()
        blocks = [heading, *[block] * count]
        assert gathering_of(blocks, blocks).items == ()
        return time.process_time() - started

    once, twice = gathering(20_000), gathering(40_000)
    assert twice <= GROWTH * max(once, NOISE)


def test_a_million_zips_in_a_small_one_are_refused_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MAX_MEMBERS", 2_000)
    content = zips(9)
    assert len(content) < 20_000
    failures = [outcome.failure for outcome in outcomes(content)]
    assert len(failures) < 2_000
    assert failures[-1]
    assert failures[-1].message == "it unpacks to more than 2,000 files"


def test_an_attribute_too_many_costs_no_word() -> None:
    (outcome,) = outcomes(page(f"<p {numbered('a{}=1 ', 5_000)} title='>'>The harbour {_TEXT}"))
    assert outcome.article
    assert "The harbour" in outcome.article.body
    assert ">" not in outcome.article.body
