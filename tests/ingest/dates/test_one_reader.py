"""One table of dates goes through every kind of input, and each reads the same in all of them."""

import datetime as dt
import html
import json
from collections.abc import Iterator
from email.header import Header
from email.message import EmailMessage
from pathlib import Path

import pytest

from digest.dates import When, zone
from digest.ingest.dates.resolve import date_of
from digest.ingest.dates.text_dates import date_in_text
from digest.ingest.draft import Draft, Input, Location
from digest.ingest.formats.unpack import read as read_all
from digest.ingest.html.page import WebPage
from digest.ingest.html.published import dates_of
from tests.support.building import make_site

HERE = zone("Europe/Brussels")
NOW = dt.datetime(2026, 11, 30, 12, 0, tzinfo=HERE)
EVENING, MORNING = "2026-04-30T20:57:00", "2026-04-30T08:57:00"

DATES = {
    # machines
    "2026-04-30": "2026-04-30",
    "20260430": "2026-04-30",
    "2026-04-30T20:57": f"{EVENING}+02:00",
    "2026-04-30T20:57:00Z": f"{EVENING}+00:00",
    "2026-04-30T20:57:00.125Z": f"{EVENING}+00:00",
    "2026-04-30T20:57:00+02:00[Europe/Brussels]": f"{EVENING}+02:00",
    "20260430T205700-0400": f"{EVENING}-04:00",
    "20260430205700": f"{EVENING}+02:00",
    "2026-04-30 20:57 JST": f"{EVENING}+09:00",
    "Thu, 30 Apr 2026 20:57:00 +0300": f"{EVENING}+03:00",
    "Thu, 30 Apr 2026 20:57:00 +03:00": f"{EVENING}+03:00",
    "Thu, 30 Apr 2026 20:57:00 GMT+2": f"{EVENING}+02:00",
    "Thu, 30 Apr 2026 20:57:00 JST": f"{EVENING}+09:00",
    "Thu, 30 Apr 2026 20:57:00 MSK": f"{EVENING}+03:00",
    "Thu, 30 Apr 2026 20:57:00 CST": f"{EVENING}-06:00",
    "Thu, 30 Apr 26 20:57:00 GMT": f"{EVENING}+00:00",
    "Thu, 30 Apr 2026 20:57:00 +0200 (CEST)": f"{EVENING}+02:00",
    "Thu Apr 30 20:57:00 CEST 2026": f"{EVENING}+02:00",
    "Thu Apr 30 2026 20:57:00 GMT+0000 (Coordinated Universal Time)": f"{EVENING}+00:00",
    # figures
    "2026/04/30 20:57": f"{EVENING}+02:00",
    "2026/4/30": "2026-04-30",
    "2026.04.30 20:57": f"{EVENING}+02:00",
    "30.04.2026 20:57": f"{EVENING}+02:00",
    "Do 30.04.26 | 20:57 Uhr": f"{EVENING}+02:00",
    "30/04/2026": "2026-04-30",
    "4/30/2026 8:57:00 PM": f"{EVENING}+02:00",
    "06/06/2026": "2026-06-06",
    "2026年4月30日": "2026-04-30",
    "2026年4月30日(木) 20:57": f"{EVENING}+02:00",
    "2026년 4월 30일 20:57": f"{EVENING}+02:00",
    # English
    "April 30, 2026 8:57 PM EDT": f"{EVENING}-04:00",
    "Thu, 30 Apr 2026 8:57:00 PM EST": f"{EVENING}-05:00",
    "Apr. 30, 2026 , 8:57 p.m. ET": f"{EVENING}-04:00",
    "Thu, Apr 30, 2026 at 8:57 PM": f"{EVENING}+02:00",
    "Thursday, April 30, 2026 - 08:57": f"{MORNING}+02:00",
    "April 30, 2026 12:05 AM": "2026-04-30T00:05:00+02:00",
    "April 30, 2026 9 PM": "2026-04-30T21:00:00+02:00",
    "8:57 PM EDT, Thu April 30, 2026": f"{EVENING}-04:00",
    "30th April, 2026": "2026-04-30",
    "30-Apr-2026 20:57": f"{EVENING}+02:00",
    "30 April 2026, 20:57 hrs IST": f"{EVENING}+05:30",
    "Published: 30 April 2026": "2026-04-30",
    "May 7, 1987": "1987-05-07",
    # other languages
    "30 avril 2026 à 20h57": f"{EVENING}+02:00",
    "jeu. 30 avr. 2026 à 20:57": f"{EVENING}+02:00",
    "Publié le jeudi 30 avril 2026": "2026-04-30",
    "Donnerstag, den 30. April 2026, 20:57 Uhr (MESZ)": f"{EVENING}+02:00",
    "20.57 Uhr, 30. April 2026": f"{EVENING}+02:00",
    "30 de abril de 2026, 20:57 h": f"{EVENING}+02:00",
    "jue, 30 abr 2026 a las 20:57": f"{EVENING}+02:00",
    "giovedì 30 aprile 2026 alle ore 20:57": f"{EVENING}+02:00",
    "qui., 30 de abr. de 2026 às 20:57": f"{EVENING}+02:00",
    "do 30 apr 2026 om 20:57": f"{EVENING}+02:00",
    "Den 30. april 2026 kl. 20.57": f"{EVENING}+02:00",
    "czw., 30 kwi 2026 o 20:57": f"{EVENING}+02:00",
    "30 Nisan 2026 20:57": f"{EVENING}+02:00",
    "чт, 30 апр. 2026 г. в 20:57": f"{EVENING}+02:00",
    # no date, or not all of it understood
    "April 30, 2026 20:57 QQT": "",
    "April 30, 2026 20:57 or later": "",
    "4/5/2026 8:57 PM": "",
    "April 2026": "",
    "2026-13-45": "",
    "yesterday at 20:57": "",
}
KEYS = [*DATES]


def shown(date: When | None) -> str:
    if not date:
        return ""
    return date.at.isoformat() if date.timed else str(date.day)


def drafts(content: str | bytes, name: str = "x") -> Iterator[Draft]:
    for member in read_all(Input(name, content.encode() if isinstance(content, str) else content), HERE, None):
        assert isinstance(member, Draft), member
        yield member


def of_rows() -> list[When | None]:
    rows = ({"title": f"Row {n}", "text": "Some words.", "date": date} for n, date in enumerate(KEYS))
    return [row.date for row in drafts("\n".join(map(json.dumps, rows)))]


def of_rss() -> list[When | None]:
    items = "".join(
        f"<item><title>Entry {n}</title><description>Words.</description><pubDate>{html.escape(date)}</pubDate></item>"
        for n, date in enumerate(KEYS)
    )
    return [entry.date for entry in drafts(f'<rss version="2.0"><channel><title>A</title>{items}</channel></rss>')]


def of_atom() -> list[When | None]:
    entries = "".join(
        f"<entry><title>Entry {n}</title><summary>Words.</summary><published>{html.escape(date)}</published></entry>"
        for n, date in enumerate(KEYS)
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>{entries}</feed>'
    return [entry.date for entry in drafts(feed)]


def of_json_feed() -> list[When | None]:
    items = [{"id": str(n), "content_text": "Words.", "date_published": date} for n, date in enumerate(KEYS)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": items}
    return [entry.date for entry in drafts(json.dumps(feed))]


def written(date: str) -> str:
    """A date as the head of a message has it: in ASCII."""
    return date if date.isascii() else Header(date, "utf-8", maxlinelen=990).encode()


def of_mail() -> list[When | None]:
    head = "From: a@harbour.example\nTo: b@harbour.example\nSubject: S\nDate: {}\n\nText.\n"
    return [draft.date for date in KEYS for draft in drafts(head.format(written(date)), "x.eml")]


def of_forwarded() -> list[When | None]:
    forwarded = "---------- Forwarded message ---------\nFrom: J <j@harbour.example>\nDate: {}\nSubject: S\n\nText.\n"
    dates: list[When | None] = []
    for date in KEYS:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "a@harbour.example", "b@harbour.example", "Fwd: S"
        message.set_content(forwarded.format(date))
        dates += [draft.date for draft in drafts(message.as_bytes(), "x.eml")]
    return dates


def of_meta() -> list[When | None]:
    heads = (f'<meta name="date" content="{html.escape(date)}">' for date in KEYS)
    return [dates_of(WebPage.of(f"<html><head>{head}</head></html>"), HERE, []).published for head in heads]


def of_jsonld() -> list[When | None]:
    objects = (json.dumps({"@type": "NewsArticle", "headline": "h", "datePublished": date}) for date in KEYS)
    pages = (f'<html><head><script type="application/ld+json">{thing}</script></head></html>' for thing in objects)
    return [dates_of(WebPage.of(page), HERE, []).published for page in pages]


def of_text_lines() -> list[When | None]:
    return [date_in_text(f"{date}\n\nText", NOW.date(), HERE) if not date.isdecimal() else None for date in KEYS]


INPUTS = [of_rows, of_rss, of_atom, of_json_feed, of_mail, of_forwarded, of_meta, of_jsonld, of_text_lines]


@pytest.mark.parametrize("dates", INPUTS, ids=[read.__name__ for read in INPUTS])
def test_a_date_reads_the_same_everywhere(dates) -> None:  # type: ignore[no-untyped-def]
    got = dict(zip(KEYS, map(shown, dates()), strict=True))
    lines = {date: "" for date in KEYS if date.isdecimal()} if dates is of_text_lines else {}
    assert got == DATES | lines


def test_migrations_read_the_same(tmp_path: Path) -> None:
    readable = {date: when for date, when in DATES.items() if when}
    posts = tmp_path / "old" / "content"
    posts.mkdir(parents=True)
    for number, date in enumerate(readable):
        matter = f"title: T{number}\ndate: {json.dumps(date)}"
        (posts / f"{number:03}.md").write_text(f"---\n{matter}\n---\nText {number}.\n")
    site = make_site(tmp_path / "site", '-- digest.toml --\n[site]\ntitle = "A"\ntimezone = "Europe/Brussels"')
    run = site.run("add", "--from", "hugo", str(tmp_path / "old"), "--dry-run", "--json")
    rows = {row["title"]: row["date"] for row in map(json.loads, run.out.splitlines())}
    assert rows == {f"T{number}": when for number, when in enumerate(readable.values())}


def test_there_are_sixty() -> None:
    assert len(DATES) >= 60


@pytest.mark.parametrize(("outlets", "offset"), [("Asia/Shanghai", 8), ("America/Chicago", -6), ("Europe/Paris", -6)])
def test_a_zones_name_that_others_have_is_the_outlets_own(outlets: str, offset: int) -> None:
    row = next(drafts(json.dumps({"title": "T", "text": "B", "date": "Thu, 30 Jan 2025 20:57:00 CST"})))
    assert date_of(row, None, NOW, zone(outlets)).when.at.utcoffset() == dt.timedelta(hours=offset)


def draft(body: str, **said: object) -> Draft:
    location = Location(str(said.pop("name", "x.txt")), modified=NOW)
    return Draft(location=location, title="T", body=body, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The council approved it on March 3, 2021, and left.", '"March 3, 2021"'),
        ("Der Rat hat es am 3. März 2021 beschlossen.", '"3. März 2021"'),
        ("The first bridge was built in 2019.", '"2019"'),
    ],
)
def test_a_date_in_prose_is_named_and_not_taken(body: str, words: str) -> None:
    date = date_of(draft(body), None, NOW)
    assert (date.when.day, date.basis) == (NOW.date(), "file")
    assert words in date.warning


@pytest.mark.parametrize("name", ["2024-07-09-ferry.txt", "old/ferry_20240709.html", "9.zip/2024_07_09.txt"])
def test_a_whole_date_in_a_files_name_counts_last(name: str) -> None:
    date = date_of(draft("Some text.", name=name), None, NOW)
    assert (date.when.day, date.basis) == (dt.date(2024, 7, 9), "name")
    assert "from the name of its file" in date.warning
    assert date_of(draft("May 7, 1987\n\nText", name=name), None, NOW).when.day == dt.date(1987, 5, 7)
    assert date_of(draft("TOKYO, July 2 - Text", name=name), None, NOW).when.day == dt.date(2024, 7, 2)


@pytest.mark.parametrize("name", ["ferry-2024.txt", "20249999.txt", "1234202407091.txt", "https://a.example/x-2024-07-09"])
def test_other_names_state_no_date(name: str) -> None:
    assert date_of(draft("Some text.", name=name), None, NOW).basis == "file"


def test_the_address_of_a_text_dates_it() -> None:
    date = date_of(draft("Some text.", url="https://harbour.example/2024/07/09/ferry"), None, NOW)
    assert (date.when.day, date.basis) == (dt.date(2024, 7, 9), "url")


@pytest.mark.parametrize(
    ("opening", "warned"),
    [
        ("WASHINGTON, Feb 26 - Text", True),
        ("February 26, 2026\n\nText", True),
        ("WASHINGTON, Apr 27 - Text", False),
        ("29 April 2026\n\nText", False),
        ("Text", False),
    ],
)
def test_days_that_contradict_each_other_are_named(opening: str, warned: bool) -> None:
    stated = When(dt.datetime(2026, 4, 30, tzinfo=HERE), timed=False)
    date = date_of(draft(opening, date=stated, date_basis="metadata"), None, NOW)
    assert date.when == stated
    assert ("which is right" in date.warning) == warned
