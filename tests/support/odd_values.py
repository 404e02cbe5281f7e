"""What may stand for the value of any key: control characters, halves of characters, words of YAML and TOML.

    ODD_VALUES  edits by name: for each kind of file one that gives some of its keys such values, and one for all keys
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from random import Random

import msgspec

from digest.config import Config
from digest.reading.article import FIELDS
from digest.reading.editorial import DOSSIER_FIELDS, EDITION_FIELDS, PAGE_FIELDS
from tests.support.edits import Edit, files_in, put, set_key, text_of

WORDS = (
    "a\x01\x08\x1b[31mb",
    "a\0b",
    "a\x7f\x9bb",
    "a\x85b\u2028c\u2029d\x0be\x0cf",
    "a\u202eb\u2066c\u200fd\u200be",
    "\ufeffa",
    "a\ufffe\uffff\U0010ffffb",
    "a\udced\udca0\udc80b",
    "a\udcffb",
    "a\tb",
    "caf\u00e9 cafe\u0301",
    "l" * 20_000,
)
"""Values as they stand in the file; a character from U+DC80 to U+DCFF is a byte that is not UTF-8."""

ESCAPES = (
    '"a\\u0000b"',
    '"a\\u0001\\u001b\\u0085\\u2028b"',
    '"\\ud800"',
    '"a\\udc00\\ud800b"',
    '"\\U00110000"',
    '"\\u202e\\ufeff"',
    '"a\\nb\\r\\tc"',
    '" "',
    '""',
)
"""Strings with escapes, the same in YAML and TOML."""

NUMBERS = ("1e999", "-0", "0x1f", "1_000", "9" * 400, "true", "2026-02-30", "2026-11-24T25:00:00Z", "0001-01-01")

YAML = (".nan", "~", "{}", "[[]]", "[" * 60, "&a [*a]", "*a", "!!binary aGk=", "!!python/none", "!x y", "|", "? a")
TOML = ("nan", "{}", "[[]]", "[" * 60, "'''a", '{ a = "\x01" }', "[1, 'a']", "")


def _yaml(chance: Random) -> str:
    """A value; alone, in a list, or in the mappings of `also` and `corrections`."""
    value = chance.choice(chance.choice((WORDS, WORDS, ESCAPES, NUMBERS, YAML)))
    form = chance.choice(("{0}", "{0}", "[{0}]", "[{0}, a, {0}]", "[{{source: {0}, url: {0}}}]", "[{{text: {0}}}]"))
    return form.format(value)


def _toml(chance: Random) -> str:
    value = chance.choice((f'"{chance.choice(WORDS)}"', chance.choice(chance.choice((ESCAPES, NUMBERS, TOML)))))
    return chance.choice(("{0}", "{0}", "[{0}]")).format(value)


def _in_front_matter(folder: str, keys: Iterable[str], *, every: bool) -> Edit:
    """An edit of one file of a folder, which is made if there is none."""
    names = sorted(keys)

    def edit(root: Path, chance: Random) -> None:
        path = chance.choice(files_in(root, folder, ".md") or [root / folder / "2026-11-24.md"])
        if not text_of(path).startswith("---\n"):
            put(path, "---\ntitle: Odd\n---\n")
        for key in names if every else chance.sample(names, chance.choice((1, 1, 2))):
            set_key(path, key, _yaml(chance))

    return edit


SETTINGS = {
    (section.encode_name, field.encode_name)
    for section in msgspec.structs.fields(Config)
    if isinstance(section.type, type) and issubclass(section.type, msgspec.Struct)
    for field in msgspec.structs.fields(section.type)
}
"""Sections of digest.toml and their keys."""


def _in_settings(root: Path, chance: Random, *, every: bool) -> None:
    settings = sorted(SETTINGS)
    for section, key in settings if every else chance.sample(settings, chance.choice((1, 1, 2))):
        text = text_of(root / "digest.toml")
        head = f"[{section}]\n"
        start, mark, rest = text.partition(head) if head in text else (text, head, "")
        body, bracket, others = re.split(r"(^\[|\Z)", rest, maxsplit=1, flags=re.MULTILINE)
        lines = [line for line in body.split("\n") if line and not line.startswith(f"{key} =")]
        put(root / "digest.toml", "\n".join([start + mark + f"{key} = {_toml(chance)}", *lines, bracket + others]))


def _kinds() -> Iterable[tuple[str, Callable[..., Edit]]]:
    yield "article", partial(_in_front_matter, "content/articles", FIELDS)
    yield "edition", partial(_in_front_matter, "content/editions", EDITION_FIELDS)
    yield "page", partial(_in_front_matter, "content/pages", PAGE_FIELDS)
    for family, fields in DOSSIER_FIELDS.items():
        yield f"dossier among {family}", partial(_in_front_matter, f"content/{family}", fields)
    yield "digest.toml", lambda every: partial(_in_settings, every=every)


ODD_VALUES: Mapping[str, Edit] = {
    f"{keys} of {kind}": make(every=keys == "every key")
    for kind, make in _kinds()
    for keys in ("a key", "every key")
}
"""Odd values by kind of file, for one key or two, and for every key."""
