"""Edits that a build must refuse, by name, and how what they broke is mended."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

from digest.errors import Finding
from tests.support.edits import Edit, keyed, make_room, put, remove


def _appended(path: str, text: bytes) -> Edit:
    def edit(root: Path, chance: Random) -> None:
        if (root / path).is_file():
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
            if path.is_file():  # else another finding took it away
                path.write_bytes(re.sub(rb"\[([^]]*)\]\([^)]*\)", rb"\1", path.read_bytes()))
        elif finding.path in healthy and not (path.is_file() and path.read_bytes() == healthy[finding.path]):
            put(path, healthy[finding.path].decode(errors="surrogateescape"))
        elif finding.path.startswith(("content/", "static/", "templates/", "themes/")):
            remove(path)
