"""Rules over names: those of front matter, and those that dossiers add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digest.archive.name_checks import NameFault
from digest.checking.checked_site import Breach, CheckedSite, Mend
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
    """Unknown regions that are not a misspelling of a known one."""
    regions = [entry.region.name for entry in site.gazetteer.regions]
    hints: dict[str, str] = {}
    for article in site.articles:
        for name in article.regions:
            identity = site.names["regions"].identity(name)
            if not identity.known and (article.path, name) not in site.doubtful_names:
                if name not in hints:
                    to_keep = f"to keep it, write content/regions/{slug(name)}.md"
                    hints[name] = did_you_mean(name, regions, to_keep)
                hint = hints[name]
                line = article.line_of("regions")
                yield site.fault_at(article.path, name, f'regions: "{name}" is not a known region', hint, line)


def actor_once(site: CheckedSite) -> Iterator[Breach]:
    """Actors of a single article that have no page: often another spelling of one that has."""
    shown = {article.path: article for article in site.articles}
    for subject in site.archive.subjects["actors"].values():
        if subject.count == 1 and not subject.term.address:
            article, name = shown.get(subject.series[0].stub.path), subject.term.name
            if article and (article.path, name) not in site.doubtful_names:
                line = article.line_of("actors")
                yield site.fault_at(article.path, name, f'actors: "{name}" is in this article only', line=line)


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
