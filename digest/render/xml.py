"""Small pieces of XML as text."""

from __future__ import annotations

from html import escape

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def element(name: str, content: str, **attributes: str) -> str:
    """`<name a="b">content</name>`, both escaped; empty content gives an empty element."""
    opened = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{opened}>{escape(content, quote=False)}</{name}>\n" if content else f"<{name}{opened}/>\n"


def optional(name: str, content: str, **attributes: str) -> str:
    """An element, or nothing where it would hold nothing."""
    return element(name, content, **attributes) if content else ""
