"""Entries: found by their digests, and opened again when memory has let go of them."""

from pathlib import Path

import pytest

from digest.archive.entry import digest_place
from digest.fingerprint import SIZE
from tests.support.building import make_site


def test_a_digest_is_found_at_its_place_and_not_across_two_others() -> None:
    one, other = bytes([1, *bytes(SIZE - 1)]), bytes(SIZE)
    assert digest_place(one + other, other) == 1
    with pytest.raises(ValueError, match="not found"):
        digest_place(one, other)


def test_memory_lets_go_of_entries_and_opens_them_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.archive.cards.AT_HAND", 4)
    article = "-- content/articles/a{0}.md --\n---\ntitle: Title {0}\ndate: 2026-11-{0}\n---\nText {0}.\n"
    site = make_site(tmp_path, "".join(map(article.format, range(10, 28))))
    site.build()
    for n in range(10, 28):
        assert f"Title {n}" in site.page(f"2026/11/{n}/a{n}/")
