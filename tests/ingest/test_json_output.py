"""The objects that `digest add --dry-run --json` prints: all their keys, and back into the same file."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.ingest.json_output import KEYS
from tests.support.building import Site, make_site, tree

PAGE = """<!doctype html><html lang="de"><head><title>Neun Minister | Hafen</title>
<meta property="og:site_name" content="Hafen"><meta property="og:image" content="https://hafen.example/b.jpg">
<link rel="canonical" href="https://hafen.example/see/1">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Neun Minister",
"datePublished": "2024-07-09T21:30:00-04:00", "dateModified": "2024-07-11T08:00:00Z",
"author": {"name": "Jane Roe"}}</script></head>
<body><article><h1>Neun Minister</h1><p>RIGA, July 9 (AFP) - The ministers of <a href="/n">nine countries</a> met in
Riga to speak about the cables on the floor of the Baltic Sea, of which three were damaged.</p><h2>What they agreed</h2>
<p>They agreed to send patrol boats and to pay for sensors along all of the cables, said Japan’s envoy to NATO.</p>
<p>(Reporting by Jane Roe in Riga; Editing by John Doe)</p></article></body></html>"""

CREDIT = "(Reporting by Jane Roe in Riga; Editing by John Doe)"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site")


def rows(site: Site, *names: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in site.run("add", *names, "--dry-run", "--json").out.splitlines()]


def write(site: Site, name: str, text: str) -> str:
    (site.root.parent / name).write_text(text, "utf-8")
    return str(site.root.parent / name)


def articles(site: Site) -> dict[str, bytes]:
    return tree(site.root / "content/articles")


def test_a_row_says_all_of_it(site: Site) -> None:
    name = write(site, "page.html", PAGE)
    (row,) = rows(site, name)
    assert tuple(row) == KEYS
    assert (row["input"], row["id"], row["title"], row["lang"]) == (name, None, "Neun Minister", "de")
    assert (row["date"], row["date_basis"]) == ("2024-07-09T21:30:00-04:00", "metadata")
    assert row["updated"] == "2024-07-11T08:00:00+00:00"
    assert (row["source"], row["agency"], row["authors"]) == ("Hafen", "AFP", ["Jane Roe"])
    assert (row["url"], row["dateline"], row["notice"]) == ("https://hafen.example/see/1", "RIGA, July 9", CREDIT)
    assert str(row["body"]).startswith("RIGA, July 9 (AFP) - The ministers of [nine countries] met in Riga to speak")
    assert row["links"] == [{"text": "nine countries", "url": "https://hafen.example/n"}]
    assert row["image"] == {"url": "https://hafen.example/b.jpg", "alt": "", "credit": ""}
    assert "Latvia" in str(row["actors"])
    assert (row["duplicate_of"], row["error"], row["partial"]) == (None, None, False)
    assert "image" not in site.run("add", name, "--dry-run").out, "an outlet's picture is not republished"


def test_failures_and_copies_are_rows_too(site: Site) -> None:
    name, empty = write(site, "page.html", PAGE), write(site, "empty.txt", "\n")
    site.run("add", name)
    copy, failure = rows(site, name, empty)
    assert copy["duplicate_of"] == "content/articles/2024/07/neun-minister.md"
    assert copy["actors"]
    assert (tuple(failure), failure["title"], failure["actors"]) == (KEYS, None, [])
    assert str(failure["error"]).startswith(f"{empty}: there is nothing in it")


def test_a_row_taken_back_gives_the_same_file(site: Site, tmp_path: Path) -> None:
    name = write(site, "page.html", PAGE)
    (row,) = rows(site, name)
    site.run("add", name)
    other = make_site(tmp_path / "other")
    assert other.run("add", write(other, "rows.jsonl", json.dumps(row))).code == 0
    assert articles(other) == articles(site)


def test_what_a_program_says_of_actors_stands(site: Site) -> None:
    (row,) = rows(site, write(site, "page.html", PAGE))
    row |= {"actors": ["USA", {"name": "Harbour Guild"}], "regions": [{"name": "Baltic"}], "topics": ["Cables"]}
    row |= {
        "rights": "excerpt",
        "draft": True,
        "partial": True,
        "also": [{"source": "AP", "url": "https://ap.example/1"}],
    }
    site.run("add", write(site, "rows.jsonl", json.dumps(row)))
    ((_, content),) = articles(site).items()
    front = content.decode().split("---\n")[1]
    for line in (
        "actors: [United States, Harbour Guild]",
        "regions: [Baltic]",
        "topics: [Cables]",
        "rights: excerpt",
        "draft: true",
        "partial: true",
        'also: [{source: "AP", url: "https://ap.example/1"}]',
    ):
        assert f"{line}\n" in front


@pytest.mark.parametrize(
    "wrong",
    [
        {"also": "AP"}, {"links": [1, {"text": "[x", "url": "y"}]}, {"image": "x"}, {"image": {"url": "javascript:x"}},
        {"authors": {"a": 1}}, {"lang": "a\nb"}, {"rights": "all"}, {"date_basis": "guess"}, {"updated": "soon"},
        {"stripped": [None]}, {"actors": [None, 3]}, {"draft": "yes"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_does_no_harm(site: Site, wrong: dict[str, object]) -> None:
    row = {"title": "A", "date": "2024-07-09", "body": "Some words about nothing.", **wrong}
    assert site.run("add", write(site, "rows.jsonl", json.dumps(row))).code == 0
    site.build()


words = st.text("ab c-'“”ü\n#*[]()!_`:", min_size=1, max_size=40)


@settings(max_examples=12)
@given(title=words, body=st.lists(words, min_size=1, max_size=4), source=words, link=st.booleans())
def test_any_article_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, title: str, body: list[str], source: str, link: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    site, other = make_site(folder / "one"), make_site(folder / "two")
    said = {
        "title": f"T {title}",
        "source": source,
        "date": "2024-07-09",
        "text": "\n\n".join([*body, "The end of it all"]),
    }
    if link:
        said["html"] = f"<p>{said.pop('text')} <a href='https://x.example/1'>a link</a></p>"
    found = rows(site, write(site, "a.jsonl", json.dumps(said)))
    site.run("add", write(site, "a.jsonl", json.dumps(said)))
    other.run("add", write(other, "b.jsonl", json.dumps(found[0])))
    assert articles(other) == articles(site)


def test_letters_are_printed_as_they_are(site: Site) -> None:
    out = site.run("add", write(site, "page.html", PAGE.replace("Neun", "Zwölf — 九")), "--dry-run", "--json").out
    assert "Zwölf — 九 Minister" in out
    assert "\\u" not in out
