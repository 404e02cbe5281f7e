"""Hugo: `content/SECTION/…/*.md` with front matter in YAML, TOML or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from digest.ingest.draft import Failure
from digest.ingest.migrate.front_matter import split
from digest.ingest.migrate.old_page import OldPage, first, is_true, names, web_address
from digest.ingest.migrate.site_files import OldFile, pages_of, warnings_of
from digest.language.tags import language_tag

_TAKEN = frozenset(
    "title date publishdate pubdate published lastmod modified expirydate unpublishdate draft slug url aliases tags "
    "categories keywords description summary author authors source link externalurl canonicalurl canonical_url "
    "original_url source_url images image featured_image cover lang language".split()
)
_CALLS = (
    (r"\{\{[<%].*?[%>]\}\}", "a shortcode"),
    (r"\]\((?!https?:|mailto:|[/#<])[^)\s]+", "a link to a file beside it"),
)


def pages(root: Path) -> Iterator[OldPage | Failure]:
    """Each page except those of sections (`_index.md`), which are not articles."""
    folder = "content" if (root / "content").is_dir() else "."
    for page in pages_of(root, folder, split, (".html", ".adoc", ".org", ".rst")):
        if isinstance(page, Failure):
            yield page
        elif not page.path.rpartition("/")[2].startswith("_index."):
            yield _old_page(page, folder)


def _old_page(page: OldFile, folder: str) -> OldPage:
    matter, body = page.parts
    section, name, lang = _parts_of_path(page.path.removeprefix(f"{folder}/"))
    slug = first(matter, "slug") or name
    address = first(matter, "url") or f"{section}{slug}/"
    published = first(matter, "publishdate", "pubdate", "published")
    date = first(matter, "date") or published
    return OldPage(
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
        aliases=tuple(_rooted(alias, section) for alias in (address, *names(matter, "aliases"))),
        body=body.replace("<!--more-->", "").replace("<!-- more -->", ""),
        left_out=tuple(sorted(matter.keys() - _TAKEN)),
        warnings=warnings_of(body, _CALLS),
    )


def _parts_of_path(path: str) -> tuple[str, str, str]:
    """Section (`/posts/`), name and language of a page; the name of a bundle is that of its folder."""
    stem = re.sub(r"\.[^./]+$", "", path)
    before, _, suffix = stem.rpartition(".")
    lang = language_tag(suffix) if before and suffix[2:3] in ("", "-", "_") else ""  # a word of three letters is a word
    stem = before if lang else stem
    stem = stem.removesuffix("/index")
    section, _, name = stem.rpartition("/")
    return f"/{section}/" if section else "/", name, lang


def _rooted(alias: str, section: str) -> str:
    return alias if alias.startswith("/") else f"{section}{alias}"
