"""An archive that was put away is the same when it is taken out again."""

from pathlib import Path

from digest.archive.shelf import put_away, take_out
from tests.support.building import make_site
from tests.support.edits import GARDEN

OFFICE = """
    -- content/articles/2026/o.md --
    ---
    title: In office
    date: 2026-11-24
    actors: [Keir Starmer, NATO]
    ---
    The text.
"""


def test_every_page_is_made_from_the_same(tmp_path: Path) -> None:
    snapshot = make_site(tmp_path, GARDEN).write(OFFICE).snapshot()
    content, plan, renderer = snapshot.content, snapshot.plan, snapshot.renderer
    articles = {content.keys[article.path]: article for article in content.articles}
    taken = take_out(put_away(snapshot.archive), content.attachments, articles.__getitem__, content, snapshot.config)
    assert len(plan.pages) > 50
    for page in plan.pages.values():
        assert renderer.fingerprint(page, taken) == renderer.fingerprint(page, snapshot.archive), page.address


def test_offices_are_shown_after_an_edit_as_before(tmp_path: Path) -> None:
    site = make_site(tmp_path, GARDEN).write(OFFICE)
    site.build()
    site.write(OFFICE.replace("The text.", "Other text."))
    site.build()
    assert "Other text." in site.page("2026/11/24/o/")
    assert "Prime Minister" in site.page("2026/11/24/o/")
