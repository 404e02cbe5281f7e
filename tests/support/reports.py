"""Reports of made-up events, for stories: an event has words of its own, and all share the usual ones."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from random import Random

from digest.dates import When
from digest.fingerprint import digest_of
from digest.model.article import Article
from digest.model.facts import MonthKey, month_of
from digest.model.text import Prose
from digest.objects import Objects
from digest.reading.words import words_of
from digest.stories.months import MonthOfStories, ReportsOfMonth, Story, stories_by_month
from digest.stories.report import Report, ReportText

FIRST = dt.date(2026, 1, 20)
"""Day 0 of what tests tell."""
WINDOW = 4
USUAL = tuple(f"usual{n}" for n in range(40))


class Newsroom:
    """Some reports with their words."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self._texts: dict[bytes, ReportText] = {}

    def add(
        self, path: str, day: int, text: str, *, outlet: str = "", said: str = "", added: int | None = None
    ) -> None:
        """A report of a day with this text, whose first line is the headline; `added` is the day on which it came."""
        title, _, body = text.partition("\n")
        edition = FIRST + dt.timedelta(day)
        at = dt.datetime.combine(edition, dt.time(8), dt.UTC)
        article = Article(path=path, slug=path, title=title, date=When(at, True), edition=edition)
        key = digest_of((path, text))
        self._texts[key] = ReportText(words_of(article, Prose(text=body)))
        came = at if added is None else at + dt.timedelta(added - day)
        address = f"{edition:%Y/%m/%d}/{path}/"
        self.reports[path] = Report(path, key, address, edition, outlet or path, at, came, said)

    def add_event(
        self, path: str, day: int, event: int, *, outlet: str = "", said: str = "", added: int | None = None
    ) -> None:
        """A report of an event, in words that hang on the path alone."""
        chance = Random(path)
        own = [f"Event{event}n{n}" for n in range(24)]
        words = [*chance.sample(own, 16), *chance.sample(USUAL, 20)]
        self.add(path, day, f"{own[0]} {own[1]}\n{' '.join(words)}", outlet=outlet, said=said, added=added)

    def text(self, report: Report) -> ReportText:
        """The words of a report."""
        return self._texts[report.key]

    def months(
        self, known: Mapping[MonthKey, MonthOfStories] = {}, objects: Objects | None = None, window: int = WINDOW
    ) -> dict[MonthKey, MonthOfStories]:
        """What is known of each month."""
        months: dict[MonthKey, list[Report]] = {}
        for report in self.reports.values():
            months.setdefault(month_of(report.edition), []).append(report)
        given = {key: ReportsOfMonth(digest_of(sorted(own, key=_path)), _given(own)) for key, own in months.items()}
        return stories_by_month(given, known, window, self.text, objects or Objects())

    def stories(self, window: int = WINDOW) -> list[set[str]]:
        """The paths of the reports of each story that several outlets tell, oldest first."""
        return [{address.split("/")[-2] for address in one.articles} for one in self.all_stories(window)]

    def all_stories(self, window: int = WINDOW) -> list[Story]:
        """These stories themselves."""
        return [story for month in self.months(window=window).values() for story in month.stories]


def _given(reports: Iterable[Report]) -> Callable[[], Iterable[Report]]:
    return lambda: reports


def _path(report: Report) -> str:
    return report.path
