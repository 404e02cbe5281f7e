"""Breaches: the places that break a rule, each with the change that mends it if that is safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from digest.editing.inplace import EditableFile

Mend = Callable[[EditableFile], EditableFile]
"""A change of one file that mends a fault and nothing else. Raises CannotEdit."""


class Breach(NamedTuple):
    """One place that breaks a rule. The rule adds its code and its severity."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    mend: Mend | None = None
    """None for a fault that only an editor can mend."""
