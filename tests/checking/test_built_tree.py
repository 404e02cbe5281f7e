"""What rights withhold today, in a site that was built while they allowed it."""

from pathlib import Path

from tests.support.building import make_site

SENTENCE = "The minister told the council of all eleven ships. "
ARTICLE = """\
-- content/articles/a.md --
---
title: A
date: 2026-11-24
source: Reuters
url: https://example.org/a
rights: {}
---
An opening that may be shown to all of the readers. {}Words follow it.
"""


def test_a_sentence_that_is_withheld_now_is_found_in_the_built_site(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(ARTICLE.format("full", SENTENCE))
    site.build()
    assert "withheld" not in site.run("check").out
    site.write(ARTICLE.format("link", SENTENCE))
    run = site.run("check")
    assert run.code == 1
    message = "output/2026/11/24/a/index.html: the rights of content/articles/a.md withhold a sentence of this file"
    assert message in run.out
    site.build()
    assert "withheld" not in site.run("check").out


def test_a_formula_that_another_article_shows_in_full_is_not_withheld(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(ARTICLE.format("link", SENTENCE))
    site.write(ARTICLE.replace("articles/a.md", "articles/b.md").format("full", SENTENCE))
    site.build()
    assert "withheld" not in site.run("check").out
