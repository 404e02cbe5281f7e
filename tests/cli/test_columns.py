"""Rows in columns: whole where a program reads them, cut to the terminal where a person does."""

import os
import sys

import pytest

from digest.cli.columns import in_columns

ROWS = [
    ("2026-11-24", "The Gazette of the Harbour", "Harbour opens again after the storm", "harbour"),
    ("", "AP", "日本", "x"),
]


def lines(limits: tuple[int, ...] = (0, 10, 0, 0)) -> list[str]:
    return list(in_columns(ROWS, flexible=2, limits=limits))


def test_a_program_reads_whole_headlines() -> None:
    assert lines() == [
        "2026-11-24  The Gazet…  Harbour opens again after the storm  harbour",
        "            AP          日本                                 x",
    ]


def test_a_row_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((53, 24)))
    assert lines() == [
        "2026-11-24  The Gazet…  Harbour opens again…  harbour",
        "            AP          日本                  x",
    ]


@pytest.mark.parametrize("width", [1, 2, 3])
def test_a_letter_of_two_cells_is_not_cut_in_half(width: int) -> None:
    (row,) = in_columns([("日本語", "|")], flexible=0, limits=(width, 0))
    assert row == {1: "…  |", 2: "…   |", 3: "日…  |"}[width]


def test_no_rows_no_lines() -> None:
    assert list(in_columns([], flexible=0, limits=())) == []
