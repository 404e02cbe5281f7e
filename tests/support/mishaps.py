"""What may befall an output folder, and the store, by name."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from tests.support.building import OWNED
from tests.support.edits import Edit, alike, files_in, put
from tests.support.odd_files import special


def _outputs(folder: Path) -> list[Path]:
    return [path for path in files_in(folder, "") if path.name != OWNED and not path.name.startswith("mine")]


def _on_output(change: Callable[[Path, Random], None]) -> Edit:
    def edit(folder: Path, chance: Random) -> None:
        files = _outputs(folder)
        if files:
            change(chance.choice(files), chance)

    return edit


def _altered(path: Path, chance: Random) -> None:
    path.write_text("altered")


def _made_link(path: Path, chance: Random) -> None:
    target = path.with_name("mine.txt")
    target.write_text("mine\n")
    path.unlink()
    path.symlink_to(target.name)


def _made_folder(path: Path, chance: Random) -> None:
    path.unlink()
    path.mkdir()


def _made_special(kind: int, number: tuple[int, int] = (0, 0)) -> Edit:
    """A pipe, a socket or a device in the place of a file that digest wrote."""
    make = special(kind, number)

    def change(path: Path, chance: Random) -> None:
        path.unlink()
        make(path, chance)

    return _on_output(change)


def _made_loop(path: Path, chance: Random) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _listed_oddly(folder: Path, chance: Random) -> None:
    """The list of what is digest's names what no build of digest ever wrote."""
    if (folder / OWNED).is_file():
        with (folder / OWNED).open("a") as owned:
            owned.write(f"{chance.choice(('../../x', '/x', 'a/../../x', 'n' * 300, '.', 'x//y', ' '))}\n")


def _ghost(folder: Path, chance: Random) -> None:
    """The list of what is digest's names what is not there, as after a crash."""
    if (folder / OWNED).is_file():
        with (folder / OWNED).open("a") as owned:
            owned.write("2099/ghost/index.html\n")


def _left_behind(folder: Path, chance: Random) -> None:
    """A file that a crashed build put in place, and listed before."""
    if (folder / OWNED).is_file():
        _ghost(folder, chance)
        put(folder / "2099/ghost/index.html", "ghost")


def _stage(folder: Path, chance: Random) -> None:
    if folder.is_dir():
        put(folder / ".digest-stage-1/half/index.html", "half")


OUTPUT: Mapping[str, Edit] = {
    "delete": _on_output(lambda path, chance: path.unlink()),
    "delete a folder": _on_output(lambda path, chance: shutil.rmtree(path.parent)),
    "delete all": lambda folder, chance: shutil.rmtree(folder, ignore_errors=True),
    "alter": _on_output(_altered),
    "empty": _on_output(lambda path, chance: os.truncate(path, 0)),
    "alter alike": _on_output(alike),
    "chmod": _on_output(lambda path, chance: path.chmod(chance.choice((0o600, 0o444, 0o777)))),
    "touch": _on_output(lambda path, chance: os.utime(path, (0, 0))),
    "link": _on_output(_made_link),
    "folder": _on_output(_made_folder),
    "pipe": _made_special(stat.S_IFIFO),
    "socket": _made_special(stat.S_IFSOCK),
    "device": _made_special(stat.S_IFCHR, (1, 5)),
    "link to itself": _on_output(_made_loop),
    "odd lines in the list": _listed_oddly,
    "ghost": _ghost,
    "left behind": _left_behind,
    "stage": _stage,
}
"""These take an output folder. `mine.txt` is somebody's own file and has to stay."""


def _on_store(change: Callable[[Path, Random], None]) -> Edit:
    def edit(root: Path, chance: Random) -> None:
        file = root / ".digest/store.db"
        if (root / ".digest").is_file():
            (root / ".digest").unlink()
        elif file.is_dir():
            file.rmdir()
        elif file.is_file():
            change(file, chance)

    return edit


def _flipped(file: Path, chance: Random) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 3, 30))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    file.write_bytes(content)


def _garbage(file: Path, chance: Random) -> None:
    file.write_bytes(chance.randbytes(chance.choice((1, 100, 5000))))


def _garbage_beside(file: Path, chance: Random) -> None:
    file.with_name("store.db-journal").write_bytes(chance.randbytes(600))


def _versioned(file: Path, chance: Random) -> None:
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA user_version = 99")
    except sqlite3.DatabaseError:
        file.unlink()  # it was damaged already
    finally:
        connection.close()


def _in_place_of_folder(file: Path, chance: Random) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("a file")


def _in_place_of_file(file: Path, chance: Random) -> None:
    file.unlink()
    file.mkdir()


STORE: Mapping[str, Edit] = {
    "flip bytes": _on_store(_flipped),
    "truncate": _on_store(lambda file, chance: os.truncate(file, chance.randrange(file.stat().st_size + 1))),
    "garbage": _on_store(_garbage),
    "garbage in the journal": _on_store(_garbage_beside),
    "another version": _on_store(_versioned),
    "remove": _on_store(lambda file, chance: file.unlink()),
    "remove the folder": _on_store(lambda file, chance: shutil.rmtree(file.parent)),
    "a file in the folder's place": _on_store(_in_place_of_folder),
    "a folder in the file's place": _on_store(_in_place_of_file),
}
