"""The letter of an edition: what subscribers get by mail, of a day or of a week. It is no page of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from digest.archive.addresses import day_address, week_address
from digest.archive.archive import Archive
from digest.config import Config
from digest.model.card import Card
from digest.model.editorial import EditionNote
from digest.model.text import Rich
from digest.pages.calendar import date_range, day_title
from digest.pages.editions import EditionParts, edition, edition_parts
from digest.pages.frame import frame
from digest.pages.page import Page, Parts
from digest.pages.view import PageView


class LetterItem(msgspec.Struct, frozen=True):
    """An article in a letter."""

    card: Card
    told: tuple[Card, ...]
    """The others that tell the same story."""
    is_long: bool
    """Whether it is shown with its summary."""


class LetterSection(msgspec.Struct, frozen=True):
    """Articles under a heading: a region of a day, a day of a week; the one that leads has none."""

    title: str
    items: tuple[LetterItem, ...]


class LetterView(PageView, frozen=True, kw_only=True):
    """What letter.html finds in `page`: an edition as it goes out by mail. Its address is that of the edition."""

    when: str
    """The day, or the days of the week."""
    introduction: Rich
    sections: tuple[LetterSection, ...]
    count: int
    """The articles of the edition."""
    more: int
    """Those that are only on the site."""
    unsubscribe: str
    """An address, or empty."""


class LetterParts(Parts, frozen=True, kw_only=True):
    """What a letter is made of."""

    first: dt.date
    last: dt.date
    days: tuple[EditionParts, ...]
    """The editions, oldest first."""
    note: EditionNote | None
    """What the editors say of the day or the week."""
    introduction: Rich
    most: int
    """So many articles at most."""


def letter_page(archive: Archive, first: dt.date, last: dt.date, most: int) -> Page:
    """The letter of the editions of these days, with at most so many articles; it is planned for no site."""
    days = [day for day in sorted(archive.days) if first <= day <= last]
    editions = tuple([edition_parts(archive, day=day, older=None, newer=None) for day in days])
    note = archive.editions.get(first) if first == last else archive.weeks.get(first)
    introduction = archive.introduction(note)
    parts = LetterParts(first=first, last=last, days=editions, note=note, introduction=introduction, most=most)
    address = day_address(first) if first == last else week_address(first)
    return Page.of(address, "letter.html", _letter_view, parts, listed=False)


def _letter_view(config: Config, parts: LetterParts) -> LetterView:
    is_day = parts.first == parts.last
    when = day_title(config, parts.first) if is_day else date_range(config, parts.first, parts.last)
    if is_day:
        sections = list(_day_sections(config, parts.days[0]))
    else:
        sections = [_week_section(config, day) for day in parts.days]
    shown, left = [], parts.most
    for section in sections:
        items = section.items[:left]
        left -= len(items)
        if items:
            shown.append(LetterSection(section.title, items))
    count = sum(len(day.series) for day in parts.days)
    title = parts.note.title if parts.note and parts.note.title else when
    return LetterView(
        **frame(
            config,
            "letter",
            day_address(parts.first) if is_day else week_address(parts.first),
            title,
            description=_opening(sections),
        ),
        when=when,
        introduction=parts.introduction,
        sections=tuple(shown),
        count=count,
        more=count - sum(1 + len(item.told) for section in shown for item in section.items),
        unsubscribe=config.mail.unsubscribe,
    )


def _opening(sections: list[LetterSection]) -> str:
    """The first headlines, which a mailbox shows beside the subject."""
    return " · ".join([item.card.title for section in sections for item in section.items][:3])


def _day_sections(config: Config, parts: EditionParts) -> Iterator[LetterSection]:
    """The one that leads, then the regions."""
    day = edition(config, parts)
    if day.lead:
        yield LetterSection("", (LetterItem(day.lead, day.told[day.lead.address], True),))
    for section in day.sections:
        items = [LetterItem(card, day.told[card.address], True) for card in section.cards]
        items += [LetterItem(card, day.told[card.address], False) for card in section.lines]
        yield LetterSection(section.term.name, tuple(items))


def _week_section(config: Config, parts: EditionParts) -> LetterSection:
    """A day of a week: the one that leads with its summary, a line for each other."""
    sections = list(_day_sections(config, parts))
    items = [msgspec.structs.replace(item, is_long=False) for section in sections for item in section.items]
    if sections and not sections[0].title:
        items[0] = sections[0].items[0]
    return LetterSection(day_title(config, parts.day), tuple(items))
