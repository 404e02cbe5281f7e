"""The defaults that the reference states are those that hold: what is written out as documented changes nothing."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from digest.config import Config, parse
from tests.support.building import make_site
from tests.support.paths import ROOT

REFERENCE = (ROOT / "docs/reference/configuration.md").read_text("utf-8")
ROW = re.compile(r"\| `(?P<key>\w+)` \| (?P<kind>[^|]+) \| (?P<default>[^|]*) \|")
"""A setting's row in a table with defaults: | `limit` | number | `50` | The most new articles … |"""
EMPTY = {"text": "", "list": [], "table": {}}
UNSTATED = {("feeds", "url"), ("feeds", "command"), ("feeds", "rights")}
"""Of a feed: what it needs one of, and what its outlet decides where it is not stated."""


def documented() -> Iterator[tuple[str, str, Any]]:
    """Section, key and default of each setting in the reference."""
    _, _, generated = REFERENCE.partition("<!-- generated: settings -->")
    for part in generated.split("\n### ")[1:]:
        section = part.partition("\n")[0]
        for row in ROW.finditer(part if "| by default |" in part else ""):
            yield section, row["key"], value_of(row["kind"], row["default"])


def value_of(kind: str, default: str) -> Any:
    """`A digest` of a text, 50 of a number, ["January", …] of a list of text."""
    words = re.findall("`([^`]*)`", default)
    if kind.startswith("list"):
        return words
    if not words:
        return EMPTY[kind]
    return words[0] if kind == "text" else tomllib.loads(f"value = {words[0]}")["value"]


def written_out() -> str:
    """A digest.toml that states each default of the reference; its feed is one that is not asked in a build."""
    lines, section = [], ""
    for name, key, value in documented():
        if name not in Config.__struct_fields__ or (name, key) in UNSTATED:
            continue
        if name != section:
            section = name
            lines += ["[[feeds]]", 'url = "feed.xml"'] if name == "feeds" else [f"[{name}]"]
        lines.append(f"{key} = {msgspec.json.encode(value).decode()}")
    return "\n".join(lines) + "\n"


def test_each_setting_that_is_not_stated_is_as_documented() -> None:
    stated, findings = parse(written_out())
    assert findings == []
    assert stated == parse('[[feeds]]\nurl = "feed.xml"\n')[0]


def test_the_reference_states_a_default_for_every_setting() -> None:
    alone = {("preview", "editor"), ("check", "ignore"), ("edition", "closes")}  # empty, in sections of their own
    described = {(section, key) for section, key, _ in documented()} | alone
    settings = {
        (section, key)
        for section, part in msgspec.structs.asdict(parse('[[feeds]]\nurl = "x"\n')[0]).items()
        for key in (part[0] if isinstance(part, tuple) else part).__struct_fields__
    }
    assert len(settings) > 50
    assert settings <= described


ARTICLES = """
    -- content/articles/2026/11/a.md --
    ---
    title: A
    date: 2026-11-24
    source: The Echo
    actors: [Japan, Ann Onymous]
    regions: [Sahel]
    comment: Why it is here.
    ---
    The port opened on Tuesday after a year of repairs to its piers. Ships came in at once. More followed.

    ![A picture](https://elsewhere.example/a.png)
    -- content/articles/2026/11/folder/index.md --
    ---
    title: In a folder
    date: 2026-11-24T23:30
    corrections:
      - date: 2026-11-25
        text: A name was wrong.
    ---
    Text.
"""
STATED = """
    -- content/articles/2026/11/a.md --
    ---
    title: A
    date: 2026-11-24
    edition: 2026-11-24
    slug: a
    summary: The port opened on Tuesday after a year of repairs to its piers. Ships came in at once.
    rights: full
    lang: en
    source: The Echo
    actors: [Japan, Ann Onymous]
    regions: [Sahel]
    comment: Why it is here.
    draft: false
    lead: false
    partial: false
    ---
    The port opened on Tuesday after a year of repairs to its piers. Ships came in at once. More followed.

    ![A picture](https://elsewhere.example/a.png)
    -- content/articles/2026/11/folder/index.md --
    ---
    title: In a folder
    date: 2026-11-24T23:30
    edition: 2026-11-24
    slug: folder
    corrections:
      - date: 2026-11-25
        text: A name was wrong.
        by: outlet
    ---
    Text.
"""


@pytest.mark.parametrize(
    ("settings", "articles"),
    [
        pytest.param(written_out(), ARTICLES, id="settings"),
        pytest.param("", STATED, id="front matter"),
    ],
)
def test_a_site_is_built_the_same_with_its_defaults_written_out(tmp_path: Path, settings: str, articles: str) -> None:
    sites = [make_site(tmp_path / name) for name in ("short", "long")]
    for site, toml, text in zip(sites, ("", settings), (ARTICLES, articles), strict=True):
        (site.root / "digest.toml").write_text(toml, "utf-8")
        site.write(text).build()
    short, long = (site.tree() for site in sites)
    assert short.keys() == long.keys()
    assert [path for path in short if short[path] != long[path]] == []
