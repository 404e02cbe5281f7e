"""Long random runs: how long and from which seed, as asked for, and what they say they did.

STEPS and SEED in the environment ask. What a test says with the fixture `record` stands at the end of pytest's report,
whether it passed or failed.
"""

import os
import random
from collections.abc import Iterable, Iterator
from typing import Any, Protocol


class Record(Protocol):
    """`record(steps=1000, seed=7)`."""

    def __call__(self, **said: int) -> None: ...


def asked_steps(usual: int) -> int:
    """How many steps to take."""
    return int(os.environ.get("STEPS") or usual)


def asked_seed() -> int:
    """The seed to begin with: a new one each time, unless one is asked for."""
    return int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))


def recorded(reports: Iterable[Any]) -> Iterator[str]:
    """What tests said they did, a line each."""
    for report in reports:
        said = dict(report.user_properties)
        if report.when == "call" and said:
            yield f"{report.nodeid}: {', '.join(f'{name} {number}' for name, number in said.items())}"
