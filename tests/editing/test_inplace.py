"""A file changed in place: what was asked for is there, and every other byte is what it was."""

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.editing.inplace import CannotEdit, EditableFile
from digest.model.source import SourceFile
from digest.reading.frontmatter import parse
from digest.reading.text import decode

KEYS = {
    "title": ["title: Ships", "title: 'It''s' # hers", "title: >-\n  Two\n  lines", '"title": "a: b"'],
    "date": ["date: 2026-03-01", "date:   2026-03-01   # checked"],
    "source": ["source:", "source: Reuters"],
    "actors": [
        "actors: [Japan, NATO]",
        "actors: [ 'Japan' ,\n  NATO, ] # two",
        "actors:\n- Japan # a\n\n# more\n- NATO",
        "actors:\n  - >\n   Ja\n   pan\n  - NATO",
        "actors: USA",
        "actors: []",
        "actors: {a: b}",
        "actors: |\n  Japan",
    ],
    "also": ["also: [{source: AP}]", "also:\n  - source: AP\n    url: https://e.org/"],
    "notice": ["notice: |\n  As is.\n\n  More.", "notice: 'one\n  two'"],
    "x": ["x: {a: [b, c]}", "x: # nothing\n  y", "? x\n: y"],
}
"""Each key as editors write it."""


class Pieces(NamedTuple):
    """A file in pieces: by key what its lines are, and what is before and behind them."""

    content: bytes
    before: dict[str, bytes]
    after: dict[str, bytes]


@st.composite
def files(draw: st.DrawFn) -> Pieces:
    """A file of `content/`: any keys in any order, comments between, any line ends, with a mark or without."""
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]]))

    def piece(text: str) -> bytes:
        return "".join(part + draw(st.sampled_from(ends)) for part in text.split("\n")[:-1]).encode()

    mark = draw(st.sampled_from([b"", codecs.BOM_UTF8]))
    pieces = [("", mark + piece("---\n"))]
    for key in draw(st.lists(st.sampled_from(sorted(KEYS)), unique=True)):
        pieces.append(("", piece(draw(st.sampled_from(["", "", "# a comment\n", "\n"])))))
        pieces.append((key, piece(draw(st.sampled_from(KEYS[key])) + "\n")))
    pieces.append(("", piece(draw(st.sampled_from(["---\n", "# the last\n--- \n"])))))
    bodies = ["", "\n", "Words.", "\r\nWords.\n\n---\nactors: [X]\n", "\ufeffé\U0001f600"]
    pieces.append(("", draw(st.sampled_from(bodies)).encode()))
    return Pieces(
        b"".join(part for _, part in pieces),
        {key: b"".join(part for _, part in pieces[:at]) for at, (key, _) in enumerate(pieces) if key},
        {key: b"".join(part for _, part in pieces[at + 1 :]) for at, (key, _) in enumerate(pieces) if key},
    )


NAMES = st.sampled_from(["Japan", "NATO", "Åland: a [name]", "no", "2026", "Q", "- x", "a\u2028b"])
EDITS: st.SearchStrategy[tuple[str, Callable[[EditableFile], EditableFile]]] = st.one_of(
    st.tuples(st.sampled_from(["actors", "regions", "aliases"]), st.lists(NAMES, unique=True)).map(
        lambda drawn: (drawn[0], lambda file: file.set_list(*drawn))
    ),
    st.tuples(st.sampled_from(["actors", "topics"]), NAMES).map(
        lambda drawn: (drawn[0], lambda file: file.add_to_list(*drawn))
    ),
    st.tuples(st.just("actors"), NAMES).map(lambda drawn: (drawn[0], lambda file: file.remove_from_list(*drawn))),
    st.tuples(st.sampled_from([*KEYS, "updated"]), st.sampled_from(["a", "b: c", "one\ntwo", "true", ""])).map(
        lambda drawn: (drawn[0], lambda file: file.set(*drawn))
    ),
    st.sampled_from([*KEYS, "gone"]).map(lambda key: (key, lambda file: file.remove(key))),
)


@given(files(), EDITS)
def test_any_edit_of_any_file_leaves_all_other_bytes(
    file: Pieces, edit: tuple[str, Callable[[EditableFile], EditableFile]]
) -> None:
    key, change = edit
    try:
        after = change(EditableFile.parse(file.content)).to_bytes()
    except CannotEdit:
        return
    if key in file.before:
        assert after.startswith(file.before[key])
        assert after.endswith(file.after[key])
    else:
        start = next((n for n in range(len(file.content)) if file.content[n : n + 1] != after[n : n + 1]), 0)
        assert after.endswith(file.content[start:])
    others = {name: value for name, value in values(file.content).items() if name != key}
    assert {name: value for name, value in values(after).items() if name != key} == others


def values(content: bytes) -> dict[str, str]:
    text, _ = decode(SourceFile("a.md", content))
    matter, findings = parse("", text)
    assert matter is not None
    assert not findings
    return {entry.key: meaning(entry.value) for entry in matter.entries}


def meaning(node: object) -> str:
    """What a value says, without its place in the file."""
    value = getattr(node, "value", node)
    return f"({' '.join(map(meaning, value))})" if isinstance(value, tuple) else repr(value)


@given(files(), st.sampled_from(["", "\nNew.\n", "New"]))
def test_any_file_takes_another_text(file: Pieces, body: str) -> None:
    try:
        before = EditableFile.parse(file.content)
        changed = before.replace_body(body)
    except CannotEdit:
        return
    assert changed.body == body
    assert values(changed.to_bytes()) == values(file.content)
    head = changed.to_bytes()[: len(changed.to_bytes()) - len(body.replace("\n", _first_end(file.content)).encode())]
    assert file.content.startswith(head)


def _first_end(content: bytes) -> str:
    return str(re.findall("\r\n|\r|\n", content.decode())[0])


EXAMPLES = [
    ("draft: true # not yet\ntitle: A\n", lambda file: file.remove("draft"), "title: A\n"),
    ("title: A # hers\n", lambda file: file.set("title", "B: C"), 'title: "B: C" # hers\n'),
    ("title:\n", lambda file: file.set("title", "B"), "title: B\n"),
    ("title: A\n", lambda file: file.set("source", "AP"), "title: A\nsource: AP\n"),
    ("title: A\nnotice: N\n", lambda file: file.set_list("actors", ["B"]), "title: A\nactors: [B]\nnotice: N\n"),
    ("actors:\n- A # a\n- B\n", lambda file: file.remove_from_list("actors", "B"), "actors:\n- A # a\n"),
    ("actors: [A, B]\n", lambda file: file.remove_from_list("actors", "A"), "actors: [B]\n"),
    ("actors: A\n", lambda file: file.add_to_list("actors", "B"), "actors: [A, B]\n"),
    ("actors: # who\n  - A # a\n\nx:\n", lambda file: file.remove_from_list("actors", "A"), "actors: [] # who\n\nx:\n"),
    ("'actors' :\n- A\n# b\n- B\n", lambda file: file.set_list("actors", []), "'actors' : []\n# b\n"),
    ("actors:\n- >-\n  A\n  B\n", lambda file: file.remove_from_list("actors", "A B"), "actors: []\n"),
    ("actors: [A]\n", lambda file: file.remove_from_list("actors", "A"), "actors: []\n"),
    ("actors: A # a\n", lambda file: file.remove_from_list("actors", "A"), "actors: [] # a\n"),
]


@pytest.mark.parametrize(("before", "edit", "after"), EXAMPLES, ids=[str(n) for n in range(len(EXAMPLES))])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
def test_an_edit_is_what_an_editor_would_type(
    before: str, edit: Callable[[EditableFile], EditableFile], after: str, ends: str
) -> None:
    def file(matter: str) -> bytes:
        return f"---\n{matter}---\n\nThe body.\n".replace("\n", ends).encode()

    assert edit(EditableFile.parse(file(before))).to_bytes() == file(after)


UNCHANGED = [
    ("an item that is there", "actors:\n- A\n- B\n", lambda file: file.add_to_list("actors", "A")),
    ("an item of a flow list", "actors: [ 'A' ]\n", lambda file: file.add_to_list("actors", "A")),
    ("the one value", "actors: A\n", lambda file: file.add_to_list("actors", "A")),
    ("an item that is not there", "actors:\n- A\n", lambda file: file.remove_from_list("actors", "B")),
    ("another value", "actors: A\n", lambda file: file.remove_from_list("actors", "B")),
    ("an item of no list", "title: A\n", lambda file: file.remove_from_list("actors", "B")),
    ("a key that is not there", "title: A\n", lambda file: file.remove("actors")),
]


@pytest.mark.parametrize(("matter", "edit"), [case[1:] for case in UNCHANGED], ids=[case[0] for case in UNCHANGED])
def test_what_is_so_already_changes_nothing(matter: str, edit: Callable[[EditableFile], EditableFile]) -> None:
    content = f"---\n{matter}---\n".encode()
    assert edit(EditableFile.parse(content)).to_bytes() == content


@settings(max_examples=50)
@given(files(), NAMES)
def test_an_item_that_was_added_can_be_added_again_and_removed(file: Pieces, name: str) -> None:
    """Whatever list an item can be added to gives it back, down to an empty list."""
    try:
        added = EditableFile.parse(file.content).add_to_list("actors", name)
    except CannotEdit:
        return
    assert added.add_to_list("actors", name).to_bytes() == added.to_bytes()
    emptied = added
    for item in added.items("actors"):
        emptied = emptied.remove_from_list("actors", item)
    assert emptied.items("actors") == ()


@pytest.mark.parametrize(
    ("matter", "edit"),
    [
        ("{title: A, draft: true}\n", lambda file: file.remove("draft")),
        ("actors: {a: b}\n", lambda file: file.add_to_list("actors", "NATO")),
    ],
    ids=["one line for all keys", "a mapping"],
)
def test_what_cannot_be_changed_alone_is_refused(matter: str, edit: Callable[[EditableFile], EditableFile]) -> None:
    file = EditableFile.parse(f"---\n{matter}---\n".encode())
    with pytest.raises(CannotEdit):
        edit(file)


@pytest.mark.parametrize("content", [b"", b"no front matter", b"---\ntitle: [\n---\n", b"---\n\xff\n---\n"])
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(CannotEdit):
        EditableFile.parse(content)
