"""`digest add`, as an editor types it: the first article of the tutorial, and what can go wrong with it."""

import io
import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.building import Site, make_site, tree
from tests.support.paths import SAMPLE

SLUG = "japanese-premier-says-that-japan-has-got-to-get-closer-to-nato"
TITLE = "Japanese Premier says that Japan has got to get closer to NATO"
ACTORS = {"Fumio Kishida", "Japan", "NATO", "Russia", "China", "North Korea", "Ukraine"}
KEYS = {
    "input", "id", "title", "date", "date_basis", "source", "body", "notice", "summary", "actors", "regions",
    "warnings", "duplicate_of", "error",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site")


@pytest.fixture
def given(tmp_path: Path) -> str:
    """The sample article in a file of the 5th of July 2024."""
    copy = tmp_path / "japan-nato.txt"
    shutil.copy(SAMPLE, copy)
    os.utime(copy, (1_720_170_000, 1_720_170_000))
    return str(copy)


def written(site: Site) -> dict[str, str]:
    articles = site.root / "content/articles"
    return {path: content.decode() for path, content in tree(articles).items()} if articles.is_dir() else {}


def test_the_sample_article_becomes_a_file(site: Site, given: str) -> None:
    run = site.run("add", given, "--date", "2024-07-09")
    assert (run.code, run.err) == (0, "")
    ((path, text),) = written(site).items()
    assert path == f"2024/07/{SLUG}.md"
    front, body = text.split("---\n")[1:]
    paragraphs = SAMPLE.read_text("utf-8").split("\n\n")[1:6]
    assert body.strip() == "\n\n".join(paragraphs).removeprefix("(MENAFN) ")
    disclaimer = SAMPLE.read_text("utf-8").split("Legal Disclaimer:\n")[1]
    assert f"notice: {disclaimer}\n" in front
    assert "date_basis" not in front


def test_what_was_found_is_what_the_site_shows(site: Site, given: str) -> None:
    site.run("add", given, "--date", "2024-07-09")
    site.build()
    card = site.view(f"2024/07/09/{SLUG}/").card
    assert (card.title, card.source.name, card.confirmed) == (TITLE, "MENAFN", True)
    assert {actor.name for actor in card.actors} == ACTORS
    assert [region.name for region in card.regions] == ["Indo-Pacific", "Euro-Atlantic"]
    assert card.summary.startswith("Japanese Prime Minister Fumio Kishida")


def test_it_says_what_it_wrote_how_it_knows_and_what_comes_next(site: Site, given: str) -> None:
    run = site.run("add", given, "--date", "2024-07-09")
    lines = run.out.splitlines()
    assert lines[0] == f"content/articles/2024/07/{SLUG}.md"
    assert lines[-1] == "1 added. Next: digest build"
    told = {line.split()[0]: " ".join(line.split()[1:]) for line in lines[2:-1]}
    assert told["date"] == "2024-07-09 (as you said)"
    assert told["source"] == "MENAFN"
    assert set(told["who"].split(", ")) == ACTORS
    assert told["where"] == "Indo-Pacific, Euro-Atlantic"


def test_a_date_that_nobody_stated_is_the_files_and_unconfirmed(site: Site, given: str) -> None:
    run = site.run("add", given)
    assert run.code == 0
    assert f"{given}: warning: it states no date" in run.err
    assert "2024-07-05 (unconfirmed: no date is stated)" in run.out
    ((path, text),) = written(site).items()
    assert path == f"2024/07/{SLUG}.md"
    assert "date: 2024-07-05\ndate_basis: file\n" in text


def test_adding_it_twice_writes_nothing(site: Site, given: str, tmp_path: Path) -> None:
    site.run("add", given)
    before = tree(site.root)
    elsewhere = tmp_path / "another-name.txt"
    shutil.copy(given, elsewhere)
    again = site.run("add", given, str(elsewhere))
    assert again.code == 0
    assert again.out.splitlines() == [
        f"{given} is here already: content/articles/2024/07/{SLUG}.md",
        f"{elsewhere} is here already: content/articles/2024/07/{SLUG}.md",
        "0 added, 2 here already.",
    ]
    assert tree(site.root) == before


def test_a_rehearsal_prints_the_file_and_writes_nothing(site: Site, given: str) -> None:
    before = tree(site.root)
    rehearsed = site.run("add", given, "--date", "2024-07-09", "--dry-run")
    assert tree(site.root) == before
    assert rehearsed.code == 0
    site.run("add", given, "--date", "2024-07-09")
    assert list(written(site).values()) == [rehearsed.out]


def test_a_rehearsal_can_be_read_by_programs(site: Site, given: str) -> None:
    run = site.run("add", given, "--dry-run", "--json")
    (row,) = map(json.loads, run.out.splitlines())
    assert row.keys() >= KEYS
    assert (row["input"], row["title"], row["source"]) == (given, TITLE, "MENAFN")
    assert (row["date"], row["date_basis"]) == ("2024-07-05", "file")
    assert row["body"].count("\n\n") == 4
    assert row["notice"].startswith("MENAFN provides the information “as is”")
    actors = {actor["name"]: (actor["kind"], actor["iso"]) for actor in row["actors"]}
    assert actors.keys() == ACTORS
    assert (actors["Japan"], actors["NATO"]) == (("country", "JP"), ("organisation", None))
    assert [region["name"] for region in row["regions"]] == ["Indo-Pacific", "Euro-Atlantic"]
    assert row["duplicate_of"] is None
    assert row["error"] is None


ROWS = """\
{"id": 1, "title": "Tokyo writes to Moscow", "date": "2026-11-20", "text": "Tokyo and Moscow exchange letters.", "x": 1}
{"id": 2, "title": "Second of three", "date": "2026-11-21T09:30:00Z", "url": "https://example.org/2",
{"id": 3, "title": "Third", "date": "2026-11-22", "html": "<p>A Russian and a Japanese <b>met</b> in Beijing.</p>"}
"""


def test_json_lines_are_read_and_a_broken_one_loses_only_itself(site: Site, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(ROWS)
    run = site.run("add", str(rows))
    assert run.code == 1
    assert run.err.startswith(f"{rows}:2:")
    assert run.out.splitlines()[-1] == "2 added, 1 not read. Next: digest build"
    assert set(written(site)) == {"2026/11/tokyo-writes-to-moscow.md", "2026/11/third.md"}


def test_capitals_and_demonyms_count_as_their_countries(site: Site, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(ROWS)
    found = [json.loads(line) for line in site.run("add", str(rows), "--dry-run", "--json").out.splitlines()]
    assert [{actor["name"] for actor in row["actors"]} for row in found] == [
        {"Japan", "Russia"},
        set(),
        {"Russia", "Japan"},  # they met in Beijing, which is not to say that China did
    ]
    assert found[1]["error"]


def test_a_stated_actor_that_is_never_wanted_is_left_out_by_name(site: Site, tmp_path: Path) -> None:
    with (site.root / "digest.toml").open("a", encoding="utf-8") as settings:
        settings.write('[actors]\nnever = ["USA", "王伟"]\n')
    row = {"title": "A", "date": "2026-11-24", "text": "Text.", "actors": ["United States", "汪玮", "Japan"]}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert site.run("add", str(tmp_path / "rows.jsonl")).code == 0
    assert "actors: [汪玮, Japan]" in "".join(written(site).values())


def test_standard_input_is_a_file_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(SAMPLE.read_bytes())))
    run = site.run("add", "-", "--date", "2024-07-09")
    assert (run.code, run.err) == (0, "")
    assert list(written(site)) == [f"2024/07/{SLUG}.md"]


def test_a_folder_stands_for_its_files(site: Site, tmp_path: Path, given: str) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    shutil.copy(given, folder)
    (folder / "other.txt").write_text("Another headline\n\nThe alliance met in Brussels on Monday and agreed.\n")
    assert "2 added." in site.run("add", str(folder), "--date", "2024-07-09").out


def test_one_that_cannot_be_read_does_not_stop_the_others(site: Site, given: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n")
    run = site.run("add", str(tmp_path / "gone.txt"), str(tmp_path / "empty.txt"), given)
    assert run.code == 1
    assert "gone.txt: there is no such file" in run.err
    assert "empty.txt: there is nothing in it" in run.err
    assert run.out.splitlines()[-1] == "1 added, 2 not read. Next: digest build"


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", ""),
        ("add", "{}", "--json"),
        ("add", "{}", "--date", "yesterday"),
        ("add", "{}", "--url", "example.org/a"),
        ("add", "{}", "--url", "javascript:alert(1)"),
        ("add", "{}", "{}", "--url", "https://example.org/a"),
    ],
)
def test_what_cannot_be_meant_is_a_fault_of_usage(site: Site, given: str, arguments: tuple[str, ...]) -> None:
    run = site.run(*(given if argument == "{}" else argument for argument in arguments))
    assert run.code == 2
    assert written(site) == {}


def test_what_would_come_of_an_article_is_shown_without_a_site(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Japan and NATO sign a pact\n\nTOKYO, July 9 (Reuters) - Officials signed it on Tuesday.\n")
    nowhere = Site(tmp_path)

    shown = nowhere.run("add", "--dry-run", "--json", str(text))
    refused = nowhere.run("add", str(text))

    assert (shown.code, json.loads(shown.out)["title"]) == (0, "Japan and NATO sign a pact")
    assert (refused.code, "make a site with: digest init" in refused.err) == (1, True)
    assert list(tmp_path.iterdir()) == [text]
