"""JSON-LD: what a page says of its article for machines, however carelessly it says it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Thing = dict[str, Any]

_ARTICLE = re.compile(r"Article|Posting|Report|Review|Blog$")
_PAGE = re.compile(r"WebPage|ItemPage|CreativeWork|VideoObject|Episode")
_MAX_THINGS = 2_000
_MAX_DEPTH = 12


def things_in(scripts: Iterator[str]) -> list[Thing]:
    """Every object of a page's JSON-LD, those of `@graph` and inner ones too, in order."""
    found: list[Thing] = []
    for script in scripts:
        _gather(_loaded(script), found, 0)
    return found


def article_of(things: list[Thing]) -> Thing:
    """The object that is the article: an article with a headline before one without, before a page; or empty."""
    articles = [thing for thing in things if _is(thing, _ARTICLE)]
    pages = [thing for thing in things if _is(thing, _PAGE)]
    headed = (thing for thing in articles if thing.get("headline") and thing.get("datePublished"))
    return (
        next(headed, None)
        or next((t for t in articles if t.get("headline")), None)
        or next(iter((*articles, *pages)), {})
    )


def words(value: object) -> str:
    """The text of a value: the first of several, an object's name, character references read; or empty."""
    if isinstance(value, list):
        return next(filter(None, map(words, value)), "")
    if isinstance(value, dict):
        return words(value.get("name") or value.get("@value") or value.get("url") or value.get("@id"))
    return html.unescape(html.unescape(value)).strip() if isinstance(value, str) else ""


def _is(thing: Thing, kind: re.Pattern[str]) -> bool:
    said = thing.get("@type")
    return any(isinstance(each, str) and kind.search(each) for each in (said if isinstance(said, list) else [said]))


def _loaded(script: str) -> object:
    """The value of a script, forgiving what real pages get wrong: comments, bare line breaks, a last comma."""
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>)\s*;?\s*$", "", script, flags=re.DOTALL)
    text = text.strip().rstrip(";")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _picked(text)


_PAIR = re.compile(r'"(headline|datePublished|dateModified|description|inLanguage|@type)"\s*:\s*("(?:[^"\\\n]|\\.)*")')


def _picked(text: str) -> Thing:
    """The plain keys of a script that is not JSON, the first of each."""
    picked: Thing = {}
    for key, value in _PAIR.findall(text[:200_000]):
        try:
            picked.setdefault(key, json.loads(value, strict=False))
        except ValueError:
            continue
    return picked


def _gather(value: object, found: list[Thing], depth: int) -> None:
    if depth > _MAX_DEPTH or len(found) > _MAX_THINGS:
        return
    if isinstance(value, list):
        for each in value:
            _gather(each, found, depth + 1)
    elif isinstance(value, dict):
        found.append(value)
        for key, each in value.items():
            if key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item") and isinstance(
                each, dict | list
            ):
                _gather(each, found, depth + 1)
