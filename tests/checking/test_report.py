"""The formats of `digest check`: one finding a line, for people, programs and GitHub."""

import json
from pathlib import Path

from tests.support.building import make_site

SITE = """
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    actors: [Russsia]
    ---
    100%: [gone](x,y.md)
"""


def test_json_has_an_object_a_line(tmp_path: Path) -> None:
    run = make_site(tmp_path, SITE).run("check", "--format", "json")
    source, name, link = (json.loads(line) for line in run.out.splitlines())
    assert run.code == 1
    assert run.err == ""
    assert name["code"] == "near-name"
    assert name["can_be_fixed"] is True
    assert (link["path"], link["line"], link["column"]) == ("content/articles/a.md", 6, 14)
    assert (link["severity"], link["code"], link["can_be_fixed"]) == ("error", "dead-link", False)
    assert (source["severity"], source["code"]) == ("note", "no-source")


def test_github_marks_lines_and_reads_no_words_as_a_command(tmp_path: Path) -> None:
    run = make_site(tmp_path, SITE).run("check", "--format", "github")
    assert run.out.splitlines() == [
        ("::notice file=content/articles/a.md,line=1,col=1,title=no-source::it names no source, "
        'add a line such as "source: Reuters"'),
        ("::warning file=content/articles/a.md,line=4,col=10,title=near-name::"
        'actors: "Russsia" is not known, and nearly a name that is, did you mean "Russia"?'),
        ('::error file=content/articles/a.md,line=6,col=14,title=dead-link::the link leads to "x,y.md", '
        'which is not there, did you mean "a.md"?'),
    ]
