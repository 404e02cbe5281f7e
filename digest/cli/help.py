"""`digest help`."""

from __future__ import annotations

import click


@click.command("help", short_help="Show what a command does: the same as --help.")
@click.argument("name", metavar="[COMMAND]", default="")
@click.pass_context
def command(ctx: click.Context, name: str) -> None:
    """Show what digest does or, with COMMAND, what that does: the same as `digest COMMAND --help`."""
    program = ctx.find_root()
    if not name:
        click.echo(program.get_help())
        return
    assert isinstance(program.command, click.Group)
    resolved, command, _ = program.command.resolve_command(program, [name])
    if command is not None:
        with click.Context(command, info_name=resolved, parent=program) as context:
            click.echo(command.get_help(context))
