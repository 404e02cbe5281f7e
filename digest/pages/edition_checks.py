"""Does what the editors say of a day fit the articles of that day?"""

from __future__ import annotations

from collections.abc import Iterator

from digest.archive.archive import Archive
from digest.errors import Finding, did_you_mean, error, warning
from digest.model.editorial import EditionNote
from digest.model.facts import month_of
from digest.reading.article import default_slug
from digest.reading.content import Content


def check_editions(archive: Archive, content: Content) -> Iterator[Finding]:
    """An edition's lead and order must name articles of its day, and the lead one whose date is confirmed.

    They may name one that is not shown at this moment: that an article runs out breaks no build.
    """
    unread = {default_slug(path) for path in content.unread}  # what is wrong with them is said of them
    for note in archive.editions.values():
        lines = dict(note.lines)
        entries = {entry.slug: entry for entry in archive.of_day(note.day)}
        articles = content.catalogue.facts(month_of(note.day))
        known = {article.slug for article in articles if article.edition == note.day} | unread
        if not entries:
            yield warning(note.path, 1, 1, "no article stands under this day", "it will show when one does")
            continue
        for slug in note.order:
            if slug not in known:
                yield _not_there(note, "order", slug, lines.get("order", 1), list(entries))
        if note.lead and note.lead not in known:
            yield _not_there(note, "lead", note.lead, lines.get("lead", 1), list(entries))
        elif note.lead in entries and not entries[note.lead].stub.confirmed:
            hint = "confirm its date by deleting date_basis, or choose another"
            yield error(
                note.path,
                lines.get("lead", 1),
                1,
                f'"{note.lead}" cannot lead: its date is unconfirmed',
                hint,
            )


def _not_there(note: EditionNote, key: str, slug: str, line: int, known: list[str]) -> Finding:
    hint = did_you_mean(slug, known, "that day has " + ", ".join(sorted(known)))
    return error(note.path, line, 1, f'{key}: no article "{slug}" stands under this day', hint)
