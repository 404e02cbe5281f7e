"""The authors of an article: from its metadata, else from the by-line that the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from digest.ingest.html.byline_markup import shown_authors
from digest.ingest.html.headline import fold
from digest.ingest.html.jsonld import Thing, text_of
from digest.ingest.html.person_names import BY, BY_LABEL, are_names, is_name, names_in
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from digest.ingest.html.blocks import HtmlBlock
    from digest.ingest.html.page import WebPage

_NAMES = (
    "author", "article:author", "parsely-author", "cxenseparse:author", "sailthru.author", "mrf:authors", "og:author",
    "byl", "dcsext.author", "og:article:author", "citation_author", "dc.creator",
)  # fmt: skip
_WRITTEN_BY = re.compile(
    r"(?:written|posted) by|by|authors?|verfasst von|geschrieben von|von|écrit par|escrito por|scritto da"
    r"|geschreven door"
    r"|autor(?:in)?|auteur|autore|napisane przez|skriven av|skrevet av",
    re.IGNORECASE,
)
"""The label of a name in a page's data for cards: `Written by`."""
_SHARED_ACCOUNT = re.compile(r"/authors?/(?:admin|administrator|editor|staff|webmaster|news)\b", re.IGNORECASE)
"""The address of an account that an outlet writes under: `/author/admin`."""
MAX_NAMES = 12
_MAX_BYLINE = 120
"""Characters. A longer line belongs to the story."""
_MAX_INTRODUCTION = 4
"""Lines above the story, such as a standfirst."""
_INITIALS = re.compile(r"[A-Z]{2,5}")
"""The initials of an agency or an outlet: `AFP`. A full name is preferred."""
_DATE = re.compile(r"\b(?:19|20)\d\d\b")
"""A date behind a name: `Jane Roe, 19 April 2020`."""
_BLOCKS_ABOVE = 20
"""Blocks above the story in which its by-line is searched."""
_BELOW_STANDFIRST = 3
"""Blocks from a standfirst on in which a line that begins with "By" is its by-line too."""
_EDITOR = re.compile(
    r"(?:\b(?:editor|redaktur|redaktör|redactor jefe|penyunting)|责任编辑|責任編輯|编辑)\s*[:\uff1a]\s*", re.IGNORECASE
)
"""Before the name of who edited the text."""


def authors_of(page: WebPage, blocks: list[HtmlBlock]) -> tuple[str, ...]:
    """Names as the page writes them; the site's own name only if no person is named."""
    own = _own_names(page)
    stated = _unique_names(_in_jsonld(page), page)
    others = tuple(name for name in stated if fold(name) not in own)
    if any(name not in _organisations(page) and not _INITIALS.fullmatch(name) for name in others):
        return _instead_of_editors(others, blocks, page) or others
    names: tuple[str, ...] = ()
    for read in (_in_meta, shown_authors, lambda page: _in_byline(blocks, page.lang)):
        names_there = _unique_names(read(page), page)
        people = tuple(name for name in names_there if fold(name) not in own and not _extends(name, own))
        if not all(map(_INITIALS.fullmatch, people)):
            return people
        names = names or names_there
    return stated or names


def _instead_of_editors(names: tuple[str, ...], blocks: list[HtmlBlock], page: WebPage) -> tuple[str, ...]:
    """The authors that a page shows, if it shows the one whom its data name as the editor."""
    lines = [block.text for block in blocks if len(block.text) <= _MAX_BYLINE and _EDITOR.search(block.text)]
    is_editor = bool(lines) and all(any(name in line for line in lines) for name in names)
    return shown_authors(page) if is_editor else ()


class SignedText(NamedTuple):
    """A text without its by-line, the by-line, and the names in it."""

    blocks: list[HtmlBlock]
    line: str
    authors: tuple[str, ...]


def byline_of(blocks: list[HtmlBlock], authors: tuple[str, ...], page: WebPage) -> SignedText | None:
    """The text split at its by-line, the last line above the story; None if there is none or a person is known."""
    at = next((number for number, block in enumerate(blocks) if _is_paragraph(block)), 0) - 1
    own = _own_names(page)
    if not 0 <= at <= _MAX_INTRODUCTION or any(not _is_house(name, own, page) for name in authors):
        return None
    line = blocks[at].text
    if blocks[at].kind != "p" or blocks[at].frames or len(line) > _MAX_BYLINE or not are_names(line, page.lang):
        return None
    return SignedText([*blocks[:at], *blocks[at + 1 :]], line, _unique_names([line.replace("/", ";")], page))


def _is_house(name: str, own: frozenset[str], page: WebPage) -> bool:
    """Whether a name is that of the site or of an organisation, or initials of an agency."""
    return bool(_INITIALS.fullmatch(name)) or fold(name) in own or _extends(name, own) or name in _organisations(page)


def _own_names(page: WebPage) -> frozenset[str]:
    return frozenset(fold(name) for name in (*page.site_names, page.host.removeprefix("www.")))


def _is_paragraph(block: HtmlBlock) -> bool:
    return block.kind == "p" and len(block.text) >= _MAX_BYLINE


def _in_byline(blocks: list[HtmlBlock], lang: str) -> Iterator[str]:
    """The by-line above the story; or the name after a label such as `Autor:` anywhere."""
    story = next((number for number, block in enumerate(blocks) if _is_paragraph(block)), 0)
    for number, block in enumerate(blocks[: story + _BELOW_STANDFIRST]):
        is_here = number >= story - _BLOCKS_ABOVE and (number < story or BY.match(block.text))
        if is_here and len(block.text) <= _MAX_BYLINE and _is_signed(block.text, lang):
            yield block.text
            return
    labelled = (BY_LABEL.fullmatch(block.text) for block in blocks if len(block.text) <= _MAX_BYLINE)
    yield from (label["names"] for label in labelled if label and _are_people(label["names"], lang))


def _is_signed(line: str, lang: str) -> bool:
    """Whether a line is names behind "By", or names and a date."""
    by = BY.match(line)
    names = [*names_in(line, lang)]
    is_dated = not by and bool(_DATE.search(line)) and are_names(",".join(names), lang)
    return is_dated or (bool(by) and _are_people(line, lang))


def _are_people(line: str, lang: str) -> bool:
    names = [*names_in(line, lang)]
    return bool(names) and all(is_name(name) or _INITIALS.fullmatch(name) for name in names)


def _extends(name: str, own: frozenset[str]) -> bool:
    """Whether a name begins with the site's own name, or the other way round."""
    folded = fold(name)
    return any(len(site) > 3 and (folded.startswith(site) or site.startswith(folded)) for site in own)


def _in_jsonld(page: WebPage) -> Iterator[str]:
    """The names of the authors in its JSON-LD."""
    for author in _jsonld_authors(page):
        names = (author.get("name") or _name_of_parts(author)) if isinstance(author, dict) else author
        for name in names if isinstance(names, list) else [names]:
            yield text_of(name)


def _name_of_parts(person: Thing) -> str:
    return f"{text_of(person.get('givenName'))} {text_of(person.get('familyName'))}".strip()


def _jsonld_authors(page: WebPage) -> list[Thing | str]:
    """The authors in its JSON-LD: names, objects, or the objects that references lead to."""
    value = page.article.get("author") or page.article.get("creator") or []
    by_id = {str(thing["@id"]): thing for thing in page.things if thing.get("@id") and thing.get("name")}
    authors = (
        by_id.get(str(author.get("@id")), author) if isinstance(author, dict) and not author.get("name") else author
        for author in (value if isinstance(value, list) else [value])
    )
    return [author for author in authors if isinstance(author, dict | str)]


def _organisations(page: WebPage) -> frozenset[str]:
    """The names of authors in its JSON-LD that are organisations, or accounts that several people share."""
    authors = [author for author in _jsonld_authors(page) if isinstance(author, dict)]
    kinds = [(str(author.get("@type")), one_line(text_of(author.get("name")))) for author in authors]
    houses = {name for kind, name in kinds if "Organization" in kind and "Person" not in kind}
    accounts = (author for author in authors if _SHARED_ACCOUNT.search(f"{author.get('@id')} {author.get('url')}"))
    return frozenset(houses | {one_line(text_of(account.get("name"))) for account in accounts})


def _in_meta(page: WebPage) -> Iterator[str]:
    for name in _NAMES:
        if name in page.meta:
            values = page.meta[name]
            usable = [value for value in values if "www." not in value and any(names_in(value, page.lang))]
            if usable:
                if name in ("dc.creator", "citation_author"):
                    usable = [re.sub(r"^([^,]+), ([^,]+)$", r"\2 \1", value) for value in usable]
                yield from usable
                return
    for number in ("1", "2"):
        if _WRITTEN_BY.fullmatch(page.first(f"twitter:label{number}")):
            yield from page.meta.get(f"twitter:data{number}", ())


def _unique_names(texts: Iterable[str], page: WebPage) -> tuple[str, ...]:
    """The names in texts, each once, without "By" before and offices after them."""
    names: dict[str, str] = {}
    for text in texts:
        for name in names_in(one_line(text), page.lang):
            names.setdefault(fold(name), name)
    return tuple(names.values())[:MAX_NAMES]
