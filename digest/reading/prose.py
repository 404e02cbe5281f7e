"""A text as a value, put together from the HTML, words, links and headings that a reader found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digest.model.text import Heading, Link, Prose
from digest.slugs import slug


def prose(
    html: str, paragraphs: Iterable[str], links: Iterable[Link], headings: Sequence[Heading], notes: Iterable[str]
) -> Prose:
    """A text from its HTML, the plain text of its paragraphs, its links and headings, and the ids of its footnotes."""
    plain = "\n\n".join([paragraph for paragraph in paragraphs if paragraph])
    return Prose(
        html=html,
        text=plain,
        words=count_words(plain),
        links=tuple(links),
        headings=tuple(headings),
        anchors=(*[heading.id for heading in headings], *notes),
    )


def numbered(levels_and_words: Iterable[tuple[int, str]]) -> list[Heading]:
    """The headings of a text, from the level and the words of each, with ids.

    Level 1 is the page's own heading: a text that uses it has all its headings moved down by one level, to 6 at most.
    """
    pairs = list(levels_and_words)
    shift = 1 if any(level == 1 for level, _ in pairs) else 0
    ids = _Ids()
    return [Heading(min(level + shift, 6), ids.of(slug(words)), words) for level, words in pairs]


class _Ids:
    """Ids, each different from all before: `aims`, `aims-2`, `aims-3` …"""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def of(self, name: str) -> str:
        candidate = name
        while candidate in self._taken:
            number = self._next.get(name, 2)
            candidate, self._next[name] = f"{name}-{number}", number + 1
        self._taken.add(candidate)
        return candidate


_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]")


def count_words(text: str) -> int:
    """The number of words, for reading times. Two characters of Chinese, Japanese or Korean count as one word."""
    if text.isascii():
        return len(text.split())
    characters = len(_CJK.findall(text))
    return len(_CJK.sub(" ", text).split()) + characters // 2
