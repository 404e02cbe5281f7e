"""E-mail and mailboxes: a message is an article, so is one that it forwards, so is a newsletter."""

import datetime as dt
from email.message import EmailMessage
from pathlib import Path

import pytest

from digest.ingest.draft import Draft, Failure, Input
from digest.ingest.formats.unpack import read
from tests.support.building import make_site

UTC = dt.UTC
WORDS = "The alliance met in Brussels on Tuesday and will meet again in the spring, officials said. " * 3


def message(*, subject: str = "Ministers meet", html: str = "", text: str = "", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = headers.pop("sender", "Jane Doe <jane@example.org>")
    made["To"] = "desk@example.org"
    made["Subject"] = subject
    made["Date"] = "Tue, 24 Nov 2026 09:30:00 +0100"
    made["Message-ID"] = "<7@example.org>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    if text:
        made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html") if text else made.set_content(html, subtype="html")
    return made


def reading(content: bytes | EmailMessage, name: str = "m.eml") -> list[Draft | Failure]:
    return list(read(Input(name, content if isinstance(content, bytes) else bytes(content)), UTC))


def draft(content: bytes | EmailMessage) -> Draft:
    (only,) = reading(content)
    assert isinstance(only, Draft), only
    return only


def test_a_message_in_plain_text() -> None:
    found = draft(message(text=f"First.\n\n{WORDS}\n\n-- \nJane Doe\nThe Gazette\n"))
    assert found.title == "Ministers meet"
    assert found.body.startswith("First.\n\nThe alliance met")
    assert "Gazette" not in found.body
    assert [(each.rule, each.words) for each in found.stripped] == [("signature", "Jane Doe\nThe Gazette")]
    assert found.date
    assert found.date.at == dt.datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert (found.date_basis, found.location.id, found.source, found.authors) == ("email", "7@example.org", "", ())


def test_the_html_of_a_message_is_preferred_and_nothing_of_it_is_lost() -> None:
    html = f"<style>p {{}}</style><h1>Ministers</h1><p>{WORDS}</p><p>See <a href='https://e.org/a'>there</a>.</p>"
    found = draft(message(text="Look at this in a browser.", html=html))
    assert found.markdown
    assert found.body.startswith("## Ministers\n\nThe alliance met")
    assert found.body.rstrip().endswith("See [there].\n\n[there]: https://e.org/a")


def test_html_without_words_gives_way_to_the_plain_text() -> None:
    assert draft(message(text=WORDS, html="<p><img src='cid:1'></p>")).body.startswith("The alliance met")


def test_a_newsletter_comes_from_its_sender() -> None:
    rows = "".join(f"<tr><td><p>{WORDS}</p></td></tr>" for _ in range(3))
    html = f"<html><head><title>%%SUBJECT%%</title></head><body><table>{rows}</table></body></html>"
    found = draft(message(html=html, sender="The Gazette <news@example.org>", List_Id="<news.example.org>"))
    assert (found.title, found.source) == ("Ministers meet", "The Gazette")
    assert found.body.count("The alliance met") >= 3


@pytest.mark.parametrize(
    "subject", ["Re: Fwd: Ministers meet", "FW: Ministers meet", "[Fwd] Ministers meet", "AW: WG: Ministers meet"]
)
def test_marks_of_replies_are_no_part_of_a_headline(subject: str) -> None:
    assert draft(message(subject=subject, text=WORDS)).title == "Ministers meet"


def test_a_message_that_forwards_another_is_the_other() -> None:
    text = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: The Gazette <news@example.org>\n"
        f"Date: Mon, 23 Nov 2026 08:00:00 +0000\nSubject: Generals meet\nTo: Jane Doe\n\n\n{WORDS}"
    )
    found = draft(message(text=text))
    assert (found.title, found.date and found.date.day) == ("Generals meet", dt.date(2026, 11, 23))
    assert found.body.startswith("The alliance met")


def test_what_gmail_puts_before_what_it_forwards_is_told_and_cut() -> None:
    head = "From: The Gazette<br>Date: Mon, 23 Nov 2026 08:00:00 +0000<br>Subject: Generals meet<br>To: Jane<br>"
    plain = "---------- Forwarded message ---------\n" + head.replace("<br>", "\n") + "\n\n" + WORDS
    mark = f'<div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>{head}</div>'
    found = draft(message(text=plain, html=f'<div class="gmail_quote">{mark}<p>{WORDS}</p></div>'))
    assert (found.title, found.date and found.date.day) == ("Generals meet", dt.date(2026, 11, 23))
    assert found.body.startswith("The alliance met")
    assert [each.rule for each in found.stripped] == ["forward"]
    assert "The Gazette" in found.stripped[0].words


def test_a_message_within_a_message_is_read() -> None:
    outer = message(subject="For the desk", text="As asked.")
    outer.add_attachment(message(text=WORDS))
    assert [(each.location.input, each.title) for each in reading(outer) if isinstance(each, Draft)] == [
        ("m.eml/1", "Ministers meet")
    ]
    assert [each.stripped[0].words for each in reading(outer) if isinstance(each, Draft)] == ["As asked."]
    outer = message(subject="Our view", text=WORDS * 2)
    outer.add_attachment(message(text=WORDS))
    assert [each.title for each in reading(outer) if isinstance(each, Draft)] == ["Our view", "Ministers meet"]


def test_what_is_attached_is_no_text() -> None:
    made = message(text=WORDS)
    made.add_attachment("Attached words.", filename="notes.txt")
    assert "Attached" not in draft(made).body


def test_a_message_without_a_text_says_what_is_attached() -> None:
    made = message()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    (found,) = reading(made)
    assert isinstance(found, Failure)
    assert (found.message, found.hint) == (
        "there is no text in this message",
        "save what is attached and add it: report.pdf",
    )


def test_heads_and_bodies_are_decoded() -> None:
    head = b"From: a@b.c\r\nTo: d@e.f\r\nSubject: =?utf-8?q?Caf=C3=A9?= =?utf-8?b?IMOpdMOp?=\r\n"
    quoted = b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    found = draft(head + quoted + b"Caf=E9 =\r\nouvert.\r\n")
    assert (found.title, found.body) == ("Caf\u00e9 \u00e9t\u00e9", "Caf\u00e9 ouvert.")


@pytest.mark.parametrize("charset", ["utf-8", "klingon", "utf-7", "x\x00y", ""])
def test_a_wrong_charset_does_no_harm(charset: str) -> None:
    head = b"From: a@b.c\nTo: d@e.f\nSubject: S\nContent-Type: text/plain; charset=" + charset.encode() + b"\n\n"
    assert draft(head + "Caf\u00e9.".encode()).body == "Caf\u00e9."
    assert draft(head + "Caf\u00e9.".encode("cp1252")).body == "Caf\u00e9."


@pytest.mark.parametrize(
    "broken",
    [
        b"Date: not a date\n",
        b"Date: Tue, 99 Foo 2026 99:99:99 +9999\n",
        b'From: <<<"\n',
        b"Content-Type: multipart/mixed\n",
        b"Message-ID: =?x?y?z?=\n",
        b"Subject: =?utf-8?q?=FF=FE?=\n",
        b"Content-Transfer-Encoding: nonsense\n",
        b"Content-Type: ;;;\n",
    ],
)
def test_broken_heads_are_borne(broken: bytes) -> None:
    found = draft(b"To: d@e.f\nX-A: b\nX-B: c\n" + broken + b"\nHello there.\n")
    assert found.body == "Hello there."
    assert found.date is None


def test_parts_without_end_are_not_followed() -> None:
    deep = b"From: a@b.c\nTo: d@e.f\nSubject: S\n"
    for n in range(3_000):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
    assert reading(deep + b"Content-Type: text/plain\n\nHello.\n")


# Mailboxes


def mailbox(*messages: EmailMessage) -> bytes:
    line = b"From jane@example.org Tue Nov 24 09:30:00 2026\n"
    return b"\n".join(line + bytes(each).replace(b"\nFrom ", b"\n>From ") for each in messages)


def test_each_message_of_a_mailbox_is_an_article() -> None:
    one = message(subject="One", text="From here on.\n\nFrom there.")
    found = reading(mailbox(one, message(subject="Two", text=WORDS), message(subject="Three", text=WORDS)), "m.mbox")
    titles = [(each.location.input, each.title) for each in found if isinstance(each, Draft)]
    assert titles == [("m.mbox#1", "One"), ("m.mbox#2", "Two"), ("m.mbox#3", "Three")]
    assert isinstance(found[0], Draft)
    assert found[0].body == "From here on.\n\nFrom there."


def test_a_broken_message_does_not_lose_the_rest() -> None:
    found = reading(
        mailbox(message(text=WORDS))
        + b"\n\nFrom x Tue Nov 24 09:30:00 2026\nX: y\n\n"
        + b"\n"
        + mailbox(message(text=WORDS))
    )
    assert [type(each) for each in found] == [Draft, Failure, Draft]


def test_a_line_that_begins_with_from_is_no_message() -> None:
    text = "From Tuesday 10:00 2026 on they will meet.\n\nFrom then on nobody knows."
    (found,) = reading(text.encode(), "a.txt")
    assert isinstance(found, Draft)
    assert found.title == "From Tuesday 10:00 2026 on they will meet."


@pytest.mark.parametrize("mark", ["-- ", "--", "--  "])
def test_a_signature_may_have_lost_its_space(mark: str) -> None:
    found = draft(message(text=f"First.\n\n{WORDS}\n\n{mark}\nJane Doe\nThe Gazette\n"))
    assert found.body == f"First.\n\n{WORDS.strip()}"
    assert [(each.rule, each.words) for each in found.stripped] == [("signature", "Jane Doe\nThe Gazette")]


def test_two_hyphens_in_a_letter_end_nothing() -> None:
    found = draft(message(text=f"First.\n\n--\n\n{WORDS * 3}\n"))
    assert found.body.endswith("officials said.")
    assert not found.stripped


@pytest.mark.parametrize(
    "ending",
    [
        "--\nUnsubscribe: https://example.org/u?id=1",
        "Unsubscribe: https://example.org/u?id=1",
        "Unsubscribe:\nhttps://example.org/u?id=1",
        "Unsubscribe:\n\n<https://example.org/u?id=1&" + "x" * 300 + ">",
        "--\n\nTo unsubscribe from this list, write to bye@example.org",
        "Manage your preferences: https://example.org/p?id=1\n\nUnsubscribe: https://example.org/u?id=1",
    ],
)
@pytest.mark.parametrize("list_id", ["", "<desk.example.org>"])
def test_the_address_at_which_one_unsubscribes_is_not_published(tmp_path: Path, ending: str, list_id: str) -> None:
    site = make_site(tmp_path / "site")
    mail = tmp_path / "m.eml"
    heads = {"List_Id": list_id} if list_id else {}
    mail.write_bytes(bytes(message(text=f"First.\n\n{WORDS}\n\n{ending}\n", **heads)))
    assert site.run("add", str(mail)).code == 0
    (made,) = (site.root / "content/articles").rglob("*.md")
    assert made.read_text().endswith(f"---\n\nFirst.\n\n{WORDS.strip()}\n")


# Encodings and boundaries

HEAD = b"From: a@b.c\r\nTo: d@e.f\r\nSubject: S\r\nMIME-Version: 1.0\r\n"
RUSSIAN = "Совет отложил решение о мосте. Члены совета хотят знать цену стали. " * 3


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "us-ascii", ""])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_one_damaged_byte_does_not_change_the_encoding(kind: str, charset: str) -> None:
    declared = f"Content-Type: text/{kind}; charset={charset}\r\n\r\n".encode()
    damaged = RUSSIAN.encode().replace("цену".encode(), b"\xff", 1)
    article = draft(HEAD + declared + damaged)
    assert "Совет отложил решение" in article.body
    assert article.body.count("\ufffd") == 1
    assert article.warnings == ("some of its characters are damaged: look for \ufffd",)


@pytest.mark.parametrize("charset", ["iso-8859-1", "latin-1", "us-ascii", "windows-1252"])
def test_quotation_marks_of_windows_are_read_whatever_is_declared(charset: str) -> None:
    declared = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert draft(HEAD + declared + b"\x93It is late\x94 \x96 he said.").body == "“It is late” – he said."
    subject = b"Subject: =?iso-8859-1?q?=93It_is_late=94?= he said\r\n"
    assert draft(HEAD.replace(b"Subject: S\r\n", subject) + declared + b"x y").title == "“It is late” he said"


@pytest.mark.parametrize("subject", ["Café fermé", "Совет"])
def test_a_subject_that_is_not_encoded_is_read(subject: str) -> None:
    assert draft(HEAD.replace(b"Subject: S", f"Subject: {subject}".encode()) + b"\r\nx y").title == subject


PARTS = (
    "--{b}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIn plain text.\r\n--{b}\r\nContent-Type: text/html;"
    " charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VGhlIGNvdW5jaWwgbWV0LjwvcD4=\r\n--{b}--\r\n"
)


@pytest.mark.parametrize(
    "kind",
    [
        'multipart/alternative; boundary="other"',
        "multipart/alternative",
        'multipart/mixed; boundary=""',
        "text/plain; charset=utf-8",
        "text/plain; charset=utf-8; format=flowed",
    ],
)
@pytest.mark.parametrize("boundary", ["b0", "----=_Part_12.34", "=_a'b(c)+d,e-f./:=?"])
def test_parts_are_found_by_their_own_boundary(kind: str, boundary: str) -> None:
    parts = "This is a multi-part message in MIME format.\r\n\r\n" + PARTS.format(b=boundary)
    article = draft(HEAD + f"Content-Type: {kind}\r\n\r\n{parts}".encode())
    assert article.body == "The council met.\n"
    assert article.warnings == ("its parts are not parted as its head says: see whether all of its text is here",)


def test_a_wrong_boundary_within_a_part_ends_that_part() -> None:
    inner = PARTS.format(b="b1").replace("--b1\r\nContent-Type: text/plain", "--b0\r\nContent-Type: text/plain", 1)
    article = draft(HEAD + f'Content-Type: multipart/alternative; boundary="b0"\r\n\r\n{inner}--b0--\r\n'.encode())
    assert article.body == "The council met.\n"


def test_a_line_of_hyphens_begins_no_part() -> None:
    article = draft(message(text=f"First.\n\n--b0\n\n{WORDS}\n\n--x\nContents: bread\n\n{WORDS}"))
    assert "Contents: bread" in article.body
    assert article.warnings == ()


@pytest.mark.parametrize(
    "lines", ["To: d@e.f\r\n", "Received: from e.f\r\n", "", "Cc: d@e.f\r\n"], ids=["to", "received", "from", "cc"]
)
@pytest.mark.parametrize("kind", ["multipart/related; boundary=b0", "multipart/mixed; boundary=b0"])
def test_a_mail_of_outlook_express_is_no_saved_page(lines: str, kind: str) -> None:
    head = f"{lines}From: Gazette <a@b.c>\r\nSubject: Ministers meet\r\nDate: Tue, 24 Nov 2026 09:30:00 +0100\r\n"
    mark = "X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2600.0000\r\n"
    article = draft(f"{head}{mark}Content-Type: {kind}\r\n\r\n{PARTS.format(b='b0')}".encode())
    assert (article.title, article.date_basis, article.body) == ("Ministers meet", "email", "The council met.\n")


def test_a_line_of_a_sponsor_is_no_author() -> None:
    html = f"<table><tr><td><p>TOGETHER WITH</p><p>Acme Bank</p><p>{WORDS}</p></td></tr></table>"
    article = draft(message(html=html, sender="Morning Harbour <a@b.c>", List_Id="<x>"))
    assert article.authors == ()
    assert "TOGETHER WITH" in article.body
