"""Which files of a site are opened: nothing makes a build wait, and no link publishes what is private."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from digest.builder.snapshot import load
from digest.site import find_root
from tests.support.building import Site, make_site
from tests.support.edits import remove
from tests.support.need import missing

PICTURED = """
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    ---
    [the file](a.bin)
    -- content/articles/a.bin --
    bytes
    -- content/articles/draft.md --
    ---
    title: The secret plan
    date: 2026-11-24
    draft: true
    ---
    Quokka.
    -- static/plain.txt --
    plain
    -- .git/config --
    url = https://quokka@example.org/
    -- notes/quokka.txt --
    Quokka.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site", PICTURED)


@pytest.fixture
def short_of_patience() -> Iterator[None]:
    """A test that would wait for ever ends with an error."""
    import faulthandler

    faulthandler.dump_traceback_later(60, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _device(path: Path) -> None:
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))  # as /dev/zero, which never ends
    except PermissionError:
        missing("may make no device")


SPECIAL: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (os.mkfifo, "this is a named pipe and not a file"),
    "socket": (_socket, "this is a socket and not a file"),
    "device": (_device, "this is a device and not a file"),
    "loop": (lambda path: path.symlink_to(path.name), "this link leads to itself"),
    "link to a folder": (lambda path: path.symlink_to("."), "this is a folder and not a file"),
}
PLACES = ["static/x.bin", "content/articles/a.bin", "content/articles/b.md", "content/pages/c.md"]


@pytest.mark.usefixtures("short_of_patience")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_is_named_and_keeps_nothing_waiting(site: Site, kind: str, place: str) -> None:
    make, reason = SPECIAL[kind]
    site.build()
    before = site.tree()
    path = site.root / place
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    site.write("-- content/articles/broken.md --\n---\ntitle: B\ndate: never\n---\n")
    found = site.faults()
    assert f"{place}: cannot be read: {reason}, remove it" in found
    assert any("broken.md" in fault for fault in found), "one run says everything"
    assert site.tree() == before


@pytest.mark.usefixtures("short_of_patience")
@pytest.mark.parametrize(
    "place", ["digest.toml", "themes/plain/theme.toml", "themes/plain/assets/x.css", "templates/page.html"]
)
def test_a_pipe_in_the_place_of_a_setting_or_a_template(site: Site, place: str) -> None:
    site.build()
    path = site.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    code, _, said = site.run("build")
    if path.name in ("digest.toml", "theme.toml"):
        assert (code, said.count("\n")) == (1, 1)
    else:  # themes and templates are what files there are
        assert code == 0


@pytest.mark.usefixtures("short_of_patience")
def test_a_pipe_in_the_output_folder_is_put_right(site: Site) -> None:
    site.build()
    before = site.tree()
    for name in ("plain.txt", "index.html", ".digest-owned"):
        (site.output / name).unlink()
        os.mkfifo(site.output / name)
    (site.root / ".digest/store.db").unlink()
    code, _, said = site.run("build")
    assert code == 1
    assert "this file is not digest's" in said
    for name in ("plain.txt", "index.html", ".digest-owned"):
        (site.output / name).unlink()
    (site.output / ".digest-owned").write_text("".join(f"{path}\n" for path in sorted({*before, ".digest-owned"})))
    site.build()
    assert site.tree() == before


LINKS = {
    "a repository's settings": ("static/x.bin", "../.git/config", "a hidden file|the folder static/"),
    "the store": ("static/x.bin", "../.digest/store.db", "a hidden file|the folder static/"),
    "a draft": ("static/x.bin", "../content/articles/draft.md", "the folder static/"),
    "another folder of the site": ("static/x.bin", "../notes/quokka.txt", "the folder static/"),
    "a hidden file beside": ("static/x.bin", ".hidden", "a hidden file"),
    "a draft from beside an article": ("content/articles/a.bin", "draft.md", "a text of content/"),
    "settings from beside an article": ("content/articles/a.bin", "../../.git/config", "the folder content/"),
    "what was pulled": ("content/articles/a.bin", "../.seen/2026.txt", "a hidden file"),
    "an article that is settings": ("content/articles/b.md", "../../.git/config", "a hidden file"),
    "a style that is settings": ("themes/plain/assets/x.css", "../../../.git/config", "its theme"),
    "a template that is a draft": ("templates/x.html", "../content/articles/draft.md", "its theme"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_leads_only_to_what_could_be_here_itself(site: Site, name: str) -> None:
    place, target, reason = LINKS[name]
    site.write("-- static/.hidden --\nQuokka.\n-- content/.seen/2026.txt --\nQuokka.\n")
    path = site.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)
    (fault,) = site.faults()
    assert fault.startswith(f"{place}: this link leads ")
    assert any(part in fault for part in reason.split("|"))


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("static/x.bin", "plain.txt"),
        ("content/articles/a.bin", "../pictures/b.bin"),
        ("content/articles/b.md", "../../notes/b.md"),
    ],
    ids=["static", "beside an article", "an article"],
)
def test_a_link_to_what_could_be_here_itself_is_followed(site: Site, place: str, target: str) -> None:
    site.write("""
        -- content/pictures/b.bin --
        b
        -- notes/b.md --
        ---
        title: B
        date: 2026-11-24
        ---
    """)
    (site.root / place).unlink(missing_ok=True)
    (site.root / place).symlink_to(target)
    site.build()


@pytest.mark.parametrize(
    ("place", "refused"),
    [("static/x.bin", True), ("content/articles/a.bin", True), ("content/articles/b.md", True)]
    + [(place, False) for place in ("templates/x.html", "themes/plain/assets/x.css", "templates", "static")],
)
def test_a_link_to_a_name_that_no_file_can_have(site: Site, place: str, refused: bool) -> None:
    """The system cannot even say whether a file stands there."""
    path = site.root / place
    path.parent.mkdir(exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to("n" * 300)
    before = site.snapshot()
    load(site.root, before.selection, previous=before, changed={place})
    code, _, said = site.run("build")
    assert (code, place in said) == (int(refused), refused), said


@pytest.mark.parametrize("name", ["n" * 300, "loop", "loop/inside"])
def test_a_name_that_no_folder_can_have_is_a_finding(site: Site, tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (fault,) = site.faults(output=tmp_path / name)
    assert "cannot be written" in fault
    run = site.run("build", "--output", str(tmp_path / name))
    assert (run.code, run.err.strip()) == (1, fault)


@pytest.mark.parametrize("place", PLACES)
def test_a_preview_says_why_a_file_cannot_be_read_now(site: Site, place: str) -> None:
    """The reason changes, and nothing else does."""
    path, snapshot = site.root / place, site.snapshot()
    path.parent.mkdir(exist_ok=True)
    for make, reason in (SPECIAL["pipe"], SPECIAL["loop"], SPECIAL["pipe"]):
        path.unlink(missing_ok=True)
        make(path)
        snapshot = load(site.root, snapshot.selection, previous=snapshot)
        messages = [finding.message for finding in snapshot.findings if finding.path == place]
        assert messages == [f"cannot be read: {reason}"]


def test_in_the_output_folder_the_site_is_the_one_that_was_built(site: Site) -> None:
    site.write("-- static/digest.toml --\n[site]\n-- static/deep/digest.toml --\n[site]\n")
    site.build()
    assert (site.output / "digest.toml").is_file()
    assert find_root(site.output) == site.root.resolve()
    assert find_root(site.output / "2026") == site.root.resolve()
    (site.output / ".digest-owned").unlink()
    assert find_root(site.output) == site.output.resolve(), "without a record it is an editor's"


LARGE = """
import resource, sys
from digest.cli import main

used = int(next(line for line in open("/proc/self/status") if line.startswith("VmSize")).split()[1]) << 10
resource.setrlimit(resource.RLIMIT_AS, (used + (160 << 20), used + (160 << 20)))
sys.argv = ["digest", "-C", sys.argv[1], "build", "--jobs", "1", "--now", "2027-06-01", "-q"]
main()
"""
"""A build by a process that may have 160 MB more than it began with, of which 100 are for files."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the kernel for its limits")
@pytest.mark.parametrize("size", [300 << 20, pytest.param(1 << 30, marks=pytest.mark.soak)], ids=["300 MB", "1 GB"])
def test_a_large_file_takes_little_memory(site: Site, size: int) -> None:
    with (site.root / "static/film.mp4").open("wb") as film:
        film.truncate(size)
    run = subprocess.run([sys.executable, "-c", LARGE, str(site.root)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert (site.output / "film.mp4").stat().st_size == size


@pytest.mark.parametrize(
    "name", ["digest.toml", "digest-owned", "digest-publish.json", "CNAME", "index.htm", "content/articles/x.md"]
)
def test_no_name_of_a_static_file_bricks_the_output(site: Site, name: str) -> None:
    site.write(f"-- static/{name} --\n[site]\n")
    site.build()
    with_file = site.tree()
    site.build()
    assert site.tree() == with_file
    assert with_file[name] == b"[site]\n"
    (site.root / "static" / name).unlink()
    site.build()
    assert name not in site.tree()


def test_somebody_elses_site_is_still_nobodys_output(site: Site, tmp_path: Path) -> None:
    other = make_site(tmp_path / "other")
    (fault,) = site.faults(output=other.root)
    assert "it is somebody's own folder" in fault


@pytest.mark.parametrize("folder", ["static", "templates", "content", "themes"])
def test_a_top_folder_that_leads_to_itself_is_said(tmp_path: Path, folder: str) -> None:
    site = make_site(tmp_path, "-- digest.toml --\n[site]\ntitle = \"T\"\n")
    remove(site.root / folder)
    (site.root / folder).symlink_to(folder)
    ran = site.run("build")
    assert "fault of its own" not in ran.err
    assert ran.code == 0 or folder in ran.err
