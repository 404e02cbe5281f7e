"""Open data: the articles of each month as JSON, and the page that says what is in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from digest.archive.archive import Archive
from digest.archive.entry import Series
from digest.config import Config
from digest.model.card import Card
from digest.model.facts import MonthKey
from digest.model.page import View
from digest.pages.calendar import first_day, month_title
from digest.pages.frame import frame
from digest.pages.page import Page, Parts
from digest.pages.view import PageView

INDEX = "data/index.json"


class DataMonth(msgspec.Struct, frozen=True):
    """A month in the index."""

    title: str
    """`March 2024`."""
    address: str
    count: int


class DataPageView(PageView, frozen=True, kw_only=True):
    """What data.html finds in `page`: where the data of each month are."""

    index: str
    """The address of the list of them all."""
    months: tuple[DataMonth, ...]
    """Newest first."""


class DataIndexView(View, frozen=True, kw_only=True):
    """What the encoder `data-index` sees."""

    title: str
    base_url: str
    licence: str
    months: tuple[DataMonth, ...]


class DataMonthView(View, frozen=True, kw_only=True):
    """What the encoder `data-month` sees."""

    base_url: str
    month: str
    """`2024-03`."""
    cards: tuple[Card, ...]
    """Of the articles that are published, newest first."""


class DataMonthParts(Parts, frozen=True, kw_only=True):
    """What the data of a month are made of."""

    key: MonthKey
    series: Series


def data_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """The page on the data, and their index."""
    months = tuple((key, sum(count for _, count in month.stub.days)) for key, month in archive.months.items())
    yield Page.of("data/", "data.html", _page_view, months)
    yield Page.of(INDEX, "data-index", _index_view, months, listed=False)


def month_data(archive: Archive) -> Iterator[DataMonthParts]:
    """What the data of each month are made of."""
    for key, month in archive.months.items():
        yield DataMonthParts(key=key, series=month.series)


def month_data_page(config: Config, parts: DataMonthParts) -> Iterator[Page]:
    """The data of a month."""
    yield Page.of(_address(parts.key), "data-month", _month_view, parts, listed=False)


def _address(key: MonthKey) -> str:
    return f"data/{key // 100}/{key % 100:02d}.json"


def _months(config: Config, months: tuple[tuple[MonthKey, int], ...]) -> tuple[DataMonth, ...]:
    return tuple(DataMonth(month_title(config, first_day(key)), _address(key), count) for key, count in months)


def _page_view(config: Config, months: tuple[tuple[MonthKey, int], ...]) -> DataPageView:
    return DataPageView(
        **frame(config, "data", "data/", "Data", description="The articles of this digest as open data."),
        index=INDEX,
        months=_months(config, months),
    )


def _index_view(config: Config, months: tuple[tuple[MonthKey, int], ...]) -> DataIndexView:
    site = config.site
    return DataIndexView(
        title=site.title, base_url=site.base_url, licence=site.licence, months=_months(config, months)
    )


def _month_view(config: Config, parts: DataMonthParts) -> DataMonthView:
    cards = tuple(card for card in parts.series.cards if not card.state)
    month = f"{parts.key // 100}-{parts.key % 100:02d}"
    return DataMonthView(base_url=config.site.base_url, month=month, cards=cards)
