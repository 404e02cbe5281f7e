"""Dead addresses: published addresses that a publish would remove, with advice and the alias that would keep each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from digest.archive.visibility import Selection
from digest.builder.snapshot import load
from digest.errors import Finding, error
from digest.publish.kept_addresses import Offer, moved_to, words_of
from digest.publish.tree_changes import Changes
from digest.urls import output_path

_SAID = 50


def unexplained(
    lost: Mapping[str, bytes], changes: Changes, root: Path, now: dt.datetime
) -> tuple[list[Finding], tuple[Offer, ...]]:
    """A finding for each lost address (`lost` has the page that was published there), and aliases to offer."""
    added = set(changes.added)
    snapshot = load(root, Selection(now))
    candidates = [entry for entry in snapshot.archive.series if output_path(entry.card.address) in added]
    offers = [moved_to(address, words_of(page), candidates) for address, page in lost.items()]
    findings = [finding_of(address, offer) for address, offer in zip(lost, offers, strict=True)]
    if len(findings) > _SAID:
        rest = len(findings) - _SAID
        findings = [*findings[:_SAID], error("", 0, 0, f"… and {rest} more addresses that were published", _ALLOW)]
    return findings, tuple(offer for offer in offers if offer)


_ALLOW = "if they shall vanish: digest publish --allow-removed"


def finding_of(address: str, offer: Offer | None) -> Finding:
    """The finding for a published address that would vanish, with advice."""
    message = f'the address "/{address}" was published and would vanish'
    if offer:
        hint = f'add "aliases: [{offer.alias}]" to the article that took its place, or let digest publish'
        return error(offer.path, 1, 1, message, f"{hint} --write-aliases do it")
    hint = 'bring the article back and say "withdrawn: …" in it, or name the address under "aliases" of another;'
    return error("", 0, 0, message, f"{hint} {_ALLOW}".replace("they shall", "it shall"))
