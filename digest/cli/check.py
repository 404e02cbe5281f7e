"""`digest check`."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from digest.checking.rules import Checked
    from digest.errors import Finding


@click.command("check", short_help="List what is wrong or doubtful in the whole archive.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
              help="`text`, `json` (an object a line) or `github` (marks the lines of a pull request).")  # fmt: skip
@click.option("--notes", is_flag=True, help="List notes too; without it the text format only counts them.")
@click.option("--drafts", is_flag=True, help="Look at drafts too.")
@click.option("--external", is_flag=True, help="Ask other sites too whether the pages that articles link to are there.")
@click.option("--diff", "shown", is_flag=True, help="Show, as a diff, what --fix would change.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; all other bytes stay.")
@click.option("--allow-dirty", is_flag=True, help="With --fix: files with changes that are not committed, too.")
@click.option("--strict", is_flag=True, help="Exit code 1 for warnings too.")
@click.option("--now", "moment", metavar="DATE", help="Check as of this day or moment.")
@click.pass_context
def command(
    ctx: click.Context,
    form: str,
    notes: bool,
    drafts: bool,
    external: bool,
    shown: bool,
    fix: bool,
    allow_dirty: bool,
    strict: bool,
    moment: str | None,
) -> None:
    """List what is wrong or doubtful in the whole archive: errors of the build, warnings, and notes.

    Each rule has a code, shown in brackets; `[check] ignore` in digest.toml leaves rules out. Exit code 1 for errors.
    """
    from digest.checking.mending import mended_files
    from digest.checking.report import FORMATS, summary
    from digest.errors import ERROR, NOTE, WARNING
    from digest.site import find_root

    gc.disable()  # as for a build: what is read lives until the end
    root = find_root(ctx.obj)
    checked = _checked(root, moment, drafts=drafts, external=external)
    if shown:
        for file in mended_files(root, checked):
            click.echo(file.diff, nl=False)
        return
    problems: list[Finding] = []
    if fix:
        checked, problems = _fixed(root, checked, allow_dirty=allow_dirty)
    listed = [item for item in checked if item.finding.severity != NOTE or notes or form != "text"]
    for line in FORMATS[form](listed):
        click.echo(line)
    for problem in problems:
        click.echo(str(problem), err=True)
    if form == "text":
        hidden = "; list notes with --notes" if len(listed) < len(checked) else ""
        click.echo(summary(item.finding for item in checked) + hidden, err=True)
    failing = (ERROR, WARNING) if strict else (ERROR,)
    ctx.exit(1 if problems or any(item.finding.severity in failing for item in checked) else 0)


def _checked(root: Path, moment: str | None, *, drafts: bool, external: bool) -> list[Checked]:
    from digest.archive.visibility import Selection
    from digest.builder.snapshot import load
    from digest.checking.built_tree import withheld
    from digest.checking.checked_site import CheckedSite
    from digest.checking.outside_links import outside_links
    from digest.checking.rules import Checked, check
    from digest.cli.build import OUTPUT, now
    from digest.publish.lost_dossiers import lost_since_last_publish
    from digest.store import Store
    from digest.workers import workers

    selection = Selection(now(root, moment), drafts=drafts)
    with Store(root) as store, workers(0) as executor:
        snapshot = load(root, selection, store=store, executor=executor)
        snapshot.save()
        if snapshot.renderer:
            snapshot.renderer.save()
        site = CheckedSite(snapshot, store=store)
        further = [*withheld(site, root / OUTPUT), *map(Checked, lost_since_last_publish(root, snapshot))]
        if external:
            further += outside_links(site)
        return check(site, further)


def _fixed(root: Path, checked: Sequence[Checked], *, allow_dirty: bool) -> tuple[list[Checked], list[Finding]]:
    """What remains after all was mended that can be, and why some of it could not be written."""
    from digest.checking.mending import mended_files
    from digest.editing.articles import uncommitted
    from digest.editing.files import replace
    from digest.errors import error

    files = list(mended_files(root, checked))
    dirty = [] if allow_dirty else uncommitted(root, [file.path for file in files])
    problems = [
        error(path, 0, 0, "it has changes that are not committed, and was left alone", "commit them, or --allow-dirty")
        for path in dirty
    ]
    mended: set[Finding] = set()
    for file in files:
        if file.path not in dirty:
            problem = replace(root, file.path, file.before, file.after)
            mended.update(() if problem else file.mended)
            problems += [problem] if problem else []
    click.echo(f"Mended: {len(mended)}", err=True)
    return [item for item in checked if item.finding not in mended], problems
