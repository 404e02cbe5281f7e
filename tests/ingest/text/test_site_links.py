"""Links into the site, in Markdown that comes from elsewhere: the words stay, and a build finds no dead link."""

import csv
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from digest.ingest.text.site_links import without_site_links
from digest.reading.markdown import read_markdown
from tests.support.building import make_site

CASES = {
    "a file": ("See [the map](map.png) now.", "See the map now.", ["map.png"]),
    "a picture": ("![The map](/etc/passwd)", "The map", ["/etc/passwd"]),
    "a title": ('[a](b.md "B") c', "a c", ["b.md"]),
    "a space": ("[a](<b c.md>) d", "a d", ["b c.md"]),
    "a heading that is not there": ("[a](#b)", "a", ["#b"]),
    "a reference": ("See [the map][1].\n\n[1]: map.png", "See [the map][1].", ["map.png"]),
    "an address of the site": ("[NATO](/actors/nato/)", "NATO", ["/actors/nato/"]),
    "a link in a list": ("- [a](b.md)\n- c", "- a\n- c", ["b.md"]),
}
KEPT = {
    "the web": "[a](https://harbour.example/b) and <https://harbour.example/c>",
    "a mailbox": "[a](mailto:desk@harbour.example)",
    "an own heading": "# Costs\n\nSee [above](#costs).",
    "a footnote": "A claim.[^1]\n\n[^1]: Its source.",
    "words in brackets": "He [the minister] left (at 5).",
    "code": "`[a](b.md)`",
}
PIECES = (
    "[", "]", "(", ")", "](", "![", "<", ">", "a", " b ", "file.md", "#costs", "/x/", "\n", "\n\n", "[1]: c.md\n",
    "[1]", "# Costs\n\n", '<a href="d.md">', "</a>", '<img src="e.png">', "https://x.example/", "\\", "`", "^1", "- ",
    "> ", ' "t"', "&#40;", "| a | b |\n|-|-|\n| [c](d) | e |\n", "<b.md>", "%20", "\t",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@pytest.mark.parametrize(("markdown", "text", "targets"), CASES.values(), ids=CASES)
def test_the_words_stay_and_the_link_goes(markdown: str, text: str, targets: list[str]) -> None:
    result, links = without_site_links(markdown)
    assert result.strip() == text
    assert [link.target for link in links] == targets


@pytest.mark.parametrize("markdown", KEPT.values(), ids=KEPT)
def test_what_leads_somewhere_stays(markdown: str) -> None:
    assert without_site_links(markdown) == (markdown, ())


def test_only_the_dead_one_of_two_links_to_headings_goes() -> None:
    result, _ = without_site_links("# Costs\n\n[a](#costs) and [b](#gains)")
    assert result == "# Costs\n\n[a](#costs) and b"


def test_a_text_whose_link_cannot_be_taken_out_becomes_plain() -> None:
    result, links = without_site_links("Look: [a [map] of it](map.png) here.")
    assert read_markdown(result).text == "Look: [a [map] of it](map.png) here."
    assert [link.target for link in links] == ["map.png"]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts)
@example("[a [b](c.md)](d.md)")
@example("[x]: <a b>\n\n[x] [a](#x)")
def test_no_link_into_the_site_is_left(markdown: str) -> None:
    prose = read_markdown(without_site_links(markdown)[0])
    own = {f"#{anchor}" for anchor in prose.anchors}
    assert all(link.target in own for link in prose.links)


LINKS = [
    *(markdown for markdown, _, _ in CASES.values()),
    '<a href="d.md">e</a>',
    "[a [b](c.md)](d.md)",
    *KEPT.values(),
]
"""Bodies of articles, most with a link that leads nowhere."""


def test_what_is_added_can_be_built(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for number, body in enumerate(LINKS):
        tmp_path.joinpath(f"{number}.md").write_text(f"# Ministers meet for the {number}th time\n\n{body}\n")
    rows = [{"title": f"Harbour row {number}", "date": "2026-11-20", "body": body} for number, body in enumerate(LINKS)]
    tmp_path.joinpath("rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with tmp_path.joinpath("table.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [["title", "date", "body"], *([f"Port {row['title']}", row["date"], row["body"]] for row in rows)]
        )
    files = [*map(str, sorted(tmp_path.glob("*.md"))), str(tmp_path / "rows.jsonl"), str(tmp_path / "table.csv")]
    assert site.run("add", *files, "--separate").code == 0
    build = site.run("build")
    assert (build.code, build.err) == (0, "")
    assert len(list((site.root / "content").rglob("*.md"))) == 3 * len(LINKS)


def test_a_warning_names_the_links_and_their_lines(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    tmp_path.joinpath("a.md").write_text("---\ntags: [a]\n---\n\n# Ministers meet\n\nAs the [map](map.png) shows.\n")
    assert '"map.png" (line 7)' in site.run("add", str(tmp_path / "a.md")).err


def test_what_the_program_of_a_feed_prints_can_be_built(tmp_path: Path) -> None:
    tmp_path.joinpath("row.json").write_text(
        json.dumps({"title": "A row", "date": "2026-11-20", "body": "The [map](map.png)."})
    )
    command = json.dumps([sys.executable, "-c", f"print(open({str(tmp_path / 'row.json')!r}).read())"])
    feed = f'[[feeds]]\ncommand = {command}\npublish = true\n'
    site = make_site(tmp_path / "site", f'-- digest.toml --\n[site]\ntitle = "A"\n{feed}')
    assert site.run("pull").code == 0
    assert site.run("build").code == 0
    assert "The map." in next((site.root / "content/articles").rglob("*.md")).read_text()
