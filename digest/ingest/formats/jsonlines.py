"""JSON lines: an object per line with `title`, `date`, `url`, `source`, `id` and `text`, `html` or `body`.

`text` is plain text, `html` a piece of HTML, `body` Markdown. The other keys that `digest add --dry-run --json` prints
(see `json_output.py`) are read too, so that an object read back gives the same file. Unknown keys are ignored. A line
that cannot be read is one failure, and the other lines are read.
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
from digest.ingest.dates.timestamps import read_stated
from digest.ingest.draft import Draft, Failure, Input, InputId, Location, ReadResult, Stripped
from digest.ingest.html.addresses import safe_address
from digest.ingest.html.blocks import join
from digest.ingest.html.fragment import fragment_blocks
from digest.ingest.html.person_names import people
from digest.ingest.text.encoding import NotText, decode, one_line, tidy
from digest.ingest.text.link_references import Reference, gathered, whole
from digest.ingest.text.paragraphs import paragraphs
from digest.ingest.text.site_links import warning_of, without_site_links
from digest.language.tags import language_tag
from digest.model.article import Carrier
from digest.reading.article import DATE_BASES
from digest.settings import RIGHTS
from digest.urls import is_web_address

_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
_LIST = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[\s*\{\s*["}]')


def recognise(raw: Input) -> bool:
    """Whether it begins as a JSON object or as a list of objects."""
    head = raw.content[:4096]
    return bool(_OBJECT.match(head) or _LIST.match(head))


def read(raw: Input, zone: dt.tzinfo) -> Iterator[ReadResult]:
    """A draft or a failure for each line that is not blank. Dates without a zone are in `zone`."""
    if _LIST.match(raw.content[:4096]):
        yield from _read_list(raw, zone)
        return
    row = _single_object(raw.content)
    if row is not None:
        yield _draft(Location(raw.name, modified=raw.modified), row, (), zone)
        return
    for number, line in enumerate(raw.content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield _read_line(Location(raw.name, number, modified=raw.modified), line, zone)


def _read_list(raw: Input, zone: dt.tzinfo) -> Iterator[ReadResult]:
    """The drafts of a file that is one list of objects."""
    location = Location(raw.name, modified=raw.modified)
    try:
        text, warnings = decode(raw.content)
        rows = _value(text)
    except json.JSONDecodeError as problem:
        yield _not_json(msgspec.structs.replace(location, line=problem.lineno), problem, "mend it")
        return
    except (NotText, ValueError) as problem:
        yield Failure(location, str(problem), "mend it")
        return
    for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
        location = Location(f"{raw.name}#{number}", modified=raw.modified)
        is_object = isinstance(row, dict)
        yield _draft(location, row, warnings, zone) if is_object else Failure(location, "this is no JSON object")


def _not_json(location: Location, problem: json.JSONDecodeError, hint: str) -> Failure:
    reason = problem.msg[:1].lower() + problem.msg[1:]
    return Failure(location, f"this is not JSON: {reason}", hint, problem.colno)


def _single_object(content: bytes) -> Mapping[str, Any] | None:
    """The object of a file that is one object on several lines; None if the file is anything else."""
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


def _read_line(location: Location, line: bytes, zone: dt.tzinfo) -> ReadResult:
    try:
        text, warnings = decode(line)
        return _draft(location, _object(text), warnings, zone)
    except NotText as problem:
        return Failure(location, problem.message, problem.hint)
    except json.JSONDecodeError as problem:
        return _not_json(location, problem, "mend this line; the others are read")
    except ValueError as problem:
        return Failure(location, str(problem), "mend this line; the others are read")


def _object(text: str) -> Mapping[str, Any]:
    """The object in a JSON text. Raises ValueError if it is not JSON, or no object."""
    value = _value(text)
    if not isinstance(value, dict):
        raise ValueError("this is no JSON object")
    return value


def _value(text: str) -> object:
    """The value of a JSON text, without NaN and infinities. Raises ValueError if it is not JSON."""
    try:
        return json.loads(text, parse_constant=lambda _: None, parse_float=_number)
    except RecursionError:
        raise ValueError("this JSON is nested too deep") from None


def _number(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _draft(location: Location, row: Mapping[str, Any], warnings: tuple[str, ...], zone: dt.tzinfo) -> ReadResult:
    location = Location(location.input, location.line, _id(row.get("id")), location.modified)
    title, url = _line(row, "title"), _line(row, "url")
    body, markdown, hidden = _body(row, url)
    body, links = without_site_links(body) if markdown else (body, ())
    if problem := _problem(row, title, body):
        return Failure(location, *problem)
    date, doubts = _date(row, "date", zone)
    updated, more_doubts = _date(row, "updated", zone)
    return Draft(
        location=location,
        title=title,
        body=body,
        markdown=markdown,
        date=date,
        date_basis=_basis(row) if date else "",
        updated=updated,
        source=_line(row, "source"),
        agency=_line(row, "agency"),
        url=url,
        also=_carriers(row.get("also")),
        dateline=_line(row, "dateline"),
        authors=_authors(row),
        lang=language_tag(_line(row, "lang")),
        summary=_line(row, "summary"),
        notice=_tidy_text(row, "notice").strip(),
        image=_image(row.get("image")),
        topics=_names(row.get("topics")),
        actors=_names(row.get("actors")),
        regions=_names(row.get("regions")),
        partial=row.get("partial") is True,
        draft=row.get("draft") is True,
        rights=_one_of(RIGHTS, _line(row, "rights")),
        stripped=(*hidden, *_stripped(row.get("stripped"))),
        warnings=(*warnings, *doubts, *more_doubts, *filter(None, [warning_of(links, 0)])),
    )


def _problem(row: Mapping[str, Any], title: str, body: str) -> tuple[str, str] | None:
    """Why an object holds no article, and how to mend it."""
    if isinstance(row.get("error"), str) and not title:
        return f"it is the row of an article that could not be read: {one_line(row['error'])}", "leave it out"
    if not title:
        return "it has no title", 'give it a "title"'
    if not body.strip():
        return "it has no text", 'give it a "text", "html" or "body"'
    return None


def _body(row: Mapping[str, Any], url: str) -> tuple[str, bool, tuple[Stripped, ...]]:
    """The body, whether it is Markdown, and what it hides: the first of `text`, `html` and `body` that is not empty."""
    if text := _tidy_text(row, "text"):
        return "\n\n".join(paragraphs(text)), False, ()
    if html := _tidy_text(row, "html"):
        content = fragment_blocks(html, url)
        hidden = (Stripped(cut.rule, cut.words) for cut in content.unread)
        return gathered(join(content.blocks)), True, tuple(hidden)
    return whole(_tidy_text(row, "body").strip("\n"), _references(row.get("links"))), True, ()


def _references(value: object) -> Iterator[Reference]:
    """The addresses of the words in brackets in the body: those to the web or to a mailbox."""
    for link in _objects(value):
        text, url = _line(link, "text"), safe_address(_line(link, "url"), "")
        if url and re.fullmatch(r"[^\[\]\\]{1,200}", text):
            yield Reference(text, url)


def _date(row: Mapping[str, Any], key: str, zone: dt.tzinfo) -> tuple[When | None, tuple[str, ...]]:
    value = row.get(key)
    if value is None or value == "":
        return None, ()
    try:
        return read_stated(str(value), zone), ()
    except ValueError:
        return None, (f'"{key}": {value!r} is not a date that digest reads, write it as 2026-11-24',)


def _basis(row: Mapping[str, Any]) -> str:
    """Where the date is stated. Null, as `--json` prints it, means that the editor stated it."""
    stated = row.get("date_basis", "metadata")
    return stated if stated in DATE_BASES else "" if stated is None else "metadata"


def _carriers(value: object) -> tuple[Carrier, ...]:
    carriers = ((_line(carrier, "source"), _line(carrier, "url")) for carrier in _objects(value))
    return tuple(Carrier(source, url if is_web_address(url) else "") for source, url in carriers if source)


def _image(value: object) -> Image | None:
    if not isinstance(value, dict) or not is_web_address(_line(value, "url")):
        return None
    return Image(_line(value, "url"), _line(value, "alt"), _line(value, "credit"))


def _stripped(value: object) -> tuple[Stripped, ...]:
    return tuple(Stripped(_line(cut, "rule"), _tidy_text(cut, "words")) for cut in _objects(value))


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    return (item for item in (value if isinstance(value, list) else ()) if isinstance(item, dict))


def _one_of(words: tuple[str, ...], value: str) -> str:
    return value if value in words else ""


def _tidy_text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return tidy(value) if isinstance(value, str) else ""


def _line(row: Mapping[str, Any], key: str) -> str:
    return one_line(_tidy_text(row, key))


def _names(value: object) -> tuple[str, ...]:
    """Names, or the names of objects, each once."""
    items = value if isinstance(value, list) else [value]
    names = (item.get("name") if isinstance(item, dict) else item for item in items)
    lines = dict.fromkeys(one_line(tidy(name)) for name in names if isinstance(name, str))
    return tuple(filter(None, lines))


def _authors(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The authors, read as by-lines; of a row that digest printed, as they are."""
    names = _names(row.get("authors") or row.get("author"))
    return names if "stripped" in row else people(names, _line(row, "lang"))


def _id(value: object) -> InputId:
    return value if isinstance(value, str | int | float | bool) else None
