"""The lines of an output folder, in columns."""

from hypothesis import given
from hypothesis import strategies as st

from digest.builder.columns import OutputLine, OutputLines
from digest.reading.scan import Sighting

PATHS = [f"{letter}{number}" for letter in "abcdefgh" for number in range(6)]


def line(number: int) -> OutputLine:
    return OutputLine(bytes([number]) * 16, bytes(16), Sighting(number, 0, 0, 0))


@given(st.sets(st.sampled_from(PATHS), min_size=20), st.data())
def test_any_next_lines_are_those_of_the_planned_files(paths: set[str], data: st.DataObject) -> None:
    few = st.sets(st.sampled_from(PATHS), max_size=4)
    planned = (paths - data.draw(few)) | data.draw(few)
    written = {path for path in planned if path not in paths} | (data.draw(few) & planned)
    before = OutputLines.of({path: line(1) for path in sorted(paths)})
    after = before.then(planned, {path: line(2) for path in written})
    assert after.paths == tuple(sorted(planned))
    for path in planned:
        assert after.line(path) == line(2 if path in written else 1)


def test_a_file_that_comes_right_before_one_that_goes_takes_its_place() -> None:
    before = OutputLines.of({path: line(1) for path in PATHS if path != "b0"})
    planned = {*PATHS} - {"b1"}
    after = before.then(planned, {"b0": line(2)})
    assert after.paths == tuple(sorted(planned))
