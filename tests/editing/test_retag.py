"""`digest tag`: a diff, written only on request; the editor's word, comments and layout stay."""

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from digest.cli import program
from digest.editing.inplace import CannotEdit, EditableFile
from digest.errors import DigestError
from tests.support.site import write_site

ARTICLE = "content/articles/2024/07/a.md"
HEAD = "title: Japan and Russia meet NATO\ndate: 2024-07-09\n"
BODY = "Japan, Russia and NATO met. Japan spoke of the Sahel.\n"


def site(root: Path, matter: str = HEAD, body: str = BODY) -> Path:
    write_site(root, '-- digest.toml --\n[site]\ntitle = "A digest"\n')
    path = root / ARTICLE
    path.parent.mkdir(parents=True)
    path.write_text(f"---\n{matter}---\n\n{body}", encoding="utf-8")
    return path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["-C", str(root), *arguments])


def matter_of(path: Path) -> str:
    return path.read_text("utf-8").split("---\n")[1]


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


# The diff


def test_without_write_nothing_is_written(tmp_path: Path) -> None:
    path = site(tmp_path)
    before = path.read_bytes()
    result = run(tmp_path, "tag", ARTICLE)
    assert result.exit_code == 0
    assert "+actors: [Japan, NATO, Russia]\n+regions: [Sahel]\n" in result.output
    assert path.read_bytes() == before


def test_a_second_run_has_nothing_to_change(tmp_path: Path) -> None:
    path = site(tmp_path)
    assert run(tmp_path, "tag", "--write", ARTICLE).exit_code == 0
    after = path.read_bytes()
    assert "0 to change" in run(tmp_path, "tag", "--write", "--all").output
    assert path.read_bytes() == after


def test_what_add_writes_tag_leaves_alone(tmp_path: Path) -> None:
    write_site(tmp_path, '-- digest.toml --\n[site]\ntitle = "A digest"\n')
    (tmp_path / "a.txt").write_text(f"Japan and Russia meet NATO\n\nTOKYO, July 9 (Reuters) - {BODY}", "utf-8")
    assert run(tmp_path, "add", "--date", "2024-07-09", str(tmp_path / "a.txt")).exit_code == 0
    assert "0 to change" in run(tmp_path, "tag", "--all").output


# Comments, order and layout stay

LAYOUTS = [
    (
        "actors: [Japan]  # checked\nsource: Reuters\n",
        "actors: [Japan, NATO, Russia]  # checked\nsource: Reuters\n",
    ),
    ("actors: [ 'Japan' , Sahara Club ]\n", "actors: [ 'Japan' , Sahara Club, NATO, Russia ]\n"),
    (
        "actors:\n  - NATO  # the alliance\n  # next\n  - Japan\nsource: Reuters\n",
        "actors:\n  - NATO  # the alliance\n  # next\n  - Japan\n  - Russia\nsource: Reuters\n",
    ),
    ("actors: USA\n", None),
    ("actors:\nsource: Reuters\n", "actors: [Japan, NATO, Russia]\nsource: Reuters\n"),
    ("actors: []\n", "actors: [Japan, NATO, Russia]\n"),
    ("actors: [Japan,\n  Russia]  # two lines\n", "actors: [Japan,\n  Russia, NATO]  # two lines\n"),
    ("# of my own\nsummary: S\n", "# of my own\nactors: [Japan, NATO, Russia]\nregions: [Sahel]\nsummary: S\n"),
    ("actors: [Russian Federation, nato, JAPAN]\n", "actors: [Russian Federation, nato, JAPAN]\n"),
]


@pytest.mark.parametrize(("before", "after"), LAYOUTS)
def test_only_the_two_lists_change(before: str, after: str | None, tmp_path: Path) -> None:
    after = after or "actors: [USA, Japan, NATO, Russia]\n"
    path = site(tmp_path, HEAD + before)
    result = run(tmp_path, "tag", "--write", ARTICLE)
    assert result.exit_code == 0, result.output
    expected = after if "regions" in after else after + "regions: [Sahel]\n"
    assert matter_of(path) == HEAD + expected
    assert path.read_text("utf-8").endswith(BODY)


def test_line_ends_and_mark_of_windows_stay(tmp_path: Path) -> None:
    path = site(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(tmp_path, "tag", "--write", ARTICLE).exit_code == 0
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"actors: [Japan, NATO, Russia]\r\n" in content
    assert b"\n" not in content.replace(b"\r\n", b"")


NAMES = st.lists(st.text("abc: #-[]{},&*'\"é\n", min_size=1, max_size=8), unique=True)


@given(standing=NAMES, wanted=NAMES, block=st.booleans())
def test_a_list_says_what_was_asked_for_or_is_left_alone(standing: list[str], wanted: list[str], block: bool) -> None:
    from digest.editing.yaml_values import flow_list, scalar

    standing, wanted = ([" ".join(name.split()) for name in names if name.strip()] for names in (standing, wanted))
    standing, wanted = list(dict.fromkeys(standing)), list(dict.fromkeys(wanted))
    written = "\n" + "".join(f"  - {scalar(name)}  # c\n" for name in standing) if block and standing else ""
    actors = written or f"{flow_list(standing)}\n"
    text = f"---\ntitle: T  # t\nactors: {actors}date: 2024-07-09\n---\n\nactors: [X]\n"
    try:
        changed = EditableFile.parse(text.encode()).set_list("actors", wanted).to_bytes().decode()
    except CannotEdit:
        return
    assert changed.startswith("---\ntitle: T  # t\nactors:")
    assert changed.endswith("date: 2024-07-09\n---\n\nactors: [X]\n")


# The editor's word


def test_names_that_the_editor_gave_stay_until_pruned(tmp_path: Path) -> None:
    path = site(tmp_path, HEAD + "actors: [Norway, Sahara Club, Japan, Russia, NATO]\nregions: [Arctic]\n")
    result = run(tmp_path, "tag", "--write", ARTICLE)
    assert "3 of your names stay" in result.output
    assert "actors: [Norway, Sahara Club, Japan, Russia, NATO]\nregions: [Arctic, Sahel]\n" in matter_of(path)
    run(tmp_path, "tag", "--write", "--prune", ARTICLE)
    assert "actors: [Japan, Russia, NATO]\nregions: [Sahel]\n" in matter_of(path)


def test_a_reviewed_article_is_closed(tmp_path: Path) -> None:
    path = site(tmp_path, HEAD + "actors: [Norway]\nreviewed: true\n")
    before = path.read_bytes()
    result = run(tmp_path, "tag", "--all", "--write", "--prune")
    assert "1 reviewed and closed" in result.output
    assert path.read_bytes() == before


def test_what_the_editor_rejected_stays_out(tmp_path: Path) -> None:
    path = site(tmp_path, HEAD + "rejected: [Russian Federation, Sahel]\n")
    run(tmp_path, "tag", "--write", ARTICLE)
    assert matter_of(path) == HEAD + "actors: [Japan, NATO]\nrejected: [Russian Federation, Sahel]\n"


# Files that git knows


def test_uncommitted_changes_are_not_written_over(tmp_path: Path) -> None:
    path = site(tmp_path)
    git(tmp_path, "init", "-q")
    assert run(tmp_path, "tag", "--write", ARTICLE).exit_code == 1
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "A")
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    before = path.read_bytes()
    result = run(tmp_path, "tag", "--write", ARTICLE)
    assert result.exit_code == 1
    assert f"{ARTICLE}: it has changes that are not committed" in result.output
    assert path.read_bytes() == before
    assert run(tmp_path, "tag", "--write", "--allow-dirty", ARTICLE).exit_code == 0
    assert path.read_bytes() != before


def test_a_site_inside_a_repository_counts_too(tmp_path: Path) -> None:
    root = tmp_path / "site"
    path = site(root)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "A")
    assert run(root, "tag", "--write", ARTICLE).exit_code == 0
    assert run(root, "tag", "--write", "--prune", ARTICLE).exit_code == 0  # nothing to change is no harm
    path.write_text(path.read_text("utf-8").replace("Japan,", "Norway, Japan,"), "utf-8")
    assert run(root, "tag", "--write", "--prune", ARTICLE).exit_code == 1


# Review


def test_a_review_lists_the_doubtful_and_the_unknown(tmp_path: Path) -> None:
    site(tmp_path)
    for n in "bcd":
        other = tmp_path / ARTICLE.replace("a.md", f"{n}.md")
        reviewed = "true" if n == "d" else "false"
        other.write_text(f"---\n{HEAD}reviewed: {reviewed}\n---\n\nThe Hanse Club met.\n", "utf-8")
    result = run(tmp_path, "tag", "--review")
    assert "3 articles not reviewed" in result.output
    nearest = r"^  (\d\.\d\d)  \S+: .+ is (a tag, \1 above|not a tag, \1 below) what a tag needs$"
    assert re.search(nearest, result.output, re.MULTILINE)
    assert "   3  Hanse Club  organisation  → content/actors/hanse-club.md" in result.output
    assert run(tmp_path, "tag", "--adopt", "Hanse Club").output == "content/actors/hanse-club.md\n"
    assert (tmp_path / "content/actors/hanse-club.md").read_text("utf-8") == "---\nname: Hanse Club\n---\n"
    assert "Hanse Club" not in run(tmp_path, "tag", "--review").output
    assert run(tmp_path, "tag", "--adopt", "Hanse Club").exit_code == 1
    assert run(tmp_path, "tag", "--adopt", "李蔷").output == "content/actors/li-qiang-eb95.md\n"


# What is wrong


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name the articles, or say --all, or --review"),
        (("--all", ARTICLE), "--all is every article"),
        (("--review", "--write"), "--review only lists"),
        (("--adopt", "X", "--all"), "--adopt goes with nothing else"),
        (("--adopt", "..."), "is not a name"),
    ],
)
def test_what_does_not_go_together(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    site(tmp_path)
    result = run(tmp_path, "tag", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_broken_article_does_not_stop_the_others(tmp_path: Path) -> None:
    site(tmp_path)
    broken = tmp_path / ARTICLE.replace("a.md", "b.md")
    broken.write_text("---\ntitle: [\n---\n", "utf-8")
    result = run(tmp_path, "tag", "--all", "--write")
    assert result.exit_code == 1
    assert "b.md:" in result.output
    assert ARTICLE in result.output


def test_in_a_git_hook_uncommitted_changes_are_seen_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook's variables point git at the hook's own repository."""
    path = site(tmp_path / "site")
    git(tmp_path / "site", "init", "--quiet")
    git(tmp_path / "site", "add", ".")
    git(tmp_path / "site", "commit", "--quiet", "-m", "all")
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    (tmp_path / "hook").mkdir()
    git(tmp_path / "hook", "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "hook/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "hook"))
    before = path.read_bytes()
    assert run(tmp_path / "site", "tag", "--write", ARTICLE).exit_code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("fault", ["a damaged index", "no program", "a work tree whose repository is gone"])
def test_where_git_fails_nothing_is_written_over(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site(tmp_path / "site")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "all")
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    before = path.read_bytes()
    if fault == "a damaged index":
        (tmp_path / ".git/index").write_bytes(b"no index")
    elif fault == "no program":
        monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    else:
        (tmp_path / ".git").rename(tmp_path / "moved")
        (tmp_path / ".git").write_text("gitdir: /nowhere/to/be/found\n", "utf-8")
    with pytest.raises(DigestError, match="git cannot say which articles have changes that are not committed"):
        CliRunner().invoke(program, ["-C", str(tmp_path / "site"), "tag", "--write", ARTICLE], catch_exceptions=False)
    assert path.read_bytes() == before
    assert run(tmp_path / "site", "tag", ARTICLE).exit_code == 0
    assert run(tmp_path / "site", "tag", "--write", "--allow-dirty", ARTICLE).exit_code == 0
    assert path.read_bytes() != before


def test_outside_of_a_repository_no_git_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site(tmp_path)
    before = path.read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert run(tmp_path, "tag", "--write", ARTICLE).exit_code == 0
    assert path.read_bytes() != before


def test_a_file_that_is_no_article(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "x.md").write_text("x", "utf-8")
    result = CliRunner().invoke(program, ["-C", str(tmp_path), "tag", "x.md", "y.md"], catch_exceptions=True)
    assert isinstance(result.exception, DigestError)
    assert {str(finding) for finding in result.exception.findings} == {
        "x.md: this is not an article of the site, articles are under content/articles/",
        "y.md: there is no such file, see digest list",
    }


def test_many_articles_in_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.editing.articles.WORTH_SPREADING", 1)
    monkeypatch.setattr("digest.editing.articles.CHUNK", 2)
    path = site(tmp_path)
    for n in range(7):
        (path.parent / f"x{n}.md").write_bytes(path.read_bytes())
    assert "8 articles, 8 changed." in run(tmp_path, "tag", "--all", "--write").output
    assert {matter_of(other) for other in path.parent.glob("*.md")} == {
        HEAD + "actors: [Japan, NATO, Russia]\nregions: [Sahel]\n"
    }
