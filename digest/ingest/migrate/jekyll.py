"""Jekyll: `_posts/YYYY-MM-DD-name.md` and `_drafts/name.md`, front matter in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from digest.ingest.draft import Failure
from digest.ingest.migrate.front_matter import split
from digest.ingest.migrate.old_page import Matter, OldPage, first, is_true, names, text, web_address
from digest.ingest.migrate.site_files import OldFile, pages_of, warnings_of

_TAKEN = frozenset(
    "layout title date last_modified_at modified_date published draft slug permalink redirect_from tags tag categories "
    "category excerpt description summary author authors source link external_url canonical_url original_url "
    "source_url image lang".split()
)
_CALLS = ((r"\{%.*?%\}|\{\{.*?\}\}", "a call of Liquid"),)
_NAME = re.compile(r"(?:.*/)?(?:(\d{4}-\d{1,2}-\d{1,2})-)?([^/]+?)\.\w+")


def pages(root: Path) -> Iterator[OldPage | Failure]:
    """Each post and draft, in any folder `_posts` or `_drafts`."""
    for page in pages_of(root, ".", split, ()):
        path = page.path if isinstance(page, OldFile) else page.location.input
        folders = path.split("/")[:-1]
        if "_posts" in folders or "_drafts" in folders:
            yield page if isinstance(page, Failure) else _old_page(page, draft="_drafts" in folders)


def _old_page(page: OldFile, *, draft: bool) -> OldPage:
    matter, body = page.parts
    parts = _NAME.fullmatch(page.path)
    day, name = (parts[1] or "", parts[2]) if parts else ("", page.path)
    slug = first(matter, "slug") or name
    withheld = text(matter.get("published")).lower() in ("false", "no", "off")
    return OldPage(
        path=page.path,
        title=first(matter, "title") or name.replace("-", " ").capitalize(),
        date=first(matter, "date") or _padded(day),
        updated=first(matter, "last_modified_at", "modified_date"),
        draft=draft or withheld or is_true(matter, "draft"),
        slug=slug,
        tags=(*_categories(matter), *names(matter, "tags", "tag", separator=_tag_separator(matter))),
        summary=first(matter, "description", "summary", "excerpt"),
        authors=names(matter, "authors", "author"),
        source=first(matter, "source"),
        url=web_address(matter, "link", "external_url", "canonical_url", "original_url", "source_url"),
        lang=first(matter, "lang"),
        image=first(matter, "image"),
        aliases=(*_address(matter, day, slug), *names(matter, "redirect_from")),
        body=body.replace("<!--more-->", "").replace("<!-- more -->", ""),
        left_out=tuple(sorted(matter.keys() - _TAKEN)),
        warnings=warnings_of(body, _CALLS),
    )


def _categories(matter: Matter) -> tuple[str, ...]:
    return names(matter, "categories", "category", separator=r"\s+")


def _tag_separator(matter: Matter) -> str:
    """Jekyll splits a line of tags at spaces; many sites write commas all the same."""
    return "," if "," in text(matter.get("tags")) else r"\s+"


def _address(matter: Matter, day: str, slug: str) -> tuple[str, ...]:
    """Its address on the old site: its permalink, or Jekyll's default; none if the permalink is a pattern."""
    stated = first(matter, "permalink")
    if stated:
        return (stated,) if ":" not in stated else ()
    folders = "/".join(_categories(matter)).lower()
    date = _padded(day).replace("-", "/")
    return (f"/{folders}/{date}/{slug}.html".replace("//", "/"),) if date else ()


def _padded(day: str) -> str:
    """`2026-11-05` for `2026-11-5`."""
    return "-".join(part.zfill(2) for part in day.split("-")) if day else ""
