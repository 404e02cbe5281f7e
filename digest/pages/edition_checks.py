"""Does what the editors say of a day fit the articles of that day?"""

from __future__ import annotations

from collections.abc import Iterator

from digest.archive.archive import Archive
from digest.errors import Finding, did_you_mean, error, warning
from digest.model.article import Article
from digest.model.editorial import EditionNote
from digest.reading.article import default_slug
from digest.reading.content import Content


def check_editions(archive: Archive, content: Content) -> Iterator[Finding]:
    """An edition's lead and order must name articles of its day, and the lead one whose date is confirmed.

    They may name one that is not shown at this moment: that an article runs out breaks no build.
    """
    faulty = {default_slug(path) for path in content.faulty}  # what is wrong with them is said of them
    days = {article.slug: article for article in content.articles}
    for note in archive.editions.values():
        lines = dict(note.lines)
        entries = {entry.slug: entry for entry in archive.of_day(note.day)}
        known = {article.slug for article in content.articles if article.edition == note.day} | faulty
        if not entries:
            lead = days.get(note.lead)
            hint = "it will show when one does"
            if lead:
                hint += f'; "{lead.slug}" stands under {lead.edition}: write "edition: {note.day}" into {lead.path}'
            yield warning(note.path, 1, 1, "no article stands under this day", hint)
            continue
        for slug in note.order:
            if slug not in known:
                yield _not_there(note, "order", slug, lines.get("order", 1), list(entries), days.get(slug))
        if note.lead and note.lead not in known:
            yield _not_there(note, "lead", note.lead, lines.get("lead", 1), list(entries), days.get(note.lead))
        elif note.lead in entries and not entries[note.lead].stub.confirmed:
            hint = "confirm its date by deleting date_basis, or choose another"
            yield error(
                note.path,
                lines.get("lead", 1),
                1,
                f'"{note.lead}" cannot lead: its date is unconfirmed',
                hint,
            )


def _not_there(
    note: EditionNote, key: str, slug: str, line: int, known: list[str], elsewhere: Article | None
) -> Finding:
    """An article that an edition names and does not have: where it stands, and the line that mends it."""
    if elsewhere:
        message = f'{key}: "{slug}" stands under {elsewhere.edition}, and not under this day'
        hint = f'to move it here, write "edition: {note.day}" into {elsewhere.path}'
        if key == "lead" and known:
            hint += f'; to let another lead, write "lead: {known[0]}" here'
        return error(note.path, line, 1, message, hint)
    hint = did_you_mean(slug, known, "that day has " + ", ".join(sorted(known)))
    return error(note.path, line, 1, f'{key}: no article "{slug}" stands under this day', hint)
