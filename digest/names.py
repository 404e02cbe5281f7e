"""Names: when two spellings are one name.

The source of the rule is Unicode's NFKC and full case folding (UAX 15; The Unicode Standard, section 3.13). Nothing
else is equal: an address spells C++ and C# alike, but they are two names.
"""

from __future__ import annotations

import unicodedata


def normalized_name(name: str) -> str:
    """A name in Unicode's NFKC, with straight apostrophes and single spaces. Its case stays."""
    if name.isascii():
        return " ".join(name.split())
    return " ".join(unicodedata.normalize("NFKC", name).replace("\u2019", "'").split())


def folded_name(name: str) -> str:
    """The form in which all spellings of one name are equal: `normalized_name`, case-folded."""
    return normalized_name(normalized_name(name).casefold())


Key = tuple[bool, str]
"""What makes an identity itself: whether an entry knows it, and the entry's slug or the folded name."""


def key_of(entry: str, name: str) -> Key:
    """The key of a name: equal for all spellings of one identity. `entry` is its entry's slug, empty for none."""
    return (True, entry) if entry else (False, folded_name(name))
