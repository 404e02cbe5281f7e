"""The articles that a command line names: by path, from the current folder or the site's root, or by short name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from digest.archive.addresses import article_address
from digest.config import Config
from digest.errors import DigestError, Finding, error
from digest.listing.catalogue import Catalogue, read_catalogue
from digest.listing.short_names import ShortNames
from digest.reading.article import FOLDER
from digest.reading.scan import CONTENT
from digest.site import load_config
from digest.site_files import exists, is_file, is_folder
from digest.urls import address_of

SHOWN = 8
"""Candidates that a message lists."""


class ArticleNames:
    """Resolves the names of articles. It reads the site only for a name that is not a path."""

    def __init__(self, root: Path, folder: Path, config: Config | None = None) -> None:
        self._root, self._folder, self._config = root, folder, config

    def paths(self, names: Iterable[str]) -> list[str]:
        """The path of each named article from the site's root, each once, in the order of the names.

        Raises DigestError with everything wrong: names that mean no article, and names that mean several.
        """
        results = [self._path(name) for name in names]
        findings = [result for result in results if isinstance(result, Finding)]
        if findings:
            raise DigestError(*findings)
        return list(dict.fromkeys(result for result in results if isinstance(result, str)))

    def address(self, name: str) -> str:
        """The address of a named article. Raises DigestError where none is named, or one that cannot be read."""
        (path,) = self.paths([name])
        article = next((article for article in self._catalogue.articles if article.path == path), None)
        if article is None:
            raise DigestError(error(path, 0, 0, "this article cannot be read", "digest build says why"))
        return article_address(article)

    def inside(self, name: str) -> str | None:
        """The path of a file or folder from the root; empty if it is outside of the site, None if it does not exist.

        A link inside of the site counts as inside, wherever it leads.
        """
        for base in (self._folder, self._root):
            for path in (Path(os.path.normpath(base.absolute() / name)), Path(os.path.realpath(base / name))):
                if name and path.is_relative_to(self._root) and exists(path):
                    return path.relative_to(self._root).as_posix()
        return "" if name and exists(self._folder / name) else None

    def folder(self, name: str) -> str:
        """The path from the root of a folder of articles, for the whole site that of all; empty for any other name."""
        path = self.inside(name)
        if not path or not is_folder(self._root / path):
            return ""
        if path in (".", CONTENT):
            return FOLDER.rstrip("/")
        return path if f"{path}/".startswith(FOLDER) else ""

    def _path(self, name: str) -> str | Finding:
        path = self.inside(name)
        if path and path.startswith(FOLDER) and path.endswith(".md") and is_file(self._root / path):
            return path
        paths = self._short_names.paths(name)
        if len(paths) == 1:
            return paths[0]
        if paths:
            return self._ambiguous(name, paths)
        if path is not None:
            return error(name, 0, 0, "this is not an article of the site", f"articles are under {FOLDER}")
        return self._missing(name)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return read_catalogue(self._root, self._config or load_config(self._root))

    @cached_property
    def _short_names(self) -> ShortNames:
        return ShortNames.of(self._catalogue)

    def _ambiguous(self, name: str, paths: list[str]) -> Finding:
        candidates = _listed([self._short_names.short(path) for path in paths])
        return error(name, 0, 0, f"{len(paths)} articles have a name that begins so", f"write one of {candidates}")

    def _missing(self, name: str) -> Finding:
        if name.endswith(".md"):
            return error(name, 0, 0, "there is no such file", "see digest list")
        alike = self._short_names.like(name)
        hint = f"did you mean {_listed(alike)}?" if alike else "see digest list"
        return error(name, 0, 0, "no article has this name", hint)


def named_address(root: Path, folder: Path, name: str) -> str:
    """The address of the page that a command line names: any page by its address, an article as `ArticleNames` has it.

    Raises DigestError for a name that means no article, or several.
    """
    if "/" in name and not name.endswith(".md"):
        return address_of(name)
    return ArticleNames(root, folder).address(name)


def _listed(names: list[str]) -> str:
    more = f" … and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
