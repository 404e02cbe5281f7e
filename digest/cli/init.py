"""`digest init`."""

from __future__ import annotations

from pathlib import Path

import click

BY_WORKFLOW = b"""
[publish]
# .github/workflows/pages.yml builds the site and puts it on GitHub Pages.
method = "actions"
"""


@click.command("init", short_help="Make a new site.")
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also in a folder that is not empty; no file there is touched.")
@click.option("--workflow", is_flag=True, help="Add a workflow for GitHub Pages; to a site that is there, only that.")
@click.pass_obj
def command(here: Path, folder: Path | None, force: bool, workflow: bool) -> None:
    """Make a new site in DIR: digest.toml, content/, static/ and what git and pip want to know.

    It can be built at once. With --workflow GitHub builds it and puts it on GitHub Pages when you push; in a site
    that is there already (this one, without DIR) nothing else is written but requirements.txt, where it is missing.
    """
    from digest.config import FILE_NAME
    from digest.site import find_root

    if folder is None and not workflow:
        raise click.UsageError("name the folder of the new site: digest init DIR")
    root = here / folder if folder is not None else find_root(here)
    if not (workflow and (root / FILE_NAME).is_file()):
        _new_site(root, folder or Path(), force, BY_WORKFLOW if workflow else b"")
    if workflow:
        _add_workflow(root)
    else:
        click.echo("Feeds and sitemap need base_url under [site]: digest publish works it out for GitHub Pages.")
        click.echo(f"Next: {_change_folder(folder or Path())}digest add ARTICLE.txt, then digest build")


def _new_site(root: Path, folder: Path, force: bool, settings: bytes) -> None:
    from digest.config import FILE_NAME
    from digest.editing.files import Site
    from digest.errors import DigestError, error
    from digest.scaffold import new_site, origin

    if root.exists() and not root.is_dir():
        raise DigestError(error("", 0, 0, f"{folder} is a file", "name a folder"))
    if not force and root.is_dir() and any(path.name != ".git" for path in root.iterdir()):
        hint = "name another, or add --force: files that are there stay as they are"
        raise DigestError(error("", 0, 0, f"{folder} is not empty", hint))
    site = Site(root)
    for file in new_site(root.resolve().name, origin(), content=not (root / "content").exists()):
        content = file.content + (settings if file.path == FILE_NAME else b"")
        click.echo(_kept(file.path, site.keep(file.path, content)))


def _add_workflow(root: Path) -> None:
    from digest.editing.files import Site
    from digest.errors import DigestError
    from digest.publish.source_repository import find_source
    from digest.publish.workflow import workflow
    from digest.requirements import FILE, own_source, requirements, unfit
    from digest.site import load_config

    if not (root / FILE).exists():
        for needed in requirements(own_source()):
            click.echo(_kept(needed.path, Site(root).keep(needed.path, needed.content)))
    wrong = list(unfit(root))
    if wrong:
        raise DigestError(*wrong)
    source = find_source(root)
    file = workflow((source.branch if source else "") or "main", source.folder if source else "")
    click.echo(_kept(file.path, Site(source.top if source else root).keep(file.path, file.content)))
    by_branch = load_config(root).publish.method == "branch"
    first = 'write method = "actions" under [publish] in digest.toml, then: ' if by_branch else ""
    click.echo(f"Next: {first}digest check, then digest publish, which says what to commit and push")


def _kept(path: str, is_new: bool) -> str:
    return path if is_new else f"{path} (was there, left as it is)"


def _change_folder(folder: Path) -> str:
    import shlex

    return "" if folder == Path() else f"cd {shlex.quote(str(folder))}, then "
