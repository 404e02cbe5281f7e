"""`digest.toml`: one frozen part for each room that has something to be told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from digest import __version__, dates
from digest.editors import check_editor
from digest.errors import DigestError, Finding, did_you_mean, error

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
    comment: str = "Why it matters"
    related: str = "Related"
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
    """Of the site: it stands at the head of each page and names the feeds."""
    description: str = ""
    """A sentence on what the site is about: for the front page, its feed and search engines."""
    language: str = "en"
    """Of the site's own words, and of articles that state no other: `en`, `fr`, `pt-BR`."""
    base_url: str = ""
    """Where the site will stand: `https://example.org/news/`. Needed for feeds, sitemap and canonical links."""
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
    navigation: tuple[NavItem, ...] = ()
    """More entries for the navigation, after the site's own."""


class ContentConfig(msgspec.Struct, frozen=True):
    """`[content]`: how articles are read."""

    extra: tuple[str, ...] = ()
    """Front-matter keys of your own that are allowed beyond digest's."""
    remote_images: str = "link"
    """`link` turns a picture on another host into a link to it; `load` shows it (and tells that host who reads)."""


class RightsConfig(msgspec.Struct, frozen=True):
    """`[rights]`: how much of an article may be shown where neither it nor its source says."""

    default: str = "full"
    """`full`, `excerpt` or `link`."""
    excerpt_words: int = 60
    """The most words of a body that an excerpt may show."""


class ActorsConfig(msgspec.Struct, frozen=True):
    """`[actors]`: who gets a page."""

    page_from: int = 3
    """An actor whom neither the gazetteer nor `content/actors/` knows gets a page from this many articles on."""
    never: tuple[str, ...] = ()
    """Names that are dropped everywhere: private people do not become public files."""


class ThemeConfig(msgspec.Struct, frozen=True):
    """`[theme]`: which theme, and its options."""

    name: str = "default"
    """A folder of the site's `themes/`, or a theme that ships with digest."""
    options: Mapping[str, Any] = {}
    """What the theme's own `theme.toml` declares under `[options]`."""


class AddConfig(msgspec.Struct, frozen=True):
    """`[add]`: how new articles enter."""

    edition: str = "date"
    """`date`: an article stands under the day it was published; `today`: under the day it was added."""


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


class Config(msgspec.Struct, frozen=True, dict=True):
    """The whole of `digest.toml`; each room is given its part."""

    site: SiteConfig = SiteConfig()
    labels: Labels = Labels()
    content: ContentConfig = ContentConfig()
    rights: RightsConfig = RightsConfig()
    actors: ActorsConfig = ActorsConfig()
    theme: ThemeConfig = ThemeConfig()
    add: AddConfig = AddConfig()
    preview: PreviewConfig = PreviewConfig()
    publish: PublishConfig = PublishConfig()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return dates.zone(self.site.timezone)


RIGHTS = ("full", "excerpt", "link")


def parse(text: str, path: str = FILE_NAME) -> tuple[Config, list[Finding]]:
    """Read a whole `digest.toml`: what can be taken, and everything that is wrong in it.

    Raises DigestError for one that is meant for a newer digest: what else that would find wrong in it, may be right.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        return Config(), [_syntax_error(path, str(problem))]
    _refuse_newer(path, text, tables.get("site"))
    parts: dict[str, Any] = {}
    findings: list[Finding] = []
    sections = get_type_hints(Config)
    for section, table in tables.items():
        if section not in sections:
            line, column = _locate(text, section, "")
            hint = did_you_mean(section, sections, "the sections are " + ", ".join(sections))
            findings.append(error(path, line, column, f'unknown section "{section}"', hint))
        elif not isinstance(table, dict):
            line, column = _locate(text, "", section)
            findings.append(error(path, line, column, f'"{section}" is a section', f"write [{section}]"))
        else:
            values = dict(_read_section(path, text, section, sections[section], table, findings))
            parts[section] = sections[section](**values)
    return Config(**parts), findings


def _refuse_newer(path: str, text: str, site: object) -> None:
    wanted = site.get("requires") if isinstance(site, dict) else None
    found = _REQUIRES.fullmatch(wanted) if isinstance(wanted, str) else None
    if found and _numbers(found[1]) > _numbers(__version__):
        line, column = _locate(text, "site", "requires")
        message = f"this site needs digest {found[1]} or newer, and this is digest {__version__}"
        raise DigestError(error(path, line, column, message, "install the newer one"))


_REQUIRES = re.compile(r">=\s*(\d+(?:\.\d+){0,2})")


def _numbers(version: str) -> list[int]:
    """`0.2` and `0.2.0` are the same three numbers."""
    found = [int(number) for number in re.findall(r"\d+", version)]
    return [*found, 0, 0][:3]


def _read_section(
    path: str, text: str, section: str, part: type, table: Mapping[str, Any], findings: list[Finding]
) -> Iterator[tuple[str, object]]:
    kinds = get_type_hints(part)
    for key, value in table.items():
        line, column = _locate(text, section, key)
        if key not in kinds:
            hint = did_you_mean(key, kinds, f"[{section}] knows " + ", ".join(kinds))
            findings.append(error(path, line, column, f'unknown key "{key}" in [{section}]', hint))
            continue
        try:
            read = msgspec.convert(value, kinds[key])
            yield key, _CHECKS.get((section, key), _as_is)(read)
        except msgspec.ValidationError as problem:
            said = str(problem).replace("`", "").lower()
            findings.append(error(path, line, column, f"[{section}] {key}: {said}"))
        except ValueError as problem:
            findings.append(error(path, line, column, f"[{section}] {key}: {problem}"))


def _as_is(value: Any) -> Any:
    return value


def _one_of(*words: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in words:
            hint = did_you_mean(value, words, "write one of " + ", ".join(words))
            raise ValueError(f'"{value}" is not allowed here, {hint}')
        return value

    return check


def check_base_url(value: str) -> str:
    """An address with its slash at the end. Raises ValueError for what is none."""
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise ValueError(f'"{value}" is no web address, write it whole: https://example.org/news/')
    return value if not value or value.endswith("/") else value + "/"


_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# The rules of git check-ref-format.
_BRANCH = re.compile(
    r"(?![-/.])(?!.*(?:\.\.|//|/\.|@\{|\.lock(?:/|$)))[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])"
)


def check_domain(value: str) -> str:
    """A domain in lower case. Raises ValueError for what is none."""
    domain = value.lower()
    if value and not _DOMAIN.fullmatch(domain):
        raise ValueError(f'"{value}" is no domain, write it without https:// and path: news.example.org')
    return domain


def _branch(value: str) -> str:
    if not _BRANCH.fullmatch(value):
        raise ValueError(f'"{value}" cannot be the name of a branch')
    return value


def _remote(value: str) -> str:
    if not value.strip() or value.startswith("-"):
        raise ValueError(f'"{value}" is neither the name of a remote nor the address of a repository')
    return value


def _time_zone(value: str) -> str:
    try:
        dates.zone(value)
    except ValueError as problem:
        raise ValueError(f"{problem}, write an IANA name such as Europe/Brussels") from None
    return value


def is_colour(value: str) -> bool:
    """Whether it is written as `#a3241b` or `#a32`."""
    return bool(re.fullmatch(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value))


def _accent(value: str) -> str:
    if value and not is_colour(value):
        raise ValueError(f'"{value}" is no colour, write it as #a3241b')
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value):
        raise ValueError(f'"{value}" is no language tag, write it as en, fr or pt-BR')
    return value


def _site_id(value: str) -> str:
    if value and not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", value):
        raise ValueError(f'"{value}" cannot be an id, use letters, figures, dots and hyphens')
    return value


def _requires(value: str) -> str:
    if value and not _REQUIRES.fullmatch(value):
        raise ValueError(f'"{value}" names no version, write it as ">=0.2"')
    return value


def _relative_file(value: str) -> str:
    if value.startswith("/") or ".." in value.split("/") or ":" in value or "\\" in value:
        raise ValueError(f'"{value}" must be a file under static/, named from there')
    return value


def _navigation(items: tuple[NavItem, ...]) -> tuple[NavItem, ...]:
    for item in items:
        if not item.address.startswith(("/", "https://", "http://")):
            raise ValueError(f'"{item.address}" must begin with "/" or "https://"')
    return items


def _count(length: int) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    def check(words: tuple[str, ...]) -> tuple[str, ...]:
        if len(words) != length:
            raise ValueError(f"{length} words are needed, {len(words)} were given")
        return words

    return check


def _not_negative(value: int) -> int:
    if value < 0:
        raise ValueError("a number below 0 makes no sense here")
    return value


_CHECKS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("site", "requires"): _requires,
    ("site", "base_url"): check_base_url,
    ("site", "timezone"): _time_zone,
    ("site", "accent"): _accent,
    ("site", "language"): _language,
    ("site", "id"): _site_id,
    ("site", "logo"): _relative_file,
    ("site", "navigation"): _navigation,
    ("labels", "months"): _count(12),
    ("labels", "weekdays"): _count(7),
    ("content", "remote_images"): _one_of("link", "load"),
    ("rights", "default"): _one_of(*RIGHTS),
    ("rights", "excerpt_words"): _not_negative,
    ("actors", "page_from"): _not_negative,
    ("add", "edition"): _one_of("date", "today"),
    ("preview", "editor"): check_editor,
    ("publish", "method"): _one_of("branch", "actions"),
    ("publish", "branch"): _branch,
    ("publish", "remote"): _remote,
    ("publish", "domain"): check_domain,
    ("publish", "history"): _one_of("keep", "squash"),
}


def _syntax_error(path: str, message: str) -> Finding:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    said = re.sub(r"\s*\(at .*\)$", "", message)
    line, column = (int(found[1]), int(found[2])) if found else (0, 0)
    return error(path, line, column, f"this is not TOML: {said[:1].lower()}{said[1:]}")


def _locate(text: str, section: str, key: str) -> tuple[int, int]:
    """Where a section's header (empty key) or a key of a section stands; (1, 1) where it cannot be found."""
    here = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([\w.\"-]+)", line)
        if header:
            here = header[1].strip('"')
            if (not key and here.split(".")[0] == section) or here == f"{section}.{key}":
                return number, header.start(1) + 1
        elif key and here == section:
            found = re.match(rf"\s*(\"?{re.escape(key)}\"?)\s*[.=]", line)
            if found:
                return number, found.start(1) + 1
    return 1, 1
