"""Language tags: `en`, `pt-BR`, `zh-Hant-TW` (BCP 47, as far as its shape goes; no register is consulted)."""

from __future__ import annotations

import re

HOW = "write it as en, fr or pt-BR"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def is_language_tag(text: str) -> bool:
    """Whether a text has the shape of a language tag."""
    return bool(_TAG.fullmatch(text))


def language_tag(text: str) -> str:
    """The language tag that a text holds; empty where it holds something else.

    POSIX names of locales count (`pt_BR.UTF-8`), and the case is the one that BCP 47 recommends (section 2.1.1).
    """
    tag = re.split("[.@]", text, maxsplit=1)[0].replace("_", "-")
    if not is_language_tag(tag):
        return ""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *map(_in_case, others)])


def _in_case(subtag: str) -> str:
    """A region in capitals, a script with one, anything else in small letters."""
    return {2: subtag.upper(), 4: subtag.title()}.get(len(subtag), subtag.lower())
