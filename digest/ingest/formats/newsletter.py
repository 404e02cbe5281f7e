"""The items of a newsletter, or of any page that gathers links: a linked headline, and what is said of it.

Newsletters are laid out in a few ways only. The headline is the link; or a paragraph begins with it; or a heading
without a link is followed by words and by "Read more", which is the link. A link amid a sentence is no item.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import msgspec

from digest.ingest.draft import Draft, Item, Place, Read, Stripped
from digest.ingest.html.blocks import Block, join
from digest.ingest.html.headline import fold
from digest.ingest.text import phrases
from digest.ingest.text.link_references import gathered
from digest.urls import hostname, is_web_address

POINTED_TO = "only what points to it is here: --pages reads its page"
FEWEST = 3
"""Items from which a text is one that gathers links."""
_SHARE = 0.5
"""Of the words of a text that gathers links, those that its items hold, at least."""
_LONGEST = 150
"""Words that are said of an item, at most."""
_TITLE = 3
"""Words of a headline, at least: less is "Here", or the name of a section."""
_PROSE = 8
"""Words of a paragraph, at least: less is a by-line, or a button."""
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\(([^()\s<>]+)\)")
_LEAD = re.compile(rf"(?:#+ )?{_LINK.pattern}(?:$|(?=[\s:.,;\u2013\u2014|(-]))[\s:.,;|\u2013\u2014-]*")
_LAST = re.compile(rf"\s*{_LINK.pattern}\W*\Z")
_ON = re.compile(
    phrases.READ_ON.pattern + r"|(?:continue|view|open|full|the (?:full|whole)|go to)\b|[\W_]+$", re.IGNORECASE
)
_PASSED_ON = ("url", "u", "q", "target", "redirect", "dest", "destination", "link", "to", "r")
"""Parameters under which a host that counts clicks holds the address that it leads to."""


class _Part(NamedTuple):
    """A linked headline and what is said of it, as blocks."""

    title: str
    url: str
    blocks: tuple[Block, ...]
    """Without the headline, and without "Read more"."""
    numbers: tuple[int, ...]
    """Where it stands among the blocks that it was found in."""


class Gathering(NamedTuple):
    """A text that gathers links."""

    blocks: list[Block]
    """All of its text."""
    items: tuple[Item, ...]
    """None where it is another kind of text."""
    around: tuple[Stripped, ...]
    """What is said around the items, and belongs to none."""


def gathering_of(blocks: list[Block], text: list[Block], title: str = "") -> Gathering:
    """What of a page's blocks is a gathering of links; `text` are those of them that are its text as far as is known.

    Readers of pages take linked headlines for pointers to elsewhere. Here they are the text, and come back into it,
    with all that stands between them, and between the page's headline and the first.
    """
    known = {id(block) for block in text}
    own = [block for block in blocks if id(block) in known or not _is_outside(block)]
    numbers = [number for number, block in enumerate(own) if id(block) in known]
    among = range(numbers[0], numbers[-1] + 1) if numbers else range(0)
    parts = [part for part in _parts(own) if _is_an_item(part) and any(n in among for n in part.numbers)]
    taken = {id(own[n]) for part in parts for n in part.numbers}
    beside = sum(_words(block) for block in text if id(block) not in taken)
    if not _is_all_about(parts, beside) or any(fold(part.title) == fold(title) for part in parts):
        return Gathering(text, (), ())  # the last is a list of a site's newest articles, in which this one stands
    kept = text if taken <= known else _range(own, taken | known, fold(title))
    items = tuple(Item(part.title, part.url, gathered(join(list(part.blocks)))) for part in parts)
    around = tuple(Stripped("around the items", block.text) for block in kept if id(block) not in taken)
    return Gathering(kept, items, around)


def _is_outside(block: Block) -> bool:
    return any(each.tag in _OUTSIDE for each in block.within.ancestors())


def _is_all_about(parts: list[_Part], beside: int) -> bool:
    """Whether there are some items of which something is said, and they, and not one of them, are most of the text.

    `beside` is how many words of the text are in none of them.
    """
    told = len({part.url for part in parts if part.blocks})
    said = [sum(map(_words, part.blocks)) for part in parts]
    held = sum(said) + sum(len(part.title.split()) for part in parts)
    return told >= FEWEST and held >= _SHARE * (held + beside) and max(said) <= _SHARE * held


def _is_an_item(part: _Part) -> bool:
    """Whether it leads somewhere by a headline, and little is said of it: more is an article below a linked heading."""
    return bool(part.url) and len(part.title.split()) >= _TITLE and sum(map(_words, part.blocks)) <= _LONGEST


def _range(own: list[Block], wanted: set[int], title: str) -> list[Block]:
    """The blocks that are wanted, and headings and prose between them, or between the headline and the first."""
    numbers = [number for number, block in enumerate(own) if id(block) in wanted]
    above = [number for number in range(numbers[0]) if title and fold(own[number].text) == title]
    between = own[above[-1] + 1 if above else numbers[0] : numbers[-1] + 1]
    return [block for block in between if id(block) in wanted or block.kind == "h" or _is_prose(block)]


def _is_prose(block: Block) -> bool:
    return block.kind == "p" and _words(block) >= _PROSE and block.linked < 0.35 * len(block.text)


_OUTSIDE = frozenset(["nav", "header", "footer", "aside", "form"])


def each_item(reads: Iterator[Read]) -> Iterator[Read]:
    """The same reads, with an excerpt for each item in the place of a text that gathers links."""
    for read in reads:
        yield from _drafts(read) if isinstance(read, Draft) and read.items else (read,)


def _drafts(draft: Draft) -> Iterator[Draft]:
    hosts = {hostname(item.url) for item in draft.items}
    shared = draft.source if len(hosts) == 1 else ""  # its own articles, or all through one counter of clicks
    for number, item in enumerate(draft.items, 1):
        yield Draft(
            place=Place(f"{draft.place.input}#{number}", id=draft.place.id, modified=draft.place.modified),
            title=item.title,
            body=item.body,
            markdown=True,
            date=draft.date,
            date_basis=draft.date_basis,
            source=shared,
            url=item.url,
            lang=draft.lang,
            partial=True,
            stripped=(*draft.around, *draft.stripped) if number == 1 else (),
            warnings=(POINTED_TO,),
        )


def _words(block: Block) -> int:
    return len(block.text.split())


def _parts(blocks: list[Block]) -> Iterator[_Part]:
    """What may be items: from each headline to the next."""
    item: _Part | None = None
    for number, block in enumerate(blocks):
        begun = _begun(block, number)
        ends = begun or block.kind == "h" or (item and not _goes_on(blocks[item.numbers[0]], block))
        if item and ends:
            yield item
            item = None
        if begun or block.kind == "h":
            item = begun or _Part(block.text, "", (), (number,))
        elif item:
            item = _with(item, block, number)
            if item.url and _is_the_last(block):
                yield item
                item = None
    if item:
        yield item


def _goes_on(first: Block, block: Block) -> bool:
    """Whether a block stands in the same item of a list, if the first of them stands in one."""
    return not first.frames or first.frames[-1].key in {frame.key for frame in block.frames}


def _begun(block: Block, number: int) -> _Part | None:
    """The item that a block begins: it is a linked headline, or starts with one."""
    lead = _LEAD.match(block.markdown)
    if not lead:
        return None
    title, url = _plain(lead[1]), unwrapped(html.unescape(lead[2]))
    if len(title.split()) < _TITLE or _ON.match(title) or phrases.CALL.match(title) or not is_web_address(url):
        return None
    rest, words = block.markdown[lead.end() :], block.text[len(title) :].lstrip(" :.,;|\u2013\u2014-")
    if not words:
        return _Part(title, url, (), (number,))
    first = msgspec.structs.replace(block, markdown=rest, text=words, frames=())
    return _with(_Part(title, url, (), ()), first, number)


def _with(item: _Part, block: Block, number: int) -> _Part:
    """An item with one block more, of which "Read more" at its end is the address, if it has none, and goes."""
    last = _LAST.search(block.markdown)
    numbers = (*item.numbers, number)
    if not last or not _ON.match(_plain(last[1])):
        return item._replace(blocks=(*item.blocks, block), numbers=numbers)
    address = unwrapped(html.unescape(last[2]))
    url = item.url or (address if is_web_address(address) else "")
    markdown = block.markdown[: last.start()]
    if not markdown.strip():
        return item._replace(url=url, numbers=numbers)
    words = block.text[: block.text.rindex(_plain(last[1]))].rstrip()
    rest = msgspec.structs.replace(block, markdown=markdown, text=words)
    return item._replace(url=url, blocks=(*item.blocks, rest), numbers=numbers)


def _is_the_last(block: Block) -> bool:
    """Whether a block ends an item: "Read more", alone or behind its words."""
    last = _LAST.search(block.markdown)
    return bool(last and _ON.match(_plain(last[1])))


def _plain(label: str) -> str:
    """The words of a link as they are shown."""
    return html.unescape(re.sub(r"\\(\W)", r"\1", label)).strip()


def unwrapped(url: str) -> str:
    """Where an address leads to that only counts clicks, if it says so; else as it stands."""
    try:
        pairs = parse_qsl(urlsplit(url).query)
    except ValueError:
        return url
    return next((value for key, value in pairs if key.lower() in _PASSED_ON and is_web_address(value)), url)
