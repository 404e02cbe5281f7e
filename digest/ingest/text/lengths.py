"""How long a text is, in a measure that serves all scripts: a line of Japanese says as much as two of English."""

from __future__ import annotations

import re

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_UNSPACED_LETTERS = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
"""A character of Chinese or Japanese, which are written without spaces."""
_SYLLABLE = re.compile("[\uac00-\ud7af]")
"""A syllable of Korean, which is written with spaces."""
_UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
"""A letter of Thai, Lao, Tibetan, Burmese or Khmer, which are written without spaces."""
_TOKEN = re.compile(rf"[{_IDEOGRAPHS}{_UNSPACED_LETTERS}]|[^\W{_IDEOGRAPHS}{_UNSPACED_LETTERS}]+")
_WORD = re.compile(r"\w+")
_PER_IDEOGRAPH, _PER_SYLLABLE = 2.5, 2.0
"""Latin letters that say as much as one character."""
_PER_WORD = 2
"""Ideographs that say as much as one word, which takes about twice as many letters of Thai."""


def letters(text: str) -> int:
    """The length of a text in characters, as it would be in Latin letters."""
    if text.isascii():
        return len(text)
    wider = (_PER_IDEOGRAPH - 1) * len(_IDEOGRAPH.findall(text)) + (_PER_SYLLABLE - 1) * len(_SYLLABLE.findall(text))
    return len(text) + round(wider)


def tokens(text: str) -> list[str]:
    """The words of a text; where words have no spaces, its characters."""
    return (_WORD if text.isascii() else _TOKEN).findall(text)


def words(text: str) -> int:
    """The number of words of a text; where words have no spaces, the number that such a length mostly holds."""
    count = len(tokens(text))
    if text.isascii():
        return count
    ideographs, unspaced = len(_IDEOGRAPH.findall(text)), len(_UNSPACED.findall(text))
    return count - ideographs - unspaced + (ideographs + 1) // _PER_WORD + unspaced // (2 * _PER_WORD)
