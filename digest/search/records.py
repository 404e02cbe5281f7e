"""What search shows of an article, as a line: title, day, source …, parted by tabs; without empty ones at the end.

The address is that of the edition's day and the slug, which is left out where it follows from the title.
"""

from __future__ import annotations

import re

from digest.language.tokens import folded
from digest.model.card import Card

RECORDS = 16
"""Articles in a file."""


def record(card: Card, site_language: str) -> str:
    """The line of an article: title, day of the edition, source, slug, date if it is another day, language, state."""
    *_, day, slug, _ = card.address.split("/")
    date = card.date.date()
    fields = (
        " ".join(card.title.split()),
        str(int(day)),
        card.source.name,
        "" if slug == slug_of(card.title) else slug,
        "" if date == card.edition or not card.confirmed else date.isoformat(),
        "" if card.title_lang == site_language else card.title_lang,
        card.state,
    )
    return "\t".join(fields).rstrip("\t")


def slug_of(title: str) -> str:
    """The slug that the script makes of a title: letters and figures, all else is a hyphen."""
    return re.sub("[^a-z0-9]+", "-", folded(title)).strip("-")
