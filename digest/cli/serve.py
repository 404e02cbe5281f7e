"""`digest serve`."""

from __future__ import annotations

import datetime as dt
import signal
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import click

from digest.cli.build import checked_base_url
from digest.errors import ERROR

if TYPE_CHECKING:
    from digest.errors import Finding
    from digest.preview.report import State

SHOWN = 20
"""Findings that are printed: the browser shows all."""


@click.command("serve", short_help="Show the site in the browser while it is being written.")
@click.option("--port", type=click.IntRange(0, 65535), help="Listen on this port instead of the first free from 8000.")
@click.option("--host", default="127.0.0.1", help="Listen on this address; 0.0.0.0 lets other machines in.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Answer to this name of the machine too.")
@click.option("--base-url", help="Where the site will be; instead of the one in digest.toml.")
@click.option("--open", "opened", is_flag=False, flag_value="/", metavar="[PAGE]",
              help="Open the site in the browser, or a page of it: an address, or the name of an article.")  # fmt: skip
@click.option("--poll", is_flag=True, help="Check for changes twice a second, where the system does not report them.")
@click.option("--desk", is_flag=True, help="Have the desk although other machines can reach it: over plain HTTP.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.pass_obj
def command(
    folder: Path,
    port: int | None,
    host: str,
    names: tuple[str, ...],
    base_url: str | None,
    opened: str | None,
    poll: bool,
    desk: bool,
    quiet: bool,
) -> None:
    """Show the site in the browser while it is being written.

    Drafts and scheduled articles are shown, with a mark. A saved change shows at once, without a reload; what is wrong
    with it shows in the browser too. Nothing is written to output/. Ctrl-C ends it.
    """
    from digest.preview.loading import Loader
    from digest.preview.preview import Preview
    from digest.site import find_root

    root = find_root(folder)
    base_url = checked_base_url(base_url)
    path = _path(root, folder, base_url, opened) if opened and opened != "/" else "/"
    load, report = Loader(root, base_url, _now), _Printer(quiet)
    with Preview(
        root, load, report, blame=_blame, host=host, port=port, names=names, poll=poll, desk=desk or None
    ) as preview:
        stopped = _stopped()
        click.echo(f"Preview of {root.name} at {preview.origin}/ (Ctrl-C ends it)")
        if preview.has_desk and not quiet:
            click.echo(f"The desk: {preview.origin}/__digest/desk")
        if preview.open_to_all:
            click.echo("Everybody who can reach this machine can read it, drafts too.", err=True)
        if preview.polls and not poll:
            click.echo("The system reports no changes here: digest checks for them twice a second.", err=True)
        if opened:
            webbrowser.open(f"{preview.origin}{path}")
        while not stopped.wait(0.5):
            pass
    click.echo("")


def _path(root: Path, folder: Path, base_url: str | None, page: str) -> str:
    """The path of a page below the preview's origin. Raises DigestError for a name that means no page."""
    from digest.listing.named import named_address
    from digest.site import load_config

    base = urlsplit(base_url or load_config(root).site.base_url).path or "/"
    return base + quote(named_address(root, folder, page))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _blame(finding: Finding) -> None:
    """Print why a page that was asked for cannot be made."""
    with suppress(OSError):  # nobody reads what we say
        click.echo(str(finding), err=True)


def _stopped() -> Event:
    """Set by Ctrl-C and by a polite kill: both end the preview in order."""
    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    return stopped


class _Printer:
    """Prints the state after each change: new findings, and what the browser shows now."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._printed: frozenset[str] = frozenset()

    def __call__(self, state: State) -> None:
        """Print a state."""
        lines = [str(fault) for fault in state.faults]
        fresh = [line for line in lines if line not in self._printed]
        self._printed = frozenset(lines)
        for line in fresh[:SHOWN]:
            click.echo(line, err=True)
        if len(fresh) > SHOWN:
            click.echo(f"… and {len(fresh) - SHOWN} more: the browser shows all", err=True)
        if not self._quiet:
            click.echo(f"{time.strftime('%H:%M:%S')} {_summary(state)}")


def _summary(state: State) -> str:
    files = state.files or state.assets
    what = files[0] if len(files) == 1 else f"{len(files)} files" if files else "the site"
    errors = sum(fault.severity == ERROR for fault in state.faults)
    if errors:
        return f"{what}: {errors} {'error' if errors == 1 else 'errors'}; pages follow when the files are mended"
    return f"{what}: read in {state.took} ms"
