"""CSV: a table of articles, a row each, as spreadsheets and archives of press cuttings export it.

Its columns are named as the keys of JSON lines, or by a word that means one of them. Each row is read as the object
that it stands for. A table without such columns is refused.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Location
from digest.ingest.text.encoding import NotText, decode

_NAMES = {
    "title": "title headline heading titel titre título titolo tytuł rubrik 標題 标题 見出し 제목",
    "date": "date published pubdate publication_date published_at datum fecha data dato 日付 日期 날짜",
    "url": "url link address href permalink",
    "source": "source outlet publisher publication newspaper quelle fuente fonte 媒体",
    "authors": "authors author by byline autor auteur autore",
    "text": "text content article fulltext full_text article_text texte texto testo inhalt 本文 正文 본문",
    "html": "html content_html",
    "body": "body markdown",
    "summary": "summary description excerpt abstract teaser",
    "lang": "lang language sprache langue idioma",
    "id": "id",
}
"""The keys of JSON lines, and the names of columns that mean them."""
_KEYS = {name: key for key, names in _NAMES.items() for name in names.split()}
_TEXTS = frozenset(["text", "html", "body"])
_DELIMITERS = ",;\t|"
_HEAD_SIZE = 20_000
"""Bytes by which a table is recognised."""
_MAX_NAME = 40
"""Characters of a column's name. A longer one is a sentence with commas."""
_MIN_COLUMNS, _MIN_ROWS = 3, 3
"""Of a table that neither its name nor its columns show to be one."""
_MAX_FIELD = 50_000_000
"""Characters of a field."""
_COLUMNS = "name its columns title, date, url, source, authors and text"


def recognise(raw: Input) -> bool:
    """Whether it is a table: by its name (`cuttings.csv`), by columns that digest knows, or by rows of one length."""
    delimiter, rows = _table(raw.content[:_HEAD_SIZE])
    if not delimiter or not _is_header(rows[0]):
        return False
    lengths = {len(row) for row in rows[:-1] if row}  # the last one may be cut off
    is_named = bool(re.search(r"\.(?:csv|tsv)$", raw.name, re.IGNORECASE)) or raw.content_type.startswith("text/csv")
    is_regular = lengths == {len(rows[0])} and len(rows) >= _MIN_ROWS and len(rows[0]) >= _MIN_COLUMNS
    return is_named or is_regular or _is_known(rows[0])


def read(raw: Input) -> Iterator[Input | Failure]:
    """An input of one JSON object for each row; a failure if the table cannot be read or is not one of articles."""
    try:
        text, _ = decode(raw.content)
    except NotText as problem:
        yield Failure(Location(raw.name), problem.message, problem.hint)
        return
    delimiter, rows = _table(raw.content[:_HEAD_SIZE])
    if not _is_known(rows[0]):
        yield Failure(Location(raw.name), "this is a table (CSV) without a title and a text in its columns", _COLUMNS)
        return
    csv.field_size_limit(_MAX_FIELD)
    table = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=False)
    keys = [_key(name) for name in next(table)]
    try:
        for number, row in enumerate(table, 1):
            if any(field.strip() for field in row):
                content = json.dumps(_object(keys, row), ensure_ascii=False).encode("utf-8", "replace")
                yield Input(f"{raw.name}#{number}", content, raw.modified, envelope=raw.envelope)
    except csv.Error as problem:
        yield Failure(Location(raw.name, table.line_num), f"this CSV cannot be read: {problem}", "mend this line")


def _table(head: bytes) -> tuple[str, list[list[str]]]:
    """The delimiter and the first rows of a table; an empty delimiter if it is none."""
    try:
        lines = decode(head)[0].lstrip("\ufeff").splitlines(keepends=True)
    except NotText:
        return "", []
    first = next(iter(lines), "")
    delimiter = max(_DELIMITERS, key=first.count)
    if not first.count(delimiter):
        return "", []
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return "", []
    return (delimiter, rows) if len(rows) > 1 and len(rows[1]) == len(rows[0]) else ("", [])


def _is_header(row: list[str]) -> bool:
    """Whether a row names columns: different short names, none of which is a sentence or a number."""
    names = [name.strip() for name in row]
    is_short = all(len(name) <= _MAX_NAME and not re.search(r"[.!?:]$|^[\d\W]+$", name) for name in names)
    return is_short and len(set(names)) == len(names) > 1


def _is_known(row: list[str]) -> bool:
    keys = set(map(_key, row))
    return "title" in keys and bool(keys & _TEXTS)


def _key(name: str) -> str:
    """The key of JSON lines that the name of a column means; the name itself if it means none."""
    folded = re.sub(r"[\s-]+", "_", name.strip().strip("\ufeff").casefold())
    return _KEYS.get(folded, folded)


def _object(keys: list[str], row: list[str]) -> dict[str, object]:
    """The object of a row. Of several columns with one meaning, the first that is filled counts."""
    values: dict[str, object] = {"title": ""}
    for key, field in zip(keys, row, strict=False):
        if field.strip() and not values.get(key):
            values[key] = [name.strip() for name in field.split(";")] if key == "authors" else field.strip()
    return values
