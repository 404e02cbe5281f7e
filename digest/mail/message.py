"""A letter as a message by RFC 5322: the same bytes each time."""

from __future__ import annotations

import datetime as dt
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from digest.config import Config
from digest.dates import first_moment
from digest.mail.letter import EditionLetter
from digest.urls import hostname


def message(letter: EditionLetter, config: Config) -> bytes:
    """The message with both forms of the letter, ready to be sent: `To` is left to who sends it."""
    mail, host, site = config.mail, hostname(config.site.base_url), config.site.id or "digest"
    made = EmailMessage(policy=SMTP)
    made["Subject"] = f"{config.site.title}: {letter.view.title}"
    if mail.sender:
        made["From"] = mail.sender
    made["Date"] = format_datetime(_moment(letter, config))
    made["Message-ID"] = f"<edition.{letter.name}.{site}@{host}>"
    made["List-Id"] = f"{_phrase(config.site.title)} <{mail.list_id or f'{site}.{host}'}>"
    made["List-Archive"] = f"<{config.site.base_url}>"
    if mail.unsubscribe:
        made["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        if mail.one_click:
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made["Content-Language"] = config.site.language
    made.set_content(letter.text, cte="quoted-printable")
    made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    made.set_boundary(f"=_{letter.name}_{site}")
    return made.as_bytes()


def _moment(letter: EditionLetter, config: Config) -> dt.datetime:
    """When the edition is complete: the end of its last day."""
    return first_moment(letter.last + dt.timedelta(1), config.zone) - dt.timedelta(seconds=1)


def _phrase(title: str) -> str:
    """A title as the words before an address."""
    return str(Address(display_name=title, username="x", domain="x")).rpartition(" <")[0]
