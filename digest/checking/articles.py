"""Rules over articles as the site shows them: their states, rights and addresses."""

from __future__ import annotations

from collections.abc import Iterator

from digest.archive.addresses import article_address
from digest.archive.rights import FULL
from digest.archive.visibility import EMBARGOED, SCHEDULED, state_of
from digest.checking.breach import Breach, Mend
from digest.checking.checked_site import CheckedSite
from digest.checking.placeholders import is_untouched
from digest.editing.inplace import EditableFile


def future(site: CheckedSite) -> Iterator[Breach]:
    """Articles that wait for a day to come, which may be a slip of the year."""
    for facts in site.articles:
        if state_of(facts, site.now) in (SCHEDULED, EMBARGOED):
            key = "date" if facts.at > site.now else "embargo"
            day = site.content.article(facts.path).date.day if key == "date" else facts.embargo
            yield site.fault(facts.path, key, f"it shows from {day} on", "if that is a slip, correct it")


def cut(site: CheckedSite) -> Iterator[Breach]:
    """Articles that rights cut, and that lead to no original."""
    cut_months = (month for month in site.archive.months.values() if month.stub.cut)
    rights = {entry.stub.path: entry.stub.rights for month in cut_months for entry in month.opened.entries}
    for path, report in site.reports.items() if rights else ():
        right = rights.get(path, FULL)
        if right != FULL and not report.original:
            message = f'its rights are "{right}", and nothing leads to the rest of it'
            yield site.fault(path, "rights", message, 'add a line "url: https://…"')


def own_alias(site: CheckedSite) -> Iterator[Breach]:
    """Articles that have moved back to where they were: digest itself may have written the alias."""
    for facts in site.articles:
        for alias in facts.aliases:
            if alias == article_address(facts):
                message = f'the alias "/{alias}" is the article\'s own address'
                yield site.fault(facts.path, "aliases", message, "take it out", _without_alias(alias))


def _without_alias(alias: str) -> Mend:
    def mend(file: EditableFile) -> EditableFile:
        items = file.items("aliases")
        written = next(item for item in items if item.strip("/") == alias.strip("/"))
        return file.remove("aliases") if len(items) == 1 else file.remove_from_list("aliases", written)

    return mend


def placeholder(site: CheckedSite) -> Iterator[Breach]:
    """What `digest init` wrote, and nobody has changed since."""
    for path in site.content.keys:  # also one that a build leaves out
        if is_untouched(site.snapshot.root, path):
            yield Breach(path, 1, 1, "this is as digest init wrote it", "put your own words in it, or delete it")
