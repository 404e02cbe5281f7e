"""From a page to its bytes, and to the fingerprint of all that these bytes are made from."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO

from digest.config import Config
from digest.errors import Finding
from digest.fingerprint import digest_of, digest_of_bytes, engine
from digest.model.page import Artifact, CopyView, FileCopy
from digest.pages.page import Page
from digest.render.encoders import ENCODERS
from digest.render.site_variables import site_view
from digest.render.templates import Templates
from digest.render.theme import Theme
from digest.site_files import open_inside, open_site_file
from digest.store import Store
from digest.urls import output_path


class Renderer:
    """Renders the pages of one snapshot. It reads no files; for a file to copy it returns a function that opens it."""

    def __init__(self, root: Path, theme: Theme, config: Config, generator: str, store: Store | None = None) -> None:
        self._root, self._theme, self._config = root, theme, config
        site = site_view(config, theme.options, generator)
        self._templates = Templates(theme, site, store)
        self._ground = digest_of((engine(), config, site))

    def check(self) -> list[Finding]:
        """The findings in the theme that need no rendered page."""
        return self._templates.check()

    def save(self) -> None:
        """Store what the run learned of the theme."""
        self._templates.save()

    @property
    def has_slow(self) -> bool:
        """Whether a template could not be rendered the fast way so far."""
        return bool(self._templates.slow)

    def is_slow(self, template: str) -> bool:
        """Whether the pages of a template take the slow way."""
        return template in self._templates.slow

    @cached_property
    def ground(self) -> bytes:
        """A digest of everything that fingerprints cover beside the pages: while it stays, so do they."""
        return digest_of((self._ground, self._templates.digest))

    def fingerprint(self, page: Page) -> bytes:
        """The fingerprint of a page: two pages with equal fingerprints have equal bytes.

        It covers everything that a renderer can see: engine, configuration, `site`, every template that the page's
        own can reach, address and view.
        """
        closure = b"" if page.renderer in ENCODERS or page.renderer == COPY else self._templates.closure(page.renderer)
        return digest_of_bytes(self._ground + closure + page.digest)

    def render(self, page: Page) -> Artifact | FileCopy:
        """The file that a page becomes. Raises DigestError that names the template to blame."""
        path, view = output_path(page.address), page.view(self._config)
        if isinstance(view, CopyView):
            return FileCopy(path, view.path, view.digest, partial(self._open, view))
        encode = ENCODERS.get(page.renderer)
        return Artifact(path, encode(view) if encode else self._templates.render(page, view).encode())

    def _open(self, view: CopyView) -> BinaryIO:
        if not view.theme:
            return open_site_file(self._root, view.path)
        folder = self._theme.folders[view.theme]
        return open_inside(folder / view.path, folder)


COPY = "copy"
"""The renderer of files that go out as they are."""
