"""Pelican: `content/**/*.md` with lines such as `Title: …` at their head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digest.ingest.draft import Failure
from digest.ingest.migrate.front_matter import split_meta
from digest.ingest.migrate.old_page import OldPage, first, names, web_address
from digest.ingest.migrate.site_files import OldFile, pages_of, warnings_of
from digest.slugs import slug as slug_of

_TAKEN = frozenset(
    "title date modified status slug url save_as tags category keywords summary author authors source link "
    "canonical original_url source_url image lang translation".split()
)
_CALLS = ((r"[{|](?:filename|static|attach|author|category|index|tag)[}|][^)\s\"]*", "a link within the old site"),)


def pages(root: Path) -> Iterator[OldPage | Failure]:
    """Each article. Pelican's pages (`content/pages/`) are not articles."""
    folder = "content" if (root / "content").is_dir() else "."
    for page in pages_of(root, folder, split_meta, (".rst", ".html", ".htm")):
        path = page.path if isinstance(page, OldFile) else page.location.input
        if not path.startswith((f"{folder}/pages/", "pages/")):
            yield page if isinstance(page, Failure) else _old_page(page, folder)


def _old_page(page: OldFile, folder: str) -> OldPage:
    matter, body = page.parts
    parts = page.path.removeprefix(f"{folder}/").split("/")
    title = first(matter, "title")
    slug = first(matter, "slug") or (slug_of(title) if title else parts[-1].rpartition(".")[0])
    category = names(matter, "category") or tuple(parts[:-1][:1])
    return OldPage(
        path=page.path,
        title=title,
        date=first(matter, "date"),
        updated=first(matter, "modified"),
        draft=first(matter, "status").lower() in ("draft", "hidden"),
        slug=slug,
        tags=(*names(matter, "tags", "keywords"), *category),
        summary=first(matter, "summary"),
        authors=names(matter, "authors", "author", separator="[;,]"),
        source=first(matter, "source"),
        url=web_address(matter, "link", "canonical", "original_url", "source_url"),
        lang=first(matter, "lang"),
        image=first(matter, "image"),
        aliases=(f"/{first(matter, 'url', 'save_as') or f'{slug}.html'}".replace("//", "/"),),
        body=body,
        left_out=tuple(sorted(matter.keys() - _TAKEN)),
        warnings=warnings_of(body, _CALLS),
    )
