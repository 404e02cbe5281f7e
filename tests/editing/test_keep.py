"""`digest keep`: drafts become articles, by one line."""

from pathlib import Path

import pytest

from tests.support.building import make_site

DRAFT = "---\r\ntitle: A\r\ndate: 2026-11-24\r\ndraft: true   # not yet\r\nactors: [NATO]\r\n---\r\nWords.\r\n"


def test_a_kept_draft_changes_in_one_line(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/2026/11/a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(DRAFT.encode())
    done = site.run("keep", str(path))
    assert (done.code, done.out) == (0, "content/articles/2026/11/a.md\n1 taken in. Next: digest build\n")
    assert path.read_bytes() == DRAFT.replace("draft: true   # not yet\r\n", "").encode()
    assert site.run("keep", str(path)).out == "content/articles/2026/11/a.md is not a draft\n0 taken in.\n"


def test_the_drafts_of_a_folder_are_kept(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    folder = tmp_path / "content/articles"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.md").write_text(DRAFT)
    (folder / "c.md").write_text(DRAFT.replace("draft: true", "lang: en"))
    assert site.run("keep", str(folder)).out.splitlines() == [
        "content/articles/a.md",
        "content/articles/b.md",
        "2 taken in. Next: digest build",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: A\n", "the front matter does not end"),
        ("---\n{title: A, draft: true}\n---\n", '"draft" is not on a line of its own'),
        ("---\ndraft: perhaps\n---\n", '"perhaps" is neither true nor false'),
    ],
)
def test_what_cannot_be_kept_is_left_as_it_is(tmp_path: Path, text: str, said: str) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir()
    path.write_text(text)
    done = site.run("keep", str(path))
    assert (done.code, said in done.err) == (1, True)
    assert path.read_text() == text


def test_what_is_not_an_article_is_not_kept(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert "there is no such file" in site.run("keep", str(tmp_path / "none.md")).err
    for path in (tmp_path.parent, tmp_path / "digest.toml"):
        assert f"{path}: this is not an article of the site, articles are under" in site.run("keep", str(path)).err


EMPTY = DRAFT.replace("Words.\r\n", "")


def test_drafts_in_which_nothing_stands_are_taken_in_by_name_only(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert site.run("new", "Empty thoughts", "--date", "2026-11-24").code == 0
    (new,) = (tmp_path / "content/articles").rglob("*.md")
    folder = tmp_path / "content/articles"
    (folder / "a.md").write_text(DRAFT.replace("actors:", "mine: 1\r\nactors:"))
    (folder / "linked.md").write_text(EMPTY.replace("draft:", "url: https://example.org/a\r\ndraft:"))
    done = site.run("keep", str(folder))
    assert done.code == 0
    assert done.out.splitlines() == [
        f"{new.relative_to(tmp_path).as_posix()} stays a draft: it has nothing but a headline",
        "content/articles/a.md",
        "content/articles/linked.md",
        "2 taken in. Next: digest build",
    ]
    assert "draft: true" in new.read_text()
    assert site.run("keep", str(new)).out.endswith("1 taken in. Next: digest build\n")
