"""What is decided at the desk: the lines of its keys change, and nothing is lost that others write."""

import difflib

import pytest

from digest.desk.changes import BeingEdited, Conflict
from digest.desk.deeds import DEEDS
from digest.errors import DigestError
from tests.desk.conftest import AtDesk

A, B = "content/articles/2026/11/a.md", "content/articles/2026/11/b.md"


def lines_changed(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("deed", "more", "changed"),
    [
        ("keep", {}, ["- draft: true"]),
        ("confirm", {}, ["- date_basis: file"]),
        ("alone", {}, ["+ story: none"]),
        ("review", {}, ["+ reviewed: true"]),
        ("set", {"set": {"source": "AP"}}, ["- source: The Gazette", "+ source: AP"]),
        ("set", {"set": {"date": "2026-11-23"}}, ["- date: 2026-11-24", "- date_basis: file", "+ date: 2026-11-23"]),
        ("set", {"set": {"url": ""}}, ["- url: https://gazette.example/riga"]),
        ("set", {"set": {"summary": "In short."}}, ["+ summary: In short."]),
        ("set", {"add": {"actors": "Finland"}}, ["- actors: [NATO, Latvia]", "+ actors: [NATO, Latvia, Finland]"]),
        ("set", {"add": {"topics": "sea"}}, ["+   - sea"]),
        ("reject", {"remove": {"actors": "Latvia"}},
         ["- actors: [NATO, Latvia]", "+ actors: [NATO]", "+ rejected: [Latvia]"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_deed_changes_the_lines_of_its_keys(
    at_desk: AtDesk, deed: str, more: dict[str, dict[str, str]], changed: list[str]
) -> None:
    before = at_desk.text(A)
    done = at_desk.do(A, deed, **more)
    assert done.paths == (A,)
    assert sorted(lines_changed(before, at_desk.text(A))) == sorted(changed)
    at_desk.desk.undo()
    assert at_desk.text(A) == before


def test_every_deed_is_tried_here() -> None:
    assert {*DEEDS} == {"keep", "confirm", "review", "alone", "set", "reject", "drop"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"date": "soon"}, "date"),
        ({"title": " "}, "every article needs it"),
        ({"nonsense": "x"}, "unknown key"),
        ({"lang": "klingon language"}, "lang"),
    ],
    ids=str,
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_written(
    at_desk: AtDesk, values: dict[str, str], said: str
) -> None:
    before = at_desk.text(A)
    with pytest.raises(DigestError, match=said):
        at_desk.do(A, "set", set=values)
    assert at_desk.text(A) == before


def test_a_dropped_draft_is_gone_and_no_pull_brings_it_until_it_is_undone(at_desk: AtDesk) -> None:
    before = at_desk.text(A)
    at_desk.do(A, "drop")
    seen = at_desk.site.root / "content/.seen/2026.txt"
    assert not (at_desk.site.root / A).exists()
    assert "gazette.example/riga" in seen.read_text()
    at_desk.again()
    at_desk.desk.undo()
    assert at_desk.text(A) == before
    assert not seen.exists()


def test_what_is_no_draft_is_not_dropped(at_desk: AtDesk) -> None:
    with pytest.raises(DigestError, match="it is not a draft"):
        at_desk.do(B, "drop")
    assert (at_desk.site.root / B).exists()


def test_a_file_that_changed_meanwhile_is_refused_with_the_difference(at_desk: AtDesk) -> None:
    shown = at_desk.desk.article(A)
    (at_desk.site.root / A).write_text(at_desk.text(A) + "One more line.\n")
    with pytest.raises(Conflict) as refused:
        at_desk.do(A, "keep", seen=shown.seen)
    assert "+One more line." in refused.value.diff
    assert "draft: true" in at_desk.text(A)


def test_an_undo_over_what_somebody_wrote_since_is_refused(at_desk: AtDesk) -> None:
    at_desk.do(A, "keep")
    (at_desk.site.root / A).write_text(at_desk.text(A) + "One more line.\n")
    with pytest.raises(Conflict, match="was left alone"):
        at_desk.desk.undo()
    assert "One more line." in at_desk.text(A)
    assert at_desk.shown.expected == 1, "and no request for the site waits for a change that does not come"


def test_undo_goes_back_step_by_step_also_after_a_restart(at_desk: AtDesk) -> None:
    states = [at_desk.text(A)]
    for deed in ("keep", "confirm", "review"):
        at_desk.do(A, deed)
        states.append(at_desk.text(A))
    for state in reversed(states[:-1]):
        at_desk.again()
        at_desk.desk.undo()
        assert at_desk.text(A) == state
    with pytest.raises(DigestError, match="nothing to undo"):
        at_desk.desk.undo()


@pytest.mark.parametrize("name", [".a.md.swp", ".#a.md", "#a.md#"])
def test_an_editor_that_has_it_open_is_noticed(at_desk: AtDesk, name: str) -> None:
    (at_desk.site.root / A).with_name(name).write_text("")
    with pytest.raises(BeingEdited, match="have it open"):
        at_desk.do(A, "keep")
    assert "draft: true" in at_desk.text(A)
    at_desk.do(A, "keep", is_sure=True)
    assert "draft: true" not in at_desk.text(A)


@pytest.mark.parametrize(
    "path",
    ["digest.toml", "content/articles/../../a.md", "content/pages/about.md", "/etc/passwd", "content/articles/x"],
)
def test_only_articles_are_on_the_desk(at_desk: AtDesk, path: str) -> None:
    with pytest.raises(DigestError, match="not the path of an article"):
        at_desk.desk.article(path)


def test_a_journal_that_was_cut_off_loses_its_last_line_only(at_desk: AtDesk) -> None:
    before = at_desk.text(A)
    at_desk.do(A, "keep")
    journal = at_desk.site.root / ".digest/desk.log"
    journal.write_bytes(journal.read_bytes() + b'{"id": 2, "what"')
    at_desk.again()
    at_desk.desk.undo()
    assert at_desk.text(A) == before
