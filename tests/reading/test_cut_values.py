"""A `#` behind a text in front matter makes a comment of the rest, which is said."""

from pathlib import Path

import pytest

from tests.support.building import make_site

CUT = (
    "what follows # is a comment and not read, "
    "put the value between quotes, or the comment on a line of its own"
)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        pytest.param("title: Room #4 is open", "2:13: title", id="headline"),
        pytest.param("title: T\nsummary: We are\n  only #2\n  ", "4:8: summary", id="second line"),
        pytest.param("title: T\ntopics:\n  - Water\n  - Rust #", "5:10: topics", id="item"),
        pytest.param("title: T\nactors: [Ann,\n  Bo #4\n  , Cy]", "4:6: actors", id="item in brackets"),
        pytest.param("title: T\nimage_alt: A\t#b", "3:14: image_alt", id="tab"),
        pytest.param("title: T\ncomment: See #3", "3:14: comment", id="Markdown"),
        pytest.param('title: "Room #4 is open"', "", id="quoted"),
        pytest.param("title: Room#4, C# and F#", "", id="no white space"),
        pytest.param("# all of it\ntitle: T\n# one more", "", id="own line"),
        pytest.param("title: T\nlead: true # for now\nupdated: 2026-12-01 # again", "", id="no text"),
        pytest.param("title: T\nactors: [Ann, Bo] # both", "", id="behind a list"),
        pytest.param("title: 'T' # quoted, so nothing of it is cut", "", id="behind quotes"),
        pytest.param("title: T\nsummary: |\n  Room #4", "", id="block"),
    ],
)
def test_a_text_that_a_comment_cuts_is_named(tmp_path: Path, lines: str, place: str) -> None:
    site = make_site(tmp_path)
    (tmp_path / "content/articles").mkdir()
    (tmp_path / "content/articles/a.md").write_text(f"---\n{lines}\ndate: 2026-11-24\n---\nIt is #1.\n", "utf-8")
    for _ in range(2):  # a file that was read before is named again
        warnings = [str(finding) for finding in site.build().warnings]
        expected = [f"content/articles/a.md:{place}: {CUT}"] if place else []
        assert [each.replace(" warning:", "") for each in warnings if "comment" in each] == expected
    assert site.has("2026/11/24/a/"), "it is a warning"


@pytest.mark.parametrize("path", ["topics/rust.md", "editions/2026-11-24.md", "pages/about.md"])
def test_so_is_one_of_another_file(tmp_path: Path, path: str) -> None:
    key = "name" if path.startswith("topics") else "title"
    site = make_site(tmp_path).write(f"""
        -- content/{path} --
        ---
        {key}: Rust #
        ---
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        topics: [Rust]
        ---
        It is.
    """)
    (warning,) = [str(each) for each in site.build().warnings if "comment" in str(each)]
    assert warning.startswith(f"content/{path}:2:")
