"""Precision and recall of people named in full, against prose that others have labelled.

Takes files in the format of the CoNLL shared tasks: a word and its label to a line, a blank line behind each
sentence. Sets that have been used: wikigold (Wikipedia), CoNLL-2003 without its tables (Reuters, 1996),
CoNLL++ (Reuters, 2020), CrossNER politics (Wikipedia). They are not ours to hand on: get them from where
they are published. Errors in wikigold, in CoNLL++ and in the training and development parts of the others have
been read and rules made of them; the test parts of CoNLL-2003 and of CrossNER have only been measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from digest.gazetteer import builtin
from digest.tagging import tag
from digest.tagging.tags import Evidence
from digest.tagging.words import OFFICES

SENTENCES = 12
"""Of a document, in a file that does not say where one ends."""
PERSON = re.compile(r"(?:[BI]-)?(?:per|person|politician)", re.IGNORECASE)
_GLUED = (
    (r" ([.,;:!?)\]%])", r"\1"),
    (r"([(\[$]) ", r"\1"),
    (r" ('s|n't|'re|'ve|'ll)\b", r"\1"),
    (r"``\s*|\s*''", '"'),
    (r'" ([^"]*?) "', r'"\1"'),
)


class Word(NamedTuple):
    """A word of a labelled text."""

    text: str
    label: str


class Count(NamedTuple):
    """Full names, once for each document."""

    right: frozenset[tuple[int, str]]
    wrong: frozenset[tuple[int, str]]
    missed: frozenset[tuple[int, str]]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def people(files: Iterable[Path]) -> Iterator[str]:
    """A Markdown table, line by line: for each file all its documents, the odd and the even ones."""
    yield "| file | documents | full names | precision | recall |"
    yield "| --- | --- | --- | --- | --- |"
    for file in files:
        documents = list(read(file))
        for which, own in (("", documents), (", odd", documents[::2]), (", even", documents[1::2])):
            found = count(own)
            gold = len(found.right) + len(found.missed)
            yield f"| {file.stem}{which} | {len(own)} | {gold} | {found.precision:.3f} | {found.recall:.3f} |"


def count(documents: Iterable[Sequence[Sequence[Word]]]) -> Count:
    """What of the labelled full names is found in documents, each a run of sentences."""
    gold: set[tuple[int, str]] = set()
    told: set[tuple[int, str]] = set()
    for number, sentences in enumerate(documents):
        gold |= {(number, name) for sentence in sentences for name in labelled(sentence)}
        told |= {(number, name) for name in named("\n\n".join(prose(sentence) for sentence in sentences))}
    return Count(frozenset(gold & told), frozenset(told - gold), frozenset(gold - told))


def named(text: str) -> set[str]:
    """The people whom tagging finds by two words or more, as the text has them."""
    tagging = tag("", text, builtin())
    tags = [each for each in (*tagging.actors, *tagging.mentions) if each.actor.kind == "person"]
    found = [piece for each in tags for piece in each.evidence if not _by_office(piece)]
    return {_even(piece.text) for piece in found if len(piece.text.split()) > 1}


def _by_office(piece: Evidence) -> bool:
    """`President Yoon`, `the Japanese prime minister`: known by the office and not by a full name."""
    return piece.rule == "holder" or (piece.rule == "office" and piece.text.split()[0].title() in OFFICES)


def labelled(sentence: Sequence[Word]) -> Iterator[str]:
    """The people whom the labels name by two words or more."""
    open_name: list[Word] = []
    for word in (*sentence, Word("", "O")):
        inside = PERSON.fullmatch(word.label) is not None
        if open_name and (not inside or word.label.startswith("B-")):
            if len(open_name) > 1:
                yield _even(prose(open_name))
            open_name = []
        if inside:
            open_name.append(word)


def prose(words: Iterable[Word]) -> str:
    """A sentence as it was printed."""
    text = " ".join(word.text for word in words)
    for pattern, replacement in _GLUED:
        text = re.sub(pattern, replacement, text)
    return text


def read(file: Path) -> Iterator[list[list[Word]]]:
    """The documents of a file, each its sentences."""
    sentences: list[list[Word]] = [[]]
    marked = False
    for line in (*file.read_text(encoding="utf-8", errors="replace").splitlines(), ""):
        word, *_, label = [*line.split(), "", "O"] if len(line.split()) < 2 else line.split()
        marked = marked or word == "-DOCSTART-"
        if word == "-DOCSTART-" or (not marked and len(sentences) > SENTENCES):
            yield [sentence for sentence in sentences if sentence]
            sentences = [[]]
        if word and word != "-DOCSTART-":
            sentences[-1].append(Word(word, label))
        elif sentences[-1]:
            sentences.append([])
    yield [sentence for sentence in sentences if sentence]


def _even(name: str) -> str:
    return re.sub(r"[^\w ]", "", name).lower()
