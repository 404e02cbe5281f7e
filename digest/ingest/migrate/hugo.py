"""Hugo: `content/SECTION/…/*.md` with front matter in YAML, TOML or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from digest.ingest.draft import Failure
from digest.ingest.migrate.front_matter import part
from digest.ingest.migrate.old_page import Old, first, is_true, names, web_address
from digest.ingest.migrate.site_files import Page, notes_on, pages_of

_TAKEN = frozenset(
    "title date publishdate pubdate published lastmod modified expirydate unpublishdate draft slug url aliases tags "
    "categories keywords description summary author authors source link externalurl canonicalurl canonical_url "
    "original_url source_url images image featured_image cover lang language".split()
)
_CALLS = (
    (r"\{\{[<%].*?[%>]\}\}", "a shortcode"),
    (r"\]\((?!https?:|mailto:|[/#<])[^)\s]+", "a link to a file beside it"),
)
_LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[a-z]{2})?)$", re.IGNORECASE)


def pages(root: Path) -> Iterator[Old | Failure]:
    """Each page but those of sections (`_index.md`), which have no text of an article."""
    folder = "content" if (root / "content").is_dir() else "."
    for page in pages_of(root, folder, part, (".html", ".adoc", ".org", ".rst")):
        if isinstance(page, Failure):
            yield page
        elif not page.path.rpartition("/")[2].startswith("_index."):
            yield _old(page, folder)


def _old(page: Page, folder: str) -> Old:
    matter, body = page.parted
    section, name, lang = _placed(page.path.removeprefix(f"{folder}/"))
    slug = first(matter, "slug") or name
    address = first(matter, "url") or f"{section}{slug}/"
    published = first(matter, "publishdate", "pubdate", "published")
    date = first(matter, "date") or published
    return Old(
        path=page.path,
        title=first(matter, "title") or name.replace("-", " ").capitalize(),
        date=date,
        updated=first(matter, "lastmod", "modified"),
        embargo=published if published > date else "",
        expires=first(matter, "expirydate", "unpublishdate"),
        draft=is_true(matter, "draft"),
        slug=slug,
        tags=names(matter, "tags", "categories", "keywords"),
        summary=first(matter, "description", "summary"),
        authors=names(matter, "authors", "author"),
        source=first(matter, "source"),
        url=web_address(matter, "link", "externalurl", "canonicalurl", "canonical_url", "original_url", "source_url"),
        lang=first(matter, "lang", "language") or lang,
        image=first(matter, "image", "featured_image", "cover") or next(iter(names(matter, "images")), ""),
        aliases=tuple(_rooted(each, section) for each in (address, *names(matter, "aliases"))),
        body=body.replace("<!--more-->", "").replace("<!-- more -->", ""),
        left_out=tuple(sorted(matter.keys() - _TAKEN)),
        notes=notes_on(body, _CALLS),
    )


def _placed(path: str) -> tuple[str, str, str]:
    """Section (`/posts/`), name and language of a page; a bundle's name is its folder's."""
    stem, lang = re.sub(r"\.[^./]+$", "", path), ""
    if found := _LANGUAGE.search(stem):
        stem, lang = stem[: found.start()], found[1]
    stem = stem.removesuffix("/index")
    section, _, name = stem.rpartition("/")
    return f"/{section}/" if section else "/", name, lang


def _rooted(alias: str, section: str) -> str:
    return alias if alias.startswith("/") else f"{section}{alias}"
