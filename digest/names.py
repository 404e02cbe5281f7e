"""Names: when two spellings are one name, of a term or of a file.

The source of the rule for terms is Unicode's NFKC and full case folding (UAX 15; The Unicode Standard, section
3.13). Nothing else is equal: an address spells C++ and C# alike, but they are two names.
"""

from __future__ import annotations

import unicodedata


def composed(path: str) -> str:
    """A file's path in Unicode's NFC. Some systems decompose the names of files (NFD); readers see no difference."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


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
