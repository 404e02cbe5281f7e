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
    for path in sorted(read_owned(output) - {OWNED}) if secret else ():
        if not path.endswith(_TEXTS):
            continue
        try:
            content = html.unescape((output / path).read_text("utf-8", "replace"))
        except OSError:
            continue
        for piece in dict.fromkeys(_folded(piece) for piece in _PIECES.split(content)):
            if piece in secret:
                message = f'the rights of {secret[piece]} withhold a sentence of this file: "{piece[:60]}…"'
                place = f"{output.name}/{path}"
                yield Checked(error(place, 0, 0, message, "build the site again", "withheld"))
                break


def _withheld_sentences(site: CheckedSite) -> dict[str, str]:
    """Each long sentence that may not be shown, with the file of its article."""
    secret: dict[str, str] = {}
    allowed: set[str] = set()
    for entry in site.archive.series:
        whole = site.content.library.text(entry.key)
        if entry.stub.rights == FULL:
            continue
        shown = permitted_text(whole, entry.stub.rights, site.config.rights.excerpt_words).text
        allowed.update(map(_folded, sentences(f"{shown}\n\n{entry.card.summary}")))
        for sentence in sentences(whole.text):
            if len(sentence.split()) >= LONG:
                secret.setdefault(_folded(sentence), entry.stub.path)
    return {sentence: path for sentence, path in secret.items() if sentence not in allowed}


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(".!?\"'\u201d\u2019) ")
