"""Handing a letter over to the program that sends it, once: `content/.seen/letters.txt` remembers which went."""

from __future__ import annotations

import subprocess
from pathlib import Path

from digest.atomic import write
from digest.errors import DigestError, error
from digest.ingest.text.encoding import one_line

SENT = "content/.seen/letters.txt"
"""Sorted names of letters, one a line, committed with the content: a second machine knows of them too."""
TIMEOUT = 300.0
"""Seconds that the program may take."""


def was_handed_over(root: Path, name: str) -> bool:
    """Whether the letter of that name went before."""
    return name in _sent(root)


def hand_over(root: Path, name: str, message: bytes, command: tuple[str, ...]) -> None:
    """Give a message to a program on its standard input, and remember it. Raises DigestError where that fails."""
    said = " ".join(command)
    try:
        ended = subprocess.run(command, input=message, cwd=root, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise _failed(f"{said} takes longer than {TIMEOUT:g} seconds and was ended") from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise _failed(f"{said} cannot be run: {reason}") from None
    if ended.returncode:
        lines = ended.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _failed(f"{said} ends with code {ended.returncode}" + (f": {one_line(lines[-1])}" if lines else ""))
    write(root / SENT, "".join(f"{line}\n" for line in sorted({*_sent(root), name})).encode())


def _sent(root: Path) -> list[str]:
    path = root / SENT
    return path.read_text("utf-8", "replace").split() if path.exists() else []


def _failed(what: str) -> DigestError:
    return DigestError(error("digest.toml", 0, 0, f"[mail] command: {what}", "the letter counts as not handed over"))
