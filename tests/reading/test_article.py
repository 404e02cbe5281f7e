"""One file is read as far as it can be: what is wrong in one place of it hides nothing in another."""

from pathlib import Path

import pytest

from tests.support.building import make_site


def test_an_unknown_key_hides_no_dead_link(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        sorce: Reuters
        ---
        See [the report](report.md).
    """)
    assert [fault.partition(",")[0] for fault in site.faults()] == [
        'content/articles/a.md:4:1: unknown key "sorce"',
        'content/articles/a.md:6:18: the link leads to "report.md"',
    ]


@pytest.mark.parametrize(
    "matter",
    ["title: One: two\ndate: 2026-11-24", "title: A", "title: A\ndate: tomorrow"],
    ids=["no YAML", "no date", "a wrong date"],
)
def test_a_file_without_an_article_has_its_links_looked_at_too(tmp_path: Path, matter: str) -> None:
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\n{matter}\n---\n## Here\n\n[up](#here) and [away](report.md)\n")
    faults = make_site(tmp_path).faults()
    line = path.read_text().count("\n")
    assert len(faults) == 2
    assert faults[-1].startswith(f'content/articles/a.md:{line}:24: the link leads to "report.md", which is not there')


def test_each_bad_item_of_a_list_is_named(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        aliases: [https://example.org/old/, old/, /good/, /old/?p=1]
        actors: [[Japan], NATO, [China]]
        corrections:
          - {date: soon, text: One., by: them}
          - {day: 2026-11-24, text: Two.}
        ---
        Words.
    """)
    assert [fault.removeprefix("content/articles/a.md:").partition(",")[0] for fault in site.faults()] == [
        '4:11: aliases: "https://example.org/old/" is not an address of this site',
        '4:37: aliases: "old/" is not an address of this site',
        '4:51: aliases: "/old/?p=1" is not an address of this site',
        "5:10: actors: one value is needed here",
        "5:25: actors: one value is needed here",
        '7:12: corrections: "soon" is not a date',
        '7:34: corrections: "them" is not allowed here',
        '8:5: corrections: "date" is missing',
        '8:6: corrections: unknown key "day"',
    ]


def test_each_conflict_and_each_line_with_a_control_character_is_named(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir(parents=True)
    side = "<<<<<<< ours\nOne.\n=======\nTwo.\n>>>>>>> theirs\n"
    path.write_text(f"---\ntitle: A\ndate: 2026-11-24\n---\n{side}{side}A \x02bell\x07.\n[x](y.md)\x03\n")
    assert [fault.removeprefix("content/articles/a.md:").partition(",")[0] for fault in site.faults()] == [
        "5:1: git's conflict marker",
        "10:1: git's conflict marker",
        "15:3: control character U+0002",
        '16:5: the link leads to "y.md"',
        "16:10: control character U+0003",
    ]


def test_an_alias_that_is_the_articles_own_address_takes_nothing_away(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        aliases: [/2026/11/24/a/, /old/]
        ---
        Words.
    """)
    assert site.build(strict=True).warnings == ()
    assert "Words." in site.page("2026/11/24/a/")
    assert site.has("old/")
