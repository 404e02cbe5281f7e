"""Days at a desk, as scripts of commands: how many commands, and how many files an editor has to open by hand.

The figures are those of people who did the same by hand before `digest list`, `set`, `drop` and `keep --edition` were
there: the librarian mended each article in its file, the editor of the newsletter nine files beside the edition.
"""

import os
from pathlib import Path

from click.testing import CliRunner

from digest.cli import program
from tests.support.building import Site, make_site
from tests.support.loopback import Loopback, Reply
from tests.support.pulling import articles, feed, item, site_of


class Desk:
    """Somebody at work on a site: what is typed, piped and written by hand is counted."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.commands = self.by_hand = 0

    def types(self, *arguments: str, pipe: str = "") -> str:
        """Type a command, which has to succeed. What it prints."""
        self.commands += 1
        environment = {"SOURCE_DATE_EPOCH": "1795600800"}  # 2026-11-25, in the morning
        result = CliRunner().invoke(program, ["-C", str(self.site.root), *arguments], input=pipe, env=environment)
        assert result.exit_code == 0, result.output
        return result.stdout

    def writes(self, path: str, text: str) -> None:
        """Write a file by hand."""
        self.by_hand += 1
        file = self.site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def clippings(folder: Path, count: int) -> Path:
    """A pile of texts without day and outlet, which were typed off the same day's paper."""
    folder.mkdir()
    for number in range(count):
        path = folder / f"clipping-{number}.txt"
        words = " ".join(f"Bale {number * 100 + n} was sold in the harbour." for n in range(20))
        path.write_text(f"Cotton prices of lot {number}\n\n{words}\n")
        os.utime(path, (1_795_521_600, 1_795_521_600))
    return folder


def test_the_librarians_day(tmp_path: Path) -> None:
    """Doubtful dates and missing outlets: from a file each by hand to two commands."""
    count = 12
    desk = Desk(make_site(tmp_path / "site"))
    desk.types("add", str(clippings(tmp_path / "pile", count)))
    assert desk.types("list", "unconfirmed", "--format", "paths").count("\n") == count
    before = desk.commands
    doubtful = desk.types("list", "unconfirmed", "no-source", "--format", "paths")
    desk.types("set", "date=1987-02-26", "source=The Daily Archive", "-", "--write", pipe=doubtful)
    assert (desk.commands - before, desk.by_hand) == (2, 0)
    assert desk.types("list", "unconfirmed") == desk.types("list", "no-source") == ""
    desk.site.build(strict=True)
    assert desk.site.page("1987/02/26/").count("Cotton prices of lot") >= count


def test_the_day_of_the_newsletters_editor(tmp_path: Path) -> None:
    """Ten new stories, of which four go into this morning's edition: one file is written by hand, the edition's."""
    evening = [item(f"Story number {n}", link=f"https://e.org/{n}", words=f"{n} ferries. " * 40) for n in range(10)]
    with Loopback({"/f": Reply(feed(*evening))}) as web:
        desk = Desk(site_of(tmp_path, f'url = "{web.url}/f"'))
        assert "10 new. 10 drafts wait, the oldest since 2026-11-25. Next: digest keep" in desk.types("pull")
        names = [line.split()[-1] for line in desk.types("keep").splitlines()]
        assert len(names) == 10
        desk.types("keep", "--edition", "today", *names[:4])
        desk.types("drop", "-", pipe=desk.types("list", "drafts", "--format", "paths"))
        desk.writes("content/editions/2026-11-25.md", f"---\nlead: {names[0]}\n---\nGood morning.\n")
        desk.site.build(strict=True)
        assert (desk.commands, desk.by_hand) == (5, 1)
        edition = desk.site.page("2026/11/25/")
        assert all(name in edition for name in ("Good morning.", *names[:4]))
        assert "0 new, 10 pulled before" in desk.types("pull")
    assert len(articles(desk.site)) == 4
