"""In which state an article is: just before, at and after each moment that its front matter names; and who sees it."""

import datetime as dt
from typing import Any

import pytest

from digest.archive.visibility import Selection, Skipped, is_shown, leaves_notice, skipped, state_of, steady
from digest.dates import When
from digest.model.article import Article

AT = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TICK = dt.timedelta(microseconds=1)
DAY = dt.timedelta(days=1)


def article(date: dt.datetime = AT - 9 * DAY, **fields: Any) -> Article:
    return Article(
        path="content/articles/a.md", slug="a", title="A", date=When(date, True), edition=date.date(), **fields
    )


@pytest.mark.parametrize(
    ("written", "states"),
    [
        (article(), ["", "", ""]),
        (article(AT), ["scheduled", "", ""]),
        (article(embargo=AT), ["embargoed", "", ""]),
        (article(expires=AT), ["", "expired", "expired"]),
        (article(withdrawn=""), ["withdrawn"] * 3),
        (article(AT, withdrawn=""), ["scheduled", "withdrawn", "withdrawn"]),
        (article(AT, embargo=AT), ["embargoed", "", ""]),
        (article(AT, expires=AT), ["scheduled", "expired", "expired"]),
        (article(expires=AT, withdrawn=""), ["withdrawn"] * 3),
        (article(AT, draft=True, embargo=AT, expires=AT, withdrawn=""), ["draft"] * 3),
    ],
    ids=[
        "plain", "date", "embargo", "expires", "withdrawn", "date, withdrawn", "date, embargo", "date, expires",
        "expires, withdrawn", "draft",
    ],
)  # fmt: skip
def test_before_at_and_after_a_moment(written: Article, states: list[str]) -> None:
    moments = (AT - TICK, AT, AT + TICK)
    assert [state_of(written, moment) for moment in moments] == states
    for moment in moments:
        since, until = steady([written], moment)
        assert since <= moment < until
        inside = [other for other in moments if since <= other < until]
        assert {state_of(written, other) for other in inside} == {state_of(written, moment)}


STATES = ("", "draft", "scheduled", "embargoed", "expired", "withdrawn")


@pytest.mark.parametrize(
    ("asked", "shown", "noticed"),
    [
        ({}, {""}, {"expired", "withdrawn"}),
        ({"drafts": True}, {"", "draft"}, {"expired", "withdrawn"}),
        ({"future": True}, {"", "scheduled", "embargoed"}, {"expired", "withdrawn"}),
        ({"expired": True}, {"", "expired"}, {"withdrawn"}),
    ],
    ids=["nothing asked", "drafts", "future", "expired"],
)
def test_what_a_build_shows(asked: dict[str, bool], shown: set[str], noticed: set[str]) -> None:
    selection = Selection(AT, **asked)
    assert {state for state in STATES if is_shown(state, selection)} == shown
    assert {state for state in STATES if leaves_notice(state, selection)} == noticed


def test_what_is_left_out_is_counted_and_the_next_is_due_when_all_of_its_moments_have_come() -> None:
    articles = (
        article(draft=True),
        article(AT + 2 * DAY, embargo=AT + 3 * DAY),
        article(AT + 5 * DAY, embargo=AT + 1 * DAY),
        article(AT + 4 * DAY),
        article(expires=AT),
    )
    assert skipped(articles, Selection(AT), 7) == Skipped(drafts=1, scheduled=3, due=AT + 3 * DAY, cut=7)
    assert skipped(articles, Selection(AT, drafts=True)) == Skipped(drafts=0, scheduled=3, due=AT + 3 * DAY)
    assert skipped(articles, Selection(AT, future=True)) == Skipped(drafts=1)
