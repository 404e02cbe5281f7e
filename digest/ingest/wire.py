"""Wire conventions: by-lines, lead-ins and datelines at the start of a text, credits and small print at its end.

Whatever leaves the body is kept word for word, in `notice`, or in `stripped` with the name of the rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from digest.gazetteer import Gazetteer
from digest.ingest.dates.date_lines import read_day_line
from digest.ingest.draft import EMPHASIS, Draft, Stripped
from digest.ingest.html.person_names import BY, OFFICE, is_house, is_name, names_in, people
from digest.ingest.text import phrases
from digest.ingest.text.link_references import parted, whole
from digest.language.datelines import DASH, KICKERS, NAME, read_dateline
from digest.reading.markdown import read_markdown

_LEAD_IN = re.compile(
    rf"(?:[(\[]\s*(?P<bracketed>{NAME})\s*(?:-\s*(?P<agency>{NAME})\s*)?[)\]]\s*(?:{DASH}\s|:\s)?"
    rf"|(?P<bare>{NAME})\s*(?:\u2014|\u2013|--|\s-)\s)\s*(?=\S)"
)
_AGENCY = re.compile(r"[A-Z][A-Z.]{1,11}")
_BY_NAMES = re.compile(r"(?:.*\b)?(?:by|von|par|por|door)\s+|.*[:\uff1a]\s*", re.IGNORECASE)
"""The beginning of a by-line in a text, where `Text` and `De` may be words of it: `By `, `Analysis by `, `Autor: `."""
_FACT = re.compile(
    r"\S+@|\d|(?:and|und|et|y|with|mit|avec|con|photos?|fotos?|editing|reporting|in|from|aus)\b", re.IGNORECASE
)
"""Words behind a name and a comma, besides offices and places: a time, another name, the work of others."""
_MAX_BY_LINE = 150
"""Characters of a by-line."""
_PERSON = re.compile(
    r"[^\W\d_a-z][\w'\u2019.-]*(?:\s(?:(?:de|van|von|der|den|al|bin|la|di|da|do|dos|du|ter)\s)*[^\W\d_a-z][\w'\u2019.-]*){1,4}"
)
_REPORTING = re.compile(
    r"[(\[]?\s*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|reported|translated"
    r"|graphics?|research)(?: and (?:reporting|writing|editing))? by|with files from)"
    r" (?-i:[^\W\d_a-z]).{2,300}[)\]]?\.?",
    re.IGNORECASE | re.DOTALL,
)
_REPORTERS = re.compile(r"(?<!additional )(?<!further )reporting (?:and writing )?by ([^;()\n]{3,120})", re.IGNORECASE)
_END = re.compile(
    r"(?:[-\u2013\u2014*#(/<\s]*(?:ends?|-?30-?|end of (?:story|text|article)|more follows|mf"
    r"|reuters?|xinhua|ani|ians|pti|kuna)[-\u2013\u2014*#)/>.\s]*|#\s?#\s?#|\*\s?\*\s?\*|-{2,}|\u25a0|\u220e)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?<=[.!?\"\u201d)])\s+(?:REUTER|Reuter|REUTERS|ENDS|-30-)\s*$")
_COPYRIGHT = re.compile(
    r"(?:(?:\(c\)|\u00a9|copyright(?:\s+(?:\(c\)|\u00a9))?)\s*(?:19|20)\d\d\b|\u00a9\s*\w"
    r"|copyright (?:\(c\)|\u00a9)).{0,500}"
    r"|(?:.{0,80}\W)?all rights reserved\b.{0,300}|this material may not be (?:published|reproduced).{0,400}",
    re.IGNORECASE | re.DOTALL,
)
_STANDARDS = re.compile(
    r"our standards:? the thomson reuters trust principles.{0,60}"
    r"|this (?:is a|story is) (?:breaking|developing)(?: news)?(?: story)?\b.{0,120}"
    r"|this (?:article|story|post|report) (?:was |has been )?(?:originally |first )?"
    r"(?:appeared|published|edited|produced)\b.{0,200}",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(?:^|\n)(?:legal disclaimer|disclaimer|legal notice|avis (?:juridique|légal)|mentions légales"
    r"|avertissement(?: légal)?|clause de non-responsabilité|haftungsausschluss"
    r"|rechtlicher hinweis|aviso legal|descargo de responsabilidad"
    r"|exclusión de responsabilidad)[ \t]*:[ \t]*\n*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()\s]*\))?")
"""A link: `[Trust Principles](https://harbour.example/trust)`, or only its words in brackets."""
MAX_NOTICE = 3000
"""Characters. Small print is short; a longer text after the word "Disclaimer:" belongs to the article."""
_NAME_LENGTH = 60
"""Characters of an outlet's name, at most."""
_FEW = 10
"""Words on a line with an address that invites a click."""
_SHORT = 250
"""Characters of a line that is not a paragraph."""


def clean(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """The draft with its wire conventions read: a value of the same kind, nothing lost from it."""
    body, references = parted(draft.body) if draft.markdown else (draft.body, ())
    draft = repeated_title(msgspec.structs.replace(draft, body=body), gazetteer)
    day = _day_above(draft.body)
    draft = msgspec.structs.replace(draft, body=draft.body.removeprefix(day))
    for rule in RULES:
        draft = rule(draft, gazetteer)
    body = day + draft.body
    return msgspec.structs.replace(draft, body=whole(body, references) if references else body)


def _day_above(body: str) -> str:
    """A first line that says the day, with the empty one below it. `dates` reads it later; no rule may trip over it."""
    first, gap, rest = body.partition("\n\n")
    return first + gap if rest.strip() and read_day_line(first.strip(EMPHASIS)) else ""


def repeated_title(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """A body that opens with its own headline says it once."""
    first, _, rest = draft.body.partition("\n\n")
    if not rest or _folded(first) != _folded(draft.title):
        return draft
    return _strip(draft, "repeated title", first, rest)


def by_line(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """`By Jane Roe and John Doe` on a line of its own above the text: its authors. A line with a date stays, too."""
    first, _, rest = draft.body.partition("\n\n")
    line = first.strip(EMPHASIS)
    names = _signers(line, draft.lang) if rest and len(line) <= _MAX_BY_LINE else ()
    if not names:
        return draft
    outlet = gazetteer.outlet(re.split(r"[,|/\u2022]", line)[-1].strip()) if len(names) < line.count(",") + 2 else None
    draft = _credit(draft, outlet.name, "") if outlet and outlet.name not in names else draft
    draft = msgspec.structs.replace(draft, authors=draft.authors or names)
    return draft if any(map(str.isdigit, line)) else _strip(draft, "by-line", first, rest)


def _signers(line: str, lang: str) -> tuple[str, ...]:
    """The names on a line that begins with "By" and holds nothing else; an agency or a desk may be one of them."""
    by = BY.match(line)
    if not by or not _BY_NAMES.fullmatch(by[0]):
        return ()
    names = people([line], lang)
    is_label = by[0].rstrip().endswith((":", "\uff1a"))
    facts = (piece.strip() for piece in re.split(r"[,|\u2022]", line)[1:])
    if not all(OFFICE.search(fact) or fact[:1] != fact[:1].lower() or _FACT.match(fact) for fact in facts):
        return ()
    return names if all(is_name(name) or is_house(name) or (is_label and " " not in name) for name in names) else ()


def outlet_line(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """`Reuters` on a line of its own above the text: its source."""
    first, _, rest = draft.body.partition("\n\n")
    outlet = gazetteer.outlet(first.strip(EMPHASIS)) if len(first) <= _NAME_LENGTH else None
    if not outlet or not rest.strip():
        return draft
    return _strip(_credit(draft, outlet.name, ""), "source line", first, rest)


def lead_in(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """`(MENAFN) `, `(MENAFN- AFP) `, `(Reuters) - `, `AP — `: names the source and leaves the body."""
    opening = _LEAD_IN.match(draft.body)
    if not opening:
        return draft
    name = opening["bracketed"] or opening["bare"]
    outlet = gazetteer.outlet(name)
    if not outlet and not (opening["bracketed"] and _looks_like_an_agency(name, gazetteer)):
        return draft
    draft = _credit(draft, outlet.name if outlet else name, _outlet_name(opening["agency"], gazetteer))
    return _strip(draft, "lead-in", opening[0].strip(), draft.body[opening.end() :])


def dateline(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """`TOKYO, July 9 (Reuters) - `: names place, day and source. It stays where it is: it is part of the report."""
    head = read_dateline(draft.body)
    if not head or (not head.day and not head.agency and gazetteer.actor(head.place)):
        return draft
    outlet = gazetteer.outlet(head.agency) if head.agency else None
    draft = _credit(draft, outlet.name, "") if outlet else draft
    return msgspec.structs.replace(draft, dateline=draft.dateline or " ".join(head.text.split()))


def disclaimer(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """A last block that begins "Legal Disclaimer:" becomes the notice, without that heading."""
    headings = list(_DISCLAIMER.finditer(draft.body))
    if not headings:
        return draft
    heading = headings[-1]
    before, words = draft.body[: heading.start()].rstrip(), draft.body[heading.end() :].strip()
    in_its_own_line = heading[0].endswith("\n")
    is_last = in_its_own_line or "\n" not in words
    if draft.notice or not before or not words or len(words) > MAX_NOTICE or not is_last:
        return draft
    draft = _strip(draft, "disclaimer", heading[0].strip(), before)
    return msgspec.structs.replace(draft, notice=_plain(words, draft))


def endings(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """Lines below the last paragraph, from the last one up: credits and copyright into the notice, marks away."""
    paragraphs = draft.body.rstrip().split("\n\n")
    stripped = list(draft.stripped)
    notice = [draft.notice] if draft.notice else []
    while len(paragraphs) > 1 and (rule := _ending(words := _last(paragraphs))):
        del paragraphs[-1 - words.count("\n\n") :]
        if rule in _KEPT:
            notice.insert(0, _plain(words, draft))
            draft = _with_reporters(draft, words)
        else:
            stripped.append(Stripped(rule, words))
    body = "\n\n".join(paragraphs)
    signed = _SIGNED.search(body)
    if signed:
        stripped.append(Stripped("end mark", signed[0].strip()))
        body = body[: signed.start()]
    if not signed and body == draft.body.rstrip():
        return draft
    return msgspec.structs.replace(draft, body=body, notice="\n\n".join(notice), stripped=tuple(stripped))


RULES: tuple[Callable[[Draft, Gazetteer], Draft], ...] = (
    outlet_line,
    by_line,
    outlet_line,
    lead_in,
    dateline,
    disclaimer,
    endings,
)
"""In this order: a by-line, or an outlet's name, hides a lead-in, and that a dateline."""

_ENDINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("reporting credit", _REPORTING),
    ("copyright", _COPYRIGHT),
    ("end mark", _END),
    ("standing line", _STANDARDS),
)
_KEPT = ("reporting credit", "copyright")


def _ending(paragraph: str) -> str:
    """The name of the rule by which a last paragraph is none, or the empty string."""
    text = _LINK.sub(r"\1", paragraph.strip().strip("*_")).replace("\\", "")
    for name, pattern in _ENDINGS:
        if pattern.fullmatch(text):
            return name
    if phrases.MAILING.match(text.lstrip("[")) and _is_mostly_addresses(text):
        return "mailing"
    if len(text) > _SHORT:
        return ""
    pointer = phrases.READ_ON.match(text)
    if pointer and (text[pointer.end() :].lstrip()[:1] == ":" or text[: pointer.end()].isupper()):
        return "read more"
    return "sign-up" if phrases.is_call(text) else ""


def _last(paragraphs: list[str]) -> str:
    """The last paragraph; or the last two, where they are `Unsubscribe:` and the address for it."""
    if len(paragraphs) > 2 and phrases.ADDRESS.fullmatch(paragraphs[-1]) and phrases.MAILING.match(paragraphs[-2]):
        return "\n\n".join(paragraphs[-2:])
    return paragraphs[-1]


def _is_mostly_addresses(text: str) -> bool:
    """Whether a paragraph holds an address, and hardly more: `Unsubscribe: https://…`."""
    words, addresses = phrases.ADDRESS.subn("", text[:MAX_NOTICE])
    return len(text) <= MAX_NOTICE and addresses > 0 and len(words.split()) <= _FEW * addresses


def _people(text: str) -> tuple[str, ...]:
    """Names of people, if that is all there is."""
    names = tuple(names_in(text.strip(" ."), ""))
    return names if names and all(map(_PERSON.fullmatch, names)) else ()


def _with_reporters(draft: Draft, credit: str) -> Draft:
    """`(Reporting by Jane Roe in Tokyo; …)` names the authors where nothing else does."""
    reporters = _REPORTERS.search(credit)
    names = () if draft.authors or not reporters else _people(reporters[1])
    return msgspec.structs.replace(draft, authors=names) if names else draft


def _plain(words: str, draft: Draft) -> str:
    return read_markdown(words).text if draft.markdown else words


def _looks_like_an_agency(name: str, gazetteer: Gazetteer) -> bool:
    has_shape = _AGENCY.fullmatch(name) and name not in KICKERS
    return bool(has_shape) and not gazetteer.actor(name) and not gazetteer.region(name)


def _outlet_name(name: str | None, gazetteer: Gazetteer) -> str:
    outlet = gazetteer.outlet(name) if name else None
    return outlet.name if outlet else name or ""


def _credit(draft: Draft, source: str, agency: str) -> Draft:
    """A source that the text names: the article's own if none is stated, else whose text that one carries."""
    if not draft.source:
        return msgspec.structs.replace(draft, source=source, agency=draft.agency or agency)
    carried = agency or source
    same = carried.casefold() == draft.source.casefold()
    return draft if same or draft.agency else msgspec.structs.replace(draft, agency=carried)


def _strip(draft: Draft, rule: str, words: str, body: str) -> Draft:
    return msgspec.structs.replace(draft, body=body, stripped=(*draft.stripped, Stripped(rule, words)))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
