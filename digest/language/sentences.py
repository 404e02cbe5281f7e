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
_BREAK = re.compile(
    # "… voted. It …": stops, what closes, a space, what opens, and a character that a sentence may begin with
    rf"(?<![{_STOPS}])(?P<stop>[{_STOPS}]++)(?P<closed>[{_CLOSERS}]*+)"
    rf"(?:(?P<gap>\s++)(?=[{re.escape(_OPENERS)}]*+(?P<next>[^\s,;:.!?\u2026)\]]))|(?P<last>\s*+\Z))"
    # 「行く。」と言った。 goes on behind the bracket
    rf"|(?P<wide>[{_WIDE_STOPS}]++)(?![{_CLOSERS}]+[とっ])[{_CLOSERS}]*+\s*+"
    r"|(?P<blank>\n\s*\n)\s*+"
)
_BLANK = re.compile(r"\n\s*\n")

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
"""Short forms whose full stop ends no sentence. Single letters (J., U.S., z.B., г.) need no entry."""
_BEFORE_A_NUMBER = frozenset(
    "Abs. Art. Fig. Kap. No. Nos. Nr. N. Núm. S. Vol. Vols. Ziff. art. fig. n. no. nos. nr. núm. p. pp. vol. v.".split()
)
"""Short forms only where a figure follows: "No. 10", but "The answer was no. Then …"."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_LONGEST = max(map(len, _ABBREVIATIONS)) + 8
"""Characters before a full stop that are read for its word: more than any short form has, prefix included."""
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
    for mark in _BREAK.finditer(text, start):
        if mark["stop"] and not _ends_sentence(mark, text, begun):
            continue
        end = mark.end("closed") if mark["stop"] else mark.start() if mark["blank"] else _stripped_end(text, mark)
        yield end, mark.end()
        begun = mark.end()


def next_sentence(text: str, start: int) -> int:
    """The offset at which the sentence behind the one at `start` begins; the text's length where there is none."""
    return next((following for _, following in sentence_ends(text, start)), len(text))


def holds_sentence(text: str) -> bool:
    """Whether a sentence ends in a text."""
    return next(sentence_ends(text), None) is not None


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of a text is that of a short form, as in `in the U.S.`."""
    return text.endswith(".") and _is_abbreviation(text, 0, len(text), "")


def _ends_sentence(mark: re.Match[str], text: str, begun: int) -> bool:
    """Whether stops end a sentence: at the end of a paragraph always, elsewhere unless a word or a case goes on."""
    if mark["last"] is not None or _BLANK.search(mark["gap"]):
        return True
    if mark["next"].islower():
        return False
    if mark["stop"] != "." or mark["closed"]:
        return True
    return not _is_abbreviation(text, begun, mark.end("stop"), text[mark.end("gap") : mark.end("gap") + _LONGEST])


def _is_abbreviation(text: str, begun: int, end: int, following: str) -> bool:
    """Whether the word that a full stop ends at `end` is a short form, an initial or an ordinal number."""
    sentence = text[max(begun, end - _LONGEST) : end].strip()
    word = sentence.rsplit(maxsplit=1)[-1].lstrip(_OPENERS)
    if _INITIALS.fullmatch(word) or word in _ABBREVIATIONS or word.rpartition("-")[2] in _ABBREVIATIONS:
        return True
    if word in _BEFORE_A_NUMBER:
        return following[:1].isdigit()
    # "am 9. Juli", and the "1." that numbers a paragraph
    return word[:-1].isdigit() and len(word) <= 3 and (bool(_IS_MONTH.match(following)) or word == sentence)


def _stripped_end(text: str, mark: re.Match[str]) -> int:
    """The end of a mark without the white space that follows it."""
    return mark.start() + len(text[mark.start() : mark.end()].rstrip())
