"""Rules over names: those of front matter, and those that dossiers add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digest.archive.name_checks import NameFault
from digest.checking.breach import Breach, Mend
from digest.checking.checked_site import CheckedSite
from digest.editing.inplace import EditableFile
from digest.errors import did_you_mean
from digest.model.actor import Actor, Outlet, Region
from digest.model.editorial import Dossier
from digest.names import folded_name
from digest.slugs import slug


def mend_of(fault: NameFault) -> Mend | None:
    """Brackets for a list; for a misspelt name the only name that it can mean; None if it can mean several."""
    if fault.finding.code == "list-without-brackets":
        return lambda file: _replaced(file, fault.key, fault.written, fault.meant)
    if len(fault.meant) > 1:
        return None
    if fault.key == "source":
        return lambda file: file.set("source", fault.meant[0])
    return lambda file: _replaced(file, fault.key, fault.written, fault.meant)


def _replaced(file: EditableFile, key: str, written: str, meant: tuple[str, ...]) -> EditableFile:
    """The file with other names instead of one in a list."""
    items = [name for item in file.items(key) for name in (meant if item == written else (item,))]
    return file.set_list(key, list(dict.fromkeys(items)))


def unknown_region(site: CheckedSite) -> Iterator[Breach]:
    """Unknown regions that are not a misspelling of a known one: each once, in the first article by path."""
    paths: dict[str, list[str]] = {}
    for facts in sorted(site.articles, key=lambda facts: facts.path):
        for name in facts.names[1]:
            if (facts.path, name) not in site.doubtful_names:
                paths.setdefault(name, []).append(facts.path)
    regions = [entry.region.name for entry in site.gazetteer.regions]
    for name, [path, *others] in paths.items():
        if not site.names["regions"].identity(name).known:
            more = f", here and in {len(others)} more article{'s' if len(others) > 1 else ''}" if others else ""
            message = f'regions: "{name}" is not a known region{more}'
            hint = did_you_mean(name, regions, f"to keep it, write content/regions/{slug(name)}.md")
            yield site.fault_at(path, name, message, hint, "regions")


def actor_once(site: CheckedSite) -> Iterator[Breach]:
    """Actors of a single article that have no page: often another spelling of one that has."""
    paths = {facts.path for facts in site.articles}
    for subject in site.archive.subjects["actors"].values():
        if subject.count == 1 and not subject.term.address:
            path, name = subject.series[0].stub.path, subject.term.name
            if path in paths and (path, name) not in site.doubtful_names:
                yield site.fault_at(path, name, f'actors: "{name}" is in this article only', key="actors")


def alias_collision(site: CheckedSite) -> Iterator[Breach]:
    """Aliases of dossiers that are also a name of another entry, which only one of the two can get."""
    owners = _owners(site)
    for dossier in site.content.dossiers:
        for alias in dossier.aliases:
            others = owners.get((dossier.family, folded_name(alias)), {}).keys() - {dossier.slug}
            for other in sorted(others):
                name = owners[dossier.family, folded_name(alias)][other]
                message = f'aliases: "{alias}" is a name of {name} too'
                yield site.fault_at(dossier.path, alias, message, "take it out of one of the two")


def _owners(site: CheckedSite) -> Mapping[tuple[str, str], dict[str, str]]:
    """By family and folded name: the slugs that have it, each with the entry's own name."""
    owners: dict[tuple[str, str], dict[str, str]] = {}
    gazetteer = site.gazetteer
    families: Mapping[str, Sequence[Actor | Region | Outlet]] = {
        "actors": [entry.actor for entry in gazetteer.actors],
        "regions": [entry.region for entry in gazetteer.regions],
        "sources": list(gazetteer.outlets),
    }
    for family, entries in families.items():
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                owners.setdefault((family, folded_name(name)), {})[entry.slug] = entry.name
    for dossier in site.content.dossiers:
        for name in _topic_names(dossier):
            owners.setdefault((dossier.family, folded_name(name)), {})[dossier.slug] = dossier.name or dossier.slug
    return owners


def _topic_names(dossier: Dossier) -> tuple[str, ...]:
    return (dossier.name or dossier.slug, *dossier.aliases) if dossier.family == "topics" else ()
