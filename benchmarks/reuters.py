"""A site of the articles of Reuters-21578, with the dates spread over eight years."""

from __future__ import annotations

import datetime as dt
import gzip
import html
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from digest.slugs import slug

DAYS = 8 * 365
LAST = dt.date(2026, 11, 30)
SETTINGS = '[site]\nid = "reuters"\ntitle = "Reuters"\nbase_url = "https://reuters.example/"\n'

_ARTICLE = re.compile("<REUTERS [^>]*>(.*?)</REUTERS>", re.DOTALL)
_BODY = re.compile(r"<TITLE>(.*?)</TITLE>.*?<BODY>(.*?)</BODY>", re.DOTALL)
_LISTED = re.compile(r"<D>(.*?)</D>")


class WireStory(NamedTuple):
    """An article of the collection."""

    title: str
    places: tuple[str, ...]
    topics: tuple[str, ...]
    paragraphs: tuple[str, ...]


def stories(folder: Path) -> Iterator[WireStory]:
    """The articles with a headline and a text, in the order of the collection."""
    for file in sorted(folder.glob("reut2-*.sgm.gz")):
        for marked in _ARTICLE.finditer(gzip.decompress(file.read_bytes()).decode("latin-1")):
            body = _BODY.search(marked[1])
            places, topics = _listed(marked[1], "PLACES"), _listed(marked[1], "TOPICS")
            if body:
                yield WireStory(_words(body[1]), places, topics, tuple(_paragraphs(body[2])))


def write_site(root: Path, articles: Sequence[WireStory], count: int = 0) -> None:
    """A site of these articles; of `count`, if that is more, with texts of paragraphs that are shuffled."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "digest.toml").write_text(SETTINGS, encoding="utf-8")
    total, taken = max(count, len(articles)), set[tuple[dt.date, str]]()
    for n in range(total):
        story = articles[n % len(articles)]
        if n >= len(articles):
            others = [articles[(n * step + step) % len(articles)] for step in (7, 911, 5003)]
            paragraphs = [other.paragraphs[n % len(other.paragraphs)] for other in others]
            story = story._replace(paragraphs=(*paragraphs, *story.paragraphs[:2]))
        day = LAST - dt.timedelta(days=DAYS - DAYS * n // total)
        name = slug(story.title) or "story"
        name = f"{name}-{n}" if (day, name) in taken else name
        taken.add((day, name))
        path = root / f"content/articles/{day:%Y/%m}/{n:06d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_file(story, day, name), encoding="utf-8")


def _file(story: WireStory, day: dt.date, name: str) -> str:
    names = json.dumps([place.replace("-", " ").title() for place in story.places])
    front = f"title: {json.dumps(story.title)}\ndate: {day}\nslug: {name}\nsource: Reuters"
    topics = json.dumps(list(story.topics))
    return f"---\n{front}\nactors: {names}\ntopics: {topics}\n---\n\n" + "\n\n".join(story.paragraphs) + "\n"


def _listed(article: str, name: str) -> tuple[str, ...]:
    part = re.search(f"<{name}>(.*?)</{name}>", article)
    return tuple(_LISTED.findall(part[1])) if part else ()


def _words(marked: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", marked)).split())


def _paragraphs(body: str) -> Iterator[str]:
    for paragraph in re.split(r"\n {4}", body):
        words = _words(paragraph.replace("\x03", "").removesuffix(" REUTER"))
        if words and words != "REUTER":
            yield re.sub(r"([*_<>#\[\]])", r"\\\1", words)
