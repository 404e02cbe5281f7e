"""JSON lines: an object per line with `title`, `date`, `url`, `source`, `id` and `text`, `html` or `body`.

`text` is plain text, `html` a piece of HTML, `body` Markdown; `summary`, `notice` and `authors` are taken
where they stand. Other keys are ignored. A line that cannot be read is one failure and the rest is read.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from digest.dates import When
from digest.ingest.dating import read_stated
from digest.ingest.draft import Draft, Failure, Input, Place, Read, Scalar
from digest.ingest.encoding import NotText, decode, one_line, tidy
from digest.ingest.fragment import html_to_markdown
from digest.ingest.paragraphs import paragraphs

_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')


def recognise(given: Input) -> bool:
    """Whether the first thing in it is the beginning of a JSON object."""
    return bool(_OBJECT.match(given.content[:4096]))


def read(given: Input, zone: dt.tzinfo) -> Iterator[Read]:
    """An article, or a failure, for each line that is not blank. Dates without a zone are in `zone`."""
    whole = _one_object(given.content)
    if whole is not None:
        yield _draft(Place(given.name, modified=given.modified), whole, (), zone)
        return
    for number, line in enumerate(given.content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield _read_line(Place(given.name, number, modified=given.modified), line, zone)


def _one_object(content: bytes) -> Mapping[str, Any] | None:
    """A file that is one object written over several lines."""
    first, _, rest = content.strip().partition(b"\n")
    if not rest or _is_complete(first):
        return None
    try:
        return _object(content.decode("utf-8-sig"))
    except ValueError:
        return None


def _is_complete(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _read_line(place: Place, line: bytes, zone: dt.tzinfo) -> Read:
    try:
        text, warnings = decode(line)
        return _draft(place, _object(text), warnings, zone)
    except NotText as problem:
        return Failure(place, problem.message, problem.hint)
    except json.JSONDecodeError as problem:
        said = problem.msg[:1].lower() + problem.msg[1:]
        return Failure(place, f"this is not JSON: {said}", "mend this line; the others are read", problem.colno)
    except ValueError as problem:
        return Failure(place, str(problem), "mend this line; the others are read")


def _object(text: str) -> Mapping[str, Any]:
    """Raises ValueError for what is not JSON, or not an object."""
    try:
        value = json.loads(text, parse_constant=lambda _: None, parse_float=_number)
    except RecursionError:
        raise ValueError("this JSON is nested too deep") from None
    if not isinstance(value, dict):
        raise ValueError("this is no JSON object")
    return value


def _number(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _draft(place: Place, said: Mapping[str, Any], warnings: tuple[str, ...], zone: dt.tzinfo) -> Read:
    place = Place(place.input, place.line, _scalar(said.get("id")), place.modified)
    title, url = _line(said, "title"), _line(said, "url")
    body, markdown = _body(said, url)
    if not title:
        return Failure(place, "it has no title", 'give it a "title"')
    if not body.strip():
        return Failure(place, "it has no text", 'give it a "text", "html" or "body"')
    date, doubts = _date(said.get("date"), zone)
    return Draft(
        place=place,
        title=title,
        body=body,
        markdown=markdown,
        date=date,
        date_basis="metadata" if date else "",
        source=_line(said, "source"),
        url=url,
        authors=_names(said.get("authors")),
        summary=_line(said, "summary"),
        notice=_text(said, "notice").strip(),
        warnings=(*warnings, *doubts),
    )


def _body(said: Mapping[str, Any], url: str) -> tuple[str, bool]:
    """The body, and whether it is Markdown: the first of `text`, `html` and `body` that holds something."""
    if text := _text(said, "text"):
        return "\n\n".join(paragraphs(text)), False
    if html := _text(said, "html"):
        return html_to_markdown(html, url), True
    return _text(said, "body").strip("\n"), True


def _date(value: object, zone: dt.tzinfo) -> tuple[When | None, tuple[str, ...]]:
    if value is None or value == "":
        return None, ()
    try:
        return read_stated(str(value), zone), ()
    except ValueError:
        return None, (f'"date": {value!r} is no date that digest reads, write it as 2026-11-24',)


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    return tidy(value) if isinstance(value, str) else ""


def _line(said: Mapping[str, Any], key: str) -> str:
    return one_line(_text(said, key))


def _names(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    found = dict.fromkeys(one_line(name) for name in names if isinstance(name, str))
    return tuple(filter(None, found))


def _scalar(value: object) -> Scalar:
    return value if isinstance(value, str | int | float | bool) else None
