"""JSON lines: an object per line with `title`, `date`, `url`, `source`, `id` and `text`, `html` or `body`.

`text` is plain text, `html` a piece of HTML, `body` Markdown. All else that `digest add --dry-run --json` prints
(see `row.py`) is taken where it stands, so that an object taken back gives the same file. Other keys are
ignored. A line that cannot be read is one failure and the rest is read.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from digest.dates import When
from digest.decoding import decode_utf8
from digest.editing.new_article import Image
from digest.ingest.dates.resolve import read_stated
from digest.ingest.draft import Draft, Failure, Input, Place, Read, Scalar, Stripped
from digest.ingest.html.blocks import safe_address
from digest.ingest.html.fragment import html_to_markdown
from digest.ingest.text.encoding import NotText, decode, one_line, tidy
from digest.ingest.text.link_references import Reference, whole
from digest.ingest.text.paragraphs import paragraphs
from digest.language.tags import language_tag
from digest.model.article import Carrier
from digest.reading.article import DATE_BASES
from digest.settings import RIGHTS
from digest.urls import is_web_address

_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
_LIST = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[\s*\{\s*["}]')


def recognise(given: Input) -> bool:
    """Whether the first thing in it is the beginning of a JSON object, or of a list of them."""
    head = given.content[:4096]
    return bool(_OBJECT.match(head) or _LIST.match(head))


def read(given: Input, zone: dt.tzinfo) -> Iterator[Read]:
    """An article, or a failure, for each line that is not blank. Dates without a zone are in `zone`."""
    if _LIST.match(given.content[:4096]):
        yield from _read_list(given, zone)
        return
    whole = _one_object(given.content)
    if whole is not None:
        yield _draft(Place(given.name, modified=given.modified), whole, (), zone)
        return
    for number, line in enumerate(given.content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield _read_line(Place(given.name, number, modified=given.modified), line, zone)


def _read_list(given: Input, zone: dt.tzinfo) -> Iterator[Read]:
    """The objects of a file that is one list of them."""
    place = Place(given.name, modified=given.modified)
    try:
        text, warnings = decode(given.content)
        rows = _value(text)
    except json.JSONDecodeError as problem:
        yield _no_json(msgspec.structs.replace(place, line=problem.lineno), problem, "mend it")
        return
    except (NotText, ValueError) as problem:
        yield Failure(place, str(problem), "mend it")
        return
    for number, each in enumerate(rows if isinstance(rows, list) else (), 1):
        place = Place(f"{given.name}#{number}", modified=given.modified)
        is_row = isinstance(each, dict)
        yield _draft(place, each, warnings, zone) if is_row else Failure(place, "this is no JSON object")


def _no_json(place: Place, problem: json.JSONDecodeError, hint: str) -> Failure:
    said = problem.msg[:1].lower() + problem.msg[1:]
    return Failure(place, f"this is not JSON: {said}", hint, problem.colno)


def _one_object(content: bytes) -> Mapping[str, Any] | None:
    """A file that is one object written over several lines."""
    first, _, rest = content.strip().partition(b"\n")
    if not rest or _is_complete(first):
        return None
    try:
        return _object(decode_utf8(content))
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
        return _no_json(place, problem, "mend this line; the others are read")
    except ValueError as problem:
        return Failure(place, str(problem), "mend this line; the others are read")


def _object(text: str) -> Mapping[str, Any]:
    """Raises ValueError for what is not JSON, or not an object."""
    value = _value(text)
    if not isinstance(value, dict):
        raise ValueError("this is no JSON object")
    return value


def _value(text: str) -> object:
    """Raises ValueError for what is not JSON."""
    try:
        return json.loads(text, parse_constant=lambda _: None, parse_float=_number)
    except RecursionError:
        raise ValueError("this JSON is nested too deep") from None


def _number(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _draft(place: Place, said: Mapping[str, Any], warnings: tuple[str, ...], zone: dt.tzinfo) -> Read:
    place = Place(place.input, place.line, _scalar(said.get("id")), place.modified)
    title, url = _line(said, "title"), _line(said, "url")
    body, markdown = _body(said, url)
    if problem := _unusable(said, title, body):
        return Failure(place, *problem)
    date, doubts = _date(said, "date", zone)
    updated, more_doubts = _date(said, "updated", zone)
    return Draft(
        place=place,
        title=title,
        body=body,
        markdown=markdown,
        date=date,
        date_basis=_basis(said) if date else "",
        updated=updated,
        source=_line(said, "source"),
        agency=_line(said, "agency"),
        url=url,
        also=_carriers(said.get("also")),
        dateline=_line(said, "dateline"),
        authors=_names(said.get("authors")),
        lang=language_tag(_line(said, "lang")),
        summary=_line(said, "summary"),
        notice=_text(said, "notice").strip(),
        image=_image(said.get("image")),
        topics=_names(said.get("topics")),
        actors=_names(said.get("actors")),
        regions=_names(said.get("regions")),
        partial=said.get("partial") is True,
        draft=said.get("draft") is True,
        rights=_one_of(RIGHTS, _line(said, "rights")),
        stripped=_stripped(said.get("stripped")),
        warnings=(*warnings, *doubts, *more_doubts),
    )


def _unusable(said: Mapping[str, Any], title: str, body: str) -> tuple[str, str] | None:
    """What is wrong with an object that holds no article, and how to mend it."""
    if isinstance(said.get("error"), str) and not title:
        return f"it was not read before either: {one_line(said['error'])}", "leave it out"
    if not title:
        return "it has no title", 'give it a "title"'
    if not body.strip():
        return "it has no text", 'give it a "text", "html" or "body"'
    return None


def _body(said: Mapping[str, Any], url: str) -> tuple[str, bool]:
    """The body, and whether it is Markdown: the first of `text`, `html` and `body` that holds something."""
    if text := _text(said, "text"):
        return "\n\n".join(paragraphs(text)), False
    if html := _text(said, "html"):
        return html_to_markdown(html, url), True
    return whole(_text(said, "body").strip("\n"), _references(said.get("links"))), True


def _references(value: object) -> Iterator[Reference]:
    """The addresses of the words that stand in brackets in the body; such as lead to the web or to a mailbox."""
    for each in _objects(value):
        text, url = _line(each, "text"), safe_address(_line(each, "url"), "")
        if url and re.fullmatch(r"[^\[\]\\]{1,200}", text):
            yield Reference(text, url)


def _date(said: Mapping[str, Any], key: str, zone: dt.tzinfo) -> tuple[When | None, tuple[str, ...]]:
    value = said.get(key)
    if value is None or value == "":
        return None, ()
    try:
        return read_stated(str(value), zone), ()
    except ValueError:
        return None, (f'"{key}": {value!r} is no date that digest reads, write it as 2026-11-24',)


def _basis(said: Mapping[str, Any]) -> str:
    """What the date rests on. A row of ours says so, and says nothing where the editor stated the date."""
    stated = said.get("date_basis", "metadata")
    return stated if stated in DATE_BASES else "" if stated is None else "metadata"


def _carriers(value: object) -> tuple[Carrier, ...]:
    found = ((_line(each, "source"), _line(each, "url")) for each in _objects(value))
    return tuple(Carrier(source, url if is_web_address(url) else "") for source, url in found if source)


def _image(value: object) -> Image | None:
    if not isinstance(value, dict) or not is_web_address(_line(value, "url")):
        return None
    return Image(_line(value, "url"), _line(value, "alt"), _line(value, "credit"))


def _stripped(value: object) -> tuple[Stripped, ...]:
    return tuple(Stripped(_line(each, "rule"), _text(each, "words")) for each in _objects(value))


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    return (each for each in (value if isinstance(value, list) else ()) if isinstance(each, dict))


def _one_of(words: tuple[str, ...], value: str) -> str:
    return value if value in words else ""


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    return tidy(value) if isinstance(value, str) else ""


def _line(said: Mapping[str, Any], key: str) -> str:
    return one_line(_text(said, key))


def _names(value: object) -> tuple[str, ...]:
    """Names, or the names of objects, each once."""
    said = value if isinstance(value, list) else [value]
    names = (each.get("name") if isinstance(each, dict) else each for each in said)
    found = dict.fromkeys(one_line(tidy(name)) for name in names if isinstance(name, str))
    return tuple(filter(None, found))


def _scalar(value: object) -> Scalar:
    return value if isinstance(value, str | int | float | bool) else None
