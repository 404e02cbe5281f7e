"""The headline that a page shows: not the one it made for search engines, and without the site's name.

A page says its headline in several places, and each has its own way of being wrong. So each place votes, and
places that agree outvote one that does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.ingest.html.jsonld import words
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from digest.ingest.html.page import Page

MAX_LENGTH = 300
"""Characters; what is longer is no headline."""

_OG, _SHOWN, _LINKED, _OTHER, _TWITTER, _TITLE, _NAME, _LOWER = 1.0, 1.05, 0.9, 0.3, 0.35, 0.4, 0.2, 0.3
"""What the voice of each place counts. `h1` is what readers see, unless it stands in a trail of links to the
page, where sites put the wording that is meant for search engines; `og:title` is written for readers too."""
_TRAIL = 0.5
"""What all votes together count for a wording that stands in such a trail."""
_SHARED = 0.5
"""What a place counts for a headline that it holds with something around it, such as a kicker or a site's name."""
_SEPARATOR = re.compile(r"\s+[|\u2013\u2014\u00bb\u00b7\u2022:/-]+\s+|\s*[|\uff1a\uff5c]\s*")
_REST = 300
"""Characters that the other links of a trail may have."""
_TRAILS = re.compile(r"bread|crumb|seo|visually-?hidden|sr-only")


def headline_of(page: Page) -> str:
    """The headline, or the empty string where the page has none."""
    votes = [(text, weight) for text, weight in _voices(page) if 0 < len(text) <= MAX_LENGTH]
    votes = [(_uncut(text, votes), weight) for text, weight in votes]
    names = frozenset(map(fold, (*page.site_names, *_labels(page.host))))
    votes = [(_without_site(text, names), weight) for text, weight in votes]
    votes = [(text, weight) for text, weight in votes if fold(text) and fold(text) not in names]
    return _elected(votes)


def _uncut(text: str, votes: list[tuple[str, float]]) -> str:
    """The whole of a wording that ends where another has a quotation mark: that mark ended its attribute."""
    longer = (each for each, _ in votes if each.startswith(text) and each[len(text) :].lstrip().startswith('"'))
    return next(longer, text)


def _elected(votes: list[tuple[str, float]]) -> str:
    """The wording with the most votes; of equal ones, the first that was named. A vote of 0 is one against."""
    tally: dict[str, float] = defaultdict(float)
    worded: dict[str, str] = {}
    for text, weight in votes:
        folded = fold(text)
        worded.setdefault(folded, text)
        tally[folded] += weight
    against = {fold(text) for text, weight in votes if not weight}
    for text, weight in votes:
        whole = fold(text)
        parts = {fold(part) for part in _edges(text)} - {whole} if whole not in against else set()
        for part in parts & tally.keys():
            tally[part] += weight * _SHARED
    for whole in against:
        tally[whole] *= _TRAIL
    return worded[max(tally, key=lambda folded: tally[folded])] if tally else ""


def _voices(page: Page) -> Iterator[tuple[str, float]]:
    """Every place that may state the headline, with what its voice counts."""
    seen: set[str] = set()
    for node, text in page.texts("h1"):
        if fold(text) not in seen:
            seen.add(fold(text))
            trail = _in_a_trail(node, text)
            yield _tight(text), (0.0 if trail else _SHOWN if len(seen) == 1 else _OTHER)
    for title in page.meta.get("og:title", ())[:1]:
        yield title, _OG
    yield one_line(words(page.article.get("headline"))), _LINKED
    yield one_line(words(page.article.get("alternativeHeadline"))), _OTHER
    yield one_line(words(page.article.get("name"))), _NAME
    yield page.first("twitter:title"), _TWITTER
    yield page.first("title", "dc.title", "parsely-title", "sailthru.title"), _NAME
    for _, text in page.texts("head title"):
        yield text, _TITLE
        break
    said = {fold(words(page.article.get("headline"))), fold(page.first("og:title"))}
    for _, text in page.texts("h2"):
        if fold(text) in said:
            yield _tight(text), _LOWER
            break


def _tight(text: str) -> str:
    """A kicker and its headline stand in elements of their own: no space before the colon between them."""
    return re.sub(r"\s+(?=[:,;.?!](?:\s|$))", "", text)


def _in_a_trail(node: LexborNode, text: str) -> bool:
    """Whether a heading stands in a trail of links to its page: by its name, or in a list of little else."""
    at: LexborNode | None = node
    for _ in range(4):
        if at is None or at.tag in ("body", "article", "main"):
            return False
        name = f"{at.attributes.get('class') or ''} {at.attributes.get('id') or ''}".lower()
        short = at.tag in ("li", "ol") and len(at.text(deep=True)) < len(text) + _REST
        if at.tag == "nav" or short or _TRAILS.search(name):
            return True
        at = at.parent
    return False


def _without_site(text: str, names: frozenset[str]) -> str:
    """The text without the name of its site at either end, or in several parts at its end."""
    parts = _parted(text)
    while len(parts) > 1 and fold(parts[-1][1]) in names:
        parts.pop()
    while len(parts) > 1 and fold(parts[0][1]) in names:
        parts.pop(0)
    return text[parts[0][0] : parts[-1][0] + len(parts[-1][1])].strip() if parts else text


def _edges(text: str) -> Iterator[str]:
    """What is left of a text without one or more parts at its end or its beginning."""
    parts = _parted(text)
    for n in range(1, len(parts)):
        yield text[: parts[n - 1][0] + len(parts[n - 1][1])]
        yield text[parts[n][0] :]
    if ": " in text:
        yield text.partition(": ")[2]


def _parted(text: str) -> list[tuple[int, str]]:
    """The parts between separators, each with where it begins."""
    parts, start = [], 0
    for gap in _SEPARATOR.finditer(text):
        parts.append((start, text[start : gap.start()]))
        start = gap.end()
    return [*parts, (start, text[start:])]


def _labels(host: str) -> Iterator[str]:
    """What a site may call itself by its host: `www.bbc.co.uk`, `bbc.co.uk`, `bbc`."""
    bare = host.removeprefix("www.")
    if bare:
        yield host
        yield bare
        yield bare.split(".")[0]


def fold(text: str) -> str:
    """The same for texts that differ only in case, spaces, accents' encoding and punctuation."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()).strip()
