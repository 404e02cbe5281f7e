"""`digest build`."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.errors import DigestError, error

if TYPE_CHECKING:
    from digest.archive.visibility import Selection, Skipped
    from digest.builder.request import BuildReport, BuildRequest
    from digest.cli.progress import Bar

OUTPUT = "output"


@click.command("build", short_help="Build the site.")
@click.option("--output", type=click.Path(path_type=Path), help="Build into this folder instead of output/.")
@click.option("--base-url", help="Where the site will be; instead of the one in digest.toml.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--future", is_flag=True, help="Show scheduled and embargoed articles too.")
@click.option("--expired", is_flag=True, help="Show articles that ran out too.")
@click.option("--now", "moment", metavar="DATE", help="Build as of this day or moment.")
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to work in; by default, all cores.")
@click.option("--clean", is_flag=True, help="Forget what earlier builds worked out, and build from nothing.")
@click.option("--prove", "proved", is_flag=True, help="Build clean too, elsewhere, and compare: no file may differ.")
@click.option("--stats", is_flag=True, help="Say where the time went, and how much of the site was built anew.")
@click.option("--view", "viewed", metavar="PAGE",
              help="Print what the template of a page sees, as JSON: of an address or a named article.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say more of what was done.")
@click.pass_obj
def command(
    folder: Path,
    output: Path | None,
    base_url: str | None,
    drafts: bool,
    future: bool,
    expired: bool,
    moment: str | None,
    strict: bool,
    jobs: int | None,
    clean: bool,
    proved: bool,
    stats: bool,
    viewed: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the site from content/ and the theme into output/."""
    from digest.archive.visibility import Selection
    from digest.builder.build import BuildRequest, build
    from digest.site import find_root

    started = time.monotonic()
    gc.disable()  # a build's values live until its end, and collecting garbage among them takes a third of its time
    root = find_root(folder)
    selection = Selection(now(root, moment), drafts, future, expired)
    base_url = checked_base_url(base_url)
    if viewed is not None:
        _print_view(root, folder, selection, base_url, viewed)
        return
    target = root / OUTPUT if output is None else folder / output
    request = BuildRequest(
        root=root,
        output=target,
        selection=selection,
        base_url=base_url,
        strict=strict,
        clean=clean,
        jobs=jobs or 0,
    )
    with closing(_progress(started, quiet)) as progress:
        report = build(request, progress, lambda: click.echo(f"{_shown(target)} is being built: waiting", err=True))
    for message in (*report.notes, *report.warnings):
        click.echo(str(message), err=True)
    if not quiet:
        click.echo(_summary(report, target, time.monotonic() - started, verbose))
    if stats:
        click.echo("\n".join(_stats(report)))
    if proved:
        _prove(request, report, quiet)


def _prove(request: BuildRequest, report: BuildReport, quiet: bool) -> None:
    from digest.builder.prove import prove

    with closing(_progress(time.monotonic(), quiet)) as progress:
        differences = prove(request, report, progress)
    if differences:
        raise DigestError(*differences)
    if not quiet:
        click.echo(f"Proved: a clean build gives the same {_count(report.pages, 'file', 'files')}, byte for byte")


def now(root: Path, moment: str | None) -> dt.datetime:
    """The one clock of a build: `--now`, else SOURCE_DATE_EPOCH, else the machine's."""
    from digest.clock import source_date_epoch
    from digest.dates import HOW, read_when
    from digest.site import read_config

    if moment:
        config, _ = read_config(root)
        try:
            return read_when(moment, config.zone).at
        except ValueError as problem:
            raise click.UsageError(f"--now: {problem}, {HOW}") from None
    try:
        return source_date_epoch() or dt.datetime.now(dt.UTC)
    except DigestError as problem:
        raise click.UsageError(str(problem)) from None


def checked_base_url(base_url: str | None) -> str | None:
    """The value of `--base-url`, with its slash at the end. Raises UsageError for what is not an address."""
    from digest.settings import check_base_url

    try:
        return None if base_url is None else check_base_url(base_url)
    except ValueError as problem:
        raise click.UsageError(f"--base-url: {problem}") from None


def _print_view(root: Path, folder: Path, selection: Selection, base_url: str | None, viewed: str) -> None:
    import msgspec

    from digest.builder.snapshot import load
    from digest.errors import did_you_mean
    from digest.listing.named import named_address
    from digest.urls import address_of

    snapshot = load(root, selection, base_url)
    address = address_of(viewed)
    if address not in snapshot.plan.pages:
        address = named_address(root, folder, viewed)
    page = snapshot.plan.pages.get(address)
    if page is None:
        hint = did_you_mean(address, snapshot.plan.pages, "digest build -v lists none: see output/")
        raise DigestError(*snapshot.errors, error("", 0, 0, f'there is no page at "/{address}"', hint))
    view = page.view(snapshot.config)
    shown = {"address": page.address, "renderer": page.renderer, "origin": page.origin, "page": view}
    click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())


def _progress(started: float, quiet: bool) -> Bar:
    """A bar on a terminal, once the work has taken a second."""
    from digest.cli.progress import Bar

    return Bar(started, shown=not quiet and sys.stderr.isatty())


def _stats(report: BuildReport) -> Iterator[str]:
    """The seconds of each step, then how many pages were rendered, written, removed …"""
    from digest.render.environments import environments

    for step, seconds in report.seconds:
        yield f"{step:<9} {seconds:9.3f} s"
    numbers = {
        "pages": report.pages,
        "rendered": report.rendered,
        "reused": report.pages - report.rendered,
        "written": report.written,
        "unchanged": report.unchanged,
        "removed": report.removed,
    }
    for what, number in numbers.items():
        yield f"{what:<9} {number:9}"
    for template, pages in report.slow:
        yield f"slow      {pages:9}  {template}: rendered by Jinja's own rules, it asks for what may not be there"
    yield from environments().notes


def _summary(report: BuildReport, output: Path, seconds: float, verbose: bool) -> str:
    parts = [_count(report.articles, "article", "articles"), _count(report.pages, "file", "files")]
    done = [
        f"{count} {what}"
        for count, what in ((report.written, "written"), (report.removed, "removed"))
        if count or (verbose and what == "written")
    ]
    if verbose:
        done.append(f"{report.unchanged} unchanged")
    line = f"Built {', '.join(parts)}: {', '.join(done) or 'nothing changed'} in {seconds:.1f} s → {_shown(output)}"
    return "\n".join([line, *left_out(report.skipped), *_large(report.size)])


def _large(size: int) -> list[str]:
    """A line for a site that comes near to what GitHub Pages takes."""
    from digest.builder.request import LARGE

    return [f"The site has {size / 1e6:,.0f} MB; GitHub Pages takes 1 GB at most"] if size > LARGE else []


def left_out(skipped: Skipped) -> list[str]:
    """What a build held back, a line each."""
    lines = []
    if skipped.drafts:
        lines.append(f"Left out: {_count(skipped.drafts, 'draft', 'drafts')} (see them with --drafts)")
    if skipped.scheduled and skipped.due:
        due = skipped.due.isoformat(sep=" ", timespec="minutes")
        lines.append(f"Left out: {skipped.scheduled} scheduled, the next due {due} (see them with --future)")
    return lines


def _count(number: int, singular: str, plural: str) -> str:
    return f"{number} {singular if number == 1 else plural}"


def _shown(output: Path) -> str:
    try:
        return f"{output.resolve().relative_to(Path.cwd()).as_posix()}/"
    except ValueError:
        return f"{output}/"
