"""Jekyll: `_posts/YYYY-MM-DD-name.md` and `_drafts/name.md`, front matter in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from digest.ingest.draft import Failure
from digest.ingest.migrate.front_matter import part
from digest.ingest.migrate.old_page import Matter, Old, first, is_true, names, text, web_address
from digest.ingest.migrate.site_files import Page, notes_on, pages_of

_TAKEN = frozenset(
    "layout title date last_modified_at modified_date published draft slug permalink redirect_from tags tag categories "
    "category excerpt description summary author authors source link external_url canonical_url original_url "
    "source_url image lang".split()
)
_CALLS = ((r"\{%.*?%\}|\{\{.*?\}\}", "a call of Liquid"),)
_NAME = re.compile(r"(?:.*/)?(?:(\d{4}-\d{1,2}-\d{1,2})-)?([^/]+?)\.\w+")


def pages(root: Path) -> Iterator[Old | Failure]:
    """Each post and draft, in whatever collection's folder."""
    for page in pages_of(root, ".", part, ()):
        path = page.path if isinstance(page, Page) else page.place.input
        folders = path.split("/")[:-1]
        if "_posts" in folders or "_drafts" in folders:
            yield page if isinstance(page, Failure) else _old(page, draft="_drafts" in folders)


def _old(page: Page, *, draft: bool) -> Old:
    matter, body = page.parted
    found = _NAME.fullmatch(page.path)
    day, name = (found[1] or "", found[2]) if found else ("", page.path)
    slug = first(matter, "slug") or name
    withheld = text(matter.get("published")).lower() in ("false", "no", "off")
    return Old(
        path=page.path,
        title=first(matter, "title") or name.replace("-", " ").capitalize(),
        date=first(matter, "date") or _padded(day),
        updated=first(matter, "last_modified_at", "modified_date"),
        draft=draft or withheld or is_true(matter, "draft"),
        slug=slug,
        tags=(*_categories(matter), *names(matter, "tags", "tag", parted=_parted(matter))),
        summary=first(matter, "description", "summary", "excerpt"),
        authors=names(matter, "authors", "author"),
        source=first(matter, "source"),
        url=web_address(matter, "link", "external_url", "canonical_url", "original_url", "source_url"),
        lang=first(matter, "lang"),
        image=first(matter, "image"),
        aliases=(*_address(matter, day, slug), *names(matter, "redirect_from")),
        body=body.replace("<!--more-->", "").replace("<!-- more -->", ""),
        left_out=tuple(sorted(matter.keys() - _TAKEN)),
        notes=notes_on(body, _CALLS),
    )


def _categories(matter: Matter) -> tuple[str, ...]:
    return names(matter, "categories", "category", parted=r"\s+")


def _parted(matter: Matter) -> str:
    """Jekyll parts a line of tags at spaces; many write commas all the same."""
    return "," if "," in text(matter.get("tags")) else r"\s+"


def _address(matter: Matter, day: str, slug: str) -> tuple[str, ...]:
    """Where it stood: its own permalink, unless that is a pattern, else Jekyll's usual place."""
    stated = first(matter, "permalink")
    if stated:
        return (stated,) if ":" not in stated else ()
    folders = "/".join(_categories(matter)).lower()
    date = _padded(day).replace("-", "/")
    return (f"/{folders}/{date}/{slug}.html".replace("//", "/"),) if date else ()


def _padded(day: str) -> str:
    """`2026-11-05` for `2026-11-5`."""
    return "-".join(part.zfill(2) for part in day.split("-")) if day else ""
