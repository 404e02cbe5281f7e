"""What the browser is told of what is wrong."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from digest.config import parse
from digest.editors import EDITORS, editor_link
from digest.errors import error, warning
from digest.preview.report import EXCERPTS, faults


def test_a_fault_comes_with_the_lines_around_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\ntwo\nthree\nfour\nfive\nsix\n", encoding="utf-8")
    (fault,) = faults(tmp_path, [error("a.md", 4, 2, "wrong", "mend it")], "vscode")
    excerpt = [(line.number, line.text) for line in fault.excerpt]
    assert excerpt == [(2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six")]
    assert (fault.caret, fault.message, fault.hint) == (2, "wrong", "mend it")
    assert fault.link == f"vscode://file{tmp_path.as_posix()}/a.md:4:2"
    assert str(fault) == "a.md:4:2: wrong, mend it"


def test_of_a_long_line_the_place_to_blame_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x" * 1000 + "HERE" + "y" * 1000, encoding="utf-8")
    (fault,) = faults(tmp_path, [error("a.md", 1, 1001, "wrong")], "")
    assert fault.excerpt[0].text[fault.caret - 1 :].startswith("HERE")
    assert len(fault.excerpt[0].text) <= 200


@pytest.mark.parametrize("path", ["", "gone.md", "../secret.txt", "out.md", "sub"])
def test_no_file_outside_the_site_is_quoted(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("hush", encoding="utf-8")
    site = tmp_path / "site"
    (site / "sub").mkdir(parents=True)
    (site / "out.md").symlink_to(tmp_path / "secret.txt")
    (fault,) = faults(site, [error(path, 1, 1, "wrong")], "vscode")
    assert (fault.excerpt, fault.link) == ((), "")


def test_every_fault_is_told_the_first_ones_with_an_excerpt(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\n", encoding="utf-8")
    told = faults(tmp_path, [warning("a.md", 1, 1, str(n)) for n in range(3 * EXCERPTS)], "")
    assert len(told) == 3 * EXCERPTS
    assert [bool(fault.excerpt) for fault in told] == [n < EXCERPTS for n in range(3 * EXCERPTS)]


@pytest.mark.parametrize("editor", EDITORS)
def test_editors_are_given_path_line_and_column(editor: str) -> None:
    link = editor_link(editor, PurePosixPath("/home/me/a b/ü.md"), 12, 3)
    assert "/home/me/a%20b/%C3%BC.md" in link
    assert link.endswith(("12:3", "line=12&column=3"))


def test_an_editor_of_one_s_own() -> None:
    assert editor_link("ed:{path}#{line}", PureWindowsPath("C:\\site\\a.md"), 0, 0) == "ed:/C:/site/a.md#1"
    assert editor_link("", PurePosixPath("/a.md")) == ""


@pytest.mark.parametrize(
    "value", ["vscod", "javascript:alert({path})", "https://a.example/{path}", "mine://open", "a b:{path}"]
)
def test_what_is_no_editor_is_refused(value: str) -> None:
    _, (found,) = parse(f'[preview]\neditor = "{value}"\n')
    assert (found.line, found.column) == (2, 1)
    assert "is not an editor that digest knows" in found.message


@pytest.mark.parametrize("value", ["", "zed", "mine://open?file={path}&line={line}"])
def test_what_is_an_editor_is_taken(value: str) -> None:
    config, found = parse(f'[preview]\neditor = "{value}"\n')
    assert (config.preview.editor, found) == (value, [])
