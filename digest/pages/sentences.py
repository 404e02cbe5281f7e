"""What counts say, as a sentence: for the head of a page and for search engines."""

from __future__ import annotations

from collections.abc import Sequence

from digest.model.card import Term


def number(count: int) -> str:
    """`412`, `12 300`."""
    return f"{count:,}".replace(",", "\u202f") if count >= 10_000 else str(count)


def plural(count: int, one: str, many: str) -> str:
    """`1 article`, `412 articles`."""
    return f"{number(count)} {one if count == 1 else many}"


def articles(count: int) -> str:
    """`1 article`, `412 articles`."""
    return plural(count, "article", "articles")


def change(count: int, before: int | None, span: str) -> str:
    """How a count compares with that of the span before: `, up from 2 the week before`; empty where there is none."""
    if before is None:
        return ""
    if count == before:
        return f", as many as {span}"
    return f", {'up' if count > before else 'down'} from {number(before)} {span}"


def most(tally: Sequence[tuple[Term, int]], words: str, shown: int = 3) -> str:
    """The commonest of a tally: `; most: NATO (6), Russia (5)`. Empty where none is named twice."""
    named = [f"{term.name} ({number(count)})" for term, count in tally[:shown] if count > 1]
    return f"; {words} {', '.join(named)}" if named else ""
