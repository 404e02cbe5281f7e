"""Rules over one file: what they find depends on its bytes alone, so it is kept until the file changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from digest.checking.breach import Breach
from digest.language.datelines import date_near, read_dateline
from digest.model.article import Article
from digest.model.text import Prose
from digest.reading.positions import Positions

FAR = dt.timedelta(days=7)
"""A report is printed within days of its dateline; a week is beyond any delay of a wire."""
_REFERENCE = re.compile(r"\[[^\[\]\n]*\w[^\[\]\n]*\]\[[^\[\]\n]{0,40}\]|\[\^[\w-]{1,40}\]")
"""What Markdown leaves of a reference or a footnote that is nowhere defined: `[the report][1]`, `[^2]`."""
_IMAGE = re.compile(r"<img\b[^>]*>")
_SLOT = re.compile(r'src="\x02(\d+)\x03"')
_ALT = re.compile(r'alt="[^"]*[^"\s][^"]*"')


class OpenedArticle(NamedTuple):
    """An article with its text, and the places of words in its file."""

    article: Article
    body: Prose
    positions: Positions

    def fault(self, key: str, message: str, hint: str) -> Breach:
        """A fault at a key of its front matter; at the top of the file where it has no such key."""
        return Breach(self.article.path, self.article.line_of(key), 1, message, hint)


def unconfirmed(opened: OpenedArticle) -> Iterator[Breach]:
    """The date of a file, because no other date was stated."""
    article = opened.article
    if not article.confirmed:
        message = f"its date {article.date.day} is its file's own: unconfirmed"
        yield opened.fault("date", message, "find out the date, correct it, and delete date_basis")


def against_dateline(opened: OpenedArticle) -> Iterator[Breach]:
    """A dateline of another day, in the year that brings it nearest."""
    article = opened.article
    head = f"{article.dateline} - x" if article.dateline else article.body.opening
    dateline = read_dateline(head) if head else None
    day = date_near(dateline, article.date.day) if dateline and dateline.day else None
    if dateline and day and abs(day - article.date.day) > FAR:
        message = f'its date is {article.date.day}, and its dateline says "{dateline.text}"'
        yield opened.fault("date", message, f"if the dateline is right, write date: {day}")


def no_source(opened: OpenedArticle) -> Iterator[Breach]:
    """An article of nobody: neither a source nor an address, and no comment that makes it the editor's own."""
    article = opened.article
    if not (article.source or article.url or article.comment.text or article.agency):
        yield opened.fault("source", "it names no source", 'add a line such as "source: Reuters"')


def no_original(opened: OpenedArticle) -> Iterator[Breach]:
    """An article from a source, without the address of the original."""
    if opened.article.source and not opened.article.url:
        yield opened.fault("source", "it names no address of the original", 'add a line "url: https://…"')


def no_summary(opened: OpenedArticle) -> Iterator[Breach]:
    """An article of which lists can say nothing: no summary, and no text to take one from."""
    article = opened.article
    if not article.summary and not article.body.gist and article.withdrawn is None:
        yield opened.fault("summary", "it has no summary, and no text to take one from", "write one")


def without_alt(opened: OpenedArticle) -> Iterator[Breach]:
    """A picture in front matter without `image_alt`, and pictures in the text with empty brackets."""
    article = opened.article
    if article.image and not article.image_alt:
        message = "its picture has no words for those who do not see it"
        yield opened.fault("image", message, 'add a line "image_alt: …"')
    images = [image for image in _IMAGE.findall(opened.body.html) if not _ALT.search(image)]
    for slot in (slot for image in images for slot in _SLOT.findall(image)):
        link = article.body.links[int(slot)]
        message = f'the picture "{link.target}" has no words for those who do not see it'
        yield Breach(article.path, link.line, link.column, message, "write them between the brackets: ![…]")


def without_credit(opened: OpenedArticle) -> Iterator[Breach]:
    """A picture in front matter without `image_credit`."""
    if opened.article.image and not opened.article.image_credit:
        yield opened.fault("image", "its picture has no credit", 'add a line "image_credit: …"')


def left_over(opened: OpenedArticle) -> Iterator[Breach]:
    """References and footnotes that nothing defines: readers see their brackets."""
    article = opened.article
    for reference in dict.fromkeys(_REFERENCE.findall(opened.body.text)):
        line = max((line for _, line in article.lines), default=0) + 1
        label = reference.rpartition("[")[2].rstrip("]") or reference.strip("[]")
        message = f'"{reference}" is shown as it is written: nothing defines "{label}"'
        hint = f'add a line "[{label}]: https://…" below the text, or take the brackets out'
        yield Breach(article.path, *opened.positions.of(article.path, line, reference), message, hint)


FILE_RULES: Mapping[str, Callable[[OpenedArticle], Iterator[Breach]]] = {
    "date-unconfirmed": unconfirmed,
    "date-dateline": against_dateline,
    "no-source": no_source,
    "no-original": no_original,
    "no-summary": no_summary,
    "picture-alt": without_alt,
    "picture-credit": without_credit,
    "left-over-reference": left_over,
}
"""By code."""
