"""Postings: numbers in printable characters, and the words of a month."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from digest.archive.words import WEIGHTS, MonthWords, month_words, numbers_of, written
from digest.dates import When
from digest.model.article import Article
from digest.model.text import Prose
from digest.reading.words import TITLE, weights_of, words_of


@given(st.lists(st.integers(0, 10**9)))
def test_any_numbers_are_read_as_they_were_written(numbers: list[int]) -> None:
    text = "".join(map(written, numbers))
    assert text.isascii()
    assert text.isprintable()
    assert " " not in text
    assert [*numbers_of(text)] == numbers


NOTHING = ((), (), (), ())


@given(st.lists(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 7)), max_size=12))
def test_any_month_has_the_words_of_its_articles(articles: list[dict[str, int]]) -> None:
    texts = ["\n".join(" ".join(w for w in sorted(a) if a[w] == n) for n in range(8)).encode() for a in articles]
    month = MonthWords(month_words(texts, [NOTHING] * len(texts)))
    found: list[dict[str, int]] = [{} for _ in articles]
    for initial in month.initials:
        for word, postings in month.of(initial).items():
            place = postings.first // WEIGHTS
            found[place][word] = postings.first % WEIGHTS
            for number in numbers_of(postings.rest):
                place += number // WEIGHTS + 1
                found[place][word] = number % WEIGHTS
            assert place == postings.last
    assert found == articles


def test_a_word_weighs_by_how_much_the_text_is_about_it_and_by_the_headline() -> None:
    day = dt.date(2026, 11, 24)
    date = When(dt.datetime(2026, 11, 24, tzinfo=dt.UTC), False)
    article = Article(path="a.md", slug="a", title="Harbour", date=date, edition=day, authors=("Jane Roe",))
    text = Prose(text="oil " * 9 + "gas " + "other " * 300)
    weights = {word: n for n, words in weights_of(words_of(article, text)) for word in words}
    assert weights["harbour"] == TITLE
    assert weights["oil"] > weights["gas"] >= weights["roe"] == 0
