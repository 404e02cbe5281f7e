"""A text put together from what was read in its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digest.model.text import Heading, Link, Prose
from digest.slugs import slug


def prose(
    html: str, paragraphs: Iterable[str], links: Iterable[Link], headings: Sequence[Heading], notes: Iterable[str]
) -> Prose:
    """A text from its HTML, the words of its paragraphs, and the ids of its notes."""
    plain = "\n\n".join([paragraph for paragraph in paragraphs if paragraph])
    return Prose(
        html=html,
        text=plain,
        words=count_words(plain),
        links=tuple(links),
        headings=tuple(headings),
        anchors=(*[heading.id for heading in headings], *notes),
    )


def numbered(found: Iterable[tuple[int, str]]) -> list[Heading]:
    """The headings of a text, from the level and the words of each: with ids, and 2 as the highest level.

    (Level 1 is the page's own.)
    """
    written = list(found)
    shift = 1 if any(level == 1 for level, _ in written) else 0
    ids = _Ids()
    return [Heading(min(level + shift, 6), ids.of(slug(words)), words) for level, words in written]


class _Ids:
    """Names, each given once: `aims`, `aims-2`, `aims-3` …"""

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
    """Words as a reader's time counts them: two characters of a script without spaces make one."""
    if text.isascii():
        return len(text.split())
    dense = len(_CJK.findall(text))
    return len(_CJK.sub(" ", text).split()) + dense // 2
