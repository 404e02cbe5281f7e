"""`digest init`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init", short_help="Make a new site.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also in a folder that is not empty; no file there is touched.")
@click.pass_obj
def command(here: Path, folder: Path, force: bool) -> None:
    """Make a new site in DIR: digest.toml, content/, static/ and what git and pip want to know.

    It can be built at once.
    """
    from digest.errors import DigestError, error
    from digest.ingest.save import Site
    from digest.scaffold import new_site, origin

    root = here / folder
    if root.exists() and not root.is_dir():
        raise DigestError(error("", 0, 0, f"{folder} is a file", "name a folder"))
    if not force and root.is_dir() and any(each.name != ".git" for each in root.iterdir()):
        hint = "name another, or add --force: files that are there stay as they are"
        raise DigestError(error("", 0, 0, f"{folder} is not empty", hint))
    site = Site(root)
    has_content = (root / "content").exists()
    for file in new_site(root.resolve().name, origin()):
        if has_content and file.path.startswith("content/"):
            continue
        click.echo(f"{file.path}{'' if site.keep(file.path, file.content) else ' (was there, left as it is)'}")
    click.echo(f"Next: {_change_folder(folder)}digest add ARTICLE.txt, then digest build")


def _change_folder(folder: Path) -> str:
    import shlex

    return "" if folder == Path() else f"cd {shlex.quote(str(folder))}, then "
