"""Does what the editors say of a day or a week fit its articles?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from digest.archive.archive import Archive
from digest.errors import Finding, did_you_mean, error, warning
from digest.model.editorial import EditionNote
from digest.model.facts import Facts, month_of
from digest.reading.article import default_slug
from digest.reading.content import Content


def check_editions(archive: Archive, content: Content) -> Iterator[Finding]:
    """An edition's lead and order must name articles of its day or week, and the lead one whose date is confirmed.

    They may name one that is not shown at this moment: that an article runs out breaks no build.
    """
    faulty = {default_slug(path) for path in content.faulty}  # what is wrong with them is said of them
    elsewhere = _Elsewhere(content)
    for note in (*archive.editions.values(), *archive.weeks.values()):
        if not any(day in archive.days for day in note.days):
            yield _without_articles(note, elsewhere)
        elif note.lead or note.order:
            yield from _check(note, archive, content, faulty, elsewhere)


class _Elsewhere:
    """The articles of a site by their slugs. They are gone through once an edition names one that it has not."""

    def __init__(self, content: Content) -> None:
        self._content = content

    @cached_property
    def _by_slug(self) -> Mapping[str, Facts]:
        return {facts.slug: facts for facts in sorted(self._content.catalogue, key=lambda facts: facts.path)}

    def get(self, slug: str) -> Facts | None:
        """The article with this slug, under whatever day."""
        return self._by_slug.get(slug)


def _without_articles(note: EditionNote, elsewhere: _Elsewhere) -> Finding:
    lead = elsewhere.get(note.lead) if note.lead else None
    hint = "it will show when one does"
    if lead:
        hint += f'; "{lead.slug}" is in the edition of {lead.edition}: write "edition: {note.day}" into {lead.path}'
    return warning(note.path, 1, 1, "no article is in this edition", hint)


def _check(
    note: EditionNote, archive: Archive, content: Content, faulty: set[str], elsewhere: _Elsewhere
) -> Iterator[Finding]:
    lines = dict(note.lines)
    entries = {entry.slug: entry for entry in archive.between(note.day, note.last)}
    months = dict.fromkeys((month_of(note.day), month_of(note.last)))
    articles = [article for month in months for article in content.catalogue.facts(month)]
    known = {article.slug for article in articles if note.day <= article.edition <= note.last} | faulty
    for slug in note.order:
        if slug not in known:
            yield _not_there(note, "order", slug, lines.get("order", 1), list(entries), elsewhere.get(slug))
    if note.lead and note.lead not in known:
        yield _not_there(note, "lead", note.lead, lines.get("lead", 1), list(entries), elsewhere.get(note.lead))
    elif note.lead in entries and not entries[note.lead].stub.confirmed:
        hint = "confirm its date by deleting date_basis, or choose another"
        message = f'"{note.lead}" cannot lead: its date is unconfirmed'
        yield error(note.path, lines.get("lead", 1), 1, message, hint)


def _not_there(
    note: EditionNote, key: str, slug: str, line: int, known: list[str], elsewhere: Facts | None
) -> Finding:
    """An article that an edition names and does not have: its edition, and the line that mends it."""
    if elsewhere:
        message = f'{key}: "{slug}" is in the edition of {elsewhere.edition}, and not in this one'
        hint = f'to move it here, write "edition: {note.day}" into {elsewhere.path}'
        if key == "lead" and known:
            hint += f'; to let another lead, write "lead: {known[0]}" here'
        return error(note.path, line, 1, message, hint)
    span = "week" if note.is_week else "day"
    hint = did_you_mean(slug, known, f"that {span} has " + ", ".join(sorted(known)))
    return error(note.path, line, 1, f'{key}: no article "{slug}" is in this edition', hint)
