"""JSON-LD: the metadata of a page for machines, read leniently."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Thing = dict[str, Any]

_ARTICLE = re.compile(r"Article|Posting|Report|Review|Blog$")
_PAGE = re.compile(r"WebPage|ItemPage|CreativeWork|VideoObject|Episode")
_NESTING = frozenset(["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"])
"""Keys whose objects are gathered too."""
_MAX_THINGS = 2_000
_MAX_DEPTH = 12


def things_in(scripts: Iterator[str]) -> list[Thing]:
    """Every object of a page's JSON-LD in order, also those in `@graph` and in other objects."""
    things: list[Thing] = []
    for script in scripts:
        _gather(_parsed(script), things, 0)
    return things


def article_of(things: list[Thing]) -> Thing:
    """The object that is the article: preferably with headline and date, else a page, else an empty object."""
    articles = [thing for thing in things if _has_type(thing, _ARTICLE)]
    pages = [thing for thing in things if _has_type(thing, _PAGE)]
    headed = (thing for thing in articles if thing.get("headline") and thing.get("datePublished"))
    return (
        next(headed, None)
        or next((thing for thing in articles if thing.get("headline")), None)
        or next(iter((*articles, *pages)), {})
    )


def text_of(value: object) -> str:
    """The text of a value, unescaped: of a list the first, of an object its name; empty if there is none."""
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), "")
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("url") or value.get("@id"))
    return html.unescape(html.unescape(value)).strip() if isinstance(value, str) else ""


def _has_type(thing: Thing, pattern: re.Pattern[str]) -> bool:
    value = thing.get("@type")
    names = value if isinstance(value, list) else [value]
    return any(isinstance(name, str) and pattern.search(name) for name in names)


def _parsed(script: str) -> object:
    """The value of a script, in spite of comments, bare line breaks and a comma at the end, as on real pages."""
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>)\s*;?\s*$", "", script, flags=re.DOTALL)
    text = text.strip().rstrip(";")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _pairs_in(text)


_PAIR = re.compile(r'"(headline|datePublished|dateModified|description|inLanguage|@type)"\s*:\s*("(?:[^"\\\n]|\\.)*")')


def _pairs_in(text: str) -> Thing:
    """The key and string pairs of a script that is not JSON; of several with one key, the first."""
    thing: Thing = {}
    for key, value in _PAIR.findall(text[:200_000]):
        try:
            thing.setdefault(key, json.loads(value, strict=False))
        except ValueError:
            continue
    return thing


def _gather(value: object, things: list[Thing], depth: int) -> None:
    if depth > _MAX_DEPTH or len(things) > _MAX_THINGS:
        return
    if isinstance(value, list):
        for item in value:
            _gather(item, things, depth + 1)
    elif isinstance(value, dict):
        things.append(value)
        for key, inner in value.items():
            if key in _NESTING and isinstance(inner, dict | list):
                _gather(inner, things, depth + 1)
