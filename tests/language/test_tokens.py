"""The words by which search finds a text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language.tokens import counted, folded, tokens
from tests.support.paths import ROOT

VECTORS = json.loads((ROOT / "tests/language/tokens.json").read_text("utf-8"))
"""Pairs of a text and its words; the browser's tests hold the script of the search page to them too."""


@pytest.mark.parametrize(("text", "words"), VECTORS, ids=range(len(VECTORS)))
def test_a_text_has_these_words(text: str, words: str) -> None:
    assert tokens(text) == words.split()


@given(st.text(max_size=60))
def test_any_word_of_any_text_is_found_under_itself(text: str) -> None:
    words = tokens(text)
    assert counted(text).total() == len(words)
    assert set(counted(text)) == set(words)
    for word in words:
        assert not set(word) & set(" \t\n:.'\"*-_")
        assert folded(word) == word


@given(st.text(max_size=30), st.text(max_size=30))
def test_texts_that_a_space_parts_have_the_words_of_both(one: str, other: str) -> None:
    assert tokens(f"{one} \n {other}") == [*tokens(one), *tokens(other)]
