"""The command line: a module per command, imported only when it is called."""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from pathlib import Path

import click

from digest import __version__, interrupt
from digest.errors import DigestError

COMMANDS = {
    "init": "Make a new site.",
    "new": "Write an article of one's own to fill in.",
    "add": "Turn articles into Markdown files with front matter.",
    "pull": "Bring new articles from the feeds in digest.toml, as drafts.",
    "keep": "Take drafts in: what digest pull brought becomes part of the site.",
    "drop": "Delete drafts, so that no pull brings them again.",
    "list": "Find articles: by words, state, terms and days.",
    "set": "Set keys of articles' front matter, as a diff.",
    "tag": "Suggest actors and regions again, as a diff.",
    "why": "Show why a tag is there, or why not.",
    "eval": "Measure the tags against those that you reviewed.",
    "build": "Build the site: content and theme into output.",
    "edition": "Begin or open what introduces a day or a week.",
    "mail": "Write an edition as a letter, and hand it over.",
    "check": "List what is wrong or doubtful in the whole archive.",
    "serve": "Show the site in the browser while it is being written.",
    "status": "What the next publish would change.",
    "publish": "Put the site on GitHub Pages.",
    "help": "Show what a command does: the same as --help.",
}
"""In the order of a day's work, with the line that `digest --help` shows."""


class LazyGroup(click.Group):
    """Knows the commands' names and help without importing them: `digest --help` must be instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the module of a command when it is called."""
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"digest.cli.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Answer a mistyped command with the nearest one there is."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from digest.errors import did_you_mean

            hint = did_you_mean(args[0], COMMANDS, "see digest --help")
            raise click.UsageError(f'there is no command "{args[0]}", {hint}', ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. Ctrl-C ends it without a word, with the exit code that shells give it."""
        try:
            unwinding = interrupt.unwind()
            try:
                return super().invoke(ctx)
            finally:
                if unwinding:
                    interrupt.listen()
        except KeyboardInterrupt:
            sys.exit(interrupt.CODE)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table that `digest --help` shows."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="digest")
@click.option("-C", "folder", type=click.Path(path_type=Path), default=".", help="Work in this folder, as in git.")
@click.pass_context
def program(ctx: click.Context, folder: Path) -> None:
    """Turn news articles into a site that can be browsed by day, actor, region and source."""
    if not os.path.isdir(folder):  # noqa: PTH112 - pathlib raises for a name that is too long
        raise click.UsageError(f'-C: there is no folder "{folder}"')
    ctx.obj = folder


def main() -> None:
    """Run the command line: exit code 0 done, 1 problems found, 2 usage, 130 interrupted."""
    try:
        program(prog_name="digest")
    except DigestError as problem:
        for finding in problem.findings:
            click.echo(str(finding), err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output went away (`digest … | head`): nothing is wrong.
        sys.stdout = io.StringIO()
        sys.exit(0)
    except Exception as fault:
        if os.environ.get("DIGEST_TRACEBACK"):
            raise
        if isinstance(fault, OSError) and fault.errno == errno.ENAMETOOLONG:
            click.echo(f"{fault.filename}: this name is too long for the file system, give a shorter one", err=True)
            sys.exit(1)
        if isinstance(fault, ModuleNotFoundError) and fault.name and fault.name.partition(".")[0] != "digest":
            click.echo(f'digest {__version__} needs "{fault.name}", which is not installed here', err=True)
            click.echo("Install digest anew; on a runner, add it to requirements.txt.", err=True)
            sys.exit(1)
        click.echo(f"digest met a fault of its own: {type(fault).__name__}: {fault}", err=True)
        click.echo("Please report it, with what DIGEST_TRACEBACK=1 digest … prints.", err=True)
        sys.exit(1)
