"""From a page to its bytes, and to the fingerprint of all that these bytes are made from."""

from __future__ import annotations

from pathlib import Path

from digest.archive.archive import Archive
from digest.config import Config
from digest.errors import DigestError, Finding, error
from digest.fingerprint import digest_of, digest_of_bytes, engine
from digest.model.page import Artifact, CopyView, View
from digest.pages.page import Page
from digest.reading.scan import leads_out
from digest.render.encoders import ENCODERS
from digest.render.site_variables import site_view
from digest.render.templates import Templates
from digest.render.theme import Theme
from digest.store import Store
from digest.urls import output_path


class Renderer:
    """Renders the pages of one snapshot. Only `copy` touches the disk, to read what it copies."""

    def __init__(self, root: Path, theme: Theme, config: Config, generator: str, store: Store | None = None) -> None:
        self._root, self._theme, self._config = root, theme, config
        site = site_view(config, theme.options, generator)
        self._templates = Templates(theme, site, store)
        self._ground = digest_of((engine(), config, site))

    def check(self) -> list[Finding]:
        """What is wrong with the theme before any page is rendered."""
        return self._templates.check()

    def save(self) -> None:
        """Remember what was found out of the theme."""
        self._templates.save()

    def fingerprint(self, page: Page, archive: Archive) -> bytes:
        """Equal for two pages whose bytes are equal for certain.

        It covers all that a renderer can see: engine, configuration, `site`, every template that the page's own
        can reach, address and view.
        """
        closure = b"" if page.renderer in ENCODERS or page.renderer == COPY else self._templates.closure(page.renderer)
        return digest_of_bytes(self._ground + closure + page.digest(archive))

    def render(self, page: Page, archive: Archive) -> Artifact:
        """The file that a page becomes. Raises DigestError that names the template or the file to blame."""
        return Artifact(output_path(page.address), self._content(page, page.view(self._config, archive)))

    def _content(self, page: Page, view: View) -> bytes:
        encode = ENCODERS.get(page.renderer)
        if encode:
            return encode(view)
        if page.renderer == COPY:
            assert isinstance(view, CopyView)
            return self._copy(view)
        return self._templates.render(page, view).encode()

    def _copy(self, view: CopyView) -> bytes:
        file = (self._theme.folders[view.theme] if view.theme else self._root) / view.path
        try:
            if not view.theme and leads_out(self._root, view.path):
                hint = "copy the file here instead"
                raise DigestError(error(view.path, 0, 0, "this link leads out of the site", hint))
            content = file.read_bytes()
        except OSError as problem:
            raise DigestError(error(view.path, 0, 0, f"cannot be read: {problem.strerror}")) from None
        if digest_of_bytes(content) != view.digest:
            raise DigestError(error(view.path, 0, 0, "this file changed while the site was built", "build again"))
        return content


COPY = "copy"
"""The renderer of files that go out as they are."""
