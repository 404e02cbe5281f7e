"""`digest edition`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.archive.entry import Entry


@click.command("edition", short_help="Begin or open what introduces a day or a week.")
@click.argument("edition", default="today")
@click.pass_obj
def command(folder: Path, edition: str) -> None:
    """Write the file of an edition with all its articles in order, to be put in another, and open it.

    EDITION is a day, as 2026-11-24, today, yesterday, or a week, as 2026-w48. A file that is there is opened as it is,
    and articles that it does not name are listed. It is opened in $VISUAL or $EDITOR, if one is set and this is a
    terminal.
    """
    from digest.archive.visibility import Selection
    from digest.builder.snapshot import load
    from digest.cli.asked_edition import asked_days
    from digest.cli.build import now
    from digest.dates import edition_name
    from digest.editing.files import Site
    from digest.errors import DigestError, error
    from digest.pages.editions import in_order
    from digest.site import find_root
    from digest.store import Store

    root = find_root(folder)
    at = now(root, None)
    first, last = asked_days(edition, at.date())
    path = f"content/editions/{edition_name(first, last)}.md"
    with Store(root) as store:
        archive = load(root, Selection(at, future=True), store=store).archive
        note = archive.editions.get(first) if first == last else archive.weeks.get(first)
        entries = in_order(archive.between(first, last), note)
        lines = [(entry, f"{entry.stub.title} ({entry.card.source.name})") for entry in entries]
    if not entries:
        raise DigestError(error(path, 0, 0, "no article is in this edition", "look for others with digest list"))
    if (root / path).exists():
        named = {note.lead, *note.order} if note else set()
        for entry, line in lines:
            if entry.slug not in named:
                click.echo(f"not named: {entry.slug}  {line}", err=True)
    else:
        Site(root).keep(path, _begun(lines).encode())
    click.echo(path)
    if sys.stdin.isatty() and (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        click.edit(filename=str(root / path))


def _begun(lines: Iterable[tuple[Entry, str]]) -> str:
    """An edition with the articles in the order in which its page shows them."""
    order = "".join(f"  - {entry.slug}  # {line}\n" for entry, line in lines)
    notes = "# title: What it was about\n# lead: the article that leads, if it is not the first\n"
    return f"---\n{notes}order:\n{order}---\n"
