"""Which articles a build shows, at which "now", and what becomes of the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from digest.model.article import Article
from digest.model.facts import Facts

DRAFT, SCHEDULED, EMBARGOED = "draft", "scheduled", "embargoed"
EXPIRED, WITHDRAWN, PUBLISHED = "expired", "withdrawn", ""


class Selection(msgspec.Struct, frozen=True):
    """What a build shall show beyond what is published at a moment."""

    now: dt.datetime
    """Aware. The only clock that a build knows."""
    drafts: bool = False
    future: bool = False
    expired: bool = False

    @property
    def without_now(self) -> tuple[bool, bool, bool]:
        """What is asked for, at whichever moment."""
        return self.drafts, self.future, self.expired


class Skipped(msgspec.Struct, frozen=True):
    """What was left out, for the line that a build prints."""

    drafts: int = 0
    scheduled: int = 0
    """Articles whose date or embargo is yet to come."""
    due: dt.datetime | None = None
    """When the next of them is due."""
    cut: int = 0
    """Articles that are shown in part only, as their rights let them be."""


def state_of(article: Article | Facts, now: dt.datetime) -> str:
    """What an article is at a moment: published (the empty word), or why it is not."""
    if article.draft:
        return DRAFT
    if article.embargo is not None and article.embargo > now:
        return EMBARGOED
    if article.at > now:
        return SCHEDULED
    if article.withdrawn is not None:
        return WITHDRAWN
    if article.expires is not None and article.expires <= now:
        return EXPIRED
    return PUBLISHED


def is_shown(state: str, selection: Selection) -> bool:
    """Whether this build shows an article in that state."""
    asked = {
        DRAFT: selection.drafts,
        SCHEDULED: selection.future,
        EMBARGOED: selection.future,
        EXPIRED: selection.expired,
        WITHDRAWN: False,
    }
    return asked.get(state, True)


def leaves_notice(state: str, selection: Selection) -> bool:
    """Whether only a notice is shown at the article's address."""
    return state == WITHDRAWN or (state == EXPIRED and not selection.expired)


def skipped(articles: Sequence[Article | Facts], selection: Selection, cut: int = 0) -> Skipped:
    """Count what this build leaves out; of `cut` articles it shows a part."""
    states = [(state_of(article, selection.now), article) for article in articles]
    waiting = [article for state, article in states if state in (SCHEDULED, EMBARGOED)]
    drafts = sum(state == DRAFT for state, _ in states)
    if selection.future:
        waiting = []
    due = min((max(a.at, a.embargo or a.at) for a in waiting), default=None)
    return Skipped(0 if selection.drafts else drafts, len(waiting), due, cut)


def steady(articles: Iterable[Article | Facts], now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """From when and until when (exclusive) every article is in the state in which it is now."""
    since, until = dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)
    for article in articles:
        for moment in (article.at, article.embargo, article.expires):
            if moment is not None and moment <= now:
                since = max(since, moment)
            elif moment is not None:
                until = min(until, moment)
    return since, until
