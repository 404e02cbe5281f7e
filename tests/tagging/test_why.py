"""`digest why`, `digest eval` and the bounds of undated articles."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import program
from digest.gazetteer import builtin
from digest.tagging import tag
from digest.tagging.date_bounds import bounds, offered
from tests.support.site import write_site

SITE = """
    -- digest.toml --
    [site]
    title = "A digest"
    [actors]
    never = ["Greta Thunberg"]
    -- content/actors/finland.md --
    ---
    silent: true
    ---
    -- content/articles/a.md --
    ---
    # the editor's own words
    title: "Japan meets NATO"
    date: 2024-07-09
    rejected: [Ukraine]
    ---

    Japan met NATO in Brussels. Air Norway flew.
    Sweden looked on.

    *Ukraine* spoke, and Finland, and Greta Thunberg. Europe waits.
"""
PATH = "content/articles/a.md"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["-C", str(root), *arguments])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path, SITE)


# Why


def test_each_tag_has_its_words_places_rules_score_and_entry(root: Path) -> None:
    output = run(root, "why", PATH).output
    assert output.startswith(f"{PATH}: Japan meets NATO\ngazetteer ")
    assert "  Japan  2.65  = title 1.00 + lead 0.90 + twice 0.55 + share 0.20\n" in output
    assert '    3:9 "Japan" (title): its name\n' in output
    assert '    8:1 "Japan" (lead): its name\n' in output
    assert '    8:19 "Brussels" (lead): its capital, as a place where something happens\n' in output
    assert "    entry: country, JP\n" in output
    assert '    not counted: 8:33 "Norway" (lead): a surname\n' in output


def test_the_parts_add_up_to_the_score(root: Path) -> None:
    for reason in json.loads(run(root, "why", PATH, "--json").output)["reasons"]:
        if reason["score"] is not None:
            assert sum(weight for _, weight in reason["parts"]) == pytest.approx(reason["score"], abs=0.003)
        for words in reason["words"]:
            line = (root / PATH).read_text("utf-8").splitlines()[words["line"] - 1]
            assert line[words["column"] - 1 :].startswith(words["text"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Japan", "= title 1.00 +"),
        ("Sweden", "its score is 0.60, and an actor needs 1.00"),
        ("Norway", "its name means something else here"),
        ("Chile", "the article does not name it"),
        ("Ukraine", "rejected in the article's front matter"),
        ("Finland", "silent: its file under content/ says so"),
        ("Greta Thunberg", "dropped everywhere by [actors] never in digest.toml"),
        ("Europe", "an everyday word, named once and below the first sentence"),
        ("Sahel", "no phrase for it in the article"),
        ("Tokyo", "  Japan  2.65"),
        ("Norwegian", "its name means something else here"),
        ("Swedn", 'did you mean "Sweden"?'),
        ("Hanse", "to make an entry, write content/actors/hanse.md"),
    ],
)
def test_a_tag_that_one_expected(name: str, said: str, root: Path) -> None:
    result = run(root, "why", PATH, name)
    assert result.exit_code == 0
    assert said in result.output


def test_the_answer_is_the_same_twice(root: Path) -> None:
    assert run(root, "why", PATH, "--json").output == run(root, "why", PATH, "--json").output
    assert json.loads(run(root, "why", PATH, "--json").output)["gazetteer"] in run(root, "why", PATH).output


# Dates from facts


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Prime Minister Fumio Kishida spoke.", "2021-10-04", "2024-10-01"),
        ("Prime Minister Kishida met President Joe Biden.", "2021-10-04", "2024-10-01"),
        ("Prime Minister Kishida met Chancellor Angela Merkel.", "2021-10-04", "2021-12-08"),
        ("Former Prime Minister Kishida spoke.", None, None),
        ("Kishida spoke.", None, None),
        ("President Trump spoke.", None, None),  # twice in office: no telling which
        ("Prime Minister Keir Starmer met Prime Minister Tony Blair.", None, None),  # they contradict each other
    ],
)
def test_offices_bound_an_undated_article(text: str, since: str | None, until: str | None) -> None:
    found = bounds(tag("", text, builtin()), "", text, builtin())
    assert (found.since, found.until) == tuple(dt.date.fromisoformat(day) if day else None for day in (since, until))


def test_the_bounds_are_offered_and_not_written(tmp_path: Path) -> None:
    write_site(tmp_path, '-- digest.toml --\n[site]\ntitle = "A digest"\n')
    (tmp_path / "a.txt").write_text("A visit\n\nPrime Minister Kishida spoke of ships.\n", "utf-8")
    result = run(tmp_path, "add", str(tmp_path / "a.txt"))
    assert "names Prime Minister of Japan Fumio Kishida: between 2021-10-04 and 2024-10-01" in result.output
    (path,) = (tmp_path / "content/articles").rglob("*.md")
    assert "2021-10-04" not in path.read_text("utf-8")
    assert "undated; going by Prime Minister of Japan Fumio Kishida" in run(tmp_path, "why", str(path)).output


def test_no_offices_no_offer() -> None:
    assert offered(tag("", "Kishida spoke.", builtin()), "Kishida spoke.", "", builtin()) == ""


# Measured against the editor

REVIEWED = """
    -- digest.toml --
    [site]
    title = "A digest"
    -- content/articles/a.md --
    ---
    title: Japan meets NATO
    date: 2024-07-09
    actors: [Japan, Sahara Club]
    rejected: [NATO]
    regions: [Sahel]
    reviewed: true
    ---

    They spoke of the Sahel.
    -- content/articles/b.md --
    ---
    title: Norway votes
    date: 2024-07-09
    actors: [Kingdom of Norway]
    reviewed: true
    ---

    It did.
    -- content/articles/c.md --
    ---
    title: Chile votes
    date: 2024-07-09
    ---
"""


def test_precision_and_recall_by_kind_and_by_tag(tmp_path: Path) -> None:
    write_site(tmp_path, REVIEWED)
    found = json.loads(run(tmp_path, "eval", "--json").output)
    assert (found["articles"], found["exact"]) == (2, 1)
    overall = found["overall"]
    assert (overall["right"], overall["wrong"], overall["missed"]) == (3, 1, 1)
    assert (overall["precision"], overall["recall"]) == (0.75, 0.75)
    kinds = {score["name"]: (score["right"], score["wrong"], score["missed"]) for score in found["kinds"]}
    assert kinds == {"country": (2, 0, 0), "organisation": (0, 1, 0), "region": (1, 0, 0), "unknown": (0, 0, 1)}
    assert [score["name"] for score in found["tags"]][:2] == ["NATO", "Sahara Club"]
    table = run(tmp_path, "eval").output
    assert "2 reviewed articles, 1 with the same tags from digest as from you" in table
    assert "content/articles/a.md: NATO: digest tags it, you do not" in table
    assert "content/articles/a.md: Sahara Club: you tag it, digest does not" in table


def test_files_that_are_named_and_not_reviewed_are_left_out(tmp_path: Path) -> None:
    write_site(tmp_path, REVIEWED)
    result = run(tmp_path, "eval", "content/articles/b.md", "content/articles/c.md")
    assert "content/articles/c.md: not reviewed, left out" in result.output
    assert "1 reviewed articles, 1 with the same tags from digest as from you" in result.output


def test_without_reviewed_articles_there_is_nothing_to_measure(tmp_path: Path) -> None:
    write_site(tmp_path, REVIEWED)
    result = run(tmp_path, "eval", "content/articles/c.md")
    assert "no article is reviewed" in str(result.exception)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Most zamknięty w poniedziałek. Kierowcy jadą przez Most Elżbiety Zawackiej, jak w maju.", "pl"),
        ("นายกรัฐมนตรีเปิดโรงพยาบาลใหม่ในวันจันทร์", "th"),
        ("Frankreich und Spanien bauen eine Leitung durch das Meer.", ""),
        ("The bridge is closed, said the mayor of the town.", ""),
    ],
    ids=["polish", "thai", "german", "english"],
)
def test_a_language_that_is_not_read_is_named_and_makes_nobody_a_person(text: str, language: str) -> None:
    tagging = tag("", text, builtin())
    assert tagging.unread == language
    assert [match.actor.name for match in tagging.mentions if match.actor.kind == "person"] == []
