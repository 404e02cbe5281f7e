"""Stories against labelled articles: JSON lines with `id`, `story`, and `text` (headline first) or `title`."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from digest.dates import When
from digest.model.article import Article
from digest.model.text import Prose
from digest.objects import Objects
from digest.reading.words import words_of
from digest.stories.days import REFERENCE, Stories
from digest.stories.report import Report, ReportText

WINDOW = 4
UNDATED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
LABEL = "ecbplus"
"""How the labels end of the second of two look-alike events in ECB+."""


class Labelled(NamedTuple):
    """An article with the story that it tells."""

    report: Report
    text: ReportText
    story: str


def stories(files: Sequence[Path]) -> Iterator[str]:
    """Scores of each file: as dated there; where nothing is dated, all of one day, and look-alikes weeks apart."""
    for file in files:
        labelled = [_labelled(json.loads(line)) for line in file.read_text("utf-8").splitlines()]
        yield f"{file.name}: {_scored(labelled)}"
        if all(one.report.told == UNDATED for one in labelled):
            yield f"{file.name}, look-alikes {REFERENCE - WINDOW} days apart: {_scored(list(map(_apart, labelled)))}"


def _labelled(row: Mapping[str, Any]) -> Labelled:
    title, _, body = row["text"].partition("\n") if "text" in row else (row["title"], "", "")
    at = dt.datetime.fromisoformat(row["date"]) if row.get("date") else UNDATED
    name = row["id"]
    article = Article(path=name, slug="a", title=title, date=When(at, True), edition=at.date())
    report = Report(name, name.encode(), name, at.date(), row.get("source") or "", at, at, "")
    return Labelled(report, ReportText(words_of(article, Prose(text=body))), row["story"])


def _apart(one: Labelled) -> Labelled:
    at = UNDATED + dt.timedelta(REFERENCE - WINDOW if one.story.endswith(LABEL) else 0)
    report = one.report
    moved = Report(report.path, report.key, report.address, at.date(), report.outlet, at, at, "")
    return one._replace(report=moved)


def _scored(labelled: Sequence[Labelled]) -> str:
    texts = {one.report.path: one.text for one in labelled}
    start = process_time()
    grouping = Stories(WINDOW, lambda report: texts[report.path], Objects())
    days = grouping.of_days([one.report for one in labelled], [], {})
    found = {told.report.path: told.story for day in days for told in day.told}
    taken = process_time() - start
    pairs = Counter((one.story, found[one.report.path]) for one in labelled)
    own, made = Counter(one.story for one in labelled), Counter(found.values())
    precision, recall = _b_cubed(pairs, made, 1), _b_cubed(pairs, own, 0)
    right, joined, together = (sum(n * (n - 1) // 2 for n in of.values()) for of in (pairs, made, own))
    return (
        f"B3 {precision:.3f} {recall:.3f} {_mean(precision, recall):.3f}, "
        f"pairs {right / joined:.3f} {right / together:.3f} {_mean(right / joined, right / together):.3f}, "
        f"{len(labelled)} articles in {taken:.1f} s"
    )


def _b_cubed(pairs: Mapping[tuple[str, str], int], whole: Mapping[str, int], side: int) -> float:
    parts: defaultdict[str, int] = defaultdict(int)
    for key, count in pairs.items():
        parts[key[side]] += count * count
    return sum(parts[name] / size for name, size in whole.items()) / sum(whole.values())


def _mean(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
