"""Where the sentences of a text end, in any script, and which full stops end none: `Sgt.`, `z.B.`, `9. Juli`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.language.calendar import MONTH

_STOPS = ".!?\u2026\u061f\u06d4\u0964\u0965\u0589\u1362\u104b\u17d4"
"""Marks that end a sentence before a space: also ؟ ۔ । ॥ and those of Armenian, Ethiopic, Burmese and Khmer."""
_WIDE_STOPS = "\u3002\uff01\uff1f\uff61"
"""Marks that end a sentence at once: 。！？｡"""
_CLOSERS = "\"'\u201d\u2019\u201c\u00bb\u00ab\u203a)\\]\u300d\u300f\uff09\u3011\u300b"
_OPENERS = "\"'\u201c\u2018\u201e\u201a\u00ab\u00bb\u2039([\u300c\u300e\uff08\u3010\u300a\u00bf\u00a1"
_MARK = re.compile(rf"[{_STOPS}{_WIDE_STOPS}\n][{_STOPS}{_WIDE_STOPS}]*+")
"""Where a sentence may end: a run of stops, or the end of a line. It begins with a set, which re searches for fast."""
# What closes behind stops: ." or, in French, . » with a space; then a space; then what opens, and a character that a
# sentence may begin with. The groups: what closes, the space, that character; or nothing but the text's end.
_BEHIND = re.compile(
    rf"(?P<closed>(?:[{_CLOSERS}]|[ \u00a0\u202f]\u00bb(?=\s|\Z))*+)"
    rf"(?:(?P<gap>\s++)(?=(?:[{re.escape(_OPENERS)}]++\s?+)?+(?P<next>[^\s,;:.!?\u2026)\]]))|\s*+\Z)"
)
# 「行く。」と言った。 goes on behind the bracket.
_BEHIND_WIDE = re.compile(rf"(?![{_CLOSERS}]+[とっ])(?P<closed>[{_CLOSERS}]*+)\s*+")
_AT_END = re.compile(rf"[{_STOPS}{_WIDE_STOPS}][{_CLOSERS}\s]*$")
_BLANK = re.compile(r"\n\s*\n\s*+")

_ABBREVIATIONS = frozenset(
    # English: titles, ranks, companies, places, time, Latin
    "Adm. Amb. Atty. Brig. Capt. Cdr. Cmdr. Col. Cpl. Cpt. Det. Dr. Drs. Fr. Gen. Gens. Gov. Govs. Hon. Insp. Lt. Maj. "
    "Messrs. Mr. Mrs. Ms. Mx. Pfc. Pres. Prof. Profs. Pvt. Rep. Reps. Rev. Rt. Sen. Sens. Sgt. Spc. Supt. "
    "Jr. Sr. Esq. Ph.D. Co. Cos. Corp. Inc. Ltd. Bros. Dept. Ft. Mt. St. Ste. Ave. Blvd. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Sun. "
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. Mo. Mont. "
    "Neb. Nev. Okla. Ont. Ore. Pa. Que. Tenn. Tex. Va. Vt. Wash. Wis. Wyo. "
    "approx. cf. esp. est. etc. vs. "
    # German
    "Abg. Bd. Bhf. Bsp. Dipl. Hr. Hrn. Hrsg. Ing. Jh. Jhd. Mag. Mio. Mrd. Nrn. Tsd. Verf. allg. bes. bspw. bzgl. bzw. "
    "ca. dergl. dt. ebd. ehem. einschl. entspr. evtl. geb. gem. gest. ggf. ggfs. inkl. insb. insbes. jew. lfd. mind. "
    "rd. sog. stellv. tgl. u.ä. usw. verh. vgl. zzgl. "
    # French
    "MM. Mme. Mmes. Mlle. Mgr. av. apr. boul. env. ex. hab. "
    # Spanish and Portuguese
    "Sr. Sra. Sres. Sras. Srta. Dra. Dña. Profa. Lic. Gral. Cnel. Tte. Cel. Cap. Exmo. Exma. Cía. Cia. Ltda. Av. Avda. "
    "EE. UU. EE.UU. Ud. Uds. Vd. Vds. aprox. pág. págs. tel. "
    # Italian
    "Sig. Sigg. Sig.ra Dott. Dott.ssa Prof.ssa Avv. Arch. Geom. Mons. Card. ecc. "
    # Dutch
    "Dhr. Mevr. Mw. bijv. bv. dhr. drs. ds. enz. evt. excl. incl. ir. jl. mevr. mr. mw. nl. plm. resp. "
    # Swedish, Danish and Norwegian
    "bl.a. f.eks. fr.o.m. kl. m.fl. osv. t.ex. t.o.m. tlf. "
    # Polish
    "gen. im. inż. itd. itp. ks. mgr. mln. mld. np. ok. płk. prof. tys. ul. św. "
    # Russian and Ukrainian
    "акад. в. вв. вул. ген. гг. гл. гр. грн. доц. др. им. ім. кв. коп. лейт. млн. млрд. напр. обл. пл. пр. просп. "
    "проф. рис. рр. руб. см. ст. стр. тыс. тис. ул. чел.".split()
)
"""Short forms with a full stop that does not end a sentence. Single letters (J., U.S., z.B., г.) need no entry."""
_BEFORE_A_NUMBER = frozenset(
    "Abs. Art. Fig. Kap. No. Nos. Nr. N. Núm. S. Vol. Vols. Ziff. art. fig. n. no. nos. nr. núm. p. pp. vol. v.".split()
)
"""Words that are short forms only before a figure: "No. 10", but "The answer was no. Then …"."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_LONGEST = max(map(len, _ABBREVIATIONS)) + 8
"""Characters before a full stop that hold its word: more than any short form has, with its prefix."""
_IS_MONTH = re.compile(MONTH, re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """Each sentence of a text with the marks that close it, without the white space around it."""
    start = 0
    for end, following in sentence_ends(text):
        yield text[start:end].strip()
        start = following
    if text[start:].strip():
        yield text[start:].strip()


def sentence_ends(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """For each sentence that ends behind `start`: the offset of its end, and of the next sentence's beginning.

    A sentence ends at its stop, or with its paragraph, at a blank line. Words behind the last stop have no end here.
    """
    begun = start
    for mark in _MARK.finditer(text, start):
        if mark.start() < begun:
            continue
        if text[mark.start()] == "\n":
            blank = _BLANK.match(text, mark.start())
            ends = (mark.start(), blank.end()) if blank else None
        else:
            ends = _ends_behind(text, begun, mark)
        if ends:
            yield ends
            begun = ends[1]


def next_sentence(text: str, start: int) -> int:
    """The offset of the sentence behind the one at `start`; the text's length if there is none."""
    return next((following for _, following in sentence_ends(text, start)), len(text))


def holds_sentence(text: str) -> bool:
    """Whether a sentence ends in a text."""
    return next(sentence_ends(text), None) is not None


def ends_as_sentence(text: str) -> bool:
    """Whether a text ends with a full stop or the like, perhaps inside a quotation or brackets."""
    return bool(_AT_END.search(text))


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of a text is that of a short form, as in `in the U.S.`."""
    return text.endswith(".") and _is_abbreviation(text, 0, len(text), len(text))


def _ends_behind(text: str, begun: int, mark: re.Match[str]) -> tuple[int, int] | None:
    """Where a sentence that began at `begun` ends, and the next begins, if it ends with these stops."""
    is_wide = mark[0][-1] in _WIDE_STOPS
    behind = (_BEHIND_WIDE if is_wide else _BEHIND).match(text, mark.end())
    if not behind:
        return None
    ends = behind.end("closed"), behind.end()
    if is_wide or behind["next"] is None or _BLANK.search(behind["gap"]):
        return ends  # these need no word behind them, nor do the ends of a paragraph
    if behind["next"].islower():
        return None
    is_short = mark[0] == "." and not behind["closed"] and _is_abbreviation(text, begun, mark.end(), behind.end())
    return None if is_short else ends


def _is_abbreviation(text: str, begun: int, end: int, following: int) -> bool:
    """Whether the word with the full stop before `end` is a short form, an initial or an ordinal number.

    A number is ordinal before a month at `following`, or if it is all the text since `begun`.
    """
    sentence = text[max(begun, end - _LONGEST) : end].strip()
    word = sentence.rsplit(maxsplit=1)[-1].lstrip(_OPENERS)
    if _INITIALS.fullmatch(word) or word in _ABBREVIATIONS or word.rpartition("-")[2] in _ABBREVIATIONS:
        return True
    if word in _BEFORE_A_NUMBER:
        return text[following : following + 1].isdigit()
    # "am 9. Juli", and the "1." that numbers a paragraph
    return word[:-1].isdigit() and len(word) <= 3 and (bool(_IS_MONTH.match(text, following)) or word == sentence)
