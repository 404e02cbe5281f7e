"""One input that holds articles and no further inputs, read within a budget of processor time.

What others' parsers take for hostile bytes can grow with the square of their number. A large input is therefore read in
a process that can be stopped, and becomes a failure when it has used up its budget. A small one is read in this
process: starting another costs more, and the worst that was met takes seconds.
"""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Future

from digest.budgeted import BrokenTaskError, BudgetedProcesses, OverBudgetError
from digest.ingest.draft import Draft, Failure, Input, Location, ReadResult
from digest.ingest.formats import registry

SMALL = 32_000
"""Bytes of an input that is read in this process."""
_BASE = 20.0
"""Seconds of the processor for any input."""
_PER_MEGABYTE = 30.0
"""Seconds more for each 1,000,000 bytes: three times what the slowest honest pages take."""
_MOST = 600.0
"""Seconds at most."""

Results = tuple[ReadResult, ...]


def budget_of(raw: Input) -> float:
    """The seconds of the processor that reading an input may take."""
    return min(_MOST, _BASE + _PER_MEGABYTE * len(raw.content) / 1_000_000)


def read(raw: Input, zone: dt.tzinfo, processes: BudgetedProcesses | None = None) -> Results:
    """The articles and failures in an input. Without `processes`, it has no budget."""
    return finished(submit(raw, zone, processes), raw)


def submit(raw: Input, zone: dt.tzinfo, processes: BudgetedProcesses | None) -> Future[Results]:
    """Begin to read an input: in a process of its own, or if it is small at once and here."""
    if processes and len(raw.content) > SMALL:
        return processes.submit(budget_of(raw), _results, raw, zone)
    future: Future[Results] = Future()
    future.set_result(_results(raw, zone))
    return future


def finished(future: Future[Results], raw: Input) -> Results:
    """The articles and failures of an input that was submitted."""
    location = Location(raw.name, id=raw.id, modified=raw.modified)
    try:
        return future.result()
    except OverBudgetError:
        message = f"it takes too long to read: more than {budget_of(raw):.0f} seconds of the processor"
        return (Failure(location, message, "save the article's text alone"),)
    except BrokenTaskError:
        return (Failure(location, "reading it broke off", "read it alone, or save its text"),)


def _results(raw: Input, zone: dt.tzinfo) -> Results:
    return tuple(member for member in registry.read(raw, zone) if isinstance(member, Draft | Failure))
