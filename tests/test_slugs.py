"""Slugs: the short way for plain words gives what the tables give."""

import string

from hypothesis import given
from hypothesis import strategies as st

from digest.slugs import is_slug, slug

PLAIN = st.lists(st.text(string.ascii_letters + string.digits, min_size=1, max_size=12), min_size=1, max_size=9)


@given(words=PLAIN, mark=st.sampled_from("!?*'"))
def test_plain_words_get_the_slug_that_a_mark_behind_them_does_not_change(words: list[str], mark: str) -> None:
    text = " ".join(words)
    assert slug(text) == slug(text + mark)
    assert is_slug(slug(text))
