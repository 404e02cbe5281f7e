"""Text as it is."""

from __future__ import annotations

from digest.pages.search import TextView


def encode_text(view: TextView) -> bytes:
    """The text, in UTF-8."""
    return view.text.encode()
