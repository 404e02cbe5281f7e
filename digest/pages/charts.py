"""Charts, each with its question and a stated finding: who is in the news, where, with whom, when, who reports it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from digest.archive.addresses import month_address, year_address
from digest.archive.archive import Archive, Subject
from digest.archive.counts import WINDOW_DAYS, tally
from digest.archive.entry import Series
from digest.config import Config
from digest.fingerprint import digest_of
from digest.model.card import Term
from digest.model.facts import MonthKey
from digest.pages.calendar import Scale, day_of, first_day, month_title
from digest.pages.frame import frame
from digest.pages.page import Page
from digest.pages.pairs import PAIR_FROM, pair_address
from digest.pages.sentences import articles
from digest.pages.view import Crumb, PageView

MOVED = 10
"""Actors whose count has changed most."""
MONTHS = 24
"""Newest months in which regions are compared."""
TOGETHER = 8
"""Actors in the table of those who are named together."""
LONGEST = 20
"""Rows of the longer charts."""


class Moved(msgspec.Struct, frozen=True):
    """An actor in the newest 14 days and in the 14 before."""

    term: Term
    count: int
    before: int

    @property
    def change(self) -> int:
        """How many more, or fewer, there are now."""
        return self.count - self.before


class RegionMonths(msgspec.Struct, frozen=True):
    """A region's articles by month, oldest first."""

    term: Term
    counts: tuple[int, ...]
    heights: tuple[int, ...]
    """The same in percent of the largest month of any region: one scale for all."""


class PairCell(msgspec.Struct, frozen=True):
    """How many articles two actors share."""

    count: int
    level: int
    address: str
    """Of their page, or empty."""


class SourceShare(msgspec.Struct, frozen=True):
    """A source's share of all articles."""

    term: Term
    count: int
    percent: int
    is_state: bool
    """Whether a state owns or runs it."""


class YearSpan(msgspec.Struct, frozen=True):
    """When an actor was first and last seen in a year."""

    term: Term
    first: dt.date
    last: dt.date
    start: int
    """Of the bar, in percent of the year."""
    width: int


class ChartsView(PageView, frozen=True, kw_only=True):
    """What charts.html finds in `page`."""

    until: dt.date | None
    """The newest edition; None in a site without articles, which has no charts."""
    moved: tuple[Moved, ...]
    moved_finding: str
    months: tuple[Crumb, ...]
    """Titles and addresses of the months in which regions are compared, oldest first."""
    regions: tuple[RegionMonths, ...]
    regions_finding: str
    together: tuple[tuple[Term, tuple[PairCell, ...]], ...]
    """A row for each actor, its cells in the order of the rows."""
    together_finding: str
    sources: tuple[SourceShare, ...]
    sources_finding: str
    year: Crumb | None
    heat: tuple[str, ...]
    """The days of that year as the outline of the squares of each level, from 0 to 4, in weeks of seven rows."""
    heat_finding: str
    seen: tuple[YearSpan, ...]
    seen_finding: str


class ChartsParts:
    """What the charts are made of: the whole archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @property
    def digest(self) -> bytes:
        """Of the cards, which name all that is counted, and of what is known of the sources."""
        sources = [subject.facts for subject in self.archive.subjects["sources"].values()]
        return digest_of((self.archive.series, sources))


def charts_page(archive: Archive, config: Config) -> Iterator[Page]:
    """The page of the charts."""
    yield Page.of("charts/", "charts.html", _view, ChartsParts(archive))


def moved(archive: Archive, day: dt.date) -> list[Moved]:
    """The actors of the 14 days to a day: who gained most first, then who has most."""
    first = day - dt.timedelta(days=WINDOW_DAYS - 1)
    before = archive.between(first - dt.timedelta(days=WINDOW_DAYS), first - dt.timedelta(days=1))
    return moved_between(archive.between(first, day), before)


def moved_between(now: Series, before: Series) -> list[Moved]:
    """The actors of a run of articles, compared with those of the run before it."""
    earlier = dict(tally(before, "actors"))
    found = [Moved(term, count, earlier.get(term, 0)) for term, count in tally(now, "actors")]
    return sorted(found, key=lambda one: (-one.change, -one.count, one.term.address))


def _view(config: Config, parts: ChartsParts) -> ChartsView:
    archive = parts.archive
    day = archive.newest_edition
    page = frame(config, "charts", "charts/", "Charts", description="What this digest shows in figures.")
    if day is None:
        return ChartsView(
            **page, until=None, moved=(), moved_finding="", months=(), regions=(), regions_finding="", together=(),
            together_finding="", sources=(), sources_finding="", year=None, heat=(), heat_finding="", seen=(),
            seen_finding="",
        )  # fmt: skip
    gained = moved(archive, day)[:MOVED]
    months = [key for key in archive.months if first_day(key) <= day][:MONTHS][::-1]
    regions = _regions(archive, months)
    together = _together(archive)
    sources = _sources(archive)
    counts = {one: count for one, count in archive.days.items() if one.year == day.year}
    seen = _seen(archive, day.year)
    return ChartsView(
        **page,
        until=day,
        moved=tuple(gained),
        moved_finding=_moved_finding(config, gained, day),
        months=tuple(Crumb(month_title(config, first_day(key)), month_address(first_day(key))) for key in months),
        regions=tuple(regions),
        regions_finding=_regions_finding(regions),
        together=together,
        together_finding=_together_finding(together),
        sources=tuple(sources[:LONGEST]),
        sources_finding=_sources_finding(sources),
        year=Crumb(str(day.year), year_address(day.year)),
        heat=_heat(day.year, counts),
        heat_finding=_heat_finding(config, counts),
        seen=tuple(seen),
        seen_finding=_seen_finding(config, seen),
    )


def _moved_finding(config: Config, gained: Sequence[Moved], day: dt.date) -> str:
    if not gained or gained[0].change <= 0:
        return f"In the {WINDOW_DAYS} days to {day_of(config, day)} nobody is in the news more than before."
    first = gained[0]
    return (
        f"{first.term.name} gained most in the {WINDOW_DAYS} days to {day_of(config, day)}: "
        f"{articles(first.count)}, after {first.before} in the {WINDOW_DAYS} days before."
    )


def _regions(archive: Archive, months: Sequence[MonthKey]) -> list[RegionMonths]:
    series = Series([run for key in months for run in archive.months[key].series.runs])
    named = [archive.months[key].named("regions", archive.months[key].stub.digests) for key in months]
    rows = []
    for term, _ in tally(series, "regions")[:LONGEST]:
        slug = term.address.split("/")[1]
        rows.append((term, tuple(counts.get(slug, 0) for counts in named)))
    top = max((max(counts) for _, counts in rows), default=1) or 1
    return [RegionMonths(term, counts, tuple(-(-100 * count // top) for count in counts)) for term, counts in rows]


def _regions_finding(regions: Sequence[RegionMonths]) -> str:
    if not regions:
        return "No region is named."
    half = len(regions[0].counts) // 2
    if not half:
        return f"{regions[0].term.name} is named most."

    def gain(row: RegionMonths) -> int:
        return sum(row.counts[-half:]) - sum(row.counts[:half])

    most = max(regions, key=gain)
    if gain(most) <= 0:
        return f"{regions[0].term.name} is named most; no region gained in the second half of these months."
    return (
        f"{regions[0].term.name} is named most. {most.term.name} gained most: {sum(most.counts[-half:])} in the second "
        f"half of these months, {sum(most.counts[:half])} in the first."
    )


def _together(archive: Archive) -> tuple[tuple[Term, tuple[PairCell, ...]], ...]:
    actors = [subject for subject in archive.subjects["actors"].values() if subject.term.address and subject.count]
    actors = sorted(actors, key=lambda subject: (-subject.count, subject.slug))[:TOGETHER]
    company = {subject.slug: subject.counts("actors") for subject in actors}
    shared = {(a.slug, b.slug): company[a.slug].get(b.slug, 0) for a in actors for b in actors if a is not b}
    scale = Scale(shared.values())
    return tuple((a.term, tuple(_pair_cell(a, b, shared, scale) for b in actors)) for a in actors)


def _pair_cell(a: Subject, b: Subject, shared: Mapping[tuple[str, str], int], scale: Scale) -> PairCell:
    count = shared.get((a.slug, b.slug), 0)
    return PairCell(count, scale.level(count), pair_address(a.slug, b.slug) if count >= PAIR_FROM else "")


def _together_finding(rows: Sequence[tuple[Term, tuple[PairCell, ...]]]) -> str:
    cells = [(cell.count, a, rows[n][0]) for a, row in rows for n, cell in enumerate(row) if cell.count]
    if not cells:
        return "No two of them share an article."
    count, a, b = max(cells, key=lambda cell: cell[0])
    return f"{a.name} and {b.name} share most: {articles(count)}."


def _sources(archive: Archive) -> list[SourceShare]:
    whole = max(1, len(archive.series))
    subjects = [subject for subject in archive.subjects["sources"].values() if subject.count]
    subjects.sort(key=lambda subject: (-subject.count, subject.slug))
    return [
        SourceShare(
            subject.term, subject.count, 100 * subject.count // whole,
            any(fact.label == "Owned or run by" for fact in subject.facts),
        )
        for subject in subjects
    ]  # fmt: skip


def _sources_finding(sources: Sequence[SourceShare]) -> str:
    if not sources:
        return "No source is named."
    three = sum(source.count for source in sources[:3])
    whole = sum(source.count for source in sources)
    if len(sources) < 4:
        return f"{len(sources)} sources have all {articles(whole)}." if len(sources) > 1 else "One source has them all."
    return f"The first three of {len(sources)} sources have {100 * three // whole} % of all articles."


def _heat(year: int, counts: Mapping[dt.date, int]) -> tuple[str, ...]:
    """A square for each day, 10 units wide: weeks are columns, Monday is the first row."""
    scale, squares = Scale(counts.values()), [""] * 5
    first = dt.date(year, 1, 1)
    day = first
    while day.year == year:
        column, row = (day - first).days + first.weekday(), day.weekday()
        squares[scale.level(counts.get(day, 0))] += f"M{column // 7 * 10} {row * 10}h9v9h-9z"
        day += dt.timedelta(days=1)
    return tuple(squares)


def _heat_finding(config: Config, counts: Mapping[dt.date, int]) -> str:
    if not counts:
        return "No day of this year has an article."
    busiest = max(counts, key=lambda day: (counts[day], day))
    fullest = f"The fullest day was {day_of(config, busiest)} with {articles(counts[busiest])}"
    return f"{fullest}; {len(counts)} days have any."


def _seen(archive: Archive, year: int) -> list[YearSpan]:
    series = archive.between(dt.date(year, 1, 1), dt.date(year, 12, 31)).dated
    days = (dt.date(year, 12, 31) - dt.date(year, 1, 1)).days + 1
    spans = []
    for term, _ in tally(series, "actors")[:LONGEST]:
        subject = archive.subject("actors", term.address.split("/")[1])
        own = subject.series.grouped(lambda month: month // 100)[year].dated
        if own:
            start = 100 * (own.oldest - dt.date(year, 1, 1)).days // days
            width = max(1, 100 * (own.newest - own.oldest).days // days)
            spans.append(YearSpan(term, own.oldest, own.newest, start, width))
    return sorted(spans, key=lambda span: (span.first, span.term.address))


def _seen_finding(config: Config, seen: Sequence[YearSpan]) -> str:
    if not seen:
        return "Nobody is named in this year."
    newest = max(seen, key=lambda span: (span.first, span.term.address))
    return f"{newest.term.name} came last of those named most, on {day_of(config, newest.first)}."
