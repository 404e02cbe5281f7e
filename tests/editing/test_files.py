"""Files written whole or not at all, and never over another."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from digest.atomic import write_new
from digest.editing.files import Rehearsal, Site
from digest.errors import DigestError


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a/b/c.md"
    assert write_new(path, b"words")
    assert path.read_bytes() == b"words"
    assert [each.name for each in path.parent.iterdir()] == ["c.md"]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "c.md"
    path.write_bytes(b"old")
    assert not write_new(path, b"new")
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "c.md").symlink_to(tmp_path / "elsewhere.md")
    assert not write_new(tmp_path / "c.md", b"new")
    assert not (tmp_path / "elsewhere.md").exists()


def test_of_many_writers_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "c.md"
    contents = [bytes([65 + n]) * 10_000 for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda content: write_new(path, content), contents))
    assert won.count(True) == 1
    assert path.read_bytes() == contents[won.index(True)]


def test_file_systems_without_links_work_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert write_new(tmp_path / "c.md", b"words")
    assert not write_new(tmp_path / "c.md", b"others")
    assert (tmp_path / "c.md").read_bytes() == b"words"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file where a folder is needed")
    with pytest.raises(DigestError, match=r"content/a\.md: cannot be written"):
        Site(tmp_path).keep("content/a.md", b"words")


def test_a_rehearsal_writes_nothing_and_takes_no_path_twice(tmp_path: Path) -> None:
    (tmp_path / "there.md").touch()
    rehearsal = Rehearsal(tmp_path)
    assert [rehearsal.keep(path, b"") for path in ("a.md", "a.md", "there.md")] == [True, False, False]
    assert [path.name for path in tmp_path.iterdir()] == ["there.md"]
