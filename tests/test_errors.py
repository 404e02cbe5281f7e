"""Everything wrong is said at once: file, line, column, what, and how to mend it; the last good output stays."""

from pathlib import Path

import pytest

from tests.support.building import Site, make_site, tree
from tests.support.site import write_site

GOOD = """
    -- content/articles/good.md --
    ---
    title: Good
    date: 2026-11-24
    ---
    ## A heading
"""

EVERYTHING_WRONG = """
    -- digest.toml --
    [site]
    titel = "A digest"
    base_url = "example.org"
    timezone = "Mars/Olympus"
    [stie]
    [theme]
    name = "plain"

    -- content/articles/key.md --
    ---
    title: Key
    date: 2026-11-24
    sumary: Mistyped
    reglons: [A]
    xyzzy: 1
    ---
    -- content/articles/date.md --
    ---
    title: Date
    date: 24.11.2026
    expires: 2026-11-31
    ---
    -- content/articles/yaml.md --
    ---
    title: One: two
    date: 2026-11-24
    ---
    -- content/articles/twice.md --
    ---
    title: Twice
    date: 2026-11-24
    title: Again
    ---
    -- content/articles/conflict.md --
    ---
    title: Conflict
    date: 2026-11-24
    ---
    <<<<<<< HEAD
    Ours.
    =======
    Theirs.
    >>>>>>> branch
    -- content/articles/untitled.md --
    ---
    title:
    ---
    -- content/articles/nothing.md --
    No front matter.
    -- content/articles/open.md --
    ---
    title: Never closed
    -- content/articles/values.md --
    ---
    title: Values
    date: 2026-11-24
    draft: maybe
    rights: exerpt
    url: www.example.org
    slug: ../up
    lang: english please
    corrections: [{txt: x}]
    also: Reuters
    actors: [[a, b]]
    ---
    -- content/articles/Capital Letters.md --
    ---
    title: Capitals
    date: 2026-11-24
    ---
    -- content/articles/one/same.md --
    ---
    title: Same
    date: 2026-11-24
    ---
    One.
    -- content/articles/two/same.md --
    ---
    title: Same
    date: 2026-11-24
    ---
    Two.
    -- content/articles/case.md --
    ---
    title: Case
    date: 2026-11-24
    aliases: [/2026/11/24/GOOD/]
    ---
    [dead](nowhere.md), [anchor](good.md#headin)
    -- content/editions/tuesday.md --
    ---
    ---
    -- content/pages/About Us.md --
    ---
    title: About
    ---
    -- content/actors/nobody-knows.md --
    ---
    kind: persn
    ---
    -- templates/broken.html --
    <p>
    {% if page %}
    -- templates/missing.html --
    {% include "_macors.html" %}
"""

FAULTS = """
    content/actors/nobody-knows.md:1:1: name is missing, add a line "name: …": no entry has this slug
    content/actors/nobody-knows.md:2:7: kind: "persn" is not allowed here, did you mean "person"?
    content/articles/Capital Letters.md:1:1: the file's name "Capital Letters" cannot be part of an address, \
rename the file, or add a line such as "slug: capital-letters"
    content/articles/bytes.md:4:7: this is not UTF-8, save the file as UTF-8
    content/articles/case.md:1:1: the address "/2026/11/24/GOOD/" is taken by content/articles/good.md, \
rename one of them, or give it another slug
    content/articles/case.md:6:8: the link leads to "nowhere.md", which is not there, \
name a file relative to this one
    content/articles/case.md:6:30: there is no anchor "#headin" on "/2026/11/24/good/", did you mean "#a-heading"?
    content/articles/conflict.md:5:1: git's conflict marker, choose one side and delete the markers
    content/articles/control.md:4:6: control character U+0007, delete it
    content/articles/date.md:3:7: date: "24.11.2026" is not a date, \
write a day as 2026-11-24 or a moment as 2026-11-24T09:30:00+01:00
    content/articles/date.md:4:10: expires: "2026-11-31" is not a date, \
write a day as 2026-11-24 or a moment as 2026-11-24T09:30:00+01:00
    content/articles/key.md:4:1: unknown key "sumary", did you mean "summary"?
    content/articles/key.md:5:1: unknown key "reglons", did you mean "regions"?
    content/articles/key.md:6:1: unknown key "xyzzy", allow it in digest.toml under [content] extra, or delete it
    content/articles/nothing.md:1:1: no front matter, begin the file with a line "---"
    content/articles/open.md:1:1: the front matter does not end, close it with a line "---"
    content/articles/twice.md:4:1: "title" is given twice, it is on line 2 already: delete one
    content/articles/two/same.md:1:1: the address "/2026/11/24/same/" is taken by content/articles/one/same.md, \
rename one of them, or give it another slug
    content/articles/untitled.md:1:1: date is missing, add a line "date: 2026-11-24"
    content/articles/untitled.md:2:1: title is empty, fill it in
    content/articles/values.md:4:8: draft: "maybe" is neither true nor false, write true or false
    content/articles/values.md:5:9: rights: "exerpt" is not allowed here, did you mean "excerpt"?
    content/articles/values.md:6:6: url: "www.example.org" is not a web address, write it whole, \
as https://example.org/page
    content/articles/values.md:7:7: slug: "../up" cannot be part of an address, \
use small letters a to z, figures and hyphens
    content/articles/values.md:8:7: lang: "english please" is not a language tag, write it as en, fr or pt-BR
    content/articles/values.md:9:15: corrections: "date" is missing, add date: …
    content/articles/values.md:9:16: corrections: unknown key "txt", did you mean "text"?
    content/articles/values.md:10:7: also: keys are needed here, write {source: …, url: …}
    content/articles/values.md:11:10: actors: one value is needed here, not a list, write it on one line
    content/articles/yaml.md:2:11: the front matter is not YAML: mapping values are not allowed in this context, \
put a value that holds ": " between quotes
    content/editions/tuesday.md:1:1: this file's name is not a day, name it as 2026-11-24.md, or 2026-w48.md for a week
    content/pages/About Us.md:1:1: this file's path cannot be part of an address, \
rename it: small letters a to z, figures and hyphens
    digest.toml:2:1: unknown key "titel" in [site], did you mean "title"?
    digest.toml:3:1: [site] base_url: "example.org" is not a web address, write it whole: https://example.org/news/
    digest.toml:4:1: [site] timezone: "Mars/Olympus" is not a time zone, write an IANA name such as Europe/Brussels
    digest.toml:5:2: unknown section "stie", did you mean "site"?
    templates/broken.html:2:1: this template cannot be read: Unexpected end of template. Jinja was looking \
for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.
    templates/missing.html:1:1: there is no template "_macors.html", did you mean "_macros.html"?
"""


def everything_wrong(site: Site) -> None:
    site.write(EVERYTHING_WRONG)
    folder = site.root / "content/articles"
    folder.joinpath("bytes.md").write_bytes("---\ntitle: Ä\ndate: 2026-11-24\nurl: ä".encode() + b"\xe4\n---\n")
    folder.joinpath("control.md").write_bytes(b"---\ntitle: A\ndate: 2026-11-24\nurl: \x07\n---\n")


def test_everything_wrong_is_said_in_one_run(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    everything_wrong(site)
    run = site.run("build")
    assert run.code == 1
    assert run.out == ""
    assert run.err.splitlines() == [line.strip() for line in FAULTS.strip().splitlines()]


def test_the_last_good_output_stays_byte_for_byte(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    site.build()
    before = tree(site.output, owned=True)
    stamps = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}
    everything_wrong(site)
    assert site.run("build").code == 1
    assert tree(site.output, owned=True) == before
    assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*")} == stamps


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        (
            '{% extends "base.html" %}\n{% block main %}\n{{ page.titel }}\n{% endblock %}',
            'templates/article.html:3:1: ArticleView has no field "titel", did you mean "title"?',
        ),
        ("\n{{ nothing }}", "templates/article.html:2:1: 'nothing' is undefined"),
        ("{{ page.card.source.nam }}", 'templates/article.html:1:1: Term has no field "nam", did you mean "name"?'),
        ("\n\n{{ 1 / 0 }}", "templates/article.html:3:1: ZeroDivisionError: division by zero"),
        ('{{ page.card | show("nosuch", page.root) }}', "templates/article.html:1:1: there is no template"),
    ],
)
def test_a_templates_fault_names_template_line_and_page(tmp_path: Path, template: str, fault: str) -> None:
    site = make_site(tmp_path, GOOD)
    site.build()
    before = site.tree()
    write_site(tmp_path, f"-- templates/article.html --\n{template}\n")
    run = site.run("build")
    assert run.code == 1
    assert run.err.startswith(fault)
    if "there is no template" not in fault:
        assert 'seen while rendering "/2026/11/24/good/"' in run.err
    assert len(run.err.splitlines()) == 1
    assert site.tree() == before


def test_a_fault_in_a_cards_template_names_that_template(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD).write("""
        -- templates/cards/item.html --
        <p>
        {{ card.headline }}
        {{ page.title }}
    """)
    (found,) = site.faults()
    assert found.startswith('templates/cards/item.html:2:1: Card has no field "headline"')
    site.write("""
        -- templates/cards/item.html --
        <p>
        {{ page.title }}
    """)
    (found,) = site.faults()
    assert found.startswith("templates/cards/item.html:2:1: 'page' is undefined"), "a card sees no page"


def test_one_fault_on_many_pages_is_said_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD).write("-- templates/base.html --\n{{ page.nothing }}\n")
    assert all(found.startswith("templates/base.html:1:1: ") for found in site.faults())
    messages = {found.split(" has no field")[0] for found in site.faults()}
    assert len(site.faults()) == len(messages), "once for each kind of page"


def test_a_template_that_the_theme_lacks(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    (tmp_path / "themes/plain/templates/archive.html").unlink()
    (found,) = site.faults()
    assert found.startswith('there is no template "archive.html"')


def test_an_empty_site_has_nothing_wrong(tmp_path: Path) -> None:
    run = make_site(tmp_path).run("build")
    assert (run.code, run.err) == (0, "")


def test_a_folder_without_a_site(tmp_path: Path) -> None:
    run = Site(tmp_path).run("build")
    assert run.code == 1
    assert run.err == f"no digest.toml in {tmp_path} or above it, make a site with: digest init DIR\n"


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        ("[site\n", "digest.toml:1:6: this is not TOML"),
        (
            '[site]\ntitle = "Desk\n',
            "digest.toml:2:14: this is not TOML: illegal character '\\n', close the quotation mark",
        ),
        (
            "[site]\ntitle = Desk\n",
            "digest.toml:2:9: this is not TOML: invalid value, put words between quotation marks",
        ),
        (
            '[site]\ntitle: "Desk"\n',
            "digest.toml:2:6: this is not TOML: expected '=' after a key in a key/value pair, write",
        ),
        ('site = "x"\n', 'digest.toml:1:1: "site" is a section, write [site]'),
        ("[site]\ntitle = 3\n", "digest.toml:2:1: [site] title: expected str, got int"),
        ('[site]\naccent = "red"\n', 'digest.toml:2:1: [site] accent: "red" is not a colour, write it as #a3241b'),
        ('[site]\nid = "a b"\n', "digest.toml:2:1: [site] id: "),
        ('[site]\nlanguage = "english!"\n', "digest.toml:2:1: [site] language: "),
        ('[site]\nlogo = "../x.svg"\n', "digest.toml:2:1: [site] logo: "),
        ('[site]\nbase_url = "http://["\n', "digest.toml:2:1: [site] base_url: "),
        ('[labels]\nmonths = ["a"]\n', "digest.toml:2:1: [labels] months: 12 words are needed, 1 were given"),
        ('[rights]\ndefault = "ful"\n', 'digest.toml:2:1: [rights] default: "ful" is not allowed here, did you mean'),
        ("[rights]\nexcerpt_words = -1\n", "digest.toml:2:1: [rights] excerpt_words: "),
        (
            '[theme]\nname = "default"\n[theme.options]\n\ndensty = 1\n',
            'digest.toml:5:1: [theme.options] unknown option "densty"',
        ),
        ('[theme]\nname = "plian"\n', 'digest.toml:2:1: there is no theme "plian", did you mean "plain"?'),
    ],
)
def test_a_wrong_setting(tmp_path: Path, toml: str, fault: str) -> None:
    site = make_site(tmp_path, f"-- digest.toml --\n{toml}")
    run = site.run("build")
    assert run.code == 1
    assert any(line.startswith(fault) for line in run.err.splitlines()), run.err


def test_a_digest_toml_that_is_not_utf8(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (tmp_path / "digest.toml").write_bytes(b'[site]\ntitle = "\xe4"\n')
    assert "digest.toml:2:1: this file is not UTF-8, save it as UTF-8" in site.run("build").err


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD + "    -- content/notes.md --\n    A note.\n")
    run = site.run("build")
    assert run.code == 0
    assert run.err == (
        "content/notes.md: warning: this file is where digest reads nothing, move it into one of the folders "
        "under content/: articles, editions, pages, actors, regions, sources, topics\n"
    )
    site.write("-- content/articles/more.md --\n---\ntitle: More\ndate: 2026-11-24\n---\n")
    before = site.tree()
    run = site.run("build", "--strict")
    assert run.code == 1
    assert "content/notes.md: warning: " in run.err
    assert site.tree() == before


def test_a_fault_of_usage_is_code_2(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for arguments in (["--nonsense"], ["--base-url", "example.org"], ["extra"]):
        run = site.run("build", *arguments)
        assert run.code == 2
        assert "Traceback" not in run.err
    assert "did you mean" in site.run("biuld").err


BARE = "---\ntitle: A\ndate: 2026-11-24\n{}---\n"


@pytest.mark.parametrize(
    ("matter", "body", "is_said"),
    [
        ("", "", True),
        ("summary: ''\ncomment: ''\n", "\n \n", True),
        ("", "Words.\n", False),
        ("", "![A map](https://example.org/m.png)\n", False),
        ("summary: Words.\n", "", False),
        ("url: https://example.org/a\n", "", False),
        ("comment: Words.\n", "", False),
        ("withdrawn: ''\n", "", False),
        ("draft: true\n", "", False),
    ],
)
def test_an_article_that_tells_nothing_is_warned_of_at_each_build(
    tmp_path: Path, matter: str, body: str, is_said: bool
) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(BARE.format(matter) + body)
    for _ in range(2):
        run = site.run("build")
        assert run.code == 0
        assert ("content/articles/a.md:1:1: warning: there is nothing in this article" in run.err) == is_said
