"""The summary of an article that brings none: its first sentence or two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from digest.ingest.text.encoding import shortened
from digest.ingest.wire import without_dateline

MAX_LENGTH = 300
"""Characters."""
_ENOUGH = 40
"""Characters below which a paragraph is a by-line or a date, not the story."""
_LOOKED_AT = 2_000
"""Characters of a paragraph; a text without paragraphs may be of any length."""

STOP = re.compile(
    "[.!?\u2026]+[\"'\u201d\u2019\u00bb)\\]]*"  # with what closes after it
    "(?=\\s+[\"'\u201c\u2018\u00ab(\\[]*[^\\Wa-z_]|\\Z)"  # before a capital, a figure or the end
    "|[\u3002\uff01\uff1f]"
)
_ABBREVIATIONS = frozenset(
    "Adm. Amb. Brig. Capt. Cmdr. Co. Col. Corp. Dr. Ft. Gen. Gov. Hon. Inc. Jr. Lt. Ltd. Maj. Messrs. Mr. Mrs. Ms. "
    "Mt. Mx. No. Nos. Pres. Prof. Rep. Reps. Rev. Rt. Sen. Sens. Sgt. Sr. St. Supt. Vol. "
    "Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec. Mon. Tue. Wed. Thu. Fri. Sat. Sun. "
    "Ala. Ariz. Calif. Colo. Conn. Fla. Ill. Ind. Kan. Mass. Mich. Minn. Miss. Okla. Pa. Tenn. Tex. Va. Wash. Wis. "
    "a.m. p.m. e.g. i.e. etc. pp. v. vs.".split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")


def summarise(text: str) -> str:
    """The first one or two sentences of a plain text, at most 300 characters, cut where a sentence ends.

    Where the first sentence alone is longer it is cut between words and says so with an ellipsis.
    """
    story = _story([paragraph[:_LOOKED_AT] for paragraph in text.split("\n\n")])
    first, second = [*itertools.islice(_sentences(without_dateline(story)), 2), "", ""][:2]
    if len(first) > MAX_LENGTH:
        return shortened(first, MAX_LENGTH)
    both = f"{first} {second}".rstrip()
    return both if len(both) <= MAX_LENGTH else first


def _story(paragraphs: list[str]) -> str:
    """The first paragraph that tells something."""
    telling = (each for each in paragraphs if len(each) >= _ENOUGH and STOP.search(each))
    return " ".join(next(telling, next(filter(None, paragraphs), "")).split())


def _sentences(paragraph: str) -> Iterator[str]:
    start = 0
    for stop in STOP.finditer(paragraph):
        sentence = paragraph[start : stop.end()].strip()
        if is_whole(sentence):
            yield sentence
            start = stop.end()
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


def is_whole(sentence: str) -> bool:
    """Whether the full stop at its end is one: not that of "Gen.", "U.S." or "J."."""
    last = sentence.rsplit(None, 1)[-1].lstrip("\u201c\u2018\"'([")
    return not _INITIALS.fullmatch(last) and last not in _ABBREVIATIONS
