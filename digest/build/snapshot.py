"""A snapshot: one consistent state of a site, from which build, preview and publish work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import msgspec

import digest
from digest.archive.archive import Archive
from digest.archive.assemble import assemble
from digest.archive.rights import FULL
from digest.archive.visibility import Selection, Skipped, skipped, steady
from digest.build.survey import Survey, inputs, static_files, survey
from digest.config import FILE_NAME, Config
from digest.errors import ERROR, Finding, warning
from digest.gazetteer import builtin
from digest.model.page import Artifact
from digest.pages.editorial import check_editions
from digest.pages.links import check_links
from digest.pages.plan import Plan, make_plan
from digest.reading.content import Content, read_content
from digest.reading.library import Library
from digest.reading.overlay import site_gazetteer
from digest.render.renderer import Renderer
from digest.render.theme import Theme, load_theme
from digest.site import read_config
from digest.store import Store


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a site at one moment. Nothing in the site is written by making one."""

    root: Path
    config: Config
    selection: Selection
    content: Content
    archive: Archive
    plan: Plan
    renderer: Renderer | None
    """None where the theme cannot be used; then there are errors among the findings."""
    findings: tuple[Finding, ...]
    """Everything wrong, in the order of files and lines."""
    skipped: Skipped
    steady: tuple[dt.datetime, dt.datetime]
    """From when, and until when (exclusive), the same articles are visible."""
    inputs: bytes
    """Stands for all that the site says."""
    library: Library
    """What was read, so that the next snapshot reads only what is new."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make a build fail."""
        return tuple(finding for finding in self.findings if finding.severity == ERROR)


def load(
    root: Path,
    selection: Selection,
    base_url: str | None = None,
    *,
    store: Store | None = None,
    executor: Executor | None = None,
) -> Snapshot:
    """Read a site, decide what is shown, plan its pages, and find everything that is wrong.

    What `store` knows is not read again; reading is spread over `executor`. Neither changes the result.
    """
    config, findings = configured(root, base_url)
    theme, found = load_theme(root, config)
    findings += found
    return snapshot_of(root, config, theme, survey(root), Library(store), selection, findings, store, executor)


def configured(root: Path, base_url: str | None) -> tuple[Config, list[Finding]]:
    """The site's configuration, with the address from the command line if one was given there."""
    config, findings = read_config(root)
    if base_url is not None:
        config = msgspec.structs.replace(config, site=msgspec.structs.replace(config.site, base_url=base_url))
    return config, findings


def snapshot_of(
    root: Path,
    config: Config,
    theme: Theme | None,
    seen: Survey,
    library: Library,
    selection: Selection,
    findings: list[Finding],
    store: Store | None,
    executor: Executor | None,
) -> Snapshot:
    """The snapshot of a site that has been looked at; `findings` are those of its settings and its theme."""
    content, found = read_content(root, config, seen.content, seen.clock, library, executor)
    static = static_files(root, seen, library)
    gazetteer, amiss = site_gazetteer(builtin(), content.dossiers)
    archive = assemble(content, config, gazetteer, selection)
    renderer = Renderer(root, theme, config, f"digest {digest.__version__}", store) if theme else None
    plan, clashes = make_plan(archive, config, static, theme.assets if theme else {})
    said = [
        *findings,
        *found,
        *amiss,
        *(renderer.check() if renderer else []),
        *clashes,
        *check_links(archive, content, config, plan),
        *check_editions(archive, content),
        *_advice(config),
    ]
    return Snapshot(
        root=root,
        config=config,
        selection=selection,
        content=content,
        archive=archive,
        plan=plan,
        renderer=renderer,
        findings=tuple(sorted(dict.fromkeys(said))),
        skipped=skipped(content.articles, selection, sum(entry.card.rights != FULL for entry in archive.series)),
        steady=steady(content.articles, selection.now),
        inputs=inputs(config, theme, content.keys, static) if theme else b"",
        library=library,
    )


def render_page(snapshot: Snapshot, address: str) -> Artifact:
    """The file that answers for an address. Raises KeyError where no page does, DigestError where one cannot."""
    assert snapshot.renderer is not None, "a snapshot without a theme has errors and is never rendered"
    return snapshot.renderer.render(snapshot.plan.pages[address])


def _advice(config: Config) -> Iterator[Finding]:
    if not config.site.base_url:
        hint = 'add base_url = "https://…" under [site] for feeds, sitemap and canonical links'
        yield warning(FILE_NAME, 0, 0, "the site does not know where it will stand", hint)
