"""From a page to its bytes."""

from __future__ import annotations

from pathlib import Path

from digest.errors import DigestError, Finding, error
from digest.model.page import Artifact, CopyView, Page
from digest.render.encoders import ENCODERS
from digest.render.site import SiteView
from digest.render.templates import Templates
from digest.render.theme import Theme
from digest.urls import output_path


class Renderer:
    """Renders the pages of one snapshot. Only `copy` touches the disk, to read what it copies."""

    def __init__(self, root: Path, theme: Theme, site: SiteView) -> None:
        self._root, self._theme = root, theme
        self._templates = Templates(theme, site)

    def check(self) -> list[Finding]:
        """What is wrong with the theme before any page is rendered."""
        return self._templates.check()

    def render(self, page: Page) -> Artifact:
        """The file that a page becomes. Raises DigestError that names the template or the file to blame."""
        return Artifact(output_path(page.address), self._content(page))

    def _content(self, page: Page) -> bytes:
        encode = ENCODERS.get(page.renderer)
        if encode:
            return encode(page.view())
        if page.renderer == "copy":
            view = page.view()
            assert isinstance(view, CopyView)
            return self._copy(view)
        return self._templates.render(page).encode()

    def _copy(self, view: CopyView) -> bytes:
        file = (self._theme.folders[view.theme] if view.theme else self._root) / view.path
        try:
            if not view.theme and not file.resolve().is_relative_to(self._root.resolve()):
                hint = "copy the file here instead"
                raise DigestError(error(view.path, 0, 0, "this link leads out of the site", hint))
            return file.read_bytes()
        except OSError as problem:
            raise DigestError(error(view.path, 0, 0, f"cannot be read: {problem.strerror}")) from None
