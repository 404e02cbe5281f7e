"""Rules that guard a publish: over the branch to write to, and over the tree to publish.

Each rule checks one thing and yields findings. An error stops the publish; a warning is only shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

import msgspec

from digest.builder.request import LARGE
from digest.config import FILE_NAME
from digest.errors import Finding, error, warning
from digest.places import Places
from digest.publish.planned_files import PlannedFiles, folders_of
from digest.publish.remote import RepositoryName, settings_page
from digest.publish.secrets import is_backup_name, is_secret_name, previews_in, secrets_in

SITE_LIMIT, FILE_LIMIT = 1_000_000_000, 100 * 2**20
"""Bytes. GitHub Pages: a site of 1 GB at most; git at GitHub: no file over 100 MiB."""
_SAID = 20
"""Number of findings listed for one fault."""


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """The current state of a branch of the remote."""

    name: str
    tip: str
    """The commit that it points to; empty where the branch does not exist."""
    repository: RepositoryName | None
    is_checked_out: bool
    """Whether the editor has it checked out, in a clone of the repository that is published to."""
    is_digests: bool
    """Whether digest published its content."""
    is_a_source: bool
    """Whether it holds a digest.toml, as the source of a site does."""
    domain: str
    """Its custom domain; empty where it has none."""
    published_domain: str
    """The domain that digest published last."""
    places: Places = Places()
    """Of the settings that name it."""


def checked_out(branch: Branch, wanted_domain: str, adopt: bool) -> Iterator[Finding]:
    """Refuses the branch that the editor has checked out."""
    if branch.is_checked_out:
        hint = 'name another: branch = "gh-pages" under [publish]'
        yield branch.places.error("publish", "branch", f'the branch "{branch.name}" is checked out here', hint)


def somebody_elses(branch: Branch, wanted_domain: str, adopt: bool) -> Iterator[Finding]:
    """Refuses to overwrite a branch that digest did not make."""
    if branch.is_a_source and not branch.is_digests:  # a published site may hold a static file of that name
        hint = 'name another: branch = "gh-pages" under [publish]'
        message = f'the branch "{branch.name}" holds a {FILE_NAME}: it is the source of a site'
        yield branch.places.error("publish", "branch", message, hint)
    elif branch.tip and not branch.is_digests and not adopt:
        hint = "name another [publish] branch, or let digest replace its content: digest publish --adopt"
        yield error("", 0, 0, f'digest did not publish the content of the branch "{branch.name}"', hint)


def lost_domain(branch: Branch, wanted_domain: str, adopt: bool) -> Iterator[Finding]:
    """Refuses a publish that would remove a custom domain by not naming it.

    A domain that digest itself published may be changed in digest.toml, but not only left out.
    """
    if not branch.domain or branch.domain == wanted_domain:
        return
    if wanted_domain and branch.domain == branch.published_domain:
        return
    remove = "remove it there first"
    if branch.repository:
        remove = f"remove it at {settings_page(branch.repository, 'settings/pages')}"
    hint = f'add domain = "{branch.domain}" under [publish]; if the site is to leave that domain, {remove}'
    contrast = f"digest.toml names {wanted_domain}" if wanted_domain else "digest.toml does not name it"
    message = f"the site has the custom domain {branch.domain}, and {contrast}"
    yield branch.places.error("publish", "domain", message, hint)


BRANCH_RULES: tuple[Callable[[Branch, str, bool], Iterator[Finding]], ...] = (
    checked_out,
    somebody_elses,
    lost_domain,
)


def incomplete(planned: PlannedFiles) -> Iterator[Finding]:
    """Refuses a tree with files missing since the build, with links, or without a front page."""
    yield from _each(planned.missing, "this file was built and is gone", "run digest publish again")
    hint = "remove it, and run digest publish again"
    yield from _each(planned.links, "this file was replaced by a symbolic link", hint)
    if "index.html" not in planned.sizes:
        yield error("", 0, 0, "the built site has no front page", "check the templates of the theme")


def too_large(planned: PlannedFiles) -> Iterator[Finding]:
    """Refuses sizes beyond GitHub's limits, and warns before them."""
    for path, size in planned.sizes.items():
        if size > FILE_LIMIT:
            message = f"this file has {size // 2**20} MB, and GitHub takes 100 MB at most"
            yield error(path, 0, 0, message, "put it elsewhere, and link to it")
    total = sum(planned.sizes.values())
    size_of_site = f"the site has {total / 1e6:,.0f} MB"
    if total > SITE_LIMIT:
        largest = sorted(planned.sizes, key=planned.sizes.__getitem__)[-3:][::-1]
        hint = "make it smaller; its largest files are " + ", ".join(largest)
        yield error("", 0, 0, f"{size_of_site}, and GitHub Pages takes 1 GB at most", hint)
    elif total > LARGE:
        yield warning("", 0, 0, f"{size_of_site}; GitHub Pages takes 1 GB at most")


def colliding(planned: PlannedFiles) -> Iterator[Finding]:
    """Refuses two paths that differ only in case: many disks, and so many clones of the branch, hold just one."""
    spelt: dict[str, str] = {}
    for path in sorted(folders_of(planned.sizes).union(planned.sizes)):
        other = spelt.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            yield error(path, 0, 0, f'this path differs from "{other}" only in case', "rename one of them")


def secret_names(planned: PlannedFiles) -> Iterator[Finding]:
    """Refuses files with the name of a file for secrets."""
    named = [path for path in planned.sizes if is_secret_name(path)]
    yield from _each(named, "a file of this name holds secrets", "take it out of static/ or content/")


def backups(planned: PlannedFiles) -> Iterator[Finding]:
    """Refuses backups of files, which may hold text that the editor has removed since."""
    named = [path for path in planned.sizes if is_backup_name(path) and not is_secret_name(path)]
    yield from _each(named, "this looks like a backup of another file", "take it out of static/ or content/")


TREE_RULES: tuple[Callable[[PlannedFiles], Iterator[Finding]], ...] = (
    incomplete,
    too_large,
    colliding,
    secret_names,
    backups,
)


def contents(files: Iterable[tuple[str, bytes]]) -> Iterator[Finding]:
    """Findings for secrets, and for links to the editor's own machine, in files that are new or changed."""
    for path, content in files:
        for what, line in secrets_in(content):
            yield error(path, line, 1, f"this looks like {what}", "take it out of the article or file it comes from")
        for line in previews_in(content):
            yield error(path, line, 1, "this leads to a preview on your own machine", "write the public address")


def _each(paths: Iterable[str], message: str, hint: str) -> Iterator[Finding]:
    for number, path in enumerate(paths):
        if number == _SAID:
            yield error("", 0, 0, f"… and more of the same: {message}")
            return
        yield error(path, 0, 0, message, hint)
