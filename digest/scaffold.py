"""What `digest init` and `digest new` write: the files of a new site, and an article to fill in."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from string import Template

import msgspec

from digest import dates
from digest.clock import now
from digest.config import FILE_NAME
from digest.dates import When
from digest.editing.new_article import folder_of
from digest.editing.yaml_values import moment, scalar, when
from digest.ingest.text.encoding import one_line
from digest.model.page import Artifact
from digest.requirements import own_source, requirements
from digest.slugs import slug

CONFIG = Template(
    """\
# What digest knows of this site. A line that begins with # is a setting left alone:
# take the # away and change the value.

[site]
# Names the site in feeds, for ever: leave it as it is, also when title or address change.
id = $id
title = $title
# A bare date in an article is that day here.
timezone = $timezone

# One sentence, for the front page, feeds and search engines.
# description = "What this digest follows, and for whom."

# The language of the site and of articles that name none: en, fr, pt-BR …
# language = "en"

# Where the site will be. Needed for feeds, the sitemap and canonical links;
# digest publish works it out by itself.
# base_url = "https://example.org/news/"

# Under which terms others may use your own texts.
# licence = "CC BY 4.0"

# An address where readers can reach you: shown at the foot of each page.
# contact = "desk@example.org"

# A picture in static/, named from there.
# logo = "logo.svg"

# The one colour of the site.
# accent = "#a3241b"

# More entries for the navigation.
${about}navigation = [{ title = "About", address = "/about/" }]

# [labels]
# who = "Who"
# where = "Where"
# comment = "Why it matters"

# [add]
# "today": what you add is in today's edition, whenever it was published.
# edition = "date"

# [rights]
# How much of an article to show where it does not say: "full", "excerpt" or "link".
# default = "full"

# [publish]
# How digest publish puts the site on GitHub Pages: "branch" pushes it, "actions" leaves it to a workflow.
# method = "branch"
# The site's own domain.
# domain = "news.example.org"

# [content]
# Front-matter keys of your own.
# extra = []

# A feed whose new articles digest pull brings, as drafts. A block for each feed.
# [[feeds]]
# url = "https://example.org/world/rss.xml"
# source = "The Gazette"
# Only articles with one of these actors or regions.
# actors = ["NATO", "Japan"]
"""
)

WELCOME = Template(
    """\
---
title: Welcome to your digest
date: $day
added: $added
summary: The site works. Here is how to make it yours.
---

This page is a Markdown file like every article: $path. Change it, or delete it once you have articles of
your own.

1. Save a news article as plain text, its headline on the first line, and run `digest add article.txt`.
   The file that appears in `content/articles/` carries title, date, source, and the actors and regions
   that digest found. All of it is yours to correct.
2. Run `digest serve`: it shows the site in the browser, and shows what you change as you change it.
   `digest build` makes the files of the site in `output/`.
3. Open `digest.toml`, and give the site its description, colour and address.

`digest new "A title"` begins an article of your own. The [about page](../../../pages/about.md) waits for
your words.
"""
)

ABOUT = """\
---
title: About
---

Say here what this digest follows, who makes it, and how to reach them.
"""

GITIGNORE = """\
# What digest makes
output/
.digest/
"""

GITATTRIBUTES = """\
*.md text eol=lf
content/.seen/*.txt merge=union
"""

ARTICLE = Template(
    """\
---
title: $title
date: $date
added: $added
source:
url:
authors: []
actors: []
regions: []
topics: []
summary:
comment:
draft: true
---

"""
)


class SiteOrigin(msgspec.Struct, frozen=True):
    """What a new site is made from, apart from its folder."""

    now: dt.datetime
    """Aware, in the site's time zone."""
    timezone: str
    """An IANA name."""
    requirements: tuple[Artifact, ...]
    """`requirements.txt`, and what it names of the site's own files."""
    tail: str
    """Makes the site's id differ from that of every site of the same name."""


def new_site(name: str, origin: SiteOrigin, *, content: bool = True) -> tuple[Artifact, ...]:
    """The files of a new site in a folder of that name, with something to read if asked for; it builds at once."""
    title = one_line(name.encode(errors="replace").decode().replace("-", " ").replace("_", " "))
    config = CONFIG.substitute(
        id=_toml(f"{slug(title)}-{origin.tail}"),
        title=_toml(title[:1].upper() + title[1:] or "A digest"),
        timezone=_toml(origin.timezone),
        about="" if content else "# ",
    )
    welcome = f"{folder_of(origin.now.date())}{WELCOME_FILE}"
    texts = {
        welcome: WELCOME.substitute(day=origin.now.date(), added=moment(origin.now), path=f"`{welcome}`"),
        f"content/pages/{ABOUT_FILE}": ABOUT,
    }
    files = {
        FILE_NAME: config,
        **(texts if content else {}),
        "static/.gitkeep": "",
        ".gitignore": GITIGNORE,
        ".gitattributes": GITATTRIBUTES,
    }
    return (*(Artifact(path, text.encode()) for path, text in files.items()), *origin.requirements)


WELCOME_FILE, ABOUT_FILE = "welcome.md", "about.md"
PLACEHOLDERS = (WELCOME_FILE, ABOUT_FILE)
"""The names of the files of a new site that wait for the editor's words."""
_WELCOME = re.compile(re.sub(r"\\\$\w+", "[^\\\\n]*", re.escape(WELCOME.template)).encode())


def is_placeholder(path: str, content: bytes) -> bool:
    """Whether a file holds, byte for byte, what `digest init` wrote at such a path."""
    if path == f"content/pages/{ABOUT_FILE}":
        return content == ABOUT.encode()
    return path.endswith(f"/{WELCOME_FILE}") and _WELCOME.fullmatch(content) is not None


def new_article(title: str, date: When, now: dt.datetime) -> Artifact:
    """An article to fill in: the usual keys, empty, and `draft: true` so that it stays out until it is ready.

    The title is one line that holds a visible character.
    """
    text = ARTICLE.substitute(title=scalar(title), date=when(date), added=moment(now))
    return Artifact(f"{folder_of(date.day)}{slug(title)}.md", text.encode())


def origin(root: Path = Path("/")) -> SiteOrigin:
    """The machine's part of a new site: time, time zone, and where digest was installed from.

    Raises DigestError where DIGEST_NOW or SOURCE_DATE_EPOCH holds no date.
    """
    timezone = machine_zone(os.environ, root)
    return SiteOrigin(now(dates.zone(timezone)), timezone, requirements(own_source()), secrets.token_hex(4))


def machine_zone(environment: Mapping[str, str], root: Path = Path("/")) -> str:
    """The IANA name of the machine's time zone: TZ, /etc/timezone, the link /etc/localtime, else UTC."""
    names = (environment.get("TZ", "").removeprefix(":"), _first_line(root / "etc/timezone"), _link(root))
    return next((name for name in names if name and _is_zone(name)), "UTC")


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").partition("\n")[0].strip()
    except (OSError, ValueError):
        return ""


def _link(root: Path) -> str:
    """`/usr/share/zoneinfo/Europe/Brussels` → `Europe/Brussels`."""
    try:
        target = (root / "etc/localtime").readlink().as_posix()
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")


def _is_zone(name: str) -> bool:
    try:
        dates.zone(name)
    except ValueError:
        return False
    return True


def _toml(text: str) -> str:
    """A basic string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)
