"""A check of the built site for sentences that an article's rights withhold."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from digest.archive.rights import FULL, permitted_text
from digest.checking.checked_site import CheckedSite
from digest.checking.rules import Checked
from digest.errors import error
from digest.language.sentences import sentences
from digest.owned_files import OWNED, read_owned

LONG = 6
"""Words. Another article may have the same sentence if it is shorter."""
_TEXTS = (".html", ".xml", ".json", ".txt", ".opml")
_PIECES = re.compile(r"<[^>]*>|\\n|(?<=[.!?])[\"'\u201d\u2019)]*\s+|[\"\n]")
"""Separators of sentences in a file: tags, line ends (also JSON's), the space behind a full stop."""


def withheld(site: CheckedSite, output: Path) -> Iterator[Checked]:
    """Sentences of the built site that rights withhold today, because the rights have changed since the build."""
    secret = _withheld_sentences(site)
    paths = [path for path in read_owned(output) - {OWNED} if path.endswith(_TEXTS)] if secret else ()
    hits = [(path, piece) for path in paths for piece in _pieces(output / path) & secret.keys()]
    quoted = _shown_in_full(site) if hits else frozenset[str]()
    first = {path: piece for path, piece in sorted(hits, reverse=True) if piece not in quoted}
    for path, piece in sorted(first.items()):
        message = f'the rights of {secret[piece]} withhold a sentence of this file: "{piece[:60]}…"'
        yield Checked(error(f"{output.name}/{path}", 0, 0, message, "build the site again", "withheld"))


def _pieces(path: Path) -> set[str]:
    try:
        content = html.unescape(path.read_text("utf-8", "replace"))
    except OSError:
        return set()
    return set(map(_folded, _PIECES.split(content)))


def _withheld_sentences(site: CheckedSite) -> dict[str, str]:
    """Each long sentence that may not be shown, with the file of its article."""
    secret: dict[str, str] = {}
    allowed: set[str] = set()
    cut_months = (month for month in site.archive.months.values() if month.stub.cut)
    for entry in (entry for month in cut_months for entry in month.opened.entries if entry.stub.rights != FULL):
        whole = site.content.library.text(entry.key)
        shown = permitted_text(whole, entry.stub.rights, site.config.rights.excerpt_words).text
        allowed.update(map(_folded, sentences(f"{shown}\n\n{entry.card.summary}")))
        for sentence in sentences(whole.text):
            if len(sentence.split()) >= LONG:
                secret.setdefault(_folded(sentence), entry.stub.path)
    return {sentence: path for sentence, path in secret.items() if sentence not in allowed}


def _shown_in_full(site: CheckedSite) -> frozenset[str]:
    """The sentences of the articles that are shown in full: a formula of an outlet stands in many of its texts."""
    whole = (entry for entry in site.archive.series if entry.stub.rights == FULL)
    texts = (f"{site.content.library.text(entry.key).text}\n\n{entry.card.summary}" for entry in whole)
    return frozenset(_folded(sentence) for text in texts for sentence in sentences(text))


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(".!?\"'\u201d\u2019) ")
