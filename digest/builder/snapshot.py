"""A snapshot: one consistent state of a site, from which build, preview and publish work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path

import msgspec

import digest
from digest.archive.archive import Archive
from digest.archive.assemble import assemble
from digest.archive.edit import edit
from digest.archive.rights import FULL
from digest.archive.visibility import Selection, Skipped, skipped, steady
from digest.builder.survey import (
    Settings,
    Survey,
    inputs,
    settings_of,
    static_files,
    survey,
    survey_again,
)
from digest.config import FILE_NAME, Config
from digest.errors import ERROR, Finding, warning
from digest.gazetteer import builtin, site_gazetteer
from digest.model.page import Artifact, FileCopy
from digest.pages.edition_checks import check_editions
from digest.pages.link_checks import check_links
from digest.pages.plan import Plan, make_plan
from digest.reading.content import Content, read_content
from digest.reading.library import Library
from digest.render.renderer import COPY, Renderer
from digest.site_files import names_alike, open_site_file, unreadable
from digest.store import Store


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known of a site at one moment. Making one writes nothing into the site."""

    root: Path
    config: Config
    settings: Settings
    seen: Survey
    selection: Selection
    content: Content
    static: Mapping[str, bytes]
    """The digests of the files that are copied as they are, by path."""
    archive: Archive
    plan: Plan
    renderer: Renderer | None
    """None where the theme cannot be used; the findings then hold errors."""
    findings: tuple[Finding, ...]
    """Everything wrong, in the order of files and lines."""
    skipped: Skipped
    steady: tuple[dt.datetime, dt.datetime]
    """From when, and until when (exclusive), the same articles are visible."""
    inputs: bytes
    """Digest of everything the site says: see `survey.inputs`."""
    library: Library
    """The parsed files, so that the next snapshot reads only new ones."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make a build fail."""
        return tuple(finding for finding in self.findings if finding.severity == ERROR)

    def save(self, at_hand: int = 0) -> None:
        """Keep what was read in the store; in memory too, as long as the texts take no more than `at_hand` bytes."""
        live, files = frozenset(self.content.keys.values()), {*self.seen.content, *self.seen.static}
        self.library.save(live, files, at_hand)


def load(
    root: Path,
    selection: Selection,
    base_url: str | None = None,
    *,
    store: Store | None = None,
    executor: Executor | None = None,
    previous: Snapshot | None = None,
    changed: Collection[str] | None = None,
) -> Snapshot:
    """Read a site, decide what is visible, plan its pages, and gather everything that is wrong.

    Files that `store` or `previous` know are not read again, and `executor` reads in parallel. None of them changes the
    result. With `changed`, only these paths of content/ and static/ are examined, and any other change since `previous`
    is missed. Where nothing is new, the result is `previous` itself.
    """
    library = previous.library if previous else Library(store)
    looked = survey_again(root, previous.seen, changed) if previous and changed is not None else survey(root)
    settings = settings_of(root, base_url)
    return snapshot_of(root, settings, looked, library, selection, store, executor, previous)


def snapshot_of(
    root: Path, settings: Settings, seen: Survey, library: Library, selection: Selection,
    store: Store | None, executor: Executor | None, previous: Snapshot | None = None,
) -> Snapshot:  # fmt: skip
    """The snapshot of a site whose files have been surveyed."""
    config, theme, _ = settings
    first = make_renderer(root, settings, store) if previous is None else None
    check = first.check if first else list
    content, content_findings = read_content(root, config, seen.content, seen.clock, library, executor, meanwhile=check)
    static = static_files(root, seen, library)
    site_inputs = inputs(settings, content.keys, static)
    like = previous if previous and previous.config == config and _sees_the_same(previous, selection) else None
    if like and like.inputs == site_inputs:
        return like
    gazetteer, dossier_findings = site_gazetteer(builtin(), content.dossiers)
    renderer = first or make_renderer(root, settings, store, like)
    archive = None
    if like and like.static == static and like.renderer is renderer:
        archive, plan = edit(like.archive, like.content, content, config), like.plan
    if archive is None:
        archive = assemble(content, config, gazetteer, selection, like.archive if like else None)
        plan = make_plan(archive, config, static, theme.assets if theme else {})
    findings = [
        *settings.findings,
        *content_findings,
        *dossier_findings,
        *(renderer.check() if renderer else []),
        *plan.clashes,
        *_unfit_files(root, plan, seen, library),
        *check_links(archive, content, config, plan),
        *check_editions(archive, content),
        *_advice(config),
    ]
    return Snapshot(
        root=root,
        config=config,
        settings=settings,
        seen=seen,
        selection=selection,
        content=content,
        static=static,
        archive=archive,
        plan=plan,
        renderer=renderer,
        findings=tuple(sorted(dict.fromkeys(findings))),
        skipped=skipped(content.articles, selection, sum(entry.card.rights != FULL for entry in archive.series)),
        steady=steady(content.articles, selection.now),
        inputs=site_inputs,
        library=library,
    )


def _unfit_files(root: Path, plan: Plan, seen: Survey, library: Library) -> Iterator[Finding]:
    """A finding for each file that has another's name, and each that would be copied and cannot, or must not, be read.

    A file whose digest the library knows by its stat has been read before. The few others are opened, and not read.
    """
    yield from names_alike([*seen.content, *seen.static])
    for page in plan.pages.values():
        path = page.origin
        if page.renderer == COPY and path:
            sighting = seen.static.get(path) or seen.content.get(path)
            if library.digest(path, sighting) is None:
                try:
                    open_site_file(root, path).close()
                except OSError as problem:
                    yield unreadable(path, problem)


def _sees_the_same(previous: Snapshot, selection: Selection) -> bool:
    """Whether two selections show the same articles: equal options, and no article came due or expired between."""
    since, until = previous.steady
    return selection.without_now == previous.selection.without_now and since <= selection.now < until


def make_renderer(root: Path, settings: Settings, store: Store | None, like: Snapshot | None = None) -> Renderer | None:
    """The renderer of a site, taken from `like` (a snapshot of the same configuration) where the theme is the same."""
    theme, before = settings.theme, like.settings.theme if like else None
    if theme is None:
        return None
    if like and before and (before.digest, before.folders) == (theme.digest, theme.folders):
        return like.renderer
    return Renderer(root, theme, settings.config, f"digest {digest.__version__}", store)


def render_page(snapshot: Snapshot, address: str) -> Artifact | FileCopy:
    """The file at an address. Raises KeyError where no page has that address, DigestError where rendering fails."""
    assert snapshot.renderer is not None, "a snapshot without a theme has errors and is never rendered"
    return snapshot.renderer.render(snapshot.plan.pages[address], snapshot.archive)


def _advice(config: Config) -> Iterator[Finding]:
    if not config.site.base_url:
        hint = 'add base_url = "https://…" under [site] for feeds, sitemap and canonical links'
        yield warning(FILE_NAME, 0, 0, "the site does not know where it will stand", hint)
