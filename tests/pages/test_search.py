"""The files that search asks: what is in them, and which of them change."""

from pathlib import Path

import pytest

from tests.support.building import Site, make_site

ARTICLE = """
    -- content/articles/{name}.md --
    ---
    title: Title of {name}
    date: {day}
    actors: [NATO]
    {line}
    ---
    The text of {name} says xylophone{name}.
"""


def article(name: str, day: str = "2026-11-24", line: str = "source: The Gazette") -> str:
    return ARTICLE.format(name=name, day=day, line=line)


def indexed(site: Site) -> dict[str, str]:
    """The files of the index by path."""
    return {path: content.decode() for path, content in site.tree().items() if path.startswith("search/")}


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("source: The Gazette", True),
        ("rights: link", False),
        ("rights: excerpt", True),
        ("withdrawn: Wrong", False),
        ("draft: true", False),
        ("embargo: 2030-01-01", False),
        ("expires: 2026-11-25", False),
    ],
)
def test_what_may_not_be_shown_is_in_no_file_of_the_index(tmp_path: Path, line: str, is_found: bool) -> None:
    site = make_site(tmp_path, article("alpha", line=line) + article("beta"))
    site.build()
    text = "\n".join(indexed(site).values())
    assert "Title of beta" in text
    assert ("xylophonealpha" in text) == is_found
    assert ("Title of alpha" in text) == (is_found or line == "rights: link")


def test_of_an_excerpt_only_its_words_are_found(tmp_path: Path) -> None:
    settings = '\n-- digest.toml --\n[site]\nid = "t"\n[theme]\nname = "plain"\n[rights]\nexcerpt_words = 3\n'
    site = make_site(tmp_path, settings)
    site.write(article("alpha", line="rights: excerpt"))
    site.build()
    text = "\n".join(indexed(site).values())
    assert "xylophonealpha" not in text
    assert "text" in text


def test_an_article_of_today_leaves_the_files_of_other_months_as_they_are(tmp_path: Path) -> None:
    site = make_site(tmp_path, "".join(article(f"a{month}", f"2026-{month:02d}-03") for month in range(1, 12)))
    site.build()
    before = indexed(site)
    site.write(article("today"))
    site.build()
    after = indexed(site)
    changed = {path.split("/")[1] for path in before.keys() ^ after.keys()}
    assert len(changed) == 4, "the folders of the newest month's words and records, before and after"
    named = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert named <= {"search/index.html", "search/index.txt"}


def test_the_index_names_each_folder_and_how_many_articles_each_month_has(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a") + article("b", "2026-10-05") + article("c", "2019-01-05"))
    site.build()
    form, *lines = indexed(site)["search/index.txt"].split("\n")
    assert form.startswith("1 ")
    months = [line.split() for line in lines if " " in line]
    assert [(key, count) for key, count, _ in months] == [("202611", "1"), ("202610", "1"), ("201901", "1")]
    folders = {path.split("/")[1] for path in indexed(site) if path.count("/") == 2}
    assert {*(line for line in lines if " " not in line), *(folder for _, _, folder in months), "names"} == folders


def test_a_dossier_is_found_under_each_word_of_each_of_its_names(tmp_path: Path) -> None:
    dossier = "-- content/actors/jane-roe.md --\n---\nname: Jane Roe\nkind: person\naliases: [Dame Élodie]\n---\n"
    site = make_site(tmp_path, dossier + article("a", line="summary: S"))
    site.build()
    files = indexed(site)
    for letter in "jrde":
        assert "Jane Roe\tactors/jane-roe/\tjane roe\tdame elodie" in files[f"search/names/{ord(letter):x}.txt"]


def test_a_site_without_articles_has_a_search_page_too(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.build()
    assert indexed(site)["search/index.txt"] == "1 "
    assert site.view("search/").count == 0
