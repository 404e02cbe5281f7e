"""File names in either Unicode form: some systems write ä as one character (NFC), others as two (NFD)."""

import unicodedata
from pathlib import Path
from textwrap import dedent
from typing import Literal

import pytest

from tests.support.building import Site, make_site

Form = Literal["NFC", "NFD"]

SITE = """
    -- content/articles/lärm/one.md --
    ---
    title: One
    date: 2026-11-24
    image: grün.png
    ---
    See [the other](übung.md), [a paper](blätter.pdf) and [a file](/größe.txt).
    -- content/articles/lärm/übung.md --
    ---
    title: Two
    slug: two
    date: 2026-11-24
    ---
    See [the first](../lärm/one.md).
    -- content/articles/lärm/grün.png --
    x
    -- content/articles/lärm/blätter.pdf --
    x
    -- static/größe.txt --
    x
"""


def in_form(root: Path, names: Form, texts: Form) -> Site:
    """The site with the names of its files in one form and its texts in another."""
    site = make_site(root)
    for block in dedent(unicodedata.normalize("NFC", SITE)).split("\n-- ")[1:]:
        head, _, body = block.partition(" --\n")
        site.write(f"-- {unicodedata.normalize(names, head)} --\n{unicodedata.normalize(texts, body)}")
    return site


@pytest.mark.parametrize("texts", ["NFC", "NFD"])
def test_a_file_is_found_in_either_form_and_its_address_is_composed(tmp_path: Path, texts: Form) -> None:
    plain = in_form(tmp_path / "composed", "NFC", texts)
    site = in_form(tmp_path / "decomposed", "NFD", texts)
    assert not site.snapshot().errors
    plain.build()
    site.build()
    assert site.tree() == plain.tree()
    files = {"2026/11/24/one/grün.png", "2026/11/24/one/blätter.pdf", "größe.txt"}
    assert {unicodedata.normalize("NFC", path) for path in files} <= site.tree().keys()
    page = site.page("2026/11/24/one/")
    assert 'href="../two/"' in page or 'href="../../../../2026/11/24/two/"' in page
    assert site.build().written == 0, "nothing is new"


def test_two_files_that_differ_only_in_form_are_named(tmp_path: Path) -> None:
    site = in_form(tmp_path, "NFD", "NFC")
    for path in ("content/articles/lärm/übung.md", "content/articles/lärm/grün.png", "static/größe.txt"):
        site.write(f"-- {unicodedata.normalize('NFC', path)} --\n---\ntitle: Three\ndate: 2026-11-25\nslug: b\n---\n")
    named = [fault for fault in site.faults() if "another Unicode form" in fault]
    assert len(named) == 3
    assert {unicodedata.normalize("NFC", fault.partition(":")[0]).rpartition("/")[2] for fault in named} == {
        unicodedata.normalize("NFC", name) for name in ("übung.md", "grün.png", "größe.txt")
    }
