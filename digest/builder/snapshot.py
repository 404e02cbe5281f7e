"""A snapshot: one consistent state of a site, from which build, preview and publish work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.archive.archive import Archive
from digest.archive.assemble import Assembled, assemble
from digest.archive.name_checks import NameFault, name_faults
from digest.archive.visibility import Selection, Skipped, is_shown, state_of
from digest.builder.memory import Memory, load_memory
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
from digest.errors import ERROR, WARNING, Finding, coded, did_you_mean, error
from digest.fingerprint import SIZE
from digest.gazetteer import Gazetteer, builtin, site_gazetteer
from digest.model.page import Artifact, FileCopy
from digest.pages.branches import branches_of
from digest.pages.clashes import unfit_name
from digest.pages.edition_checks import check_editions
from digest.pages.link_checks import DeadLink, check_links, dead_links
from digest.pages.plan import Plan, make_plan
from digest.reading.catalogue import ArticleCatalogue
from digest.reading.content import Content, Reader, read_content
from digest.reading.library import Library
from digest.reading.pictures import Pictures
from digest.reading.positions import Positions
from digest.reading.scan import CONTENT, is_text, read_source
from digest.render.renderer import Renderer
from digest.scaffold import WELCOME_FILE, is_placeholder
from digest.site_files import names_alike, open_site_file, unreadable
from digest.store import Store
from digest.stories.why import StoriesOpened


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
    memory: Memory
    """What the next snapshot may be made from."""

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

    @property
    def stories(self) -> StoriesOpened:
        """Why its articles tell the stories that they tell."""
        months = {key: record.stories for key, record in self.memory.months.items()}
        return StoriesOpened(months, self.memory.objects, self.config.stories.window)

    def save(self, at_hand: int = 0) -> None:
        """Keep what was read in the store; in memory too, as long as the texts take no more than `at_hand` bytes."""
        live, files = frozenset(self.content.keys.values()), {*self.seen.content, *self.seen.static}
        self.memory.save(self.library, live, files, at_hand)


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
    memory = previous.memory if previous else load_memory(store)
    renderer = make_renderer(root, settings, store, previous)
    reader = Reader(root, config, library, memory.catalogue, executor, keeps=previous is not None)
    content, content_findings = read_content(reader, seen.content, seen.clock, renderer.check if renderer else list)
    static = static_files(root, seen, library)
    site_inputs = inputs(settings, content.keys, static)
    if previous and previous.inputs == site_inputs and _sees_the_same(previous, selection):
        return previous
    gazetteer, dossier_findings = site_gazetteer(builtin(), content.dossiers)
    theme_findings = renderer.check() if renderer else []
    shown = _without_placeholder(root, content, selection)
    planned = _planned(shown, settings, Pictures(root, static), gazetteer, selection, memory, renderer)
    names = tuple(_doubtful_names(root, planned.assembled.archive, shown, config))
    findings = [
        *_checked(planned, shown, settings),
        *(fault.finding for fault in names),
        *coded("content", (finding for finding in content_findings if finding.code not in config.check.ignore)),
        *coded("dossier", dossier_findings),
        *coded("template", theme_findings),
        *coded("file", _unfit_files(root, planned.plan, seen, library)),
        *coded("address", map(unfit_name, _without_text(static, settings))),
    ]
    return Snapshot(
        root=root,
        config=config,
        settings=settings,
        seen=seen,
        selection=selection,
        content=shown,
        static=static,
        archive=planned.assembled.archive,
        plan=planned.plan,
        renderer=renderer,
        findings=tuple(sorted(dict.fromkeys(findings))),
        names=names,
        skipped=planned.assembled.skipped,
        steady=planned.assembled.steady,
        inputs=site_inputs,
        library=library,
        memory=planned.memory(content.catalogue),
    )


def _without_text(static: Iterable[str], settings: Settings) -> Iterator[str]:
    """The files that would be copied, but have names that are not text."""
    yield from (path for path in static if not is_text(path))
    assets = settings.theme.assets if settings.theme else {}
    yield from (f"themes/{theme}/{path}" for path, (theme, _) in assets.items() if not is_text(path))


class _Planned(NamedTuple):
    """An archive, its plan, and the references in it that lead nowhere."""

    assembled: Assembled
    plan: Plan
    dead: tuple[DeadLink, ...]
    before: Memory

    def memory(self, catalogue: ArticleCatalogue) -> Memory:
        """What the next snapshot may be made from."""
        dead = self.assembled.archive.targets.dead
        return Memory(self.before.objects, catalogue, self.assembled.records, self.plan.lines, dead)


def _planned(
    content: Content,
    settings: Settings,
    pictures: Pictures,
    gazetteer: Gazetteer,
    selection: Selection,
    memory: Memory,
    renderer: Renderer | None,
) -> _Planned:
    """The archive and its plan. Where dead links are warnings, those of the last archive are taken for this one's:
    which ones are dead is known once there is a plan, and if they are others, it is made again.
    """
    config, theme = settings.config, settings.theme
    severity = _severity(config)
    dead = memory.dead if severity == WARNING else frozenset()
    copied = {path: digest for path, digest in pictures.static.items() if is_text(path)}
    assets = {path: asset for path, asset in (theme.assets if theme else {}).items() if is_text(path)}
    while True:
        assembled = assemble(content, config, gazetteer, selection, memory.objects, memory.months, pictures, dead)
        plan = make_plan(
            branches_of(assembled.archive, config, copied, assets),
            config,
            renderer.ground if renderer else b"",
            renderer.fingerprint if renderer else lambda page: bytes(SIZE),
            memory.lines,
        )
        links = tuple(dead_links(assembled.archive, content, plan, severity))
        found = frozenset((link.path, link.target) for link in links) if severity == WARNING else frozenset()
        if found == dead:
            return _Planned(assembled, plan, links, memory)
        dead = found
        memory = memory._replace(months=assembled.records, lines=plan.lines)


def _severity(config: Config) -> str:
    """That of a dead link."""
    return WARNING if config.content.dead_links == "warn" else ERROR


def _checked(planned: _Planned, content: Content, settings: Settings) -> Iterator[Finding]:
    """What is wrong with settings and plan."""
    archive, plan, config = planned.assembled.archive, planned.plan, settings.config
    yield from coded("settings", settings.findings)
    yield from coded("address", plan.clashes)
    yield from (link.finding for link in planned.dead)
    yield from check_links(archive, content, config, plan, settings.places, _severity(config))
    yield from coded("edition", check_editions(archive, content))
    yield from coded("template", _missing_templates(archive, settings))


def _missing_templates(archive: Archive, settings: Settings) -> Iterator[Finding]:
    """A finding for each page that names a template which the theme does not have."""
    templates = settings.theme.templates if settings.theme else {}
    for page in archive.pages:
        if page.template and settings.theme and f"{page.template}.html" not in templates:
            message = f'template: there is no "{page.template}.html" in the theme'
            names = [name.removesuffix(".html") for name in templates]
            hint = did_you_mean(page.template, names, "put it into templates/")
            yield error(page.path, page.template_line, 1, message, hint)


def _doubtful_names(root: Path, archive: Archive, content: Content, config: Config) -> Iterator[NameFault]:
    faults = name_faults(archive, content, Positions(root).of)
    return (fault for fault in faults if fault.finding.code not in config.check.ignore)


def _without_placeholder(root: Path, content: Content, selection: Selection) -> Content:
    """The content without an article that is still as `digest init` wrote it, once there is another to show.

    A preview, which shows drafts, shows it too.
    """
    catalogue = content.catalogue
    suspects = {path for path in catalogue.files if path.endswith(f"/{WELCOME_FILE}")}
    untouched = {path for path in suspects if _is_placeholder(root, path)} if not selection.drafts else set()
    if not untouched:
        return content
    others = (facts for facts in catalogue if facts.path not in suspects)
    if not any(is_shown(state_of(facts, selection.now), selection) for facts in others):
        return content
    return msgspec.structs.replace(content, catalogue=catalogue.followed_by(dict.fromkeys(untouched)))


def _is_placeholder(root: Path, path: str) -> bool:
    source, _ = read_source(root, path)
    return source is not None and is_placeholder(path, source.content)


def _unfit_files(root: Path, plan: Plan, seen: Survey, library: Library) -> Iterator[Finding]:
    """A finding for each file that has another's name, and each that would be copied and cannot, or must not, be read.

    A file whose digest the library knows by its stat has been read before. The few others are opened, and not read.
    """
    yield from names_alike([*seen.content, *seen.static])
    for lines in plan.lines.values():
        for path in lines.copied:
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
    is_same = before and like and like.config == settings.config
    if like and before and is_same and (before.digest, before.folders) == (theme.digest, theme.folders):
        return like.renderer
    return Renderer(root, theme, settings.config, "digest", store)


def render_page(snapshot: Snapshot, address: str) -> Artifact | FileCopy:
    """The file at an address. Raises KeyError where no page has that address, DigestError where rendering fails."""
    assert snapshot.renderer is not None, "a snapshot without a theme has errors and is never rendered"
    return snapshot.renderer.render(snapshot.plan.pages[address])

