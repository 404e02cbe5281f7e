"""Where sentences end: in every script, and not at a short form, an initial, an ordinal or a small letter."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language.sentences import ends_in_abbreviation, holds_sentence, next_sentence, sentence_ends, sentences


@pytest.mark.parametrize(
    "text",
    [
        "The vote was held.|It was close.",
        "Is that so?|“Yes.”|No!|(All agreed.)|Then they left…|And so on.",
        "He paid 2.5 million.|$5 was left.|7 were hurt.",
        "The answer was no.|Then No. 10 spoke.|He is 21.|The police came.",
        "The Calif. Senate voted.|It was close.",
        "Officials met Sgt. Bilko, Gen. Smith, Sen. J. R. Doe (R-Calif.) and Lt.-Gen. Roe.|They left.",
        "The U.S. Senate sat until 5 p.m. Monday in St. Louis, Mo., with Acme Inc. Tokyo.|It rose.",
        "Yahoo! said so.|Who? he asked.",
        "1. The first point is made here.|2. The second point follows.",
        # other languages, their short forms and their quotation marks
        "Am 9. Juli kam Dr. Weber, z.B. mit 3 Mio. Euro bzw. Dollar.|„Ja.“|Dann ging er.",
        "M. Dupont et Mme. Martin ont vu env. 300 pers. à Paris.|« Oui. »|C'est tout.",
        "El Sr. Pérez y la Sra. Gil, de EE. UU., llegaron.|¿Cuándo?|¡Hoy!|Fue así.",
        "Il Dott. Rossi ecc. Milano ha vinto.|È finita.",
        "O Exmo. Sr. Silva chegou.|É tudo.",
        "Dhr. Jansen kwam o.a. Maandag, enz. Daarna.|Hij ging.",
        "Statsrådet sade bl.a. Nej.|Det var allt.",
        "В 2024 г. правительство ушло.|Это сказал акад. Иванов и др. Люди.|Всё.",
        # other scripts
        "日本政府は月曜日に発表した。|計画は来年始まる！|本当？|はい。",
        "首相は「行く。」と述べた。|次は「来い。」|終わり。",
        "政府宣布了计划。|计划明年开始。",
        "هل هذا صحيح؟|نعم هو كذلك.|لا.",
        "यह पहला वाक्य है।|यह दूसरा है।",
        "Սա առաջինն է։|Սա երկրորդն է։",
    ],
)
def test_each_sentence_is_one(text: str) -> None:
    joiner = "" if "。" in text else " "
    assert list(sentences(text.replace("|", joiner))) == text.split("|")


@pytest.mark.parametrize("text", ["in the U.S.", "said Gen.", "wie z.B.", "J. R.", "Acme Inc.", "в 2024 г."])
def test_a_short_form_at_the_end(text: str) -> None:
    assert ends_in_abbreviation(text)


@pytest.mark.parametrize("text", ["They met.", "no.", "He is 21.", "So?", "The end", "", "so do we all.”"])
def test_no_short_form_at_the_end(text: str) -> None:
    assert not ends_in_abbreviation(text)


def test_a_blank_line_ends_a_sentence_whatever_follows() -> None:
    text = "By Jane Roe\n\nmore of Acme Inc.\n \nbelow it"
    assert list(sentences(text)) == ["By Jane Roe", "more of Acme Inc.", "below it"]
    assert text[next_sentence(text, 0) :].startswith("more")
    assert next_sentence(text, len(text) - 3) == len(text)


def test_words_without_a_stop_hold_no_sentence() -> None:
    assert not holds_sentence("By Jane Roe, Tokyo")
    assert not holds_sentence("Dr. J. Roe in St. Louis")
    assert holds_sentence("It ended.")
    assert holds_sentence("終わり。")


@given(st.text(alphabet="aB.!? \n。」と\"9гГ", max_size=60), st.integers(0, 60))
def test_ends_come_in_order_and_lose_no_word(text: str, start: int) -> None:
    ends = list(sentence_ends(text, start))
    offsets = [offset for pair in ends for offset in pair]
    assert offsets == sorted(offsets)
    assert all(not text[end:following].strip() for end, following in ends)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_hostile_lengths_take_no_time() -> None:
    begun = time.process_time()
    many = 10**5
    for text in ("." * many + "x", ".)" * many + "x", "U.S. " * many, "." + " " * many + "x", "\n \n" * many + "a"):
        list(sentence_ends(text))
    assert time.process_time() - begun < 5
