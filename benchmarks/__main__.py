"""`python -m benchmarks NAME`: measure something, and print it as it stands in docs/performance.md."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.against_hugo import against_hugo
from benchmarks.growth import growth
from benchmarks.ingest import ingest
from benchmarks.lists import lists
from benchmarks.million import million
from benchmarks.near_duplicates import near_duplicates
from benchmarks.people import people
from benchmarks.preview import preview
from benchmarks.publish import publishes
from benchmarks.report import write
from benchmarks.search import search
from benchmarks.stages import stages
from benchmarks.stories import stories

BENCHMARKS: Mapping[str, Callable[[Path, argparse.Namespace], Iterator[str]]] = {
    "hugo": lambda work, asked: against_hugo(work, asked.count or 10_000, asked.rounds),
    "growth": lambda work, asked: growth(work, [asked.count] if asked.count else [1_000, 10_000, 100_000]),
    "preview": lambda work, asked: preview(work, asked.count or 10_000),
    "publish": lambda work, asked: publishes(work, asked.count or 10_000),
    "lists": lambda work, asked: lists(work, asked.count or 10_000),
    "stages": lambda work, asked: stages(work, asked.count or 10_000),
    "report": lambda work, asked: write(work, asked.rounds),
    "search": lambda work, asked: search(work, asked.files, asked.count or 200),
    "stories": lambda _, asked: stories(asked.files),
    "near": lambda _, asked: near_duplicates(asked.files, asked.rounds),
    "people": lambda _, asked: people(asked.files),
    "ingest": lambda work, asked: ingest(work, asked.count or 10_000, asked.pages, asked.rounds),
    "million": lambda work, asked: million(work, asked.count or 1_000_000),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("name", choices=BENCHMARKS)
    parser.add_argument("files", nargs="*", type=Path, help="what is measured against")
    parser.add_argument("--count", type=int, help="articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=Path, help="a folder of saved pages, for ingest")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "digest-benchmarks")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    for line in BENCHMARKS[asked.name](asked.work, asked):
        print(line, flush=True)


if __name__ == "__main__":
    main()
