"""Edits that a build must refuse, by name, and how what they broke is mended."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

from digest.errors import Finding
from digest.site_files import is_file
from tests.support.edits import Edit, keyed, make_room, put, remove


def _appended(path: str, text: bytes) -> Edit:
    def edit(root: Path, chance: Random) -> None:
        if is_file(root / path):
            (root / path).write_bytes((root / path).read_bytes() + text)

    return edit


def _link_outside(root: Path, chance: Random) -> None:
    link = root / "static/link.txt"
    make_room(link)
    link.symlink_to(root.parent)


BREAKAGES: Mapping[str, Edit] = {
    "date": keyed("date", "never"),
    "unknown key": keyed("titel", "x"),
    "dead link": _appended("content/articles/2026/a.md", b"[dead](nothing.md) [anchor](#none)\n"),
    "encoding": _appended("content/articles/2026/a.md", b"\xff\n"),
    "merge": _appended("content/articles/2026/a.md", b"<<<<<<< ours\n=======\n>>>>>>> theirs\n"),
    "template": _appended("themes/plain/templates/base.html", b"{% endif %}\n"),
    "undefined": _appended("themes/plain/templates/foot.html", b"{{ nothing }}\n"),
    "undefined on a card": _appended("themes/plain/templates/cards/item.html", b"{{ card.nothing }}\n"),
    "missing include": _appended("themes/plain/templates/page.html", b'{% include "gone.html" %}\n'),
    "config": _appended("digest.toml", b"[sit]\nx = 1\n"),
    "no config": _appended("digest.toml", b"x = \n"),
    "manifest": _appended("themes/plain/theme.toml", b"x = 1\n"),
    "option": _appended("digest.toml", b"what = 1\n"),
    "link outside": _link_outside,
}


def mend(root: Path, findings: Iterable[Finding], healthy: Mapping[str, bytes]) -> None:
    """Put right what findings name: take dead links out, put a file back as it was once, or take it away."""
    for finding in findings:
        path = root / finding.path
        if "the link leads" in finding.message or "no anchor" in finding.message:
            if is_file(path):  # else another finding took it away
                path.write_bytes(re.sub(rb"\[([^]]*)\]\([^)]*\)", rb"\1", path.read_bytes()))
        elif "there is no template" in finding.message:
            put_back(root, healthy, ("themes",))
        elif finding.path in healthy and not _holds(path, healthy[finding.path]):
            put(path, healthy[finding.path].decode(errors="surrogateescape"))
        elif finding.path.startswith(("content/", "static/", "templates/", "themes/")):
            remove(path)


def put_back(root: Path, healthy: Mapping[str, bytes], folders: Iterable[str]) -> None:
    """Make these folders of the site what they were: what differs is written, what came since goes.

    A link in the place of one goes itself: what it leads to may be the whole site.
    """
    for folder in folders:
        if (root / folder).is_symlink():
            remove(root / folder)
        for path in sorted((root / folder).rglob("*")):
            if path.relative_to(root).as_posix() not in healthy and (path.is_symlink() or not path.is_dir()):
                remove(path)
    for name, content in healthy.items():
        path = root / name
        if name.startswith(tuple(f"{folder}/" for folder in folders)) and not _holds(path, content):
            put(path, content.decode(errors="surrogateescape"))


def _holds(path: Path, content: bytes) -> bool:
    return is_file(path) and path.read_bytes() == content
