"""Clashes: names that no address can hold, and addresses that two pages want."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from digest.errors import Finding, error
from digest.model.page import CopyView
from digest.pages.page import Page
from digest.urls import output_path


def clashes(addresses: Collection[str], folders: Collection[str], pages: Callable[[], list[Page]]) -> list[Finding]:
    """Everything wrong with the addresses of a site's pages.

    `folders` are those above the pages' own. `pages` gives all pages, and is asked only where something is wrong: what
    is right is seen from the addresses alone, all at once.
    """
    if _are_sound(addresses, folders):
        return []
    planned = pages()
    return [*_unfit(planned), *_collisions(planned), *_blocked(planned)]


def _are_sound(addresses: Collection[str], folders: Collection[str]) -> bool:
    text = "\n".join(addresses)
    if text.count("\n") != max(0, len(addresses) - 1) or _UNFIT.search(text):
        return False
    folded = set(text.casefold().split("\n")) if addresses else set()
    if len(folded) < len(addresses) or "index.html/" in text.casefold():
        return False
    above = {folder.casefold() for folder in folders}
    files = [address for address in folded if address and not address.endswith("/")]
    return not any(
        address in above
        or f"{address}/" in folded
        or (address.endswith("index.html") and address.removesuffix("index.html") in folded)
        for address in files
    )


_UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


def _file(page: Page) -> str:
    """The file that a message about a page names; empty where digest makes the page of many files."""
    theme = page.parts.theme if isinstance(page.parts, CopyView) else ""
    return page.origin or (f"themes/{theme}/{page.parts.path}" if theme else "")


def _unfit(pages: Iterable[Page]) -> Iterator[Finding]:
    """A name with a line break in it, or with bytes that are not text, can be neither listed nor linked to."""
    for page in pages:
        if not _FIT.fullmatch(page.address):
            yield unfit_name(_file(page))


def unfit_name(path: str) -> Finding:
    """What is wrong with a file whose name cannot be a part of an address."""
    hint = "rename it: without control characters, in UTF-8"
    return error(path, 0, 0, "this file's name cannot be part of an address", hint)


_FIT = re.compile("[^\x00-\x1f\x7f\ud800-\udfff]*")


def _collisions(pages: Iterable[Page]) -> Iterator[Finding]:
    """Paths are compared as file systems that ignore case compare them."""
    first: dict[str, Page] = {}
    for page in pages:
        other = first.setdefault(output_path(page.address).casefold(), page)
        if other is not page:
            one, two = (page, other) if _file(page) else (other, page)
            whose = _file(two) or "the site itself"
            hint = "rename one of them, or give it another slug"
            yield error(_file(one), 1, 1, f'the address "/{one.address}" is taken by {whose}', hint)


def _folders(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _blocked(pages: Iterable[Page]) -> Iterator[Finding]:
    """A file cannot have the place of a folder."""
    files = {output_path(page.address).casefold(): page for page in pages}
    if files.keys().isdisjoint(_folders(files)):
        return
    for page in pages:
        folder = output_path(page.address).casefold()
        while folder := folder.rpartition("/")[0]:
            other = files.get(folder)
            if other is not None:
                one, two = (page, other) if _file(page) else (other, page)
                message = f'the address "/{one.address}" is in the way of "/{two.address}"'
                yield error(_file(one), 1, 1, message, "one of them would be a file and a folder at once")
