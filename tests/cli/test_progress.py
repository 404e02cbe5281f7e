"""Progress is drawn on a terminal, for long work only, and taken off the screen again."""

import io
import os
import re
import signal
import subprocess
import sys
from contextlib import closing, redirect_stderr, suppress

import pytest

from digest.cli import progress
from digest.cli.progress import Bar, Bars, RunningCount

NEVER, AT_ONCE = float("inf"), 0.0


class Terminal(io.StringIO):
    """A standard error that says that it is a terminal."""

    def isatty(self) -> bool:
        return True

    @property
    def screen(self) -> list[str]:
        """The lines with something to read in the end. Knows line feeds, returns, "up" and "erase line"."""
        lines, row, column = [""], 0, 0
        for control, mark, text in re.findall(r"(\x1b\[\??\d*([A-Za-z]))|([^\x1b])", self.getvalue()):
            if text == "\n":
                row, column = row + 1, 0
                lines += [""] * (row + 1 - len(lines))
            elif text == "\r":
                column = 0
            elif text:
                lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + 1 :]
                column += 1
            elif mark == "A":
                row -= 1
            elif control == "\x1b[2K":
                lines[row] = ""
        return [line for line in lines if line]

    @property
    def cursor_is_hidden(self) -> bool:
        return self.getvalue().rfind("\x1b[?25l") > self.getvalue().rfind("\x1b[?25h")


def test_a_bar_is_drawn_and_taken_off_the_screen() -> None:
    with redirect_stderr(Terminal()) as terminal:
        bar = Bar(AT_ONCE, shown=True)
        for done in range(3):
            bar(done, 4)
        (line,) = terminal.screen
        assert line.startswith("Building  [")
        assert "50%" in line
        assert terminal.cursor_is_hidden == (sys.platform != "win32")
        bar.close()
    assert terminal.screen == []
    assert not terminal.cursor_is_hidden


@pytest.mark.parametrize(("started", "shown"), [(NEVER, True), (AT_ONCE, False)], ids=["quick work", "no terminal"])
def test_no_bar_for_quick_work_and_without_a_terminal(started: float, shown: bool) -> None:
    with redirect_stderr(Terminal()) as terminal:
        bar = Bar(started, shown=shown)
        for done in range(3):
            bar(done, 3)
        bar.close()
    assert terminal.getvalue() == ""


def test_git_counts_several_things_one_after_another() -> None:
    with redirect_stderr(Terminal()) as terminal:
        bar = Bar(AT_ONCE, shown=True, label="Pushing")
        for done, total in ((1, 4), (4, 4), (1, 8), (4, 8), (2, 8)):
            bar(done, total)
            assert [f" {100 * done // total}%" in line for line in terminal.screen] == [True]
        bar.close()
    assert terminal.screen == []


def test_one_bar_is_on_the_screen_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with redirect_stderr(Terminal()) as terminal, closing(Bars(shown=True)) as bars:
        bars.named("Building")(1, 2)
        bars.named("Pushing")(1, 2)
        assert [line.split()[0] for line in terminal.screen] == ["Pushing"]
    assert terminal.screen == []


def test_a_count_gives_way_to_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with redirect_stderr(Terminal()) as terminal, RunningCount("Reading", "articles", shown=True) as count:
        for number in range(1200):
            count.hide()
            if number == 7:
                print("a.txt: it is empty", file=sys.stderr)
            count.up()
        assert terminal.screen == ["a.txt: it is empty", "Reading: 1,200 articles"]
    assert terminal.screen == ["a.txt: it is empty"]


def test_no_count_for_quick_work_and_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    with redirect_stderr(Terminal()) as terminal:
        with RunningCount("Reading", "articles", shown=True) as quick:
            quick.up()
        monkeypatch.setattr(progress, "PATIENCE", 0)
        with RunningCount("Reading", "articles", shown=False) as unseen:
            unseen.up()
    assert terminal.getvalue() == ""


WORK = """
import time
from contextlib import closing, suppress
from digest.cli.progress import Bar

with suppress(KeyboardInterrupt), closing(Bar(0.0, shown=True)) as bar:
    for done in range(600):
        bar(done, 600)
        time.sleep(0.1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_ctrl_c_leaves_a_clean_terminal() -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen([sys.executable, "-c", WORK], stderr=theirs) as work, os.fdopen(ours, "rb", 0) as screen:
        os.close(theirs)
        output = screen.read(1)
        work.send_signal(signal.SIGINT)
        with suppress(OSError):  # Linux's way to say that nobody writes to the terminal any more
            while part := screen.read(4096):
                output += part
    terminal = Terminal(output.decode())
    assert "Building" in terminal.getvalue()
    assert terminal.screen == []
    assert not terminal.cursor_is_hidden
