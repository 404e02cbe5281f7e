"""The language of a text: by its script, or else by the small words that are commonest in each language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SAMPLE = 1500
"""Characters at the start of a text that suffice to detect its language."""
_ENOUGH = 2
"""Least number of small words that shows a language."""
_LEAD = 1.5
"""Factor by which small words must outnumber English ones, because English names and quotations are in all texts."""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {
    "en": "the of and to in is was that for with on by as at from said has have are it he she his her will not "
    "but they",
    "de": "der die das und ist nicht von mit den dem des ein eine zu im am auf sich auch wird wurde hat sind "
    "bei nach als aus für über er sie dass wie noch dank an in",
    "fr": "le la les des et est du une un dans que qui pour pas sur avec au aux par plus ce cette sont ont été "
    "il elle leur depuis sous sera de",
    "es": "el la los las de y que en un una por con para del se al es lo su como más pero fue sus ha solo este "
    "dos",
    "it": "il lo la gli le di e che un una per con del della dei delle nel si è non sono più ha al alla da "
    "anche fu insieme",
    "pt": "o os as de e que um uma por com para do da dos das no na se ao mais não foi é são pelo pela mas aos "
    "à",
    "nl": "de het een en van is dat op te in met voor niet zijn aan er die ook door naar bij om uit werd wordt "
    "heeft lang",
    "sv": "och att det som en ett på av för med är till den har inte om var de från efter vid under år blir "
    "bygger",
    "no": "og det som en et på av for med er til den har ikke om fra etter ved ble også han hun seg",
    "da": "og det som en et på af for med er til den har ikke om fra efter ved blev også han hun sig",
    "pl": "i w na z do nie jest się że przez po od dla za oraz jak ma przy ale o został który jadą",
    "cs": "a v na se je že s z do o pro za by podle jako který která bylo po k",
    "hu": "a az és hogy nem egy is meg volt ez csak mint szerint lesz",
    "ro": "și de la în cu pe nu este din care pentru un o a fost mai să au",
    "tr": "ve bir bu da de için ile olarak olduğu olan daha sonra göre gibi kadar",
    "fi": "ja on ei että se oli myös mutta sekä kun hän tai joka ovat",
    "id": "yang dan di dari dengan untuk pada ini itu tidak dalam akan oleh ke kata",
    "vi": "và của là các trong cho với một có không được người đã những",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
"""The languages that have a small word, in the order of the table."""
for _language, _words in _SMALL_WORDS.items():
    for _word in dict.fromkeys(_words.split()):
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)
_SCRIPTS = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "DEVANAGARI": "hi",
}
"""Scripts that mostly one language uses, in order of precedence, with that language."""
_MUCH = 0.3
"""Share of the letters that shows a script; half of that for kana, because Japanese mixes them with Chinese
characters."""


def language_of(text: str) -> str:
    """The code of a text's language (`de`); empty if the text does not show it."""
    head = text[:_SAMPLE]
    if head.count(" the ") >= _ENOUGH:
        return "en"
    if not head.isascii():
        language = _by_script(head)
        if language:
            return language
    counts = dict.fromkeys(_SMALL_WORDS, 0)
    for word in _WORD.findall(head.lower()):
        for language in _LANGUAGES_OF.get(word, ()):
            counts[language] += 1
    english = counts.pop("en")
    best = max(counts, key=lambda language: counts[language])
    if counts[best] >= _ENOUGH and counts[best] > _LEAD * english:
        return best
    return "en" if english >= _ENOUGH else ""


def _by_script(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0].partition("-")[0] for letter in letters)
    for script, language in _SCRIPTS.items():
        if scripts[script] > len(letters) * (_MUCH / 2 if language == "ja" else _MUCH):
            return language
    return ""
