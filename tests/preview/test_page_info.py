"""What the bar in the browser is told of a page."""

from pathlib import Path

from digest.preview.page_info import marked, unconfirmed_links
from tests.support.building import make_site

NAMES = ("grain", "ships", "ants", "zebra", "ports", "tides", "cables", "bridges")


def test_links_to_unconfirmed_articles_are_named_once_each_and_in_order(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for name in NAMES:
        site.write(f"-- content/articles/{name}.md --\n---\ntitle: A\ndate: 2026-11-24\ndate_basis: file\n---\n")
    site.write("-- content/articles/known.md --\n---\ntitle: A\ndate: 2026-11-24\n---\n")
    cards = marked(site.snapshot().archive)
    body = "".join(f'<a href="./2026/11/24/{name}/">A</a>' for name in (*NAMES, "known", "unknown", *NAMES)).encode()
    assert unconfirmed_links("", body, cards) == tuple(f"./2026/11/24/{name}/" for name in sorted(NAMES))
