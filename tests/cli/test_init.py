"""`digest init` and `digest new`, as an editor types them."""

from pathlib import Path

import pytest

from tests.support.building import Run, Site, run, tree


def files(folder: Path) -> set[str]:
    return {path for path in tree(folder) if not path.startswith("content/articles/")}


def test_a_new_site_builds_at_once(tmp_path: Path) -> None:
    made = run("-C", str(tmp_path), "init", "my-digest")
    assert (made.code, made.err) == (0, "")
    assert made.out.splitlines()[-1] == "Next: cd my-digest, then digest add ARTICLE.txt, then digest build"
    site = Site(tmp_path / "my-digest")
    assert files(site.root) == {
        "digest.toml", "content/pages/about.md", "static/.gitkeep", ".gitignore", ".gitattributes", "requirements.txt"
    }  # fmt: skip
    built = run("-C", str(site.root), "build")
    assert built.code == 0
    assert "welcome" in site.page("").lower()
    assert built.err == ""
    assert "base_url under [site]" in made.out
    assert run("-C", str(site.root), "build", "--strict", "--base-url", "https://example.org/", "-q") == Run(0, "", "")


def test_here_is_a_folder_too(tmp_path: Path) -> None:
    made = run("-C", str(tmp_path), "init", ".")
    assert made.out.splitlines()[-1] == "Next: digest add ARTICLE.txt, then digest build"
    assert (tmp_path / "digest.toml").is_file()


def test_a_folder_with_a_space_is_quoted_for_the_shell(tmp_path: Path) -> None:
    assert "Next: cd 'my digest', then" in run("-C", str(tmp_path), "init", "my digest").out


def test_a_repository_without_files_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "site/.git").mkdir(parents=True)
    assert run("-C", str(tmp_path), "init", "site").code == 0


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    refused = run("-C", str(tmp_path), "init", ".")
    assert refused.code == 1
    assert "is not empty, name another, or add --force" in refused.err
    assert tree(tmp_path) == {"notes.txt": b"mine"}


def test_force_adds_what_is_not_there_and_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/mine.md").write_text("---\ntitle: Mine\ndate: 2026-11-24\n---\n")
    (tmp_path / ".gitignore").write_text("mine\n")
    forced = run("-C", str(tmp_path), "init", ".", "--force")
    assert forced.code == 0
    assert ".gitignore (was there, left as it is)" in forced.out.splitlines()
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert {path for path in tree(tmp_path) if path.startswith("content/")} == {"content/mine.md"}
    assert run("-C", str(tmp_path), "build").code == 0


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run("-C", str(tmp_path), "init", "file") == Run(1, "", "file is a file, name a folder\n")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    run("-C", str(tmp_path), "init", ".")
    return Site(tmp_path)


def test_a_new_article_is_a_draft_to_fill_in(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-24T09:30:00+01:00")
    made = site.run("new", "A visit to Seoul")
    path, hint = made.out.splitlines()
    assert path == "content/articles/2026/11/a-visit-to-seoul.md"
    assert 'delete the line "draft: true"' in hint
    assert not site.has("2026/11/24/a-visit-to-seoul/")
    assert "1 draft" in site.run("build").out
    file = site.root / path
    file.write_text(file.read_text().replace("draft: true\n", "") + "It was short.\n")
    assert site.run("build").code == 0
    assert "It was short." in site.page("2026/11/24/a-visit-to-seoul/")


def test_a_new_article_is_not_written_over_another(site: Site) -> None:
    first = site.run("new", "One title", "--date", "2026-11-24")
    again = site.run("new", "One title", "--date", "2026-11-25")
    assert (first.code, again.code, again.out) == (0, 1, "")
    assert again.err == f"{first.out.splitlines()[0]}: this file is there already, edit it, or choose another title\n"


def test_a_new_article_can_have_another_day(site: Site) -> None:
    assert site.run("new", "Later", "--date", "2027-02-01").out.startswith("content/articles/2027/02/later.md\n")


@pytest.mark.parametrize(
    "arguments",
    [("new",), ("new", "  "), ("new", "\b\u200b"), ("new", "A", "--date", "tomorrow"), ("init",)],
)
def test_what_cannot_be_meant_is_a_fault_of_usage(site: Site, arguments: tuple[str, ...]) -> None:
    before = tree(site.root)
    assert site.run(*arguments).code == 2
    assert tree(site.root) == before


def test_new_needs_a_site(tmp_path: Path) -> None:
    refused = run("-C", str(tmp_path), "new", "A")
    assert refused.code == 1
    assert "make a site with: digest init DIR" in refused.err
