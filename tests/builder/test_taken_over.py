"""A file in a page's place that holds the very bytes of the page: a file is taken over, a link is not."""

from pathlib import Path

import pytest

from tests.builder.test_output import ARTICLE, clean
from tests.support.building import Site, make_site, tree


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site", ARTICLE.format("a", 4))


def test_a_file_that_holds_the_right_bytes_already_is_taken_over(site: Site) -> None:
    """Such as a tree that was copied without digest's list: what it holds is what would be written."""
    site.build()
    site.write(ARTICLE.format("c", 6))
    page = site.output / "2026/11/26/c/index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(clean(site)["2026/11/26/c/index.html"])
    site.build()
    assert tree(site.output, owned=True) == clean(site)
    (site.root / "content/articles/c.md").unlink()
    site.build()
    assert not site.has("2026/11/26/c/")


def test_a_link_to_the_right_bytes_is_not(site: Site, tmp_path: Path) -> None:
    site.build()
    site.write(ARTICLE.format("c", 6))
    other = tmp_path / "elsewhere.html"
    other.write_bytes(clean(site)["2026/11/26/c/index.html"])
    link = site.output / "2026/11/26/c/index.html"
    link.parent.mkdir(parents=True)
    link.symlink_to(other)
    (fault,) = site.faults()
    assert fault == f"{link}: this file is not digest's, move it, or build elsewhere"
