"""A file under content/ that is not UTF-8 is named with its place, whatever its kind, and hides no other's faults."""

from pathlib import Path

import pytest

from tests.support.building import make_site

FILES = [
    "content/articles/a.md",
    "content/actors/nato.md",
    "content/regions/sahel.md",
    "content/sources/reuters.md",
    "content/topics/energy.md",
    "content/editions/2026-11-24.md",
    "content/pages/about.md",
]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"---\ntitle: Caf\xe9\n---\n", "2:11"),
        (b"---\n---\nText.\n\nCaf\xe9\n", "5:4"),
        ("---\ntitle: A\n---\n".encode("utf-16"), "1:1"),
    ],
    ids=["front matter", "text", "utf-16"],
)
def test_a_file_of_another_encoding(tmp_path: Path, path: str, content: bytes, place: str) -> None:
    site = make_site(tmp_path, "-- content/articles/other.md --\n---\ntitle: Other\n---\n")
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    faults = site.faults()
    assert f"{path}:{place}: this is not UTF-8, save the file as UTF-8" in faults
    assert any(fault.startswith("content/articles/other.md:") for fault in faults), "it has no date"
