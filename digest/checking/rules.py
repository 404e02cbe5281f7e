"""The rules of `digest check`: a table of small functions, each from a site to the places that break the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.checking import articles, dates, duplicates, names, pictures, references
from digest.checking.checked_site import CheckedSite, Fault, Mend
from digest.config import FILE_NAME
from digest.errors import ERROR, NOTE, WARNING, Finding, did_you_mean, warning


class Rule(NamedTuple):
    """One rule. Its code can be named under `[check] ignore`, unless a fault of it stops a build."""

    code: str
    severity: str
    what: str
    """What breaks it, in one line, for the reference."""
    find: Callable[[CheckedSite], Iterable[Fault]] | None = None
    """None for a rule of the build itself, which has looked already."""
    of_page: bool = False
    """Whether it looks at each article alone, so that a preview can ask it of one page."""


BUILD_RULES = (
    Rule("settings", ERROR, "A setting in `digest.toml`, or the theme, cannot be taken as it is."),
    Rule("content", ERROR, "A file under `content/` cannot be taken as it is: front matter, date, name, encoding."),
    Rule("dossier", ERROR, "A dossier names nothing, or a time zone that is none."),
    Rule("template", ERROR, "A template cannot be read."),
    Rule("address", ERROR, "Two pages want one address, or a name cannot stand in an address."),
    Rule("file", ERROR, "A file that the site copies cannot be read."),
    Rule("edition", ERROR, "An edition names an article that is not of its day, or no article stands under its day."),
    Rule("dead-link", ERROR, "A link leads to a file or an address of the site that is not there."),
    Rule("dead-anchor", ERROR, "A link names a heading that its page does not have."),
    Rule("dead-picture", ERROR, "A picture in front matter, or the logo, is not there."),
)
"""Rules of the build: an error of theirs stops it. `[content] dead_links` makes warnings of dead links."""

RULES = (
    Rule("near-name", WARNING, "A name that is not known is one letter from one that is."),
    Rule("list-without-brackets", WARNING, "Several names are written as one: `actors: NATO, Japan`."),
    Rule("unknown-region", WARNING, "A region is in no gazetteer and has no dossier.", names.unknown_region, True),
    Rule("alias-collision", WARNING, "An alias in a dossier is a name of another entry too.", names.alias_collision),
    Rule("actor-once", NOTE, "One article names the actor, and nothing else is known of it.", names.actor_once),
    Rule("date-unconfirmed", WARNING, "The date is that of a file, and of no publication.", dates.unconfirmed, True),
    Rule("date-future", NOTE, "The article is shown from a day to come.", dates.future),
    Rule("date-office", WARNING, "An unstated date lies outside an office in the text.", dates.outside_office, True),
    Rule("date-dateline", WARNING, "The dateline is of a day over a week away.", dates.against_dateline, True),
    Rule("duplicate", WARNING, "Two articles have the same text, or the same original.", duplicates.same),
    Rule("near-duplicate", WARNING, "Two articles have nearly the same text.", duplicates.similar),
    Rule("no-source", NOTE, "The article names no source.", articles.no_source, True),
    Rule("no-original", NOTE, "The article names a source, and not where the original is.", articles.no_original, True),
    Rule("no-summary", NOTE, "There is no summary, and no text to take one from.", articles.no_summary, True),
    Rule("rights", WARNING, "Rights cut the article, and nothing leads to the rest of it.", articles.cut, True),
    Rule("own-alias", WARNING, "An alias is the article's own address.", articles.own_alias, True),
    Rule("placeholder", WARNING, "A file of `digest init` is as `digest init` wrote it.", articles.placeholder),
    Rule("picture-alt", WARNING, "A picture has no words for those who do not see it.", pictures.without_alt, True),
    Rule("picture-credit", NOTE, "A picture has no credit.", pictures.without_credit, True),
    Rule("picture-size", WARNING, "A picture is wider than 1,600 pixels.", pictures.too_wide),
    Rule("left-over-reference", WARNING, "A reference is shown as written: `[words][1]`.", references.left_over, True),
)  # fmt: skip
"""The further rules. A new rule is a function in a module of this room, and a row here.

A build warns of the first two itself. Those that look at one article alone serve the preview too.
"""

ALL_RULES = (*BUILD_RULES, *RULES)
MENDED = frozenset(["near-name", "list-without-brackets", "own-alias"])
"""The codes of rules whose faults can be mended safely, all or some of them."""


class Checked(NamedTuple):
    """What was found, and how to mend what can be mended safely."""

    finding: Finding
    mend: Mend | None = None


def check(site: CheckedSite, further: Iterable[Checked] = ()) -> list[Checked]:
    """Everything wrong or doubtful with a site, in the order of files and lines."""
    ignored = frozenset(site.config.check.ignore)
    mends = {fault.finding: names.mend_of(fault) for fault in site.snapshot.names}
    checked = [Checked(finding, mends.get(finding)) for finding in site.snapshot.findings]
    checked += [one for rule in RULES if rule.code not in ignored for one in _found(rule, site)]
    checked += [one for one in further if one.finding.code not in ignored]
    checked += [Checked(finding) for finding in _unknown_codes(site)]
    return sorted(checked, key=lambda one: one.finding)


def check_page(site: CheckedSite) -> list[Finding]:
    """What the rules that look at one article say of the articles of a site, without what a build says."""
    rules = (rule for rule in RULES if rule.of_page and rule.code not in site.config.check.ignore)
    return sorted(one.finding for rule in rules for one in _found(rule, site))


def _found(rule: Rule, site: CheckedSite) -> Iterator[Checked]:
    for fault in rule.find(site) if rule.find else ():
        yield Checked(Finding(*fault[:3], rule.severity, fault.message, fault.hint, rule.code), fault.mend)


def _unknown_codes(site: CheckedSite) -> Iterator[Finding]:
    codes: Mapping[str, Rule] = {rule.code: rule for rule in (*RULES, *FURTHER_RULES)}
    for code in site.config.check.ignore:
        if code not in codes:
            place = site.snapshot.settings.places.of("check", "ignore", code)
            hint = did_you_mean(code, codes, "the rules are in the reference")
            message = f'[check] ignore: there is no rule "{code}" that can be left out'
            yield warning(FILE_NAME, *place, message, hint, "settings")


FURTHER_RULES = (
    Rule("outside-link", WARNING, "A link to another site leads nowhere. Asked only with `--external`."),
    Rule("withheld", ERROR, "A sentence that rights withhold stands in a file of the built site."),
)
"""Rules that look beyond the snapshot: at other sites, and at the built tree."""
