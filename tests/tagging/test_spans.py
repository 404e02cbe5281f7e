"""Which known names can be somebody's surname."""

import pytest

from digest.tagging.lexicon import Sense
from digest.tagging.matcher import Match
from digest.tagging.spans import is_surname

RULES = {
    "name": True, "capital": True, "division": True, "city": True, "weak": True, "alias": False, "people": False,
    "office": False,
}  # fmt: skip
KINDS = {"country": True, "person": True, "company": True, "organisation": False, "group": False, "region": False, "other": False}  # fmt: skip  # noqa: E501
NAMES = {"Washington": True, "van Buren": True, "von der Leyen": True, "New York": False, "Berlin Wall": False}


def known(name: str, kind: str = "country", rule: str = "name") -> bool:
    """Whether a name of that sense can be a surname, within a text."""
    return is_surname(f"In {name}.", Match(3, 3 + len(name), Sense(kind, "slug", rule)))


@pytest.mark.parametrize("rule", RULES)
def test_by_how_it_is_known(rule: str) -> None:
    assert known("Washington", rule=rule) is RULES[rule]


@pytest.mark.parametrize("kind", KINDS)
def test_by_what_it_names(kind: str) -> None:
    assert known("Washington", kind) is KINDS[kind]


@pytest.mark.parametrize("name", NAMES)
def test_by_its_words(name: str) -> None:
    assert known(name) is NAMES[name]


def test_an_unknown_word_is_none_that_is_known() -> None:
    assert not is_surname("In Washington.", Match(3, 13, None))
