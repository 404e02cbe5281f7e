"""`make coverage`: rooms are summed, floors hold and rise."""

import pytest

from tests.room_coverage import DOCUMENT, Counts, below, document, floors, room_of, rooms
from tests.support.paths import ROOT

HTML = Counts(lines=100, reached_lines=90, branches=40, reached_branches=30)


@pytest.mark.parametrize(
    ("path", "room"),
    [("digest/slugs.py", "base"), ("digest/model/card.py", "model"), ("digest/ingest/html/page.py", "ingest/html")],
)
def test_the_room_of_a_module(path: str, room: str) -> None:
    assert room_of(path) == room


def test_files_of_a_room_are_summed() -> None:
    files = [("digest/ingest/html/a.py", HTML), ("digest/ingest/html/b.py", HTML), ("digest/cli/__init__.py", Counts())]
    assert rooms(files) == {"ingest/html": Counts(lines=200, reached_lines=180, branches=80, reached_branches=60)}


@pytest.mark.parametrize(
    ("floor", "faults"),
    [(75, []), (76, ["ingest/html: 75.0 % of the branches, its floor is 76 %"])],
    ids=["at its floor", "below it"],
)
def test_a_room_below_its_floor_is_a_fault(floor: int, faults: list[str]) -> None:
    assert below({"ingest/html": HTML}, {"ingest/html": floor}) == faults
    assert below({"ingest/html": HTML}, {"cli": 99}) == []


@pytest.mark.parametrize(("before", "after"), [({}, 74), ({"ingest/html": 60}, 74), ({"ingest/html": 75}, 75)])
def test_a_floor_only_rises(before: dict[str, int], after: int) -> None:
    text = document({"ingest/html": HTML}, before)
    assert floors(text) == {"ingest/html": after}
    assert "| `ingest/html` | 100 | 90.0 | 40 | 75.0 |" in text


def test_each_room_has_a_floor() -> None:
    modules = (path.relative_to(ROOT) for path in (ROOT / "digest").rglob("*.py") if path.name != "__init__.py")
    assert {room_of(path.as_posix()) for path in modules} == floors(DOCUMENT.read_text("utf-8")).keys()
