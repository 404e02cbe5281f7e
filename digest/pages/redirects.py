"""Redirects: a page at each old address that leads to the new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.config import Config
from digest.pages.frame import frame
from digest.pages.page import Page, Parts
from digest.pages.view import PageView
from digest.urls import absolute


class RedirectView(PageView, frozen=True, kw_only=True):
    """What redirect.html finds in `page`; its canonical address is the new page's."""

    target: str
    """The address to go to."""


class Redirect(Parts, frozen=True, kw_only=True):
    """An old address, and the one that it leads to."""

    alias: str
    target: str


def redirect_pages(moved: Iterable[tuple[str, str, str]]) -> Iterator[Page]:
    """A page at each old address that leads to the new one: old address, new address, and the file that says so."""
    for alias, target, path in dict.fromkeys(moved):
        if alias == target:
            continue  # it has moved back to where it was
        redirect = Redirect(alias=alias, target=target)
        yield Page.of(alias, "redirect.html", _redirect_view, redirect, origin=path, listed=False)


def _redirect_view(config: Config, parts: Redirect) -> RedirectView:
    fields, target = frame(config, "redirect", parts.alias, config.labels.moved, noindex=True), parts.target
    canonical = absolute(config.site.base_url, target) if config.site.base_url else ""
    return RedirectView(**{**fields, "canonical": canonical}, target=target)
