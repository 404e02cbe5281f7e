"""`digest add`: pages beside their extractor alone, ten thousand rows to Markdown and again, a large web archive."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.corpus import articles
from benchmarks.processes import run

ADD = [sys.executable, "-m", "digest", "add"]
ARCHIVE = 1 << 30
"""Bytes of the web archive."""
IN_ARCHIVE = 500
"""Pages in it; the rest are pictures, as in real ones."""
PAGES = 100


def ingest(work: Path, count: int, pages: Path | None, rounds: int) -> Iterator[str]:
    """Lines of figures. `pages` is a folder of saved pages; without one they are made."""
    yield from _pages(_read(pages) if pages else list(_made(PAGES)), rounds)
    yield from _rows(work / "ingest-rows", count)
    yield from _archive(work / "ingest-archive")


def _pages(pages: list[bytes], rounds: int) -> Iterator[str]:
    from trafilatura import extract

    from digest.ingest.draft import Draft, Input
    from digest.ingest.formats.webpage import read_page

    found = [read_page(Input("x", page), dt.UTC) for page in pages]
    ours = min(_cpu(lambda: [read_page(Input("x", page), dt.UTC) for page in pages]) for _ in range(rounds))
    theirs = min(_cpu(lambda: [extract(page) for page in pages]) for _ in range(rounds))
    read = sum(isinstance(each, Draft) for each in found)
    size = sum(map(len, pages)) / len(pages) / 1024
    yield (
        f"{len(pages)} pages of {size:.0f} KiB on the average, {read} read: {len(pages) / ours:.0f} a second of one "
        f"processor; trafilatura alone {len(pages) / theirs:.0f}"
    )


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _rows(site: Path, count: int) -> Iterator[str]:
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    (site / "digest.toml").write_text('[site]\ntitle = "Rows"\n', encoding="utf-8")
    rows = ({"title": title, "date": date, "source": "AP", "text": body} for title, date, body in _texts(count))
    (site / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for name in ("first", "second"):
        before = _written(site)
        done = run([*ADD, "rows.jsonl"], site)
        yield (
            f"{count:,} rows, {name} run: {done.wall:.1f} s, {done.cpu:.1f} s CPU, {done.mebibytes:.0f} MiB, "
            f"{_written(site) - before:,} files written"
        )


def _written(site: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(site / "content"))


def _archive(site: Path) -> Iterator[str]:
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    (site / "digest.toml").write_text('[site]\ntitle = "Archive"\n', encoding="utf-8")
    _write_archive(site / "large.warc.gz")
    size = (site / "large.warc.gz").stat().st_size
    done = run([*ADD, "large.warc.gz"], site)
    yield (
        f"web archive of {size >> 20:,} MB with {IN_ARCHIVE} pages: {done.wall:.0f} s, {done.cpu:.0f} s CPU, "
        f"{done.mebibytes:.0f} MiB, {_written(site):,} files written"
    )
    (site / "large.warc.gz").unlink()


def _write_archive(path: Path) -> None:
    """Pages, and between them pictures, which do not pack."""
    picture = os.urandom(ARCHIVE // IN_ARCHIVE)
    with path.open("wb") as file:
        for number, page in enumerate(_made(IN_ARCHIVE)):
            for name, kind, content in (("a", "text/html", page), ("b.png", "image/png", picture)):
                file.write(gzip.compress(_record(f"https://wire.example/{number}/{name}", kind, content), 1))


def _record(url: str, kind: str, content: bytes) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _texts(count: int) -> Iterator[tuple[str, str, str]]:
    """Headline, date and text of made articles."""
    for _, text in articles(count, "digest", 5):
        _, front, body = text.split("---\n", 2)
        said = dict(re.findall(r"^(title|date): \"?(.*?)\"?$", front, re.MULTILINE))
        yield said["title"], said["date"], body.strip()


def _made(count: int) -> Iterator[bytes]:
    """Pages with what surrounds an article on a real one."""
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
    teasers = "".join(f'<div class="teaser"><a href="/{n}/a"><h3>Other headline {n}</h3></a></div>' for n in range(40))
    script = f"<script>{'var a = {b: [1, 2, 3]};' * 1500}</script>"
    for title, date, body in _texts(count):
        thing = {"@type": "NewsArticle", "headline": title, "datePublished": date, "author": {"name": "Jane Doe"}}
        paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
        yield (
            f'<!DOCTYPE html><html lang="en"><head><title>{title} | Wire</title>{script}'
            f'<script type="application/ld+json">{json.dumps(thing)}</script></head><body><nav><ul>{menu}</ul></nav>'
            f'<main><article><h1>{title}</h1><div class="byline">By Jane Doe</div>{paragraphs}</article>'
            f"<aside>{teasers}</aside></main><footer><ul>{menu}</ul></footer>{script}</body></html>"
        ).encode()


def _read(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob("*.htm*"))]
