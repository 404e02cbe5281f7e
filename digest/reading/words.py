"""The words of an article, by the weight with which each stands in it, and its names: what search and stories know."""

from __future__ import annotations

from collections.abc import Iterable

from digest.language.tokens import counted, names_in, tokens
from digest.model.article import Article
from digest.model.text import Prose

LEVELS = 4
"""Steps of how much a text is about a word."""
TITLE = 4
"""Added to the level of a word that the headline has too."""
_USUAL_LENGTH = 300
"""Words of an article of usual length. It is a constant, so that no article changes the weights in another."""


def words_of(article: Article, text: Prose) -> bytes:
    """The words of an article with this text: of each weight a line of words, sorted, and a last line of its names."""
    title = set(tokens(f"{article.title}\n{article.original_title}"))
    others = tokens("\n".join((article.summary, article.comment.text, *article.authors)))
    counts = counted(text.text)
    saturation = 1.2 * (0.25 + 0.75 * counts.total() / _USUAL_LENGTH)
    weights = {word: _level(count / (count + saturation)) for word, count in counts.items()}
    for word in others:
        weights.setdefault(word, 0)
    for word in title:
        weights[word] = weights.get(word, 0) + TITLE
    lines: list[list[str]] = [[] for _ in range(LEVELS + TITLE)]
    for word in sorted(weights):
        lines[weights[word]].append(word)
    lines.append(sorted(names_in(f"{article.title}\n{article.summary}\n{text.text}")))
    return "\n".join(map(" ".join, lines)).encode()


def weights_of(words: bytes) -> Iterable[tuple[int, list[str]]]:
    """Each weight with its words."""
    lines = words.decode().split("\n")[: LEVELS + TITLE]
    return ((weight, line.split(" ")) for weight, line in enumerate(lines) if line)


def names_of(words: bytes) -> list[str]:
    """The words that it writes with a capital letter only."""
    return words.decode().rpartition("\n")[2].split()


def _level(part: float) -> int:
    """The level of a word by the part of its most that its count is worth (BM25)."""
    return (part >= 0.35) + (part >= 0.5) + (part >= 0.65)
