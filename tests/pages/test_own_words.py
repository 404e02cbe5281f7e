"""What a site adds of its own: keys, templates, entries of the navigation, and a map in the foot."""

import re
from pathlib import Path

import pytest

from tests.support.building import Site, make_site

SETTINGS = """
    -- digest.toml --
    [site]
    id = "t"
    title = "T"
    {site}
    [content]
    extra = ["risk"]
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    risk: high
    actors: [NATO]
    ---
    The body.
"""


def site_of(root: Path, more: str = "", site: str = "") -> Site:
    return make_site(root, SETTINGS.format(site=site) + more)


def test_a_key_of_the_sites_own_reaches_cards_and_the_page(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    block = "{% block before_text %}<p>Risk: {{ card | extra('risk') }}{{ card | extra('none') }}.</p>{% endblock %}"
    site.write(f'-- templates/article.html --\n{{% extends "!article.html" %}}\n{block}\n')
    site.write("-- templates/cards/lead.html --\n<p>{{ card.title }}: {{ card | extra('risk') }}</p>\n")
    site.build()
    assert "<p>Risk: high.</p>" in site.page("2026/11/24/a/")
    assert "<p>A: high</p>" in site.page("2026/11/24/") + site.page("")
    assert '"risk": "high"' in site.page("data/2026/11.json")


TEMPLATE = """
    -- content/pages/team.md --
    ---
    title: Team
    template: people
    ---
    Who we are.
"""


def test_a_page_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    site = site_of(tmp_path, TEMPLATE)
    assert site.faults() == [
        'content/pages/team.md:3:1: template: there is no "people.html" in the theme, put it into templates/'
    ]
    site.write('-- templates/people.html --\n{% extends "page.html" %}{% block head %}<!-- people -->{% endblock %}\n')
    site.build()
    assert "<!-- people -->" in site.page("team/")
    assert "Who we are." in site.page("team/")


@pytest.mark.parametrize(
    ("sections", "names"),
    [
        ('["topics", "charts", "latest"]', ["Topics", "Charts", "Latest"]),
        ("[]", []),
        ('["latest", "who", "where", "topics", "archive"]', ["Latest", "Who", "Where", "Topics", "Archive"]),
    ],
)
def test_a_site_chooses_and_orders_the_entries_of_the_navigation(
    tmp_path: Path, sections: str, names: list[str]
) -> None:
    site = site_of(tmp_path, site=f"sections = {sections}")
    site.build()
    nav = site.page("").partition('aria-label="Sections"')[2].partition("</nav>")[0]
    assert re.findall("<a[^>]*>([^<]*)</a>", nav) == names


def test_an_entry_that_is_none_is_named(tmp_path: Path) -> None:
    site = site_of(tmp_path, site='sections = ["lates"]')
    (fault,) = site.faults()
    assert 'digest.toml:4:1: [site] sections: "lates" is not allowed here, did you mean "latest"?' in fault


def test_a_text_that_is_printed_without_its_filter_is_an_error(tmp_path: Path) -> None:
    site = site_of(tmp_path, TEMPLATE.replace("    template: people\n", ""))
    site.write('-- templates/page.html --\n{% extends "base.html" %}{% block main %}{{ page.body }}{% endblock %}\n')
    (fault,) = site.faults()
    assert fault.startswith("templates/page.html:1:")
    assert "a text is printed with its filter: {{ page.body | prose(page.root) }}" in fault


def test_readers_set_out_from_the_foot_of_some_pages(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    site.build()
    with_map = ["", "archive/", "actors/", "regions/", "topics/", "404.html"]
    without = ["charts/", "search/", "2026/11/24/a/", "2026/11/24/"]
    assert [address for address in with_map + without if "Map of the site" in site.page(address)] == with_map
    foot = site.page("archive/").partition("Map of the site")[2]
    assert 'href="../2026/11/"' in foot
    assert 'href="../actors/nato/"' in foot
