"""CSV: rows of articles, and tables that are none."""

import datetime as dt

import pytest

from digest.ingest.draft import Draft, Failure, Input
from digest.ingest.formats import csv_rows
from digest.ingest.formats.unpack import read

TABLE = """Headline,Date,Outlet,Author,Link,Full text
"Nine ministers meet, again",2024-07-09,The Harbour,Jane Roe; John Doe,https://harbour.example/a,"They met in Riga.

They agreed."
Prices fall,2024-07-10,,,,"The price fell, said the host."
"""


def results(text: str, name: str = "x") -> list[Draft | Failure]:
    return list(read(Input(name, text.encode()), dt.UTC, None))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_each_row_is_an_article(delimiter: str) -> None:
    table = TABLE if delimiter == "," else "title;date;text\nA;2024-07-09;One, two.\nB;2024-07-10;Three.\n"
    first, second = results(table.replace(";", delimiter) if delimiter == "\t" else table)
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.location.input, second.location.input) == ("x#1", "x#2")
    assert first.date is not None
    assert first.date.day == dt.date(2024, 7, 9)
    if delimiter == ",":
        assert (first.title, first.source, first.url) == (
            "Nine ministers meet, again", "The Harbour", "https://harbour.example/a",
        )  # fmt: skip
        assert first.authors == ("Jane Roe", "John Doe")
        assert first.body == "They met in Riga.\n\nThey agreed."


@pytest.mark.parametrize(
    ("text", "name"),
    [("Year,Price\n2024,12\n", "prices.csv"), ("Year;Place;Price\n2024;Riga;12\n2025;Turku;13\n", "x")],
    ids=["by its name", "by its rows"],
)
def test_another_table_is_refused_by_its_name(text: str, name: str) -> None:
    (refused,) = results(text, name)
    assert isinstance(refused, Failure)
    assert "CSV" in refused.message


def test_prose_with_commas_is_no_table() -> None:
    prose = "Riga, Turku and Gdansk\n\nThe ministers of nine states, said the host, met in Riga, and left early.\n"
    (draft,) = results(prose)
    assert isinstance(draft, Draft)
    assert draft.title == "Riga, Turku and Gdansk"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar"),
        ("BEGIN:VCARD\nFN:Jane Roe\n", "card"),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\nHello\n", "subtitles"),
    ],
    ids=["calendar", "card", "subtitles"],
)
def test_calendars_and_cards_are_refused_by_name(text: str, what: str) -> None:
    (refused,) = results(text)
    assert isinstance(refused, Failure)
    assert what in refused.message


def test_a_table_that_is_no_text_or_has_a_field_without_end_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    head = "title,date,text\nA,2024-07-09,One.\n"
    (binary,) = csv_rows.read(Input("x.csv", head.encode() + b"\0" * 9))
    assert isinstance(binary, Failure)
    monkeypatch.setattr(csv_rows, "_MAX_FIELD", 100)
    row, long = csv_rows.read(Input("x.csv", f'{head}B,2024-07-10,"{"long " * 40}"\n'.encode()))
    assert isinstance(row, Input)
    assert isinstance(long, Failure)
    assert (long.location.line, long.message.partition(":")[0]) == (3, "this CSV cannot be read")


def test_a_row_without_a_word_is_no_article() -> None:
    first, second = results("title;date;text\nA;2024-07-09;One, two.\n;;\nB;2024-07-10;Three, four.\n")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.title, second.title) == ("A", "B")
