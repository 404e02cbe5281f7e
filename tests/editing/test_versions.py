"""The same article again, a changed version of it, another outlet's copy; and names that owe nothing to order."""

import codecs
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.dates import read_when, zone
from digest.editing.inplace import CannotEdit
from digest.editing.versions import difference, with_body, with_carrier
from digest.ingest.dedupe.index import MIN_SIMILARITY
from digest.ingest.dedupe.minhash import Index, similarity, sketch_of
from digest.model.article import Carrier
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
    changed = with_carrier(FILE.encode(), Carrier("AFP", "https://y.example/b"))
    assert changed.decode() == FILE.replace(
        "also:\n  - source: AP\n", 'also: [{source: "AP"}, {source: "AFP", url: "https://y.example/b"}]\n'
    )
    assert with_carrier(FILE.encode(), Carrier("ap")) == FILE.encode()
    updated = with_body(FILE.encode(), "New.\n", read_when("2024-07-09", zone("UTC")))
    dated = FILE.replace("title: A\n", "title: A\nupdated: 2024-07-09\n")
    assert updated.decode() == dated.replace("The body.", "New.")


@pytest.mark.parametrize("broken", ["no front matter", "---\ntitle: [\n---\nx", "---\nalso: {a: b}\n---\nx"])
def test_a_file_that_cannot_be_read_is_left_alone(broken: str) -> None:
    with pytest.raises(CannotEdit):
        with_carrier(broken.encode(), Carrier("AFP"))


def test_mode_link_mark_and_line_ends_of_a_file_that_is_brought_up_to_date_stay(site: Site) -> None:
    add(site, {**HEAD, "text": STORY})
    path = site.root / "content/articles/2024/07/nine-ministers-meet.md"
    file = site.root / "content/articles/elsewhere.txt"
    file.write_bytes(codecs.BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    file.chmod(0o600)
    path.unlink()
    path.symlink_to("../../elsewhere.txt")
    assert "1 changed" in add(site, {**HEAD, "text": CHANGED}, options=("--update",)).out
    carried = {**HEAD, "source": "The Other", "url": "https://other.example/1", "text": CHANGED}
    assert "is noted there under also" in add(site, carried).out
    content = file.read_bytes()
    assert path.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    assert content.startswith(codecs.BOM_UTF8 + b"---\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"pipeline number 7" in content
    assert b'also: [{source: "The Other", url: "https://other.example/1"}]\r\n' in content


def test_a_difference_is_of_paragraphs() -> None:
    assert difference("One.\n\nTwo.\n", "One.\n\nTwo!\n").split("\n")[-2:] == ["-Two.", "+Two!"]
    assert difference("One.\n", "One.\n") == ""
