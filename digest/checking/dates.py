"""Rules over dates: those that nobody stated, and those that the text contradicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from digest.archive.visibility import EMBARGOED, SCHEDULED, state_of
from digest.checking.checked_site import Breach, CheckedSite
from digest.gazetteer import ActorEntry, Office
from digest.language.datelines import date_near, read_dateline
from digest.model.article import Article
from digest.tagging.lexicon import office_of

FAR = dt.timedelta(days=7)
"""A report is printed within days of its dateline; a week is beyond any delay of a wire."""
GRACE = dt.timedelta(days=30)
"""An office is spoken of a few days before it begins and after it ends."""
_PAST = ("former", "ex", "then", "late", "next", "elect", "incoming", "outgoing", "deputy", "vice", "first", "future")


def unconfirmed(site: CheckedSite) -> Iterator[Breach]:
    """Articles with the date of a file, because no other date was stated."""
    for article in site.articles:
        if not article.confirmed:
            hint = "find out the date, correct it, and delete date_basis"
            yield site.fault(article, "date", f"its date {article.date.day} is its file's own: unconfirmed", hint)


def future(site: CheckedSite) -> Iterator[Breach]:
    """Articles that wait for a day to come, which may be a slip of the year."""
    for article in site.articles:
        if state_of(article, site.now) in (SCHEDULED, EMBARGOED):
            key = "date" if article.date.at > site.now else "embargo"
            day = article.date.day if key == "date" else article.embargo
            yield site.fault(article, key, f"it shows from {day} on", "if that is a slip, correct it")


def against_dateline(site: CheckedSite) -> Iterator[Breach]:
    """Articles with a dateline of another day, in the year that brings it nearest."""
    for article in site.articles:
        head = f"{article.dateline} - x" if article.dateline else article.body.opening
        dateline = read_dateline(head) if head else None
        if dateline is None or not dateline.day:
            continue
        day = date_near(dateline, article.date.day)
        if day and abs(day - article.date.day) > FAR:
            message = f'its date is {article.date.day}, and its dateline says "{dateline.text}"'
            yield site.fault(article, "date", message, f"if the dateline is right, write date: {day}")


def outside_office(site: CheckedSite) -> Iterator[Breach]:
    """Articles with a date that nobody stated, outside the term of an office by which they call somebody."""
    entries = site.gazetteer.entries
    for article in site.articles:
        if not article.date_basis:
            continue
        people = [entry for name in article.actors if (entry := entries.get(_slug(site, name))) and entry.offices]
        for entry in people:
            yield from _outside(site, article, entry)


def _slug(site: CheckedSite, name: str) -> str:
    """The slug of the entry with this name; empty if there is none."""
    is_known, slug = site.names["actors"].identity(name).key
    return slug if is_known else ""


def _outside(site: CheckedSite, article: Article, entry: ActorEntry) -> Iterator[Breach]:
    surname = entry.actor.name.split()[-1]
    for before, office, name in site.facts[article.path].offices:
        is_past = before.strip(" -").casefold().rpartition("-")[2] in _PAST or "-" in before
        if is_past or surname not in name.split():
            continue
        terms = [term for term in entry.offices if office_of(term.title) == office_of(office) and term.since]
        if terms and not any(_covers(term, article.date.day) for term in terms):
            spans = ", ".join(f"{term.since} to {term.until or 'today'}" for term in terms)
            message = f"its date {article.date.day} was not stated by anybody, and it calls {entry.actor.name} {office}"
            yield site.fault(article, "date", message, f"who held that office from {spans}: find out the date")
            return


def _covers(term: Office, day: dt.date) -> bool:
    since, until = term.since or dt.date.min, term.until or dt.date.max
    return (since <= day or since - day <= GRACE) and (day <= until or day - until <= GRACE)
