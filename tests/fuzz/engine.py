"""One kind of input, over and over, in a process of its own: `python -m tests.fuzz.engine KIND SECONDS FOLDER`.

Guided by coverage where atheris is installed (`make fuzz` sees to it), else random. An input that breaks something is
left in FOLDER/input, the slowest for its size in FOLDER/slowest, and the process ends with its traceback.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

HANGS = 300
"""Seconds of the clock; the machine may have other things to do."""
MEBIBYTES = 1024
LENGTH = 4_000_000
"""Bytes of an input, at most."""
SIZES = (0,) * 150 + (60_000,) * 4 + (250_000,) * 2 + (1_000_000, LENGTH)
"""Bytes to which an input is grown: most stay as they are."""
MEASURED = 50_000
"""Bytes from which the seconds for a MB say something."""
_READERS = (
    "digest", "feedparser", "email", "yaml", "zipfile", "gzip", "plistlib", "markdown_it", "trafilatura", "htmldate",
)  # fmt: skip
"""Whose branches guide it."""


def mutated(seeds: list[bytes], litter: list[bytes]) -> st.SearchStrategy[bytes]:
    """One of the seeds, changed in a few places."""

    def change(content: bytes, places: list[tuple[int, int, bytes]]) -> bytes:
        for at, length, new in places:
            start = at % (len(content) + 1)
            content = content[:start] + new + content[start + length :]
        return content

    places = st.tuples(
        st.integers(0, 1 << 20),
        st.sampled_from([0, 0, 1, 4, 30, 300]),
        st.sampled_from(litter) | st.binary(max_size=6) | st.sampled_from(seeds).map(lambda seed: seed[:200]),
    )
    return st.builds(change, st.sampled_from(seeds), st.lists(places, max_size=8))


def grown(content: bytes) -> bytes:
    """An input as it is or, decided by its bytes alone, with a piece of it repeated until it is large."""
    draw = random.Random(content)
    size = draw.choice(SIZES)
    if not content or size <= len(content):
        return content
    start = draw.randrange(len(content))
    piece = content[start : start + draw.choice([1, 8, 60, 500, len(content)])]
    return content[:start] + piece * ((size - len(content)) // len(piece)) + content[start:]


class Measured:
    """A check that grows its inputs, and notes the most seconds of the processor for a MB of one of them."""

    def __init__(self, check: Callable[[bytes], None], folder: Path) -> None:
        self._check, self._folder, self._slowest = check, folder, 0.0

    def __call__(self, content: bytes) -> None:
        content = grown(content)
        (self._folder / "input").write_bytes(content)
        started = time.process_time()
        self._check(content)
        rate = (time.process_time() - started) / len(content) * 1_000_000 if len(content) >= MEASURED else 0.0
        if rate > self._slowest:
            self._slowest = rate
            (self._folder / "slowest").write_bytes(content)
            (self._folder / "rate").write_text(f"{rate:.1f}", "ascii")


def main(kind: str, seconds: float, folder: Path) -> None:
    """Prints how many inputs there were. The seeds are those of the kind, and the files in `folder`/seeds."""
    try:
        import atheris
    except ImportError:
        _random(kind, seconds, folder)
    else:
        _guided(atheris, kind, seconds, folder)


def _guided(atheris: Any, kind: str, seconds: float, folder: Path) -> None:
    with atheris.instrument_imports(include=list(_READERS), enable_loader_override=False):
        from tests.fuzz.kinds import KINDS, words
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for number, seed in enumerate(KINDS[kind].seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    dictionary = folder / "words"
    dictionary.write_text("".join(f'"{_hexadecimal(word[:60])}"\n' for word in words() if word), encoding="ascii")
    limits = [
        f"-max_total_time={seconds:.0f}", f"-rss_limit_mb={MEBIBYTES}", f"-timeout={HANGS}", f"-max_len={LENGTH}",
        f"-dict={dictionary}", f"-artifact_prefix={folder}/", "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip
    more = [str(folder / "seeds")] if (folder / "seeds").is_dir() else []
    atheris.Setup([sys.argv[0], *limits, str(corpus), *more], Measured(KINDS[kind].check, folder))
    atheris.Fuzz()


def _hexadecimal(word: bytes) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word)


def _random(kind: str, seconds: float, folder: Path) -> None:
    from tests.fuzz.kinds import KINDS, LITTER

    done, end = 0, time.monotonic() + seconds
    check = Measured(KINDS[kind].check, folder)
    seeds = [*KINDS[kind].seeds, *(path.read_bytes() for path in sorted(folder.glob("seeds/*")))]

    @settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), database=None,
              phases=[Phase.generate])  # fmt: skip
    @given(mutated(seeds, LITTER))
    def run(content: bytes) -> None:
        nonlocal done
        if time.monotonic() > end:
            return
        done += 1
        check(content)

    while time.monotonic() < end:
        run()
    print(f"stat::number_of_executed_units: {done}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]))
