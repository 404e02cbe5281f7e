"""`digest mail`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("mail", short_help="Write an edition as a letter, and hand it over.")
@click.argument("edition")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=None, metavar="FOLDER",
              help="Write the files here instead of into mail/ of the site.")  # fmt: skip
@click.option("--send", is_flag=True, help="Hand the message to the program of [mail] command too.")
@click.option("--again", is_flag=True, help="Hand it over although it was before, without a question.")
@click.option("--now", "moment", metavar="DATE", help="Show what is visible at this moment instead of now.")
@click.pass_obj
def command(folder: Path, edition: str, output: Path | None, send: bool, again: bool, moment: str | None) -> None:
    """Write the letter of an edition: a day, as 2026-11-24, today, yesterday, or a week, as 2026-w48.

    Three files: .html with its style inline, the same as .txt, and .eml, a message with both. The same edition gives
    the same bytes. With --send the message goes to a program, which sends it or makes a draft of it; digest keeps no
    addresses. A letter that was handed over is not handed over again without a question.
    """
    from digest.archive.visibility import Selection
    from digest.atomic import write
    from digest.builder.snapshot import load
    from digest.cli.asked_edition import asked_days
    from digest.cli.build import now
    from digest.errors import DigestError, error
    from digest.mail.handover import hand_over, was_handed_over
    from digest.mail.letter import letter_of
    from digest.mail.message import message
    from digest.site import find_root
    from digest.store import Store

    root = find_root(folder)
    at = now(root, moment)
    first, last = asked_days(edition, at.date())
    with Store(root) as store:
        snapshot = load(root, Selection(at), store=store)
        if snapshot.errors:
            raise DigestError(*snapshot.errors)
        letter, config = letter_of(snapshot, first, last), snapshot.config
    if send and not config.mail.command:
        hint = "name the program that sends letters"
        raise DigestError(error("digest.toml", 0, 0, "[mail] command is not set", hint))
    whole = message(letter, config)
    target = output if output is not None else root / "mail"
    target.mkdir(parents=True, exist_ok=True)
    for ending, content in (("html", letter.html.encode()), ("txt", letter.text.encode()), ("eml", whole)):
        write(target / f"{letter.name}.{ending}", content)
    more = f", {letter.view.more} more on the site" if letter.view.more else ""
    kilobytes = max(1, len(whole) // 1000)
    click.echo(f"{target / letter.name}.html .txt .eml: {letter.view.count} articles{more}, {kilobytes} KB", err=True)
    if send:
        if was_handed_over(root, letter.name) and not again and not _asked(letter.name):
            raise DigestError(error(letter.name, 0, 0, "this letter was handed over before", "give --again"))
        hand_over(root, letter.name, whole, config.mail.command)
        click.echo(f"Handed over to {config.mail.command[0]}.", err=True)


def _asked(name: str) -> bool:
    return sys.stdin.isatty() and click.confirm(f"{name} was handed over before. Again?", err=True)
