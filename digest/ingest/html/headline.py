"""The headline that a page shows: not the wording for search engines, and without the name of the site.

A page states its headline in several places, and each of them can be wrong in its own way. So each place votes, and
places that agree outvote one that does not.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.ingest.html.jsonld import text_of
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from digest.ingest.html.page import WebPage

MAX_LENGTH = 300
"""Characters. A longer text is not a headline."""

_OG, _FIRST_H1, _JSONLD, _OTHER, _TWITTER, _TITLE, _NAME, _H2 = 1.0, 1.5, 0.9, 0.3, 0.35, 0.4, 0.2, 0.3
"""The weight of the vote of each place. Readers see `h1`, which counts for more than `og:title` and `title` together;
unless it is in a breadcrumb trail, where sites put the wording for search engines."""
_IN_TRAIL = 0.5
"""The factor for all votes together, for a wording that is in a breadcrumb trail."""
_PART = 0.4
"""The factor for a headline that a place states with something around it, such as a kicker or the site's name."""
_SEPARATOR = re.compile(
    r"\s+[|\u2013\u2014\u00bb\u00ab\u203a\u2039\u00b7\u2022:/~-]+\s+|\s*[|\uff1a\uff5c\u3163\u2502\u2503\u2223]\s*"
    r"|(?:\s+-|\s*_\s*)(?=[\uac00-\ud7af\u3040-\u30ff\u4e00-\u9fff])"
)
"""The mark between a headline and the name of the site: ` | `, ` - `; in Korean `\u3163`, in Chinese `_`."""
_MIN_LABEL = 4
"""Letters of a host that can be compared with a name."""
_MAX_NAME = 4
"""Words of the name of a site."""
_MAX_SUFFIX = 3
"""Words of a site's name behind a headline that nothing else states."""
_MAX_TRAIL = 300
"""Characters of the other links of a breadcrumb trail."""
_TRAIL = re.compile(r"bread|crumb|seo|visually-?hidden|sr-only")
_HEADLINE = re.compile(
    r"(?<!alternative)(?<!sub)headline|(?:entry|post|article|story|page|content)[-_]*(?:title|head)|\bh(?:ed|eadline)\b"
    r"|\btitle\b"
)
"""Class, id or `itemprop` of a headline: `entry-title`, `article__title`."""
_BRAND = re.compile(r"logo|brand|(?:site|blog)[-_]*(?:title|name)|masthead|header-shoulder")
"""Class or id of the name of a site at the top of its pages."""
_BESIDE = re.compile(
    r"related|comment|sidebar|teaser|recommend|widget|newsletter|alternativeheadline|modal|popup|\bhide\b"
)
"""Class or id of a heading beside the story."""
_AROUND = 5
"""Elements around a heading that say what it is part of."""
_MARKED = 0.9
"""The weight of a heading that is marked as the headline, on a page that has no `h1` of its own and states none."""


def headline_of(page: WebPage) -> str:
    """The headline; empty if the page has none."""
    votes = [(text, weight) for text, weight in _votes(page) if 0 < len(text) <= MAX_LENGTH]
    votes = [(_uncut(text, votes), weight) for text, weight in votes]
    names = frozenset(_site_names(page))
    votes = [(_without_site(text, names), weight) for text, weight in votes]
    votes = [(text, weight) for text, weight in votes if fold(text) and fold(text) not in names]
    headline = _elected(votes)
    return _without_suffix(headline) if len(votes) == 1 and len(fold(headline).split()) > _MAX_NAME else headline


def _without_suffix(title: str) -> str:
    """The `title` of a page that states its headline nowhere else, without a short part at its end."""
    parts = _title_parts(title)
    is_suffix = len(parts) > 1 and len(parts[-1][1].split()) <= _MAX_SUFFIX and len(parts[0][1].split()) >= _MAX_NAME
    return title[: parts[-2][0] + len(parts[-2][1])].strip() if is_suffix else title


def _site_names(page: WebPage) -> Iterator[str]:
    """The names of the site, folded: as it states them, in its host, and below its headline in `title`.

    Some sites state the headline as the name of the site: what `og:title` says too is no name.
    """
    headline = fold(page.first("og:title"))
    named = map(fold, (*page.site_names, *_names_of_host(page.host)))
    yield from (name for name in named if name != headline or name == fold(page.host))
    yield from map(fold, title_suffix(page))
    for _, title in itertools.islice(page.texts("head title"), 1):
        ends = [part for _, part in _title_parts(title)]
        yield from (fold(part) for part in (ends[0], ends[-1]) if len(ends) > 1 and _is_named_like(part, page.host))


def _is_named_like(text: str, host: str) -> bool:
    """Whether a short text is the name of a site by its address: `The Harbour` at `theharbour.example`."""
    letters, label = re.sub(r"\W", "", fold(text)), re.sub(r"\W", "", _label(host))
    is_like = letters == label or f"the{letters}" == label or letters == f"the{label}" or letters.startswith(label)
    return len(label) >= _MIN_LABEL and is_like and len(text.split()) <= _MAX_NAME


def _label(host: str) -> str:
    """The label of a host that names its site: `harbour` of `www.harbour.co.uk`, `news.harbour.example`."""
    labels = host.removeprefix("www.").split(".")
    return next((label for label in reversed(labels[:-1]) if len(label) > 3), labels[0])


def title_suffix(page: WebPage) -> list[str]:
    """The parts of the page's `title` that follow its headline, as another place states it; the last is the site."""
    stated = {fold(page.first("og:title")), fold(text_of(page.article.get("headline")))}
    stated |= {fold(text) for _, text in page.texts("h1, h2")}
    title = next((text for _, text in page.texts("head title")), "")
    parts = _title_parts(title)
    for n in range(len(parts) - 1, 0, -1):
        if fold(title[: parts[n - 1][0] + len(parts[n - 1][1])]) in stated - {""}:
            return [part for _, part in parts[n:]]
    return []


def _uncut(text: str, votes: list[tuple[str, float]]) -> str:
    """The whole of a wording that was cut off at a quotation mark, which ended its HTML attribute too early."""
    wholes = (whole for whole, _ in votes if whole.startswith(text) and whole[len(text) :].lstrip().startswith('"'))
    return next(wholes, text)


def _elected(votes: list[tuple[str, float]]) -> str:
    """The wording with the most votes; of equal ones, the first. A vote of weight 0 is one against the wording."""
    tally: dict[str, float] = defaultdict(float)
    wordings: dict[str, str] = {}
    for text, weight in votes:
        folded = fold(text)
        wordings.setdefault(folded, text)
        tally[folded] += weight
    against = {fold(text) for text, weight in votes if not weight}
    for text, weight in votes:
        whole = fold(text)
        parts = {fold(part) for part in _edges(text)} - {whole} if whole not in against else set()
        for part in parts & tally.keys():
            tally[part] += weight * _PART
    for whole in against:
        tally[whole] *= _IN_TRAIL
    if not tally:
        return ""
    return wordings[max(tally, key=lambda folded: tally[folded])]


def _votes(page: WebPage) -> Iterator[tuple[str, float]]:
    """The wording and weight of every place that may state the headline."""
    yield from _heading_votes(page)
    for title in page.meta.get("og:title", ())[:1]:
        yield title, _OG
    yield one_line(text_of(page.article.get("headline"))), _JSONLD
    yield one_line(text_of(page.article.get("alternativeHeadline"))), _OTHER
    yield one_line(text_of(page.article.get("name"))), _NAME
    yield page.first("twitter:title"), _TWITTER
    yield page.first("title", "dc.title", "parsely-title", "sailthru.title"), _NAME
    for _, text in page.texts("head title"):
        yield text, _TITLE
        break
    stated = {fold(text_of(page.article.get("headline"))), fold(page.first("og:title"))}
    stated |= {fold(part) for _, text in page.texts("head title") for part in _edges(text)}
    for _, text in page.texts("h2"):
        if fold(text) in stated:
            yield _tight(text), _H2
            break


def _heading_votes(page: WebPage) -> Iterator[tuple[str, float]]:
    """The votes of the headings: the main one counts most, and one in a breadcrumb trail speaks against its wording."""
    first_of = {fold(text): (node, text) for node, text in reversed([*page.texts("h1")])}
    headings = [*reversed(first_of.values())]
    shown = [(node, text) for node, text in headings if not _is_in_trail(node, text)]
    yield from ((_tight(text), 0.0) for node, text in headings if (node, text) not in shown)
    own = [(node, text) for node, text in shown if not _is_brand(node, text, page)]
    if main := max(own, key=lambda heading: _rank(heading[0], heading[1], page), default=None):
        yield _tight(main[1]), _FIRST_H1
        yield from ((_tight(text), _OTHER) for _, text in own if text != main[1])
        return
    if page.first("og:title") or text_of(page.article.get("headline")):
        return
    marked = (text for node, text in page.texts("h2, h3") if _HEADLINE.search(_name(node)) and not _is_beside(node))
    yield from ((_tight(text), _MARKED) for text in itertools.islice(marked, 1))


def _rank(node: LexborNode, text: str, page: WebPage) -> tuple[bool, bool, bool]:
    """How likely an `h1` is the headline: in the story's part of the page, stated elsewhere, marked as the headline."""
    return not _is_beside(node), fold(text) in _stated(page), bool(_HEADLINE.search(_name(node)))


def _stated(page: WebPage) -> frozenset[str]:
    """The wordings, folded, that the page's data state as the headline, and the parts of its `title`."""
    wordings = {fold(text_of(page.article.get("headline"))), fold(page.first("og:title"))}
    for _, text in itertools.islice(page.texts("head title"), 1):
        wordings |= {fold(text), *map(fold, _edges(text))}
    return frozenset(wordings - {""})


def _is_brand(node: LexborNode, text: str, page: WebPage) -> bool:
    """Whether an `h1` is the site's logo: by the name of an element around it, or as a link to the front page."""
    if fold(text) in (fold(page.first("og:title")), fold(text_of(page.article.get("headline")))):
        return False
    link = node.css_first("a[href]") or (node.parent if node.parent is not None and node.parent.tag == "a" else None)
    path = _path((link.attributes.get("href") or "") if link is not None else "-")
    names = " ".join(_name(element) for element in (node, node.parent) if element is not None)
    return path in ("", "/") or bool(_BRAND.search(names)) or _is_named_like(text, page.host)


def _path(reference: str) -> str:
    """The path of a reference, without slashes at its end."""
    return re.sub(r"^https?://[^/]+|[?#].*", "", reference)


def _is_beside(node: LexborNode) -> bool:
    """Whether a heading is in a part of the page beside the story."""
    at: LexborNode | None = node
    for _ in range(_AROUND):
        if at is None or at.tag in ("body", "main", "article"):
            return False
        if at.tag in ("aside", "footer", "nav") or _BESIDE.search(_name(at)):
            return True
        at = at.parent
    return False


def _name(node: LexborNode) -> str:
    """The class and id of an element, by which pages say what it is."""
    itemprop = node.attributes.get("itemprop") or ""
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''} {itemprop}".lower()


def _tight(text: str) -> str:
    """The text without the space before punctuation that joining the elements of a kicker and a headline leaves."""
    return re.sub(r"\s+(?=[:,;.?!](?:\s|$))", "", text)


def _is_in_trail(node: LexborNode, text: str) -> bool:
    """Whether a heading is in a breadcrumb trail: by the name of an element around it, or in a list of little else."""
    element: LexborNode | None = node
    for _ in range(4):
        if element is None or element.tag in ("body", "article", "main"):
            return False
        name = _name(element)
        is_short_list = element.tag in ("li", "ol") and len(element.text(deep=True)) < len(text) + _MAX_TRAIL
        if element.tag == "nav" or is_short_list or _TRAIL.search(name):
            return True
        element = element.parent
    return False


def _without_site(text: str, names: frozenset[str]) -> str:
    """The text without the name of the site at either end; at the end, it may have several parts."""
    parts = _title_parts(text)
    while len(parts) > 1 and fold(parts[-1][1]) in names:
        parts.pop()
    while len(parts) > 1 and fold(parts[0][1]) in names:
        parts.pop(0)
    return text[parts[0][0] : parts[-1][0] + len(parts[-1][1])].strip() if parts else text


def _edges(text: str) -> Iterator[str]:
    """The text without one or more parts at its end, or at its beginning."""
    parts = _title_parts(text)
    for n in range(1, len(parts)):
        yield text[: parts[n - 1][0] + len(parts[n - 1][1])]
        yield text[parts[n][0] :]
    if ": " in text:
        yield text.partition(": ")[2]


def _title_parts(text: str) -> list[tuple[int, str]]:
    """The parts between separators such as ` | `, each with its start."""
    parts, start = [], 0
    for gap in _SEPARATOR.finditer(text):
        parts.append((start, text[start : gap.start()]))
        start = gap.end()
    return [*parts, (start, text[start:])]


def _names_of_host(host: str) -> Iterator[str]:
    """The names of a site in its host: `www.bbc.co.uk`, `bbc.co.uk`, `bbc`."""
    bare = host.removeprefix("www.")
    if bare:
        yield host
        yield bare
        yield bare.split(".")[0]


def fold(text: str) -> str:
    """A normal form, equal for texts that differ only in case, spaces, Unicode form and punctuation."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()).strip()
