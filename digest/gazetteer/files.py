"""The data files: YAML lists of records. Every value is text, which the schema here gives its type.

A key with several values has one text, separated by commas, which is easy to read and loads faster than YAML lists. A
malformed record is an error with file and line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from digest.dates import read_day, zone
from digest.errors import DigestError, Finding, did_you_mean, error
from digest.gazetteer.entries import ActorEntry, FormerName, Office, RegionEntry
from digest.model.actor import KINDS, Actor, Outlet, Region
from digest.slugs import slug

DATA = Path(__file__).parent / "data"

_E = TypeVar("_E")
_Record = dict[str, Any]
_CODE = re.compile(r"[A-Z]{2}")
_OFFICE = re.compile(r"(?P<title>\S.*?)(?: (?P<since>\d{4}-\d\d-\d\d)?/(?P<until>\d{4}-\d\d-\d\d)?)?")


class _FaultError(ValueError):
    """A fault of one key of a record."""

    def __init__(self, key: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.key, self.hint = key, hint


def read_countries(path: Path = DATA / "countries.yaml") -> tuple[ActorEntry, ...]:
    """Countries and territories. Raises DigestError with everything that is wrong with the file."""
    return _read(path, _COUNTRY, lambda values: _actor_entry({"kind": "country", **values}))


def read_organisations(path: Path = DATA / "organisations.yaml") -> tuple[ActorEntry, ...]:
    """Organisations, companies and groups. Raises DigestError as `read_countries` does."""
    return _read(path, _ORGANISATION, _actor_entry)


def read_people(path: Path = DATA / "people.yaml") -> tuple[ActorEntry, ...]:
    """People with the offices they held. Raises DigestError as `read_countries` does."""
    return _read(path, _PERSON, lambda values: _actor_entry({"kind": "person", **values}))


def read_regions(path: Path = DATA / "regions.yaml") -> tuple[RegionEntry, ...]:
    """Regions with the phrases that state them. Raises DigestError as `read_countries` does."""
    return _read(path, _REGION, _region_entry)


def read_outlets(path: Path = DATA / "outlets.yaml") -> tuple[Outlet, ...]:
    """News agencies and outlets. Raises DigestError as `read_countries` does."""
    return _read(path, _OUTLET, lambda values: Outlet(slug=slug(values["name"]), **values))


def read_names(path: Path = DATA / "names.yaml") -> dict[str, frozenset[str]]:
    """Names of people under `given`, `shared` and `family`. Raises DigestError as `read_countries` does."""
    return dict(_read(path, _WORDS, lambda values: (values["name"], values["words"])))


def read_foreign_names(path: Path = DATA / "foreign_names.yaml") -> dict[str, dict[str, tuple[str, ...]]]:
    """Fields with names in other languages by an actor's own name. Raises DigestError as `read_countries` does."""
    return dict(_read(path, _FOREIGN, lambda values: (values.pop("name"), values)))


def _actor_entry(values: _Record) -> ActorEntry:
    fields = {key: values.pop(key) for key in ("name", "kind", "iso", "aliases") if key in values}
    former = tuple(name.name for name in values.get("former", ()))
    fields["aliases"] = (*fields.get("aliases", ()), *former)
    return ActorEntry(actor=Actor(slug=slug(fields["name"]), **fields), **values)


def _region_entry(values: _Record) -> RegionEntry:
    fields = {key: values.pop(key) for key in ("name", "hue", "aliases", "members") if key in values}
    region = Region(slug=slug(fields["name"]), **fields)
    stated = (region.name, *region.aliases, *values.pop("stated", ()))
    return RegionEntry(region=region, stated=stated, **values)


# The types of values: functions from text to a value. They raise ValueError with what is wrong.


def _names(text: str) -> tuple[str, ...]:
    names = tuple(map(str.strip, text.split(",")))
    if not all(names):
        raise ValueError("an empty name between commas")
    return names


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(f'"{text}" is not an ISO 3166-1 alpha-2 code')
    return text


def _codes(text: str) -> tuple[str, ...]:
    return tuple(map(_code, _names(text)))


def _kind(text: str) -> str:
    if text not in KINDS:
        raise ValueError(f'"{text}" is not a kind of actor: {", ".join(KINDS)}')
    return text


def _hue(text: str) -> int:
    if len(text) != 1 or not text.isdecimal():
        raise ValueError(f'"{text}" is not a hue from 0 to 9')
    return int(text)


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f'"{text}" is neither yes nor no')
    return text == "yes"


def _offices(text: str) -> tuple[Office, ...]:
    return tuple(map(_office, _names(text)))


def _office(text: str) -> Office:
    """`Prime Minister of Japan 2021-10-04/2024-10-01`. A day that is open or unknown is left out."""
    match = _OFFICE.fullmatch(text)
    if not match or "/" in match["title"]:
        raise ValueError(f'"{text}" is not an office: write "Prime Minister of Japan 2021-10-04/2024-10-01"')
    since, until = (_day(match[key]) if match[key] else None for key in ("since", "until"))
    if since and until and until < since:
        raise ValueError(f'"{text}" ends before it begins')
    return Office(match["title"], since, until)


def _former(text: str) -> FormerName:
    """`Burma 1989-06-17`, with its last day."""
    name, _, day = text.rpartition(" ")
    if not name:
        raise ValueError(f'"{text}" has no last day: write "Burma 1989-06-17"')
    return FormerName(name, read_day(day))


def _day(text: str) -> dt.date:
    return read_day(text)


_Schema = Mapping[str, Callable[[str], object]]

_COUNTRY: _Schema = {
    "name": str,
    "iso": _code,
    "aliases": _names,
    "former": lambda text: tuple(map(_former, _names(text))),
    "foreign": _names,
    "demonyms": _names,
    "prefixes": _names,
    "capitals": _names,
    "metonyms": _names,
    "divisions": _names,
    "places": _names,
    "cities": _names,
    "postal": _names,
    "unless": _names,
    "rivals": _codes,
    "borrows": _names,
    "namesakes": _names,
    "until": _day,
}
_ORGANISATION: _Schema = {
    "name": str,
    "kind": _kind,
    "aliases": _names,
    "weak": _names,
    "worldwide": _yes,
    "members": _codes,
    "country": _code,
    "seats": _names,
}
_PERSON: _Schema = {"name": str, "aliases": _names, "weak": _names, "country": _code, "offices": _offices}
_REGION: _Schema = {
    "name": str,
    "hue": _hue,
    "aliases": _names,
    "stated": _names,
    "passing": _names,
    "members": _codes,
    "derive": _yes,
}
_FOREIGN: _Schema = {"name": str, "foreign": _names, "caseless": _names}
_WORDS: _Schema = {"name": str, "words": lambda text: frozenset(text.split())}
_OUTLET: _Schema = {
    "name": str,
    "kind": str,
    "aliases": _names,
    "hosts": _names,
    "country": _code,
    "state_media": _yes,
    "timezone": lambda text: zone(text).key,
}


def _read(path: Path, schema: _Schema, make: Callable[[_Record], _E]) -> tuple[_E, ...]:
    text = path.read_text(encoding="utf-8")
    entries: list[_E] = []
    faults: list[tuple[int, _FaultError]] = []
    for number, record in enumerate(_records(path, text)):
        try:
            entries.append(make(_typed(record, schema)))
        except _FaultError as fault:
            faults.append((number, fault))
    if faults:
        raise DigestError(*_located(path, text, faults))
    return tuple(entries)


def _records(path: Path, text: str) -> list[object]:
    """The file's records with every scalar as text, so that `NO` is Norway's code and not false."""
    import yaml

    loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    try:
        records = yaml.load(text, loader)  # noqa: S506 - a base loader makes text only
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise DigestError(error(_shown(path), *place, f"no YAML: {problem.problem}")) from None
    if not isinstance(records, list):
        raise DigestError(error(_shown(path), 1, 1, "not a list of records"))
    return records


def _typed(record: object, schema: _Schema) -> _Record:
    if not isinstance(record, dict):
        raise _FaultError("", "not a record", "write - name: …")
    if "name" not in record:
        raise _FaultError("", "a record without a name")
    return {key: _value(key, text, schema) for key, text in record.items()}


def _value(key: str, text: object, schema: _Schema) -> object:
    if key not in schema:
        raise _FaultError(key, f'unknown key "{key}"', did_you_mean(key, schema))
    if not isinstance(text, str) or not text:
        raise _FaultError(key, f"{key} is not text", "part names with commas")
    try:
        return schema[key](text)
    except ValueError as problem:
        raise _FaultError(key, f"{key}: {problem}") from None


def _located(path: Path, text: str, faults: Iterable[tuple[int, _FaultError]]) -> Iterable[Finding]:
    """The faults as findings with lines and columns. Parses the malformed file a second time."""
    import yaml

    root = yaml.compose(text, yaml.SafeLoader)
    assert root is not None
    for number, fault in faults:
        node = root.value[number]
        keys = {key.value: key for key, _ in node.value} if isinstance(node, yaml.MappingNode) else {}
        mark = keys.get(fault.key, node).start_mark
        yield error(_shown(path), mark.line + 1, mark.column + 1, str(fault), fault.hint)


def _shown(path: Path) -> str:
    """The path to show: of a data file the one inside the package, of any other the name alone."""
    return f"digest/gazetteer/data/{path.name}" if path.parent == DATA else path.name
