"""The rules of `digest check`: a table of small functions, each from a site to the places that break the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.checking import articles, names, office_terms, pictures, repetitions, stories
from digest.checking.breach import Breach, Mend
from digest.checking.checked_site import CheckedSite
from digest.checking.file_rules import FILE_RULES
from digest.config import FILE_NAME
from digest.errors import ERROR, NOTE, WARNING, Finding, did_you_mean, warning


class CheckRule(NamedTuple):
    """One rule. Its code can be named under `[check] ignore`, unless a fault of it stops a build."""

    code: str
    severity: str
    what: str
    """What breaks it, in one line, for the reference."""
    find: Callable[[CheckedSite], Iterable[Breach]] | None = None
    """The check; None for a rule that the build itself checks, and for one over a single file: see FILE_RULES."""
    of_page: bool = False
    """Whether it checks each article by itself, so that a preview can apply it to one page. So do FILE_RULES."""

    def breaches(self, site: CheckedSite) -> Iterable[Breach]:
        """The places that break it, where the build does not name them itself."""
        return self.find(site) if self.find else site.in_files(self.code) if self.code in FILE_RULES else ()


BUILD_RULES = (
    CheckRule("settings", ERROR, "A setting in `digest.toml`, or the theme, cannot be taken as it is."),
    CheckRule("content", ERROR, "A file under `content/` cannot be taken: front matter, date, name, encoding."),
    CheckRule("dossier", ERROR, "A dossier names nothing, or a time zone that is none."),
    CheckRule("template", ERROR, "A template cannot be read."),
    CheckRule("address", ERROR, "Two pages want one address, or a name cannot be part of an address."),
    CheckRule("file", ERROR, "A file that the site copies cannot be read."),
    CheckRule("edition", ERROR, "An edition names an article of another day, or no article stands under its day."),
    CheckRule("dead-link", ERROR, "A link leads to a file or an address of the site that is not there."),
    CheckRule("dead-anchor", ERROR, "A link names a heading that its page does not have."),
    CheckRule("dead-picture", ERROR, "A picture in front matter, or the logo, is not there."),
)
"""Rules of the build: an error of theirs stops it. `[content] dead_links` makes warnings of dead links."""

RULES = (
    CheckRule("near-name", WARNING, "A name that is not known is one letter from one that is."),
    CheckRule("list-without-brackets", WARNING, "Several names are written as one: `actors: NATO, Japan`."),
    CheckRule("cut-value", WARNING, "A `#` makes a comment of the rest of a value: `title: Ferry #1 opens`."),
    CheckRule("unknown-region", WARNING, "A region is in no gazetteer and has no dossier.", names.unknown_region, True),
    CheckRule("alias-collision", WARNING, "An alias in a dossier is another entry's name too.", names.alias_collision),
    CheckRule("actor-once", NOTE, "One article names the actor, and nothing else is known of it.", names.actor_once),
    CheckRule("date-unconfirmed", WARNING, "The date is merely that of a file."),
    CheckRule("date-future", NOTE, "The article is shown from a day to come.", articles.future),
    CheckRule("date-office", WARNING, "An unstated date contradicts an office.", office_terms.outside_office, True),
    CheckRule("date-dateline", WARNING, "The dateline is of a day over a week away."),
    CheckRule("duplicate", WARNING, "Two articles have the same text, or the same original.", repetitions.same),
    CheckRule("near-duplicate", WARNING, "Two articles have nearly the same text.", repetitions.similar),
    CheckRule("doubtful-story", NOTE, "A new article is between telling a story and not telling it.", stories.doubtful),
    CheckRule("no-source", NOTE, "The article names no source."),
    CheckRule("no-original", NOTE, "The article does not say where the original is."),
    CheckRule("no-summary", NOTE, "There is no summary, and no text to take one from."),
    CheckRule("rights", WARNING, "Rights cut the article, and nothing leads to the rest of it.", articles.cut, True),
    CheckRule("own-alias", WARNING, "An alias is the article's own address.", articles.own_alias, True),
    CheckRule("placeholder", WARNING, "A file of `digest init` is as `digest init` wrote it.", articles.placeholder),
    CheckRule("picture-alt", WARNING, "A picture has no alternative text."),
    CheckRule("picture-credit", NOTE, "A picture has no credit."),
    CheckRule("picture-size", WARNING, "A picture is wider than 1,600 pixels.", pictures.too_wide),
    CheckRule("left-over-reference", WARNING, "A reference leads nowhere: `[words][1]`."),
)  # fmt: skip
"""The further rules. A new rule is a function in a module of this room, and a row here.

A build warns of the first three itself. The preview applies those that check each article by itself.
"""

ALL_RULES = (*BUILD_RULES, *RULES)
MENDED = frozenset(["near-name", "list-without-brackets", "own-alias"])
"""The codes of rules with faults that can be mended safely, all or some of them."""


class Checked(NamedTuple):
    """A finding, and the change that mends it, if that is safe."""

    finding: Finding
    mend: Mend | None = None


def check(site: CheckedSite, further: Iterable[Checked] = ()) -> list[Checked]:
    """Everything wrong or doubtful with a site, in the order of files and lines."""
    ignored = frozenset(site.config.check.ignore)
    mends = {fault.finding: names.mend_of(fault) for fault in site.snapshot.names}
    checked = [Checked(finding, mends.get(finding)) for finding in site.snapshot.findings]
    checked += [item for rule in RULES if rule.code not in ignored for item in _found(rule, site)]
    checked += [item for item in further if item.finding.code not in ignored]
    checked += [Checked(finding) for finding in _unknown_codes(site)]
    return sorted(checked, key=lambda item: item.finding)


def check_page(site: CheckedSite) -> list[Finding]:
    """The findings of the rules that check each article by itself, without those of a build."""
    ignored = frozenset(site.config.check.ignore)
    rules = (rule for rule in RULES if rule.of_page or rule.code in FILE_RULES)
    return sorted(checked.finding for rule in rules if rule.code not in ignored for checked in _found(rule, site))


def _found(rule: CheckRule, site: CheckedSite) -> Iterator[Checked]:
    for fault in rule.breaches(site):
        yield Checked(Finding(*fault[:3], rule.severity, fault.message, fault.hint, rule.code), fault.mend)


def _unknown_codes(site: CheckedSite) -> Iterator[Finding]:
    codes: Mapping[str, CheckRule] = {rule.code: rule for rule in (*RULES, *FURTHER_RULES)}
    for code in site.config.check.ignore:
        if code not in codes:
            place = site.snapshot.settings.places.of("check", "ignore", code)
            hint = did_you_mean(code, codes, "the rules are in the reference")
            message = f'[check] ignore: "{code}" is not a rule that can be left out'
            yield warning(FILE_NAME, *place, message, hint, "settings")


FURTHER_RULES = (
    CheckRule("outside-link", WARNING, "A link to another site leads nowhere. Asked only with `--external`."),
    CheckRule("lost-dossier", WARNING, "A publish would move or take away a dossier, or its feed."),
    CheckRule("withheld", ERROR, "A file of the built site has a sentence that rights withhold."),
)
"""Rules that need more than the snapshot: other sites, the built tree, or the published one."""
