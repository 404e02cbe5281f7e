"""The same article, in whatever it comes, makes the same file, but for its date, what that rests on, and `added`."""

import json
import re
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from tests.support.building import make_site
from tests.support.paths import SAMPLE


def paragraphs() -> list[str]:
    return [part.strip() for part in SAMPLE.read_text("utf-8").split("\n\n") if part.strip()]


def markup() -> str:
    """The article as a page would have it, its disclaimer's heading on a line of its own."""
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs()[1:])


def as_text() -> bytes:
    return SAMPLE.read_bytes()


def as_page() -> bytes:
    title = escape(paragraphs()[0])
    page = (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{markup()}</article>"
    )
    return page.encode()


def message(**bodies: str) -> bytes:
    made = EmailMessage()
    made["From"] = "Jane Doe <jane@example.org>"
    made["To"] = "desk@example.org"
    made["Subject"] = f"Fwd: {paragraphs()[0]}"
    made["Date"] = "Tue, 9 Jul 2024 09:30:00 +0000"
    for kind, body in bodies.items():
        made.add_alternative(body, subtype=kind)
    return bytes(made)


def as_plain_mail() -> bytes:
    return message(plain="\n\n".join(paragraphs()[1:]))


def as_html_mail() -> bytes:
    return message(plain="Look at this in a browser.", html=f"<html><body>{markup()}</body></html>")


def as_feed() -> bytes:
    title, content = escape(paragraphs()[0]), escape(markup())
    date = "<pubDate>Tue, 9 Jul 2024 09:30:00 GMT</pubDate>"
    item = f"<item><title>{title}</title>{date}<description>{content}</description></item>"
    return f'<rss version="2.0"><channel><title>MENAFN</title>{item}</channel></rss>'.encode()


def as_json_feed() -> bytes:
    item = {"id": 1, "title": paragraphs()[0], "content_html": markup(), "date_published": "2024-07-09T09:30:00Z"}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "MENAFN", "items": [item]}).encode()


def as_json_lines() -> bytes:
    row = {"title": paragraphs()[0], "text": "\n\n".join(paragraphs()[1:]), "date": "2024-07-09"}
    return json.dumps(row).encode() + b"\n"


def as_mailbox() -> bytes:
    return b"From jane@example.org Tue Jul  9 09:30:00 2024\n" + as_plain_mail()


FORMS = [as_text, as_page, as_plain_mail, as_html_mail, as_feed, as_json_feed, as_json_lines, as_mailbox]


def file_made_of(content: bytes, root: Path) -> str:
    """The one file that `digest add` makes, without what may differ."""
    site = make_site(root)
    (root / "given").write_bytes(content)
    done = site.run("add", str(root / "given"))
    assert done.code == 0, done.err
    (made,) = (root / "content/articles").rglob("*.md")
    return re.sub(r"^(date|date_basis|added): .*\n", "", made.read_text("utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("form", FORMS[1:], ids=lambda form: form.__name__)
def test_the_sample_makes_the_same_file_in_whatever_it_comes(tmp_path: Path, form: object) -> None:
    assert callable(form)
    assert file_made_of(form(), tmp_path / "other") == file_made_of(as_text(), tmp_path / "text")
