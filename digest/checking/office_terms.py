"""A rule over dates that nobody stated: the text calls somebody by an office that began later, or had ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from digest.checking.breach import Breach
from digest.checking.checked_site import CheckedSite
from digest.checking.file_reports import FileReport
from digest.gazetteer import ActorEntry, Office
from digest.tagging.lexicon import office_of

GRACE = dt.timedelta(days=30)
"""An office is spoken of a few days before it begins and after it ends."""
_PAST = ("former", "ex", "then", "late", "next", "elect", "incoming", "outgoing", "deputy", "vice", "first", "future")


def outside_office(site: CheckedSite) -> Iterator[Breach]:
    """Articles with a date that nobody stated, outside the term of an office by which they call somebody."""
    entries = site.gazetteer.entries
    for facts in site.articles:
        report = site.reports[facts.path]
        for name in facts.names[0] if report.offices else ():
            entry = entries.get(_slug(site, name))
            contradiction = _outside(report, entry) if entry else None
            if contradiction:
                yield site.fault(facts.path, "date", *contradiction)


def _slug(site: CheckedSite, name: str) -> str:
    """The slug of the entry with this name; empty if there is none."""
    is_known, slug = site.names["actors"].identity(name).key
    return slug if is_known else ""


def _outside(report: FileReport, entry: ActorEntry) -> tuple[str, str] | None:
    """What contradicts, and how to mend it, for a person whom the text calls by an office; None if nothing does."""
    surname, day = entry.actor.name.split()[-1], report.unstated
    for before, office, name in report.offices:
        is_past = before.strip(" -").casefold().rpartition("-")[2] in _PAST or "-" in before
        if is_past or surname not in name.split():
            continue
        terms = [term for term in entry.offices if office_of(term.title) == office_of(office) and term.since]
        if day and terms and not any(_covers(term, day) for term in terms):
            spans = ", ".join(f"{term.since} to {term.until or 'today'}" for term in terms)
            message = f"its date {day} was not stated by anybody, and it calls {entry.actor.name} {office}"
            return message, f"who held that office from {spans}: find out the date"
    return None


def _covers(term: Office, day: dt.date) -> bool:
    since, until = term.since or dt.date.min, term.until or dt.date.max
    return (since <= day or since - day <= GRACE) and (day <= until or day - until <= GRACE)
