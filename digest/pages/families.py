"""The four families of terms as the site shows them."""

from __future__ import annotations

from collections.abc import Mapping

from digest.config import Config
from digest.pages.view import Crumb

SECTIONS: Mapping[str, str] = {"actors": "who", "regions": "where", "sources": "sources", "topics": "topics"}
"""The navigation's entry for each family."""


def family_title(config: Config, family: str) -> str:
    """What the site calls a family: Who, Where, Sources, Topics."""
    labels = config.labels
    titles = {
        "actors": labels.who,
        "regions": labels.where,
        "sources": labels.sources,
        "topics": labels.topics,
    }
    return titles[family]


def family_crumb(config: Config, family: str) -> Crumb:
    """The step that leads to all terms of a family."""
    return Crumb(family_title(config, family), f"{family}/")
