"""`digest.toml`: one frozen part for each room that has something to be told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

import msgspec

from digest import __version__, dates
from digest.errors import DigestError, Finding, did_you_mean, error
from digest.places import locate, syntax_error
from digest.settings import BLOCK_CHECKS, CHECKS, REQUIRES, SECTIONS

FILE_NAME = "digest.toml"


class NavItem(msgspec.Struct, frozen=True):
    """One entry of the navigation."""

    title: str
    """The words of the link."""
    address: str
    """From the site's root: `/about/`; or a full `https://` address."""


class Labels(msgspec.Struct, frozen=True):
    """The words of the interface, for sites in other tongues or with other habits."""

    latest: str = "Latest"
    who: str = "Who"
    where: str = "Where"
    sources: str = "Sources"
    topics: str = "Topics"
    archive: str = "Archive"
    corrections: str = "Corrections"
    search: str = "Search"
    comment: str = "Why it matters"
    related: str = "Related"
    stories: str = "Stories"
    elsewhere: str = "Elsewhere"
    week: str = "Week"
    withdrawn: str = "Withdrawn"
    not_found: str = "Page not found"
    moved: str = "This page has moved"
    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    )  # fmt: skip
    weekdays: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class SiteConfig(msgspec.Struct, frozen=True):
    """`[site]`: what every page knows of the site."""

    id: str = ""
    """Names the site in feed ids, for ever; `digest init` makes one."""
    requires: str = ""
    """The oldest digest that may build the site: `>=0.2`. An older one says so, and does nothing."""
    title: str = "A digest"
    """Of the site: it is at the head of each page and names the feeds."""
    description: str = ""
    """A sentence on what the site is about: for the front page, its feed and search engines."""
    language: str = "en"
    """Of the site's own words, and of articles that state no other: `en`, `fr`, `pt-BR`."""
    base_url: str = ""
    """Where the site will be: `https://example.org/news/`. Needed for feeds, sitemap and canonical links."""
    timezone: str = "UTC"
    """Where a day begins and ends, by its IANA name: `Europe/Brussels`."""
    licence: str = ""
    """How the site's own texts may be used: a few words, or the address of a licence."""
    contact: str = ""
    """An e-mail or web address, for the foot of each page."""
    logo: str = ""
    """A picture under `static/`, named from there: `logo.svg`."""
    accent: str = ""
    """The one colour, as `#a3241b`."""
    index: str = "all"
    """What search engines may list: `all`; `own`, without whole texts of other sites; or `none`."""
    sections: tuple[str, ...] = SECTIONS
    """The navigation's own entries, in their order: of these, and of `sources`, `charts`, `data`, `corrections`."""
    navigation: tuple[NavItem, ...] = ()
    """More entries for the navigation, after the built-in ones."""


class ContentConfig(msgspec.Struct, frozen=True):
    """`[content]`: how articles are read."""

    extra: tuple[str, ...] = ()
    """Front-matter keys of your own that are allowed beyond digest's."""
    remote_images: str = "link"
    """`link` turns a picture on another host into a link to it; `load` shows it (and tells that host who reads)."""
    dead_links: str = "error"
    """`error`: a link in a text that leads nowhere stops a build; `warn`: its words stay, and the link goes."""


class RightsConfig(msgspec.Struct, frozen=True):
    """`[rights]`: how much of an article may be shown where neither it nor its source says."""

    default: str = "full"
    """`full`, `excerpt` or `link`."""
    excerpt_words: int = 60
    """The most words of a body that an excerpt may show."""


class ActorsConfig(msgspec.Struct, frozen=True):
    """`[actors]`: who gets a page."""

    page_from: int = 3
    """The number of articles from which on an actor outside of gazetteer and `content/actors/` gets a page."""
    never: tuple[str, ...] = ()
    """Names that are dropped everywhere, so that private people get no public page."""


class ThemeConfig(msgspec.Struct, frozen=True):
    """`[theme]`: which theme, and its options."""

    name: str = "default"
    """A folder of the site's `themes/`, or a theme that ships with digest."""
    css: tuple[str, ...] = ()
    """Stylesheets under `static/`, named from there, that pages load after the theme's: `extra.css`."""
    options: Mapping[str, Any] = {}
    """What the theme's own `theme.toml` declares under `[options]`."""


class ArticlesConfig(msgspec.Struct, frozen=True):
    """`[articles]`: how an article's page shows it."""

    link_actors: bool = True
    """In a text the first mention of each of the article's actors is a link to the actor's page."""


class StoriesConfig(msgspec.Struct, frozen=True):
    """`[stories]`: how articles of several outlets are found to tell of one event."""

    window: int = 4
    """Days after a story's first article during which others can join it, 0 to 14; with 0 none is found in texts."""


class MailConfig(msgspec.Struct, frozen=True):
    """`[mail]`: the letters that `digest mail` writes."""

    sender: str = ""
    """Of whom they are: `The Desk <desk@example.org>`."""
    list_id: str = ""
    """The name of the list, for filters: `digest.example.org`. Empty, one is made of the site's id and host."""
    unsubscribe: str = ""
    """Where readers leave the list: a web address, or `mailto:`."""
    one_click: bool = False
    """Whether that web address takes somebody off the list by a POST without a question (RFC 8058)."""
    command: tuple[str, ...] = ()
    """A program, with its arguments, that `digest mail --send` hands the message to, on standard input."""


class AddConfig(msgspec.Struct, frozen=True):
    """`[add]`: how new articles enter."""

    edition: str = "date"
    """`date`: an article is in the edition of the day it was published; `today`: of the day it was added."""


class EditionConfig(msgspec.Struct, frozen=True):
    """`[edition]`: when a day's edition goes out."""

    closes: str = ""
    """`07:30`: what is kept before is in the day's edition, later in the next. Empty: in the edition of its date."""


class CheckConfig(msgspec.Struct, frozen=True):
    """`[check]`: what `digest check` checks."""

    ignore: tuple[str, ...] = ()
    """The codes of rules to leave out: see [the rules](rules.md)."""


class PreviewConfig(msgspec.Struct, frozen=True):
    """`[preview]`: how `digest serve` helps."""

    editor: str = ""
    """What opens a source file from its page: `vscode`, `zed`, … or an address with `{path}`, `{line}`, `{column}`."""


class PublishConfig(msgspec.Struct, frozen=True):
    """`[publish]`: how the site gets to GitHub Pages."""

    method: str = "branch"
    """`branch`: `digest publish` pushes the built site to a branch; `actions`: a workflow builds and deploys it."""
    branch: str = "gh-pages"
    """The branch that is pushed to."""
    remote: str = "origin"
    """Where to: the name of a remote, or the address of any repository."""
    domain: str = ""
    """The site's own domain: `news.example.org`."""
    history: str = "keep"
    """`keep`: each publish is a commit on the one before; `squash`: the branch holds the newest alone."""


class FetchConfig(msgspec.Struct, frozen=True):
    """`[fetch]`: how digest asks other people's servers."""

    delay: float = 1.0
    """Seconds between two requests to one host; its robots.txt can ask for more."""
    timeout: float = 30.0
    """Seconds to wait for an answer."""


class FeedConfig(msgspec.Struct, frozen=True):
    """`[[feeds]]`: what `digest pull` reads; each feed has a block of its own, with `url` or `command`."""

    url: str = ""
    """The address of a feed, of an OPML list of feeds, or a file with one of these, named from the site's root."""
    command: tuple[str, ...] = ()
    """A program, with its arguments, that prints articles as `digest add -` takes them."""
    source: str = ""
    """The outlet, where it is not to be what the feed calls itself."""
    actors: tuple[str, ...] = ()
    """Keep only articles with one of these actors (or one of the regions)."""
    regions: tuple[str, ...] = ()
    """Keep only articles with one of these regions (or one of the actors)."""
    rights: str = ""
    """`full`, `excerpt` or `link`, for its articles."""
    publish: bool = False
    """Its articles are published with the next build, instead of waiting as drafts for `digest keep`."""
    pages: bool = False
    """Where the feed gives an excerpt, read the article's own page."""
    limit: int = 50
    """The most new articles that are taken at once."""

    @property
    def name(self) -> str:
        """For messages."""
        return self.url or " ".join(self.command)


class Config(msgspec.Struct, frozen=True, dict=True):
    """The whole of `digest.toml`; each room is given its part."""

    site: SiteConfig = SiteConfig()
    labels: Labels = Labels()
    content: ContentConfig = ContentConfig()
    rights: RightsConfig = RightsConfig()
    actors: ActorsConfig = ActorsConfig()
    theme: ThemeConfig = ThemeConfig()
    articles: ArticlesConfig = ArticlesConfig()
    stories: StoriesConfig = StoriesConfig()
    mail: MailConfig = MailConfig()
    add: AddConfig = AddConfig()
    edition: EditionConfig = EditionConfig()
    check: CheckConfig = CheckConfig()
    preview: PreviewConfig = PreviewConfig()
    publish: PublishConfig = PublishConfig()
    fetch: FetchConfig = FetchConfig()
    feeds: tuple[FeedConfig, ...] = ()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return dates.zone(self.site.timezone)


def parse(text: str, path: str = FILE_NAME) -> tuple[Config, list[Finding]]:
    """Read a whole `digest.toml`: what can be taken, and everything that is wrong in it.

    Raises DigestError alone for a file that requires a newer digest, which may know what this one finds wrong.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        return Config(), [syntax_error(path, str(problem))]
    _refuse_newer(path, text, tables.get("site"))
    parts: dict[str, Any] = {}
    findings: list[Finding] = []
    sections = get_type_hints(Config)
    for section, table in tables.items():
        if section not in sections:
            line, column = locate(text, section, "")
            hint = did_you_mean(section, sections, "the sections are " + ", ".join(sections))
            findings.append(error(path, line, column, f'unknown section "{section}"', hint))
        elif get_args(sections[section]):
            parts[section] = tuple(_read_blocks(path, text, section, get_args(sections[section])[0], table, findings))
        elif not isinstance(table, dict):
            line, column = locate(text, "", section)
            findings.append(error(path, line, column, f'"{section}" is a section', f"write [{section}]"))
        else:
            values = dict(_read_section(path, text, section, sections[section], table, findings))
            parts[section] = sections[section](**values)
    return Config(**parts), findings


def _read_blocks(
    path: str, text: str, section: str, part: type, tables: object, findings: list[Finding]
) -> Iterator[Any]:
    """The blocks of a section that may be repeated: `[[feeds]]`."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line, column = locate(text, section, "")
        findings.append(error(path, line, column, f'"{section}" may be repeated', f"write [[{section}]]"))
        return
    for number, table in enumerate(tables):
        before = len(findings)
        block = part(**dict(_read_section(path, text, section, part, table, findings, number)))
        problem = BLOCK_CHECKS[section](block) if len(findings) == before else ""
        if problem:
            line, column = locate(text, section, "", number)
            findings.append(error(path, line, column, f"[[{section}]]: {problem}"))
        yield block


def _refuse_newer(path: str, text: str, site: object) -> None:
    requires = site.get("requires") if isinstance(site, dict) else None
    version = REQUIRES.fullmatch(requires) if isinstance(requires, str) else None
    if version and _numbers(version[1]) > _numbers(__version__):
        line, column = locate(text, "site", "requires")
        message = f"this site needs digest {version[1]} or newer, and this is digest {__version__}"
        raise DigestError(error(path, line, column, message, "install the newer one"))


def _numbers(version: str) -> list[int]:
    """`0.2` and `0.2.0` are the same three numbers."""
    numbers = [int(number) for number in re.findall(r"\d+", version)]
    return [*numbers, 0, 0][:3]


def _read_section(
    path: str, text: str, section: str, part: type, table: Mapping[str, Any], findings: list[Finding], number: int = 0
) -> Iterator[tuple[str, object]]:
    kinds = get_type_hints(part)
    label = f"[[{section}]]" if section in BLOCK_CHECKS else f"[{section}]"
    for key, value in table.items():
        line, column = locate(text, section, key, number)
        if key not in kinds:
            hint = did_you_mean(key, kinds, f"{label} knows " + ", ".join(kinds))
            findings.append(error(path, line, column, f'unknown key "{key}" in {label}', hint))
            continue
        try:
            read = msgspec.convert(value, kinds[key])
            yield key, CHECKS.get((section, key), _as_is)(read)
        except msgspec.ValidationError as problem:
            message = str(problem).replace("`", "").lower()
            findings.append(error(path, line, column, f"{label} {key}: {message}"))
        except ValueError as problem:
            findings.append(error(path, line, column, f"{label} {key}: {problem}"))


def _as_is(value: Any) -> Any:
    return value
