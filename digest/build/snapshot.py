"""A snapshot: one consistent state of a site, from which build, preview and publish work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

import digest
from digest.archive.archive import Archive
from digest.archive.assemble import assemble
from digest.archive.visibility import Selection, Skipped, skipped
from digest.config import FILE_NAME, Config
from digest.errors import ERROR, Finding, warning
from digest.gazetteer import builtin
from digest.model.page import Artifact
from digest.pages.editorial import check_editions
from digest.pages.links import check_links
from digest.pages.plan import Plan, make_plan
from digest.reading.content import read_content
from digest.reading.overlay import site_gazetteer
from digest.reading.scan import scan
from digest.render.renderer import Renderer
from digest.render.site import site_view
from digest.render.theme import Theme, load_theme
from digest.site import read_config


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a site at one moment. Nothing is written by making one."""

    root: Path
    config: Config
    archive: Archive
    plan: Plan
    renderer: Renderer | None
    """None where the theme cannot be used; then there are errors among the findings."""
    findings: tuple[Finding, ...]
    """Everything wrong, in the order of files and lines."""
    skipped: Skipped

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make a build fail."""
        return tuple(finding for finding in self.findings if finding.severity == ERROR)


def load(root: Path, selection: Selection, base_url: str | None = None) -> Snapshot:
    """Read a site, decide what is shown, plan its pages, and find everything that is wrong."""
    config, findings = read_config(root)
    if base_url is not None:
        config = msgspec.structs.replace(config, site=msgspec.structs.replace(config.site, base_url=base_url))
    content, found = read_content(root, config)
    findings += found
    gazetteer, found = site_gazetteer(builtin(), content.dossiers)
    findings += found
    archive = assemble(content, config, gazetteer, selection)
    theme, found = load_theme(root, config)
    findings += found
    renderer = _renderer(root, config, theme)
    findings += renderer.check() if renderer else []
    plan, found = make_plan(archive, config, scan(root, "static"), theme.assets if theme else {})
    findings += [
        *found,
        *check_links(archive, content, config, plan),
        *check_editions(archive, content),
        *_advice(config),
    ]
    return Snapshot(
        root=root,
        config=config,
        archive=archive,
        plan=plan,
        renderer=renderer,
        findings=tuple(sorted(dict.fromkeys(findings))),
        skipped=skipped(content.articles, selection),
    )


def render_page(snapshot: Snapshot, address: str) -> Artifact:
    """The file that answers for an address. Raises KeyError where no page does, DigestError where one cannot."""
    assert snapshot.renderer is not None, "a snapshot without a theme has errors and is never rendered"
    return snapshot.renderer.render(snapshot.plan.pages[address])


def _renderer(root: Path, config: Config, theme: Theme | None) -> Renderer | None:
    if theme is None:
        return None
    return Renderer(root, theme, site_view(config, theme.options, f"digest {digest.__version__}"))


def _advice(config: Config) -> Iterator[Finding]:
    if not config.site.base_url:
        hint = 'add base_url = "https://…" under [site] for feeds, sitemap and canonical links'
        yield warning(FILE_NAME, 0, 0, "the site does not know where it will stand", hint)
