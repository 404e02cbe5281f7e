"""What may stand in a site beside plain files with plain names, by name: links, pipes, devices, odd sizes, odd names.

    ODD_FILES  edits that put something odd in the place of a file or folder of the site
    ODD_NAMES  edits that give a file an odd name

Nothing is ever written through a link that leads out: `outside/` lies beside the site, and links to it are relative.
"""

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

from digest.site_files import is_file
from tests.support.edits import Edit, files_in, make_room, put, remove

OUTSIDE = "outside"
"""The folder beside the site to which links out of it lead."""

FILES = (
    "static/x.txt",
    "static/x.txt",
    "static/deep/c.txt",
    "content/articles/2026/p.png",
    "content/articles/2026/p.png",
    "content/articles/2026/a.md",
    "content/articles/2026/d.md",
    "content/editions/2026-11-24.md",
    "content/pages/about.md",
    "content/actors/ann-onymous.md",
    "templates/foot.html",
    "themes/plain/templates/foot.html",
    "themes/plain/theme.toml",
    "themes/plain/assets/a.txt",
    "digest.toml",
)
"""Where something odd may stand in the place of a file."""

FOLDERS = ("static", "static/deep", "content/articles/2026", "content/editions", "templates", "themes/plain/assets")


def _in_place(make: Callable[[Path, Random], None], places: Sequence[str] = FILES) -> Edit:
    """An edit that makes something in the place of one of these."""

    def edit(root: Path, chance: Random) -> None:
        path = root / chance.choice(places)
        make_room(path)
        make(path, chance)

    return edit


def special(kind: int, number: tuple[int, int] = (0, 0)) -> Callable[[Path, Random], None]:
    """Makes a pipe, a socket or a device (`number`); a file without content where devices are not permitted."""

    def make(path: Path, chance: Random) -> None:
        try:
            os.mknod(path, kind | 0o600, os.makedev(*number))
        except PermissionError:
            path.write_bytes(b"")

    return make


def _link(targets: Callable[[Path, str, Random], Path | str], places: Sequence[str] = FILES) -> Edit:
    """An edit that makes a link; `targets` gives what it leads to: a path of the site, or any words."""

    def edit(root: Path, chance: Random) -> None:
        place = chance.choice(places)
        target = targets(root, place, chance)
        path = root / place
        make_room(path)
        path.symlink_to(target if isinstance(target, str) else os.path.relpath(target, path.parent))

    return edit


def _file_beside(root: Path, place: str, chance: Random) -> Path:
    """Another file of the same top folder."""
    files = [path for path in files_in(root, place.partition("/")[0]) if path != root / place]
    return chance.choice(files or [root / "digest.toml"])


def _folder_beside(root: Path, place: str, chance: Random) -> Path:
    return (root / place).parent if chance.random() < 0.5 else root / chance.choice(FOLDERS)


def _text_of_content(root: Path, place: str, chance: Random) -> Path:
    return chance.choice(files_in(root, "content", ".md") or [root / "content"])


def _hidden(root: Path, place: str, chance: Random) -> Path:
    path = chance.choice(((root / place).parent / ".hidden", root / "static/.git/config"))
    put(path, f"hidden {chance.randrange(3)}\n")
    return path


def _outside(root: Path, place: str, chance: Random) -> Path:
    path = root.parent / OUTSIDE / "file.txt"
    if not path.exists():
        put(path, "outside\n")
    return chance.choice((path, path.parent, root.parent, root))


def _over_another_link(root: Path, place: str, chance: Random) -> Path:
    """A link to a link to a file."""
    between = (root / place).parent / "between.lnk" if "/" in place else root / "static/between.lnk"
    file = _file_beside(root, place, chance)
    make_room(between)
    between.symlink_to(os.path.relpath(file, between.parent))
    return between


def _loop_of_two(root: Path, chance: Random) -> None:
    place = root / chance.choice(FILES)
    other = place.with_name("other.lnk")
    for path, target in ((place, other), (other, place)):
        make_room(path)
        path.symlink_to(target.name)


def _hard_link(root: Path, chance: Random) -> None:
    """A file that two names share, so that an edit of one is an edit of the other."""
    place = chance.choice(FILES)
    file, path = _file_beside(root, place, chance), root / place
    if file != path and is_file(file) and not file.is_symlink():
        make_room(path)
        os.link(file, path)


def _moved_out(root: Path, chance: Random) -> None:
    """`static/` is a link to a folder elsewhere, or a folder again."""
    folder, elsewhere = root / "static", root.parent / OUTSIDE / "static"
    if folder.is_symlink():
        folder.unlink()
        elsewhere.rename(folder)
    elif folder.is_dir():
        elsewhere.parent.mkdir(exist_ok=True)
        remove(elsewhere)
        folder.rename(elsewhere)
        folder.symlink_to(os.path.relpath(elsewhere, root))


def _folder(path: Path, chance: Random) -> None:
    path.mkdir()
    if chance.random() < 0.5:
        put(path / "inner.txt", "inner\n")


ODD_FILES: Mapping[str, Edit] = {
    "pipe": _in_place(special(stat.S_IFIFO)),
    "socket": _in_place(special(stat.S_IFSOCK)),
    "device without end": _in_place(special(stat.S_IFCHR, (1, 5))),
    "device without content": _in_place(special(stat.S_IFCHR, (1, 3))),
    "block device": _in_place(special(stat.S_IFBLK, (7, 200))),
    "pipe for a folder": _in_place(special(stat.S_IFIFO), FOLDERS),
    "file for a folder": _in_place(lambda path, chance: put(path, "file\n"), FOLDERS),
    "nothing for a folder": _in_place(lambda path, chance: None, FOLDERS),
    "folder for a file": _in_place(_folder),
    "empty file": _in_place(lambda path, chance: put(path, "")),
    "large file": _in_place(lambda path, chance: put(path, chance.choice("ab") * (chance.choice((3, 2)) * 1_048_576))),
    "link to a file": _link(_file_beside),
    "link to a link": _link(_over_another_link),
    "link to a folder": _link(_folder_beside),
    "link for a folder": _link(_folder_beside, FOLDERS),
    "link to itself": _link(lambda root, place, chance: Path(place).name),
    "loop of two": _loop_of_two,
    "link to nothing": _link(lambda root, place, chance: chance.choice(("nothing", "no/thing", "n" * 255, "n" * 300))),
    "link to a text": _link(_text_of_content),
    "link to a hidden name": _link(_hidden),
    "link out of the site": _link(_outside),
    "hard link": _hard_link,
    "static elsewhere": _moved_out,
}
"""Whatever is odd in the place of a file or a folder."""


def _named(*names: str) -> Edit:
    """A file of such a name comes among the files that are copied, or goes again."""

    def edit(root: Path, chance: Random) -> None:
        folder = chance.choice(("static", "static", "static", "static/deep", "themes/plain/assets"))
        path = root / folder / chance.choice(names)
        if os.path.lexists(path) and chance.random() < 0.4:
            remove(path)
        else:
            put(path, f"{chance.randrange(3)}\n")

    return edit


def _named_text(root: Path, chance: Random) -> None:
    """An article, or a picture that an article shows, with a name that no address can have."""
    name = chance.choice(("a b", "caf\u00e9", "cafe\u0301", "A", "x" * 250, "a\x1bb", "d.", "\u00e9" * 124))
    text = f"---\ntitle: Odd\ndate: 2026-11-24\nslug: odd\n---\n![it](<{name}.png>)\n"
    put(root / f"content/articles/2026/{name}.md", chance.choice((text, text.replace("slug: odd\n", ""))))
    put(root / f"content/articles/2026/{name}.png", f"{chance.randrange(3)}\n")


ODD_NAMES: Mapping[str, Edit] = {
    "composed and decomposed": _named("caf\u00e9.txt", "cafe\u0301.txt", "\ufb01.txt", "fi.txt", "\u212b", "\u00c5"),
    "twins but for case": _named("x.txt", "X.txt", "x.TXT", "STRASSE.txt", "stra\u00dfe.txt", "\u0130", "i\u0307"),
    "characters of addresses": _named("100%.txt", "%2e%2e.txt", "%00.txt", "a?b#c.txt", "a&b=c+d.txt", "<b>'\".txt"),
    "white space": _named(" lead", "trail ", "a b.txt", "\u00a0", "\u3000.txt", "a\tb"),
    "control characters": _named("a\nb.txt", "a\rb", "a\x1b[31mb", "\x7f", "a\x85b", "\u202etxt", "a\u2028b", "\ufeff"),
    "characters of other systems": _named("a\\b.txt", "..\\..\\x", "C:x", "CON", "nul.txt", "a:b", "-rf", "a*|b"),
    "dots": _named("trail.", "trail..", "...", "..x", "a/..b/c", ".well-known/x.txt", ".well-known/.hidden"),
    "the longest names": _named("n" * 255, "\u00e9" * 127, "n" * 251 + ".txt", "/".join(["n" * 200] * 5)),
    "not UTF-8": _named("\udcff.txt", "a\udced\udca0\udc80b.txt", "deep\udcff/x.txt"),
    "digest's own": _named(
        "digest.toml", ".digest-owned", "digest-owned", ".digest-stage-1", "digest-publish.json", ".digest/store.db"
    ),
    "the web's own": _named("CNAME", ".nojekyll", "robots.txt", "404.html", "sitemap.xml", "feed.xml", "FEED.xml"),
    "pages' own": _named("index.html", "Index.html", "2026", "2026/11", "2026/11/24/a", "2026/index.html/x", "actors"),
    "names in content": _named_text,
}
"""Names that a file system allows and an address, another system or digest may not."""
