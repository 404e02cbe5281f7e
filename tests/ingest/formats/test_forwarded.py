"""A forwarded message is the article; nothing of who forwarded it gets into that."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from digest.ingest.draft import Draft, Input
from digest.ingest.formats.unpack import read
from tests.ingest.formats.test_mail import WORDS, message
from tests.support.forwards import FORWARDER, LANGUAGES, MAKERS, PRIVATE, SENDER, STORY, SUBJECT, forward

ZONE = ZoneInfo("Europe/Brussels")
SENT = dt.datetime(2026, 4, 29, 21, 15, tzinfo=ZONE)


def article_of(*, text: str = "", html: str = "", subject: str = f"Fwd: {SUBJECT}") -> Draft:
    mail = message(text=text, html=html, subject=subject, sender=f"{FORWARDER} <petra@desk.example.org>")
    (article,) = read(Input("m.eml", bytes(mail)), ZONE)
    assert isinstance(article, Draft), article
    return article


def published(article: Draft) -> str:
    """All of an article that a site shows."""
    return "\n".join((article.title, article.source, *article.authors, article.body, article.summary))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("maker", MAKERS)
def test_the_head_of_a_forwarded_message_counts(maker: str, language: str) -> None:
    body = forward(maker, language)
    article = article_of(text=body.text, html=body.html)
    assert (article.title, article.source) == (SUBJECT, SENDER)
    assert article.body.strip().split("\n\n") == list(STORY)
    assert not [name for name in PRIVATE if name in published(article)]
    assert {cut.rule for cut in article.stripped} <= {"forward", "signature"}
    assert "kept my note" in article.stripped[0].words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("maker", MAKERS)
def test_a_forwarded_message_has_its_own_date(maker: str, language: str) -> None:
    body = forward(maker, language)
    article = article_of(text=body.text, html=body.html)
    assert article.date
    assert (article.date.at, article.date_basis, article.warnings) == (SENT, "email", ())


def test_the_day_of_the_forwarding_is_unconfirmed_where_the_date_cannot_be_read() -> None:
    text = f"From: {SENDER} <desk@gazette.example.net>\nDate: the other day\nSubject: {SUBJECT}\n\n{WORDS}\n"
    article = article_of(text=text)
    assert article.date
    assert (article.date.day, article.date_basis) == (dt.date(2026, 11, 24), "file")
    assert article.warnings == (
        'the forwarded message is dated "the other day", which could not be read: state the day with --date',
    )


@pytest.mark.parametrize("subject", [SUBJECT, f"WG: {SUBJECT}", f"TR: {SUBJECT}", f"RV: {SUBJECT}", f"PD: {SUBJECT}"])
def test_the_outer_subject_needs_no_mark(subject: str) -> None:
    assert article_of(text=forward("outlook bare", "de").text, subject=subject).title == SUBJECT


def test_a_message_that_was_forwarded_twice_is_the_innermost() -> None:
    inner = forward("outlook", "en").text
    head = "---------- Forwarded message ---------\nFrom: Nora Hand <nora@e.org>\nDate: x\nSubject: y\n\n"
    outer = f"See below.\n\n{head}{inner}"
    article = article_of(text=outer)
    assert (article.title, article.source) == (SUBJECT, SENDER)
    assert "Nora" not in published(article)


def test_a_long_list_of_recipients_is_no_text() -> None:
    people = ";\n ".join(f"Reader {n} <reader{n}@home.example.org>" for n in range(12))
    head = f"From: {SENDER} <desk@gazette.example.net>\nSent: 29 April 2026\nTo: {people}\nSubject: {SUBJECT}\n\n"
    assert article_of(text=head + WORDS).body == WORDS.strip()


@pytest.mark.parametrize(
    "sender",
    ["Nora Hand <nora@gmail.com>", "Nora Hand <nora@desk.example.org>", "Nora Hand <nora@yahoo.co.uk>", "<n@web.de>"],
)
def test_a_private_sender_is_no_source(sender: str) -> None:
    text = f"From: {sender}\nDate: Wed, 29 Apr 2026 21:15:00 +0200\nSubject: {SUBJECT}\n\n{WORDS}\n"
    assert article_of(text=text).source == ""


REPLY = f"On Wed, Apr 29, 2026 at 9:15 PM {FORWARDER} <petra@desk.example.org> wrote:"


@pytest.mark.parametrize(
    "attribution",
    [
        REPLY,
        REPLY.replace("PM ", "PM\n"),
        f"Am Mi., 29. Apr. 2026 um 21:15 Uhr schrieb {FORWARDER} <petra@desk.example.org>:",
        f"Le mer. 29 avr. 2026 à 21:15, {FORWARDER} <petra@desk.example.org> a écrit :",
        f"El mié, 29 abr 2026 a las 21:15, {FORWARDER} (<petra@desk.example.org>) escribió:",
        f"Il giorno mer 29 apr 2026 alle ore 21:15 {FORWARDER} <petra@desk.example.org> ha scritto:",
        f"Em qua., 29 de abr. de 2026 às 21:15, {FORWARDER} <petra@desk.example.org> escreveu:",
        f"Op wo 29 apr 2026 om 21:15 schreef {FORWARDER} <petra@desk.example.org>:",
        f"W dniu 29.04.2026 o 21:15, {FORWARDER} pisze:",
    ],
    ids=["en", "en broken", "de", "fr", "es", "it", "pt", "nl", "pl"],
)
@pytest.mark.parametrize("shape", ["plain", "html"])
def test_what_an_answer_quotes_below_it_goes(attribution: str, shape: str) -> None:
    quote = "Will the council meet?"
    if shape == "plain":
        article = article_of(text=f"{WORDS}\n\n{attribution}\n\n> {quote}\n", subject=f"Re: {SUBJECT}")
    else:
        escaped = attribution.replace("<", "&lt;").replace(">", "&gt;")
        html = f"<p>{WORDS}</p><div>{escaped}<br></div><blockquote>{quote}</blockquote>"
        article = article_of(html=html, subject=f"Re: {SUBJECT}")
    assert article.body.strip() == WORDS.strip()
    assert [cut.rule for cut in article.stripped] == ["quoted reply"]
    assert quote in article.stripped[0].words


@pytest.mark.parametrize("maker", ["outlook", "outlook bare", "outlook html", "exchange html"])
def test_the_message_below_an_answer_goes(maker: str) -> None:
    body = forward(maker, "en")
    text, html = body.text.replace("kept my note", WORDS * 2), body.html.replace("kept my note", WORDS * 2)
    article = article_of(text=text, html=html, subject=f"RE: {SUBJECT}")
    assert article.body.startswith("The alliance met")
    assert STORY[0] not in article.body
    assert [cut.rule for cut in article.stripped] == ["quoted reply"]


def test_a_quotation_between_answers_is_a_quotation_in_text_and_in_html() -> None:
    plain = article_of(text=f"First.\n\n> Will the *council* meet?\n> Who knows.\n\n{WORDS}\n", subject="Questions")
    html = f"<p>First.</p><blockquote>Will the *council* meet?<br><br>Who knows.</blockquote><p>{WORDS}</p>"
    web = article_of(html=html, subject="Questions")
    assert plain.body.strip() == web.body.strip()
    assert "\n> Will the" in plain.body


def test_a_mail_that_an_article_prints_stays_in_it() -> None:
    text = f"{WORDS * 3}\n\nFrom: The mayor\nTo: The council\nSubject: The bridge\n\nDo nothing.\n\n{WORDS}"
    article = article_of(text=text, subject="What the mayor wrote")
    assert "Do nothing." in article.body
    assert article.title == "What the mayor wrote"
