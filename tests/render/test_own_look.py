"""What a site changes of its theme: templates that build on the theme's own, and stylesheets."""

from pathlib import Path

from tests.render.test_themes import SITE
from tests.support.building import Site, make_site

UPON = """
    -- themes/child/theme.toml --
    name = "child"
    extends = "plain"
    -- themes/child/templates/article.html --
    {% extends "!article.html" %}
    {% block main %}<p>child</p>{{ super() }}{% endblock %}
    -- templates/article.html --
    {% extends "!article.html" %}
    {% block main %}<p>site</p>{{ super() }}{% endblock %}
"""


def errors(site: Site) -> list[str]:
    return [fault for fault in site.faults() if ": warning: " not in fault]


def test_a_template_builds_on_the_one_that_it_takes_the_place_of(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE.format(theme="child", options="") + UPON)
    site.build()
    page = site.page("2026/11/24/a/")
    places = [page.index(words) for words in ("<p>site</p>", "<p>child</p>", '<article lang="en">')]
    assert places == sorted(places)
    site.write("-- themes/child/templates/article.html --\n{% extends '!article.html' %}\n")
    site.build()
    page = site.page("2026/11/24/a/")
    assert ("<p>site</p>" in page, "<p>child</p>" in page, '<article lang="en">' in page) == (True, False, True)


def test_a_template_with_nothing_below_it_and_one_that_extends_itself(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE.format(theme="plain", options=""))
    site.write("-- templates/new.html --\n{% extends '!new.html' %}\n")
    assert errors(site)[0].startswith('templates/new.html:1:1: there is no template "!new.html"')
    site.write("-- templates/new.html --\n-- templates/article.html --\n{% extends 'article.html' %}\n")
    (fault,) = errors(site)
    assert fault.startswith("templates/article.html:1:1: this template extends or includes itself, to build on the")


def test_the_sites_own_stylesheets_are_loaded_after_the_themes(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE.format(theme="default", options='css = ["desk.css"]'))
    assert errors(site)[0].startswith('digest.toml:5:8: [theme] css: there is no file "static/desk.css", put it there')
    site.write("-- static/desk.css --\nh1 { color: red }\n").build()
    page = site.page("2026/11/24/a/")
    assert page.index("assets/style.css") < page.index('href="../../../../desk.css"')
