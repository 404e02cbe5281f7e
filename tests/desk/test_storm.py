"""Deeds at random, while an editor writes the same files: no edit is lost, and only the lines of keys change."""

import random
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from digest.atomic import exchange
from digest.desk.article import version_of
from digest.desk.deeds import Deed
from digest.editing.inplace import EditableFile
from digest.errors import DigestError
from tests.desk.conftest import AtDesk
from tests.support.building import make_site
from tests.support.soak import Record

FILES = 4
KEYS = re.compile(r"^(?:title|date|date_basis|source|topics|reviewed|summary|draft):.*\n", re.MULTILINE)


def article(n: int) -> str:
    front = f"title: Number {n}\ndate: 2026-11-24\ndate_basis: file\nsource: S\nurl: https://e.org/{n}\ntopics: [x]"
    return f"-- content/articles/n{n}.md --\n---\n# of the editor\n{front}\ndraft: true\n---\nThe body of {n}.\n"


EDITOR = """
import os, pathlib, random, select, sys, time
chance, number, paths = random.Random(12), 0, [pathlib.Path(path) for path in sys.argv[1:]]
while not select.select([sys.stdin], [], [], chance.random() / 200)[0]:
    number += 1
    file, line = chance.choice(paths), f"Line {number} of the editor.\\n"
    content = file.read_bytes() + line.encode()
    if chance.random() < 0.5:
        beside = file.with_name(f"{file.name}~")
        beside.write_bytes(content)
        os.replace(beside, file)
    else:
        file.write_bytes(content)
    print(file.name, number, flush=True)
"""
"""Somebody who adds line after line to the files until its input ends: in place, or by another file's name."""


def deed(chance: random.Random, path: str, seen: str) -> Deed:
    deeds: list[tuple[str, dict[str, dict[str, str]]]] = [
        ("keep", {}),
        ("confirm", {}),
        ("review", {}),
        ("set", {"set": {"source": chance.choice(["A", "B: C", ""])}}),
        ("set", {"set": {"summary": chance.choice(["In short.", "# sign", ""])}}),
        ("set", {"add": {"topics": f"t{chance.randint(0, 9)}"}}),
        ("set", {"remove": {"topics": f"t{chance.randint(0, 9)}"}}),
    ]
    name, more = chance.choice(deeds)
    return Deed(path=path, seen=seen, deed=name, **more)  # type: ignore[arg-type]


def storm(root: Path, deeds: int) -> int:
    """The number of deeds that were made."""
    site = make_site(root, "".join(map(article, range(FILES))))
    at_desk = AtDesk(site)
    paths = [f"content/articles/n{n}.md" for n in range(FILES)]
    chance = random.Random(11)
    command = [sys.executable, "-c", EDITOR, *(str(root / path) for path in paths)]
    editor = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    made = 0
    for _ in range(deeds):
        with suppress(DigestError):
            if chance.random() < 0.1:
                at_desk.desk.undo()
            else:
                path = chance.choice(paths)
                at_desk.desk.do(deed(chance, path, version_of((root / path).read_bytes())))
            made += 1
    said, _ = editor.communicate("")
    written = [(name, f"Line {number} of the editor.\n") for name, number in map(str.split, said.splitlines())]
    assert editor.returncode == 0
    assert written
    for path in paths:
        text = at_desk.text(path)
        lines = [line for name, line in written if path.endswith(f"/{name}")]
        assert [line for line in lines if line not in text] == [], "no line of the editor's is lost"
        rest = KEYS.sub("", text)
        n = int(path[-4])
        assert rest == f"---\n# of the editor\nurl: https://e.org/{n}\n---\nThe body of {n}.\n" + "".join(lines)
        EditableFile.parse(text.encode())
    return made


def can_exchange(folder: Path) -> bool:
    one, other = folder / "one", folder / "other"
    one.write_text("1")
    other.write_text("2")
    return exchange(one, other)


def test_no_edit_is_lost_in_a_short_storm(tmp_path: Path) -> None:
    if not can_exchange(tmp_path):
        pytest.skip("this file system cannot let two files change places")
    assert storm(tmp_path / "site", 300) > 50


@pytest.mark.soak
def test_no_edit_is_lost_in_a_long_storm(tmp_path: Path, record: Record) -> None:
    if not can_exchange(tmp_path):
        pytest.skip("this file system cannot let two files change places")
    made = storm(tmp_path / "site", 10_000)
    record(deeds=made)
    assert made > 1_000
