"""The same article again, a changed version of it, another outlet's copy; and names that owe nothing to order."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.dates import read_when, zone
from digest.editing.versions import Unfit, difference, with_body, with_carrier
from digest.ingest.dedupe.index import MIN_SIMILARITY
from digest.ingest.dedupe.minhash import Index, similarity, sketch_of
from digest.model.article import Carrier
from digest.reading.frontmatter import parse
from tests.support.building import Run, Site, make_site, tree

STORY = " ".join(f"The ministers spoke of cable number {n} and of what is to be done about it." for n in range(1, 20))
CHANGED = STORY.replace("cable number 7", "pipeline number 7")
HEAD = {
    "title": "Nine ministers meet",
    "date": "2024-07-09",
    "source": "The Harbour",
    "url": "https://harbour.example/1",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site")


def add(site: Site, *rows: Mapping[str, object], options: tuple[str, ...] = ()) -> Run:
    file = site.root.parent / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return site.run("add", str(file), *options)


def files(site: Site) -> dict[str, str]:
    return {path: content.decode() for path, content in tree(site.root / "content").items()}


def text(site: Site) -> str:
    ((_, content),) = files(site).items()
    return content


def test_the_same_address_with_the_same_text_is_here_already(site: Site) -> None:
    add(site, {**HEAD, "text": STORY})
    before = files(site)
    again = add(site, {**HEAD, "url": "http://www.harbour.example/1/?utm_source=x", "text": STORY.upper()})
    assert "is here already: content/articles/2024/07/nine-ministers-meet.md" in again.out
    assert files(site) == before


def test_a_changed_version_is_shown_and_not_taken(site: Site) -> None:
    add(site, {**HEAD, "text": STORY})
    before = files(site)
    again = add(site, {**HEAD, "text": CHANGED})
    assert (
        "is a changed version of content/articles/2024/07/nine-ministers-meet.md: replace that with --update, "
        "or add this with --separate" in again.out
    )
    assert "  +" in again.out
    assert "pipeline number 7" in add(site, {**HEAD, "text": CHANGED}, options=("-v",)).out
    assert files(site) == before


def test_a_changed_version_that_is_taken_leaves_the_editors_words(site: Site) -> None:
    add(site, {**HEAD, "text": STORY})
    path = site.root / "content/articles/2024/07/nine-ministers-meet.md"
    path.write_text(path.read_text().replace("title: Nine ministers meet", "title: Ministers, nine\ncomment: Mine."))
    run = add(site, {**HEAD, "text": CHANGED}, options=("--update",))
    assert "was brought up to date" in run.out
    assert "1 changed" in run.out
    front, body = text(site).split("---\n")[1:]
    assert "title: Ministers, nine\ncomment: Mine.\n" in front
    assert "\nupdated: 2027-06-01" in front
    assert body.strip() == CHANGED
    site.build()


def test_a_changed_version_may_be_an_article_of_its_own(site: Site) -> None:
    add(site, {**HEAD, "text": STORY})
    add(site, {**HEAD, "title": "Ten ministers meet", "text": CHANGED}, options=("--separate",))
    assert len(files(site)) == 2


def test_another_outlets_copy_is_noted(site: Site) -> None:
    add(site, {**HEAD, "text": STORY})
    copy = {"title": "Ministers in Riga", "source": "Seaside Daily", "url": "https://seaside.example/x", "text": STORY}
    run = add(site, copy, copy)
    first = "content/articles/2024/07/nine-ministers-meet.md"
    assert f"is the same text as {first}: Seaside Daily is noted there under also" in run.out
    assert text(site).count('also: [{source: "Seaside Daily", url: "https://seaside.example/x"}]') == 1
    site.build()
    assert "Seaside Daily" in site.page("2024/07/09/nine-ministers-meet/")
    third = {**copy, "source": "Gull Times", "url": "https://gull.example/y"}
    add(site, third)
    assert text(site).count("also: ") == 1
    assert 'url: "https://seaside.example/x"}, {source: "Gull Times"' in text(site)


def test_a_copy_may_be_an_article_of_its_own(site: Site) -> None:
    add(site, {**HEAD, "text": STORY})
    add(
        site,
        {"title": "Ministers in Riga", "date": "2024-07-09", "source": "Seaside", "text": STORY},
        options=("--separate",),
    )
    assert len(files(site)) == 2
    assert not any("also:" in content for content in files(site).values())


def test_a_text_that_is_nearly_the_same_is_added_with_a_warning(site: Site) -> None:
    add(site, {**HEAD, "text": STORY})
    run = add(site, {"title": "Other", "date": "2024-07-10", "text": CHANGED})
    assert "this text is nearly the same as that of content/articles/2024/07/nine-ministers-meet.md" in run.err
    assert len(files(site)) == 2


ROWS: tuple[dict[str, object], ...] = tuple(
    {"title": "Morning report", "date": "2024-07-09", "text": f"{STORY} It is version {name}, {name}."}
    for name in "abc"
)


NAMES = {"-1ad899.md", "-6377f6.md", "-ac65c9.md"}
"""Each has a few figures of the digest of its own words."""


@settings(max_examples=6)
@given(st.permutations(ROWS))
def test_names_owe_nothing_to_the_order_of_adding(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]
) -> None:
    site = make_site(tmp_path_factory.mktemp("site"))
    run = add(site, *rows)
    assert "two articles have this headline in the same month: the other one was renamed to content/" in run.err
    names = {path.removeprefix("articles/2024/07/morning-report") for path in files(site)}
    assert names == NAMES


def test_a_file_from_before_keeps_its_name(site: Site) -> None:
    add(site, ROWS[0])
    run = add(site, ROWS[1], ROWS[2])
    path = "articles/2024/07/morning-report.md"
    assert f"an article with another text has this headline in the same month: content/{path}" in run.err
    assert path in files(site)
    assert len(files(site)) == 3


# The pieces


def test_similarity_counts_shingles() -> None:
    assert similarity(sketch_of(STORY), sketch_of(STORY)) == 1.0
    assert similarity(sketch_of(STORY), sketch_of(CHANGED)) > MIN_SIMILARITY
    assert similarity(sketch_of(STORY), sketch_of("Other words entirely, and many. " * 20)) < 0.1
    assert sketch_of("Too short to tell.") == ()
    index = Index([(7, sketch_of(STORY))])
    assert index.nearest(sketch_of(CHANGED), MIN_SIMILARITY) == 7
    assert index.nearest(sketch_of("No, no. " * 60), MIN_SIMILARITY) is None


FILE = """---
title: A
# a note
url: "https://x.example/a"
also:
  - source: AP
summary: "One: two."
---

The body.
"""


def test_only_the_key_is_touched() -> None:
    changed = with_carrier("a.md", FILE, Carrier("AFP", "https://y.example/b"))
    assert changed == FILE.replace(
        "also:\n  - source: AP\n", 'also: [{source: "AP"}, {source: "AFP", url: "https://y.example/b"}]\n'
    )
    assert with_carrier("a.md", FILE, Carrier("ap")) == FILE
    updated = with_body("a.md", FILE, "New.\n", read_when("2024-07-09", zone("UTC")))
    assert updated == FILE.replace("title: A\n", "title: A\nupdated: 2024-07-09\n").replace("The body.", "New.")


@pytest.mark.parametrize("broken", ["no front matter", "---\ntitle: [\n---\nx", "---\nalso: {a: b}\n---\nx"])
def test_a_file_that_cannot_be_read_is_left_alone(broken: str) -> None:
    with pytest.raises(Unfit):
        with_carrier("a.md", broken, Carrier("AFP"))


keys = st.dictionaries(
    st.sampled_from(["title", "url", "summary", "also", "x"]), st.sampled_from(["a", '"b: c"', "[]", "|-\n  l"])
)


@given(keys, st.sampled_from(["", "# note\n", "\n"]), st.text("abc\n", max_size=20))
def test_any_other_key_and_the_body_stay(said: dict[str, str], between: str, body: str) -> None:
    said.pop("also", None)
    lines = "".join(f"{key}: {value}\n{between}" for key, value in said.items())
    before = f"---\n{lines}---\n{body}"
    after = with_carrier("a.md", before, Carrier("AFP"))
    old, new = parse("a.md", before)[0], parse("a.md", after)[0]
    assert old is not None
    assert new is not None
    assert new.body == old.body
    assert {e.key: str(e.value.value) for e in new.entries if e.key != "also"} == {
        e.key: str(e.value.value) for e in old.entries
    }


def test_a_difference_is_of_paragraphs() -> None:
    assert difference("One.\n\nTwo.\n", "One.\n\nTwo!\n").split("\n")[-2:] == ["-Two.", "+Two!"]
    assert difference("One.\n", "One.\n") == ""
