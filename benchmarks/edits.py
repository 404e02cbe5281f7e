"""The changes to a site after which a build is timed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path


def nothing(site: Path) -> None:
    """Change nothing."""


def forget(site: Path) -> None:
    """Take away all that was built and remembered."""
    for name in ("output", "public", ".digest", "resources"):
        shutil.rmtree(site / name, ignore_errors=True)


def edit_body(site: Path) -> None:
    """Add a paragraph to an article of some years ago."""
    file = _an_article(site)
    file.write_text(f"{file.read_text('utf-8')}\nAnother paragraph, {time.time_ns()}.\n", encoding="utf-8")


def edit_title(site: Path) -> None:
    """Give the same article another title."""
    file = _an_article(site)
    text = file.read_text("utf-8")
    file.write_text(text.replace('title: "', f'title: "R{time.time_ns() % 1000} ', 1), encoding="utf-8")


def add_article(site: Path) -> None:
    """Add an article beside it."""
    file = _an_article(site)
    file.with_name(f"new-{time.time_ns()}.md").write_text(file.read_text("utf-8"), encoding="utf-8")


CASES: Mapping[str, Callable[[Path], None]] = {
    "cold": forget,
    "no change": nothing,
    "body": edit_body,
    "title": edit_title,
    "added": add_article,
}


def _an_article(site: Path) -> Path:
    return next((site / "content/articles").rglob("story-0000133.md"))
