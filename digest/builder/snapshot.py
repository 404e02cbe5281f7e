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
from digest.archive.edit import edit, without_links
from digest.archive.name_checks import NameFault, name_faults
from digest.archive.rights import FULL
from digest.archive.visibility import Selection, Skipped, is_shown, skipped, state_of, steady
from digest.builder.survey import (
    Settings,
    Survey,
    inputs,
    settings_of,
    static_files,
    survey,
    survey_again,
)
from digest.config import Config
from digest.errors import ERROR, WARNING, Finding, coded
from digest.gazetteer import Gazetteer, builtin, site_gazetteer
from digest.model.page import Artifact, FileCopy
from digest.pages.edition_checks import check_editions
from digest.pages.link_checks import check_links, dead_links
from digest.pages.plan import Plan, make_plan
from digest.reading.content import Content, read_content
from digest.reading.library import Library
from digest.reading.positions import Positions
from digest.reading.scan import CONTENT, read_source
from digest.render.renderer import COPY, Renderer
from digest.scaffold import WELCOME_FILE, is_placeholder
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
    names: tuple[NameFault, ...] = ()
    """The names of which the findings warn, with what was meant by them."""
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

    @property
    def can_be_shown(self) -> bool:
        """Whether a preview can show it in place of the one before: nothing is wrong outside of `content/`.

        What is wrong with a file there concerns that file's page. A fault in settings or theme concerns every page.
        """
        return self.renderer is not None and all(error.path.startswith(f"{CONTENT}/") for error in self.errors)

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
    config = settings.config
    first = make_renderer(root, settings, store) if previous is None else None
    meanwhile = first.check if first else list
    content, content_findings = read_content(root, config, seen.content, seen.clock, library, executor, meanwhile)
    static = static_files(root, seen, library)
    site_inputs = inputs(settings, content.keys, static)
    like = previous if previous and previous.config == config and _sees_the_same(previous, selection) else None
    if like and like.inputs == site_inputs:
        return like
    content = _without_placeholder(root, _with_last_good(content, previous), selection)
    gazetteer, dossier_findings = site_gazetteer(builtin(), content.dossiers)
    renderer = first or make_renderer(root, settings, store, like)
    archive = None
    if like and like.static == static and like.renderer is renderer:
        archive, plan = edit(like.archive, like.content, content, config), like.plan
    if archive is None:
        archive = assemble(content, config, gazetteer, selection, like.archive if like else None)
        plan = make_plan(archive, config, static, settings.theme.assets if settings.theme else {})
    archive, findings = _checked(archive, content, plan, settings)
    names = tuple(_doubtful_names(root, archive, content, gazetteer, config))
    findings += [
        *(fault.finding for fault in names),
        *coded("content", content_findings),
        *coded("dossier", dossier_findings),
        *coded("template", renderer.check() if renderer else []),
        *coded("file", _unfit_files(root, plan, seen, library)),
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
        names=names,
        skipped=skipped(content.articles, selection, sum(entry.card.rights != FULL for entry in archive.series)),
        steady=steady(content.articles, selection.now),
        inputs=site_inputs,
        library=library,
    )


def _without_placeholder(root: Path, content: Content, selection: Selection) -> Content:
    """The content without an article that stands as `digest init` wrote it, once there is another to show.

    A preview, which shows drafts, shows it too.
    """
    others = [article for article in content.articles if article.path.rpartition("/")[2] != WELCOME_FILE]
    is_alone = not any(is_shown(state_of(article, selection.now), selection) for article in others)
    if selection.drafts or is_alone or len(others) == len(content.articles):
        return content
    suspects = {article.path for article in content.articles} - {article.path for article in others}
    untouched = {path for path in suspects if _is_placeholder(root, path)}
    shown = tuple(article for article in content.articles if article.path not in untouched)
    return msgspec.structs.replace(content, articles=shown) if untouched else content


def _is_placeholder(root: Path, path: str) -> bool:
    source, _ = read_source(root, path)
    return source is not None and is_placeholder(path, source.content)


def _checked(archive: Archive, content: Content, plan: Plan, settings: Settings) -> tuple[Archive, list[Finding]]:
    """What is wrong with a plan; and the archive, without dead links where the site wants them to be no error."""
    config = settings.config
    severity = WARNING if config.content.dead_links == "warn" else ERROR
    dead = list(dead_links(archive, content, plan, severity))
    if severity == WARNING:
        archive = without_links(archive, frozenset((link.path, link.target) for link in dead), content, config)
    findings = [
        *coded("settings", settings.findings),
        *coded("address", plan.clashes),
        *(link.finding for link in dead),
        *check_links(archive, content, config, plan, settings.places, severity),
        *coded("edition", check_editions(archive, content)),
    ]
    return archive, findings


def _doubtful_names(
    root: Path, archive: Archive, content: Content, gazetteer: Gazetteer, config: Config
) -> Iterator[NameFault]:
    faults = name_faults(archive, content, gazetteer, Positions(root).of)
    return (fault for fault in faults if fault.finding.code not in config.check.ignore)


def _with_last_good(content: Content, previous: Snapshot | None) -> Content:
    """The content, with the articles of the snapshot before in the place of those that cannot be read now."""
    before = previous.content if previous else Content()
    lost = content.faulty - {article.path for article in content.articles}
    known = [article for article in before.articles if article.path in lost]
    if not known:
        return content
    articles = sorted((*content.articles, *known), key=lambda article: article.path)
    keys = {**content.keys, **{article.path: before.keys[article.path] for article in known}}
    kept = frozenset(article.path for article in known)
    return msgspec.structs.replace(content, articles=tuple(articles), keys=keys, kept=kept)


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
