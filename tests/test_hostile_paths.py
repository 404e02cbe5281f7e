"""No name that an article brings along leads out of the site: slugs, old addresses, pictures, symbolic links."""

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.fields import Bad, site_address
from digest.reading.nodes import Scalar
from digest.urls import output_path
from tests.support.building import make_site, tree

PATHS = [
    "../up", "..", ".", "/etc/passwd", "a/b", "a\\b", "..%2f..%2fx", "%2e%2e", "con", "NUL", "a\tb", "a b", "", "ä",
    ".digest-owned", ".git", "-", "a" * 201, "<script>",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_slug_cannot_leave_its_folder(tmp_path: Path, path: str) -> None:
    site = make_site(tmp_path)
    site.write(f"-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-24\nslug: '{path}'\n---\n")
    (found,) = site.faults()
    assert "cannot be part of an address" in found


ALIASES = [
    "../up/", "/../up/", "/a/../../up/", "/a/%2e%2e/up/", "/%2e%2e/up/", "/a%2f..%2f..%2f..%2fup/", "/a%5c..%5cup/",
    "/a%00b/", "/a%0ab/", "/.git/hooks/", "/.digest-owned", "/%2edigest-owned", "//example.org/", "/a//b/",
    "https://example.org/a/", "javascript:alert(1)", "/a?b=c", "/a#b", "/", "/index.html", "/" + "a" * 300 + "/",
    "/a:b/", "/a*b/", "/a\\b/", "a/b/", "",
]  # fmt: skip


@pytest.mark.parametrize("alias", ALIASES)
@pytest.mark.parametrize("kind", ["articles", "pages"])
def test_an_alias_cannot_leave_the_site(tmp_path: Path, alias: str, kind: str) -> None:
    site = make_site(tmp_path / "site")
    before = tree(tmp_path)
    date = "date: 2026-11-24\n" if kind == "articles" else ""
    path = site.root / f"content/{kind}/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\ntitle: A\n{date}aliases: ['{alias}']\n---\n")
    (found,) = site.faults()
    assert "is not an address of this site" in found
    path.unlink()
    assert tree(tmp_path) == before


@given(st.text(alphabet=st.sampled_from("a./%2e5cf0\\~ä "), min_size=1, max_size=40))
def test_any_alias_stays_in_the_site(alias: str) -> None:
    node = Scalar(f"/{alias}", 2, 1)
    try:
        path = output_path(site_address(node, dt.UTC))
    except Bad:
        return
    inside = Path("/output", path)
    assert inside.is_relative_to("/output")
    assert os.path.normpath(inside) == str(inside)
    assert not any(part.startswith(".") for part in inside.parts)


@pytest.mark.parametrize(
    "image", ["../../../../etc/passwd", "/etc/passwd", "https://example.org/a.png", "//e.org/a.png"]
)
def test_an_image_lies_in_the_site_or_nowhere(tmp_path: Path, image: str) -> None:
    site = make_site(tmp_path).write(
        f"-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-24\nimage: {image}\n---\n"
    )
    (found,) = site.faults()
    assert found.startswith("content/articles/a.md:4:1: image: there is no file")


PICTURED = """
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    ---
    [the picture](a.png)
    -- content/articles/a.png --
    picture
"""


@pytest.mark.parametrize(
    "link", ["content/articles/b.md", "content/articles/a.png", "content/pages/c.md", "static/secret.txt"]
)
def test_a_symbolic_link_out_of_the_site_is_refused(tmp_path: Path, link: str) -> None:
    (tmp_path / "secret").write_text("---\ntitle: The secret\ndate: 2026-11-24\n---\nQuokka.\n")
    site = make_site(tmp_path / "site", PICTURED)
    site.build()
    before = site.tree()
    (site.root / link).parent.mkdir(exist_ok=True)
    (site.root / link).unlink(missing_ok=True)
    (site.root / link).symlink_to(tmp_path / "secret")
    (found,) = site.faults()
    left = "the site" if link.endswith(".md") else f"the folder {link.partition('/')[0]}/"
    assert found == f"{link}: this link leads out of {left}, copy the file here instead"
    assert site.tree() == before


@pytest.mark.parametrize("folder", ["content", "static"])
def test_the_folder_of_all_content_or_files_may_be_a_link_itself(tmp_path: Path, folder: str) -> None:
    site = make_site(tmp_path / "site", PICTURED).write("-- static/x.txt --\ntext\n")
    site.build()
    before = site.tree()
    (site.root / folder).rename(tmp_path / "elsewhere")
    (site.root / folder).symlink_to(tmp_path / "elsewhere")
    site.build()
    assert site.tree() == before
    site.build(output=tmp_path / "clean")
    assert tree(tmp_path / "clean") == before


@pytest.mark.parametrize(
    "path",
    [b"content/articles/\xff/b.md", b"content/articles/\xff.md", b"content/pages/\xff.md", b"templates/\xff.html"],
)
def test_a_path_that_is_no_text_is_named(tmp_path: Path, path: bytes) -> None:
    site = make_site(tmp_path / "site")
    file = site.root / os.fsdecode(path)
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text("---\ntitle: B\ndate: 2026-11-24\n---\nText.\n")
    code, _, said = site.run("build")
    assert code == 1
    assert f"{path.decode(errors='replace')}: this " in said
    assert " is not UTF-8, rename " in said


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.md").write_text("---\ntitle: B\ndate: 2026-11-24\n---\nQuokka.\n")
    site = make_site(tmp_path / "site")
    (site.root / "content/articles").mkdir()
    (site.root / "content/articles/more").symlink_to(outside)
    (site.root / "content/articles/again").symlink_to(site.root / "content")
    site.build()
    assert not [path for path, content in site.tree().items() if b"Quokka" in content]
