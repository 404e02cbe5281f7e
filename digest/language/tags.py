"""Language tags: `en`, `pt-BR`, `zh-Hant-TW` (BCP 47, as far as its shape goes; no register is consulted)."""

from __future__ import annotations

import re

HOW = "write it as en, fr or pt-BR"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def is_language_tag(text: str) -> bool:
    """Whether a text has the shape of a language tag."""
    return bool(_TAG.fullmatch(text))


def language_tag(text: str) -> str:
    """The language tag that a text holds, `pt_BR` written as `pt-BR`; empty where it holds something else."""
    tag = text.replace("_", "-")
    return tag if is_language_tag(tag) else ""
