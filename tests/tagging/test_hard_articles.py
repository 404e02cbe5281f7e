"""Two hundred short articles with names that are easily mistaken, and how many of them digest tags right.

`hard_articles.jsonl` was labelled by hand from the texts alone, before any rule was tuned on it, and read a second
time. A line is an object that `digest add` takes, with labels beside it, which it ignores:

    _actors   whom the article is about: actors
    _not      no actors
    _seen     named: actors or mentions. Whether the article is about them can be disputed.
    _unseen   not named: neither actors nor mentions
    _one_of   lists of forms of one name, of which exactly one is an actor or a mention
    _kind     what makes it hard

Names are written as in the gazetteer, names of strangers as in the text. An article is right if all its labels hold.

    python -m tests.tagging.test_hard_articles     shows the share of articles that are right, and each fault
"""

import json
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from digest.gazetteer import builtin
from tests.support.building import Site, make_site

ARTICLES = Path(__file__).with_name("hard_articles.jsonl")
LABELS = ("_actors", "_not", "_seen", "_unseen")
ENOUGH = 15
"""Articles of each kind."""

Row = Mapping[str, Any]
"""An object of JSON: an article with its labels, or what `digest add --json` prints of it."""


def labelled() -> list[Row]:
    """The articles with their labels."""
    return [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]


def tagged(site: Site) -> dict[str, Row]:
    """What `digest add` makes of each article, by id."""
    printed = site.run("add", str(ARTICLES), "--dry-run", "--json").out
    return {row["id"]: row for row in map(json.loads, printed.splitlines())}


def faults(article: Row, row: Row) -> list[str]:
    """The labels of an article that do not hold for its tags."""
    actors = {_key(tag["name"]) for tag in row["actors"]}
    named = actors | {_key(tag["name"]) for tag in row["mentions"]}
    return [
        *(f"{name} is not an actor" for name in article["_actors"] if _key(name) not in actors),
        *(f"{name} is an actor" for name in article["_not"] if _key(name) in actors),
        *(f"{name} is not named" for name in article["_seen"] if _key(name) not in named),
        *(f"{name} is named" for name in article["_unseen"] if _key(name) in named),
        *(
            f"not exactly one of {', '.join(names)} is named"
            for names in article.get("_one_of", ())
            if len(named & {_key(name) for name in names}) != 1
        ),
    ]


def _key(name: str) -> str:
    """A name without what newsrooms write in two ways: its case, its apostrophes, the space behind an initial."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return folded.replace("’", "'").replace(". ", ".")


def shares(articles: Iterable[Row], rows: Mapping[str, Row]) -> dict[str, tuple[int, int]]:
    """For each kind how many articles are wholly right, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for article in articles:
        right, of = counts.get(article["_kind"], (0, 0))
        counts[article["_kind"]] = (right + (not faults(article, rows[article["id"]])), of + 1)
    return counts


@pytest.fixture(scope="module")
def articles() -> list[Row]:
    return labelled()


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    return tagged(make_site(tmp_path_factory.mktemp("hard") / "site"))


def test_there_are_two_hundred_and_enough_of_each_kind(articles: Sequence[Row]) -> None:
    kinds = [article["_kind"] for article in articles]
    assert len(articles) == 200
    assert {kind: kinds.count(kind) for kind in kinds if kinds.count(kind) < ENOUGH} == {}


def test_ids_are_unique_and_say_the_kind(articles: Sequence[Row]) -> None:
    ids = [article["id"] for article in articles]
    assert len(set(ids)) == len(ids)
    assert [article["id"] for article in articles if article["id"].rpartition("-")[0] != article["_kind"]] == []


def test_every_actor_is_known_or_a_person_in_the_text(articles: Sequence[Row]) -> None:
    gazetteer = builtin()
    strange = [
        (article["id"], name)
        for article in articles
        for name in article["_actors"]
        if not ((entry := gazetteer.actor(name)) and entry.name == name) and name not in article["text"]
    ]
    assert strange == []


def test_no_label_contradicts_another(articles: Sequence[Row]) -> None:
    contradictions = [
        article["id"]
        for article in articles
        if {*article["_actors"], *article["_seen"]} & {*article["_unseen"]}
        or {*article["_actors"]} & {*article["_not"], *article["_seen"]}
    ]
    assert contradictions == []


def test_every_article_has_a_label(articles: Sequence[Row]) -> None:
    assert [article["id"] for article in articles if not any(article.get(key) for key in (*LABELS, "_one_of"))] == []


def test_every_article_is_read_whole(articles: Sequence[Row], rows: Mapping[str, Row]) -> None:
    assert {article["id"] for article in articles} == set(rows)
    assert [row["id"] for row in rows.values() if row["error"] or row["stripped"]] == []


def test_every_article_counts_for_its_kind(articles: Sequence[Row], rows: Mapping[str, Row]) -> None:
    counts = shares(articles, rows)
    assert sum(of for _, of in counts.values()) == len(articles)
    right = sum(not faults(article, rows[article["id"]]) for article in articles)
    assert sum(right for right, _ in counts.values()) == right


def test_at_least_95_of_100_articles_are_right(articles: Sequence[Row], rows: Mapping[str, Row]) -> None:
    wrong = {article["id"]: faults(article, rows[article["id"]]) for article in articles}
    wrong = {key: labels for key, labels in wrong.items() if labels}
    assert len(wrong) <= len(articles) * 0.05, wrong


@pytest.mark.parametrize(
    ("label", "names", "expected"),
    [
        ("_actors", ["Norway"], []),
        ("_actors", ["S. Muster"], ["S. Muster is not an actor"]),
        ("_not", ["Norway", "S. Muster"], ["Norway is an actor"]),
        ("_seen", ["Norway", "S.Muster", "O’Muster", "Chad"], ["Chad is not named"]),
        ("_unseen", ["Chad", "S. Muster"], ["S. Muster is named"]),
        ("_one_of", [["S. Muster", "Chad"]], []),
        ("_one_of", [["S. Muster", "Norway"]], ["not exactly one of S. Muster, Norway is named"]),
        ("_one_of", [["Chad", "Mali"]], ["not exactly one of Chad, Mali is named"]),
    ],
)
def test_a_label_that_does_not_hold_is_a_fault(label: str, names: Sequence[Any], expected: list[str]) -> None:
    article = {**dict.fromkeys(LABELS, ()), label: names}
    row = {"actors": [{"name": "Norway"}], "mentions": [{"name": "S. Muster"}, {"name": "O'Muster"}]}
    assert faults(article, row) == expected


def main() -> None:
    """Print the share of articles that are wholly right, by kind, and each fault."""
    with tempfile.TemporaryDirectory() as folder:
        rows = tagged(make_site(Path(folder) / "site"))
    articles = labelled()
    for article in articles:
        for fault in faults(article, rows[article["id"]]):
            print(f"{article['id']}: {fault}")
    counts = shares(articles, rows)
    for kind, (right, of) in counts.items():
        print(f"{kind:14} {right:3} of {of}")
    print(f"{'all':14} {sum(right for right, _ in counts.values()):3} of {len(articles)}")


if __name__ == "__main__":
    main()
