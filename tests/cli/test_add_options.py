"""`digest add` and its options, as an editor types them: where it goes, who edits it, what is told, what stops it."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.building import Site, make_site, tree

STORY = (
    "Nine ministers meet\n\n(Reuters) - The ministers met in Riga on Tuesday to speak about cables.\n\nThey agreed.\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site")


@pytest.fixture
def story(tmp_path: Path) -> str:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    return str(tmp_path / "story.txt")


def written(site: Site) -> dict[str, str]:
    return {path: content.decode() for path, content in tree(site.root / "content").items()}


def test_rights_draft_and_folder_are_the_editors(site: Site, story: str) -> None:
    options = ("--date", "2024-07-09", "--rights", "excerpt", "--draft", "--into", "baltic/cables")
    assert site.run("add", story, *options).code == 0
    ((path, text),) = written(site).items()
    assert path == "articles/baltic/cables/nine-ministers-meet.md"
    assert "\nrights: excerpt\n" in text
    assert "\ndraft: true\n" in text
    site.run("add", story, *options[:2], "--into", "content/articles/other", "--separate")
    site.build()


@pytest.mark.parametrize(
    "options",
    [
        ("--into", "../x"), ("--into", "/x"), ("--into", "C:x"), ("--into", ".digest"), ("--into", "a/.b"),
        ("--rights", "all"), ("--edit", "--dry-run"), ("--update", "--separate"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_fault_of_usage(site: Site, story: str, options: tuple[str, ...]) -> None:
    assert site.run("add", story, *options).code == 2
    assert written(site) == {}


def test_what_was_cut_is_told_by_its_rule_and_with_v_word_for_word(site: Site, story: str) -> None:
    assert "  cut     lead-in\n" in site.run("add", story).out
    (site.root / "content/articles").rename(site.root / "old")
    assert "    lead-in: (Reuters) -\n" in site.run("add", story, "-v").out


def editor(tmp_path: Path, program: str) -> str:
    script = tmp_path / "editor.py"
    script.write_text(
        f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text('utf-8')\n{program}\n"
    )
    return f"{sys.executable} {script}"


def test_the_editor_has_the_last_word(site: Site, story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change = "path.write_text(text.replace('title: Nine', 'title: All nine').replace('agreed', 'parted'), 'utf-8')"
    monkeypatch.setenv("VISUAL", editor(tmp_path, change))
    run = site.run("add", story, "--edit", "--date", "2024-07-09")
    ((path, text),) = written(site).items()
    assert path == "articles/2024/07/all-nine-ministers-meet.md"
    assert "They parted." in text
    assert path in run.out


def test_an_editor_that_changes_nothing_keeps_it_and_one_that_empties_it_leaves_it_out(
    site: Site, story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor(tmp_path, "path.write_text(' ')"))
    assert "was left out" in site.run("add", story, "--edit").out
    assert written(site) == {}
    monkeypatch.setenv("VISUAL", editor(tmp_path, ""))
    assert "1 added." in site.run("add", story, "--edit").out


def digest(site: Site, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "digest", "-C", str(site.root), *arguments]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_on_a_terminal_the_article_is_pasted(site: Site) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(digest(site, "add"), stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(slave)
    assert process.stderr is not None
    assert b"Paste the article" in process.stderr.readline()
    os.write(master, STORY.encode() + b"\n\x04")
    out, _ = process.communicate(timeout=60)
    os.close(master)
    assert (process.returncode, b"nine-ministers-meet.md" in out) == (0, True)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_ctrl_c_leaves_whole_files_and_the_same_command_goes_on(site: Site, tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / "pile").mkdir(exist_ok=True)
        (tmp_path / f"pile/{number}.txt").write_text(f"Story number {number}\n\n{'Words of it. ' * 200}{number}\n")
    # Told more than this pipe holds, it waits for us: so it is still at work when the signal comes.
    command = digest(site, "add", str(tmp_path / "pile"))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pipesize=4096)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"stopped: every file that was written is complete" in err
    assert b"Traceback" not in err
    assert all(text.endswith("\n") and text.startswith("---\n") for text in written(site).values())
    there = len(written(site))
    assert 0 < there < 300
    assert f"{300 - there} added, {there} here already" in site.run("add", str(tmp_path / "pile")).out


def test_what_is_known_is_remembered_and_only_costs_time(
    site: Site, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.ingest.dedupe.site_index.at_rest", lambda seen, clock: True)
    site.run("add", story)
    monkeypatch.setattr("digest.ingest.dedupe.site_index.read_source", None)  # nothing is read a second time
    assert "1 here already" in site.run("add", story).out
    monkeypatch.undo()
    before = tree(site.root)
    for forget in (False, True):
        if forget:
            for path in (site.root / ".digest").iterdir():
                path.write_bytes(b"damaged")
        assert "1 here already" in site.run("add", story).out
        assert tree(site.root) == before
    (path,) = (site.root / "content/articles").rglob("*.md")
    path.unlink()
    assert "1 added" in site.run("add", story).out


def test_an_edited_file_is_known_by_its_new_words(site: Site, story: str) -> None:
    site.run("add", story)
    (path,) = (site.root / "content/articles").rglob("*.md")
    path.write_text(path.read_text("utf-8").replace("They agreed.", "They disagreed."), "utf-8")
    assert "1 added" in site.run("add", story, "--date", "2024-07-09").out


def test_many_pages_are_read_side_by_side_and_told_in_order(site: Site, tmp_path: Path) -> None:
    from tests.ingest.formats.test_webpage import ONE, TWO, page

    names = []
    for number in range(9):
        text = page(f"<p>{number} {ONE}</p><p>{TWO} {number}</p>", title=f"Meeting number {number} of the ministers")
        (tmp_path / f"{number}.html").write_text(text, "utf-8")
        names.append(str(tmp_path / f"{number}.html"))
    run = site.run("add", *names)
    told = [line for line in run.out.splitlines() if line.startswith("content/")]
    assert [line.split("number-")[1][0] for line in told] == list("012345678")
