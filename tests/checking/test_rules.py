"""A site with every fault planted: each is found at its line, with what mends it, and only there."""

import json
import struct
import zlib
from pathlib import Path

import pytest

from digest.checking.rules import ALL_RULES, FURTHER_RULES, MENDED, RULES
from digest.model.text import Prose
from digest.reading.library import Library
from tests.support.building import Site, make_site

SAME = " ".join(f"word{n}" for n in range(80))
NEARLY = SAME.replace("word79", "another")

PLANTED = f"""
    -- content/articles/names.md --
    ---
    title: Names
    date: 2026-11-20
    source: Reuters
    url: https://example.org/names
    actors: [Russsia, Emanuel Macron, Zora Quimby]
    regions: [Euro-Atlantik, Middle Kingdom]
    ---
    A text of its own.
    -- content/articles/list.md --
    ---
    title: A list
    date: 2026-11-20
    source: Reuters
    url: https://example.org/list
    actors: NATO, Japan
    ---
    Another text of its own.
    -- content/articles/dates.md --
    ---
    title: Dates
    date: 2026-11-20
    date_basis: file
    source: Reuters
    url: https://example.org/dates
    dateline: TOKYO, July 9
    actors: [Fumio Kishida]
    ---
    Prime Minister Fumio Kishida spoke.
    -- content/articles/first.md --
    ---
    title: First
    date: 2026-11-18
    source: Reuters
    url: https://example.org/first
    ---
    {SAME}
    -- content/articles/nearly.md --
    ---
    title: Nearly
    date: 2026-11-19
    source: AFP
    url: https://example.org/nearly
    ---
    {NEARLY}
    -- content/articles/again.md --
    ---
    title: Again
    date: 2026-11-20
    source: Reuters
    url: http://www.example.org/first/?utm_source=mail
    ---
    Other words.
    -- content/articles/bare.md --
    ---
    title: Bare
    date: 2026-11-20
    aliases: [/2026/11/20/bare/, /old/]
    image: wide.png
    ---
    See [the report][1], ![](wide.png) and a note.[^2]
    -- content/articles/unsourced.md --
    ---
    title: Unsourced
    date: 2026-11-20
    source: Reuters
    rights: excerpt
    ---
    Words.
    -- content/articles/dead.md --
    ---
    title: Dead
    date: 2026-11-20
    source: Reuters
    url: https://example.org/dead
    ---
    [Away](nowhere.md).
    -- content/articles/hash.md --
    ---
    title: Ferry #1 opens
    date: 2026-11-20
    source: Reuters
    url: https://example.org/hash
    ---
    The words of the ferry.
    -- content/actors/acme.md --
    ---
    name: Acme
    aliases: [Japan]
    ---
    -- content/pages/about.md --
    ---
    title: About
    ---

    Say here what this digest follows, who makes it, and how to reach them.
"""

FOUND = """
    content/actors/acme.md:3:11: warning: aliases: "Japan" is a name of Japan too, \
take it out of one of the two [alias-collision]
    content/articles/again.md:1:1: warning: it has the same original as content/articles/first.md, \
delete one, and name its address under "aliases" of the other [duplicate]
    content/articles/bare.md:1:1: note: it names no source, add a line such as "source: Reuters" [no-source]
    content/articles/bare.md:4:1: warning: the alias "/2026/11/20/bare/" is the article's own address, \
take it out [own-alias]
    content/articles/bare.md:5:1: note: its picture has no credit, add a line "image_credit: …" [picture-credit]
    content/articles/bare.md:5:1: warning: its picture has no words for those who do not see it, \
add a line "image_alt: …" [picture-alt]
    content/articles/bare.md:7:5: warning: "[the report][1]" is shown as it is written: nothing defines "1", \
add a line "[1]: https://…" below the text, or take the brackets out [left-over-reference]
    content/articles/bare.md:7:26: warning: the picture "wide.png" has no words for those who do not see it, \
write them between the brackets: ![…] [picture-alt]
    content/articles/bare.md:7:47: warning: "[^2]" is shown as it is written: nothing defines "^2", \
add a line "[^2]: https://…" below the text, or take the brackets out [left-over-reference]
    content/articles/dates.md:3:1: warning: its date 2026-11-20 is its file's own: unconfirmed, \
find out the date, correct it, and delete date_basis [date-unconfirmed]
    content/articles/dates.md:3:1: warning: its date 2026-11-20 was not stated by anybody, and it calls \
Fumio Kishida Prime Minister, who held that office from 2021-10-04 to 2024-10-01: find out the date [date-office]
    content/articles/dates.md:3:1: warning: its date is 2026-11-20, and its dateline says "TOKYO, July 9", \
if the dateline is right, write date: 2026-07-09 [date-dateline]
    content/articles/dead.md:7:8: the link leads to "nowhere.md", which is not there, \
did you mean "unsourced.md"? [dead-link]
    content/articles/hash.md:2:14: warning: title: what follows # is a comment and not read, \
put the value between quotes, or the comment on a line of its own [cut-value]
    content/articles/list.md:6:9: warning: actors: "NATO, Japan" is read as one name, \
write actors: [NATO, Japan] [list-without-brackets]
    content/articles/names.md:6:10: warning: actors: "Russsia" is not known, and nearly a name that is, \
did you mean "Russia"? [near-name]
    content/articles/names.md:6:19: warning: actors: "Emanuel Macron" is not known, and nearly a name that is, \
did you mean "Emmanuel Macron"? [near-name]
    content/articles/names.md:7:11: warning: regions: "Euro-Atlantik" is not known, and nearly a name that is, \
did you mean "Euro-Atlantic"? [near-name]
    content/articles/names.md:7:26: warning: regions: "Middle Kingdom" is not a known region, \
to keep it, write content/regions/middle-kingdom.md [unknown-region]
    content/articles/nearly.md:1:1: warning: its text is nearly that of content/articles/first.md: \
about 97% of the phrases, keep one; name the other outlet under "also" [near-duplicate]
    content/articles/unsourced.md:4:1: note: it names no address of the original, \
add a line "url: https://…" [no-original]
    content/articles/unsourced.md:5:1: warning: its rights are "excerpt", and nothing leads to the rest of it, \
add a line "url: https://…" [rights]
    content/articles/wide.png: warning: this picture is 1,601 pixels wide, and 1,600 are enough, \
make it smaller, and keep the original elsewhere [picture-size]
    content/pages/about.md:1:1: warning: this is as digest init wrote it, \
put your own words in it, or delete it [placeholder]
"""


def png(width: int) -> bytes:
    """A PNG of one line, all black."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" + bytes(width))
    head = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    planted = make_site(tmp_path, PLANTED)
    (tmp_path / "content/articles/wide.png").write_bytes(png(1601))
    return planted


def test_each_planted_fault_is_found_at_its_line_with_what_mends_it(site: Site) -> None:
    run = site.run("check", "--notes")
    once = '"Zora Quimby"'
    lines = [line for line in run.out.splitlines() if once not in line]
    assert sorted(lines) == sorted(line.strip() for line in FOUND.strip().splitlines())
    assert run.code == 1
    assert site.run("check", "--notes").out == run.out, "what the store remembers changes nothing"


def test_an_unknown_region_is_named_once(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for name in ("a", "b", "c"):
        matter = f"title: {name}\ndate: 2026-11-24\nregions: [Middle Kingdom]"
        site.write(f"-- content/articles/{name}.md --\n---\n{matter}\n---\nWords of {name}.\n")
    (line,) = site.run("check").out.splitlines()
    assert line.startswith("content/articles/a.md:4:11: warning: ")
    assert '"Middle Kingdom" is not a known region, here and in 2 more articles' in line


def test_a_second_check_opens_no_article_that_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path)
    for name in ("quiet", "loud"):
        matter = f"title: {name}\ndate: 2026-11-24\nsource: Reuters\nurl: https://example.org/{name}"
        site.write(f"-- content/articles/{name}.md --\n---\n{matter}\n---\nWords of {name}.\n")
    site.run("check")
    read_text, opened = Library.text, []

    def text(library: Library, key: bytes) -> Prose:
        opened.append(key)
        return read_text(library, key)

    monkeypatch.setattr(Library, "text", text)
    site.write("-- content/articles/loud.md --\n---\ntitle: loud\ndate: 2026-11-24\n---\n[^1]\n")
    lines = site.run("check", "--notes").out.splitlines()
    assert [line.rpartition("[")[2] for line in lines] == ["no-source]", "left-over-reference]"]
    assert len(set(opened)) == 1


def test_notes_are_counted_and_listed_only_if_asked_for(site: Site) -> None:
    run = site.run("check")
    assert ": note: " not in run.out
    assert "1 error, 20 warnings, 4 notes; list notes with --notes" in run.err


def test_a_rule_is_left_out_by_its_code(site: Site) -> None:
    codes = [rule.code for rule in RULES]
    config = site.root / "digest.toml"
    quoted = ", ".join(f'"{code}"' for code in codes)
    config.write_text(config.read_text() + f"\n[check]\nignore = [{quoted}]\n")
    run = site.run("check", "--notes")
    assert [line.rpartition("[")[2] for line in run.out.splitlines()] == ["dead-link]"]
    assert "warning" not in site.run("build").err
    assert len(site.faults()) == 1


def test_a_code_that_no_rule_has_is_named(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    config = tmp_path / "digest.toml"
    config.write_text(config.read_text() + '\n[check]\nignore = ["near-nam", "dead-link"]\n')
    run = site.run("check")
    assert '"near-nam" is not a rule that can be left out, did you mean "near-name"?' in run.out
    assert '"dead-link" is not a rule that can be left out' in run.out, "a fault that stops a build stays one"


def test_a_clean_site_has_nothing_to_mend(tmp_path: Path) -> None:
    run = make_site(tmp_path).run("check", "--strict", "--notes")
    assert (run.code, run.out, run.err) == (0, "", "Nothing to mend.\n")


def test_warnings_fail_only_under_strict(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        actors: [Russsia]
        source: Reuters
        url: https://example.org/a
        ---
        Words.
    """)
    assert site.run("check").code == 0
    assert site.run("check", "--strict").code == 1


def test_the_rules_that_say_so_and_no_others_can_be_mended(site: Site) -> None:
    lines = map(json.loads, site.run("check", "--format", "json").out.splitlines())
    assert {line["code"] for line in lines if line["can_be_fixed"]} == MENDED


def test_each_rule_has_a_code_and_a_line_of_its_own() -> None:
    rules = (*ALL_RULES, *FURTHER_RULES)
    assert len({rule.code for rule in rules}) == len({rule.what for rule in rules}) == len(rules)


@pytest.mark.parametrize(
    ("name", "words"),
    [("Mike Johnston", "Mike Johnston spoke."), ("G7+", "Words."), ("Kadena Air Base, Okinawa", "Words.")],
    ids=["in the text", "another number", "a comma of its own"],
)
def test_a_name_that_is_another_is_left_alone(tmp_path: Path, name: str, words: str) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\ntitle: A\ndate: 2026-11-24\nactors: ['{name}']\n---\n{words}\n")
    assert site.build().warnings == ()
