"""Spans of time: few, and steady."""

from hypothesis import given
from hypothesis import strategies as st

from digest.search.spans import spans


def months(first: int, count: int) -> list[int]:
    return [number // 12 * 100 + number % 12 + 1 for number in range(first, first + count)]


def test_there_are_few_spans_and_the_newest_month_is_one_of_its_own() -> None:
    start = 1990 * 12
    for count in range(1, 30 * 12):
        parted = spans(months(start, count))
        assert len(parted) <= 5
        assert next(iter(parted.values())) == months(start + count - 1, 1)
        assert [key for keys in reversed([*parted.values()]) for key in keys] == months(start, count)


@given(st.sets(st.integers(1980 * 12, 2030 * 12), min_size=1, max_size=40), st.integers(1980 * 12, 2030 * 12))
def test_a_month_more_in_the_past_leaves_other_spans_as_they_are(numbers: set[int], more: int) -> None:
    def keys(of: set[int]) -> set[tuple[int, ...]]:
        return {tuple(span) for span in spans(key for n in of for key in months(n, 1)).values()}

    if more <= max(numbers):
        assert len(keys({*numbers, more}) - keys(numbers)) <= 1


def test_no_months_no_spans() -> None:
    assert spans([]) == {}
