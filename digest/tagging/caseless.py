"""Names in scripts without capitals, found by their characters: Japanese and Chinese have no spaces either.

    ja, zh   a name anywhere, the longest first: 日本 in 日本の首相. One in katakana is all the katakana there are: マリ
             (Mali) is not read in マリア (Maria).
    ko       a name that begins a word; particles follow it: 한국 in 한국은
    ar       a whole word, perhaps with the particles that Arabic writes before it: روسيا in وروسيا, الصين in للصين

Latin names between them are found as in any text: NATO、EUは.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.gazetteer import Gazetteer
from digest.tagging.lexicon import Lexicon, Sense
from digest.tagging.matcher import Match, scan

CASELESS = frozenset(("ja", "zh", "ko", "ar"))
"""Languages in scripts without capitals, in which tagging finds names."""
NAMES_READ = CASELESS | {"ru"}
"""Languages in which tagging finds names that the gazetteer knows, but no people that it does not know."""

_KATAKANA = "\u30a1-\u30fa\u30fc"
_SCRIPTS: Mapping[str, str] = {
    "ja": "\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f",
    "zh": "\u3400-\u9fff",
    "ko": "\uac00-\ud7af",
    "ar": "\u0600-\u06ff",
}
"""The letters of each language, as a class of characters."""
_LONGER: Mapping[str, str] = {
    "ja": "日本海 インド洋 中国地方 中国山地 中国新聞 中国銀行 中国電力 フランスパン オランダ坂 トルコ石",
    "zh": "印度洋 日本海 马里兰 馬里蘭 巴拿马草帽 新几内亚 约旦河 以色列人书",
    "ko": "인도양 일본해 미국흰불나방 이란성",
    "ar": "",
}
"""Longer names and words that hold a country's name and mean no country: the Indian Ocean, Maryland."""
_NOT_LATIN = re.compile("[^\u0000-\u024f\u1e00-\u1eff]")


class _Script(NamedTuple):
    """What a gazetteer has in one script."""

    pattern: re.Pattern[str]
    senses: Mapping[str, Sense]


def scan_caseless(text: str, lexicon: Lexicon, language: str, start: int = 0) -> list[Match]:
    """The names of a `plain` text in one of `CASELESS`, from an offset on, in order; nothing overlaps."""
    latin = scan(_NOT_LATIN.sub(" ", text), lexicon.names, start)
    named = [*latin, *_names(text, _script(lexicon.gazetteer, language), start)]
    return sorted(named, key=lambda match: match.start)


def _names(text: str, script: _Script, start: int) -> Iterator[Match]:
    for match in script.pattern.finditer(text, start):
        group = match.lastgroup or "name"
        name = match[group] if group == "name" else f"\u0627\u0644{match[group]}"
        yield Match(*match.span(group), script.senses[name])


@lru_cache(maxsize=8)
def _script(gazetteer: Gazetteer, language: str) -> _Script:
    """The names of a gazetteer in one language's script, later entries first: a site's own win."""
    own = re.compile(f"[{_SCRIPTS[language]}]")
    senses = {name: Sense("other", "", "name") for name in _LONGER[language].split()}
    for entry in reversed(gazetteer.actors):
        kind = "other" if entry.actor.slug in gazetteer.silent else entry.actor.kind or "organisation"
        for name in (*entry.caseless, entry.actor.name, *entry.actor.aliases):
            if own.match(name):
                senses.setdefault(name, Sense(kind, entry.actor.slug, "name"))
    return _Script(re.compile(_pattern(language, sorted(senses, key=len, reverse=True))), senses)


def _pattern(language: str, names: Sequence[str]) -> str:
    """A pattern of all names, the longest first."""
    if language == "ko":
        return rf"(?<![\uac00-\ud7af])(?P<name>{_any(names)})(?!\uc5b4)"
    if language == "ar":  # للصين is ل and الصين
        letter = f"[{_SCRIPTS['ar']}]"
        joined = _any(name[2:] for name in names if name.startswith("\u0627\u0644"))
        particles = "[\u0648\u0641]?[\u0628\u0644\u0643]?"
        whole = rf"{particles}(?P<name>{_any(names)})|[\u0648\u0641]?\u0644\u0644(?P<joined>{joined})"
        return rf"(?<!{letter})(?:{whole})(?!{letter})"
    kana = [name for name in names if re.fullmatch(f"[{_KATAKANA}]+", name)]
    others = [name for name in names if name not in kana]
    whole = rf"(?<![{_KATAKANA}])(?:{_any(kana)})(?![{_KATAKANA}])"
    return rf"(?P<name>{_any(others)}|{whole})(?![\u8a9e\u8bed])"


def _any(names: Iterable[str]) -> str:
    """A pattern that matches each of the names; of none, nothing."""
    return "|".join(map(re.escape, names)) or "(?!)"
