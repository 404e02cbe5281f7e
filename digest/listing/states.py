"""The states by which `digest list` selects articles: what an editor still has to do for one, or waits for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from digest.archive.term_names import Names
from digest.archive.visibility import DRAFT, EMBARGOED, EXPIRED, SCHEDULED, WITHDRAWN, state_of
from digest.listing.catalogue import Catalogue
from digest.model.article import Article

State = Callable[[Article, Catalogue, dt.datetime], bool]
"""Whether an article is in a state at a moment."""


def unknown_names(article: Article, names: Mapping[str, Names]) -> tuple[str, ...]:
    """The actors and regions of an article that neither the gazetteer nor a dossier knows, as written.

    Sources and topics do not count: an editor names them freely.
    """
    families = {"actors": article.actors, "regions": article.regions}
    return tuple(
        name for family, written in families.items() for name in written if not names[family].identity(name).known
    )


def _visibility(*states: str) -> State:
    return lambda article, catalogue, now: state_of(article, now) in states


STATES: Mapping[str, State] = {
    "drafts": _visibility(DRAFT),
    "scheduled": _visibility(SCHEDULED, EMBARGOED),
    "expired": _visibility(EXPIRED),
    "withdrawn": _visibility(WITHDRAWN),
    "unconfirmed": lambda article, catalogue, now: not article.confirmed,
    "unreviewed": lambda article, catalogue, now: not article.reviewed,
    "unknown": lambda article, catalogue, now: bool(unknown_names(article, catalogue.names)),
    "no-source": lambda article, catalogue, now: not article.source,
    "no-region": lambda article, catalogue, now: not article.regions,
}
"""Each state with its test. An article may be in several."""


def states_of(article: Article, catalogue: Catalogue, now: dt.datetime) -> tuple[str, ...]:
    """The states of an article at a moment, in the order of STATES."""
    return tuple(state for state, is_in in STATES.items() if is_in(article, catalogue, now))
