"""Markdown without an article's front matter."""

from pathlib import Path

import pytest

from digest.dates import zone
from digest.ingest.draft import Draft, Failure, Input
from digest.ingest.formats.unpack import read
from tests.support.building import make_site

TEXT = "The **port** reopened, [officials said](https://example.org/a).\n\n- one\n- two"


def reading(text: str, name: str = "note.md") -> Draft | Failure:
    (only,) = read(Input(name, text.encode()), zone("UTC"))
    return only


def draft(text: str, name: str = "note.md") -> Draft:
    found = reading(text, name)
    assert isinstance(found, Draft), found
    return found


@pytest.mark.parametrize(
    "heading", ["# The *port* reopens", "# The port reopens #", "\n## The port reopens", "The port reopens\n==="]
)
def test_a_heading_is_the_headline_and_the_rest_stays_markdown(heading: str) -> None:
    found = draft(f"{heading}\n\n{TEXT}\n")
    assert (found.title, found.body, found.markdown, found.warnings) == ("The port reopens", TEXT, True, ())


def test_a_heading_tells_markdown_from_text_and_so_does_a_name() -> None:
    assert draft(f"# The port reopens\r\n\r\n{TEXT}", "-").body == TEXT
    assert draft(f"The port reopens\n\n{TEXT}", "NOTE.MD").body == TEXT
    assert not draft("#port reopens\n\nThe harbour is open.", "note.txt").markdown
    assert not draft(f"The port reopens\n\n{TEXT}", "note.txt").markdown


def test_a_text_without_a_headline_gets_one() -> None:
    found = draft("The port reopened on Tuesday. " * 20)
    assert found.title.startswith("The port reopened on Tuesday.")
    assert found.body.startswith("The port reopened")
    assert "no headline" in found.warnings[0]


def test_a_note_takers_front_matter_is_cut_and_named() -> None:
    found = draft(f"---\ntags: [port]\nlist:\n  - a\n---\n# The port reopens\n\n{TEXT}\n")
    assert (found.title, found.body) == ("The port reopens", TEXT)
    assert [(each.rule, each.words) for each in found.stripped] == [("front matter", "tags: [port]\nlist:\n  - a")]


def test_files_that_stay_behind_are_named() -> None:
    found = draft("# A\n\nSee ![map](map.png), [there](other.md) and [below](#below).\n")
    (warning,) = found.warnings
    assert warning.startswith('its links to "map.png" (line 3), "other.md" (line 3), "#below" (line 3) lead nowhere')


@pytest.mark.parametrize(
    ("text", "said"), [("", "there is nothing in it"), ("# A headline\n", "there is no text below the headline")]
)
def test_what_holds_no_article_is_an_error_that_says_so(text: str, said: str) -> None:
    found = reading(text)
    assert isinstance(found, Failure)
    assert said in found.message


def test_a_note_becomes_an_article_that_builds(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    note = tmp_path / "note.md"
    note.write_text(f"# The port reopens\n\n*23 November 2026*\n\n*By Jane Roe*\n\n{TEXT}\n")
    assert site.run("add", str(note)).code == 0
    (made,) = (site.root / "content/articles").rglob("*.md")
    assert made.parent.name == "11"
    written = made.read_text()
    assert "date: 2026-11-23\ndate_basis: text\n" in written
    assert "authors: [Jane Roe]\n" in written
    assert "summary: The port reopened, officials said.\n" in written
    assert written.endswith(f"---\n\n{TEXT}\n")
    assert site.run("build").code == 0
