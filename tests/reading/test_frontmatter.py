"""Files as editors and their machines write them: line ends, marks, YAML that is none and YAML that bites."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.reading.nodes import Items, Node, Scalar
from digest.reading.yaml_fast import read_fast
from digest.reading.yaml_full import compose, node_of
from tests.support.building import make_site


def test_crlf_and_lf_give_the_same_bytes(tmp_path: Path) -> None:
    text = """
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        notice: |
          First line,
          second line.

          Another paragraph.
        comment: |
          Some *words*.
        ---
        A line
        and another.

            code
            more code

        > quoted
        -- content/editions/2026-11-24.md --
        ---
        title: A day
        ---
        Introduced
        here.
        -- templates/page.html --
        <p>
        {{ page.title }}
        -- content/pages/about.md --
        ---
        title: About
        ---
        Us.
    """
    one = make_site(tmp_path / "lf", text)
    other = make_site(tmp_path / "crlf", text)
    bom = make_site(tmp_path / "bom", text)
    for path in [*other.root.rglob("*.md"), *other.root.rglob("*.toml"), *other.root.rglob("*.html")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    for path in [*bom.root.rglob("*.md"), bom.root / "digest.toml"]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    for site in (one, other, bom):
        site.build()
    assert one.tree() == other.tree()
    assert one.tree() == bom.tree()


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("matter", "fault"),
    [
        (BOMB, "YAML's & and * are not read here, write the value out"),
        ("title: &t A\nsummary: *t\ndate: 2026-11-24\n", "YAML's & and * are not read here"),
        ("a: &a [*a]\n", "YAML's & and * are not read here"),
        ("a: " + "[" * 50_000 + "]" * 50_000 + "\n", "lists within lists within lists"),
        ("a: " + "{a: " * 5_000 + "}" * 5_000 + "\n", "lists within lists within lists"),
        ("a:\n" + "".join("  " * n + "- a:\n" for n in range(1, 400)), "lists within lists within lists"),
        ("- a\n- b\n", "the front matter is not a list of keys"),
        ("just words\n", "the front matter is not a list of keys"),
        ("? [a, b]\n: c\n", "a key must be a word"),
        ("title: 'open\n", "the front matter is not YAML"),
        ("title:\tA\n\tdate: x\n", "the front matter is not YAML"),
        ("title: A\n...\nmore: b\n", "the front matter is not YAML"),
        ("title: !!python/object/apply:os.system [id]\ndate: 2026-11-24\n", "one value is needed here"),
        ('title: "\\x02"\ndate: 2026-11-24\n', "control character U+0002"),
        ('title: A\ndate: 2026-11-24\nactors: ["a\\0b"]\n', "control character U+0000"),
        ('title: A\ndate: 2026-11-24\nalso: [{source: "a\\uFFFEb"}]\n', "control character U+FFFE"),
        ("title: A\ndate: 2026-11-24\ncorrections: [{text: no date}]\n", '"date" is missing'),
        ("title: A\ndate: 2026-11-24\nalso: [{[a]: b}]\n", "also: one value is needed here, not a list"),
        ("title: A\ndate: 2026-11-24\nalso: [{source: a, source: b}]\n", '"source" is given twice'),
        ("title: A\ndate: 2026-11-24\n<<: {draft: true}\n", 'unknown key "<<"'),
        ("title: [A]\ndate: 2026-11-24\n", "one value is needed here, not a list"),
        ('title: ""\ndate: 2026-11-24\n', "title is empty"),
    ],
)
def test_front_matter_that_is_none(tmp_path: Path, matter: str, fault: str) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\n{matter}---\n")
    run = site.run("build")
    assert run.code == 1
    assert re.match(r"content/articles/a\.md:\d+:\d+: ", run.err), run.err[:300]
    assert fault in run.err


PIECES = [
    *"key title a : # \" ' [ ] { } & * ! | > - ? % @ ` é 日 ’ . ... --- ~ \\ <<: a:b http://a.b/c 2024-07-09".split(),
    *("\n", "\nkey: ", "\ntags: [a, b]", '["x"]', "\u2028", "\x85", "\ufeff", "\t", "\u00a0", "\u200b", " "),
    *(": ", " #", ",", ", "),
]


def _on_one_line(node: Node) -> Any:
    """A node as it would be read from one line."""
    if isinstance(node, Scalar):
        return node._replace(style=node.style if node.style in ("'", '"') else None)
    items = [_on_one_line(item) if isinstance(item, Scalar | Items) else item for item in node.value]
    return items, node.line, node.column


@settings(max_examples=2_000)
@given(start=st.sampled_from(["", "k: ", "k: [", 'k: "']), pieces=st.lists(st.sampled_from(PIECES), max_size=8))
@example(start="", pieces=['title: "A: b # c"\ndate: 2024-07-09\nurl: https://a.b/c#d\nactors: ["A, b", C]\ntopics:\n'])
def test_the_fast_reader_gives_what_pyyaml_gives(start: str, pieces: list[str]) -> None:
    text = start + "".join(pieces)
    pairs = read_fast(text)

    if pairs is not None:
        composed, findings = compose("", text)
        assert not findings
        assert [(key, _on_one_line(value)) for key, value in pairs] == [
            (_on_one_line(node_of(key)), _on_one_line(node_of(value))) for key, value in composed
        ]


def test_the_fast_reader_reads_usual_front_matter() -> None:
    pairs = read_fast('title: "A: b"\ndate: 2024-07-09\nurl: https://a.b/c\nactors: ["Fumio K", NATO]\nsummary:\n')

    assert pairs is not None
    assert [key.value for key, _ in pairs] == ["title", "date", "url", "actors", "summary"]


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
@pytest.mark.parametrize(
    ("matter", "place", "hint"),
    [
        ("title: A\nactors: [Iran, IAEA\ndate: 2026-11-24\n", "3:9", "close the bracket"),
        ("title: A\nalso: [{source: a]\n", "3:8", "close the brace"),
        ("title: A\nactors: [Iran, IAEA]]\n", "3:21", "delete the bracket, or open it"),
        ('title: "A\ndate: 2026-11-24\n', "2:8", "close the quotation mark"),
        ("title: 'A\ndate: 2026-11-24\n", "2:8", "close the quotation mark"),
        ('title: "A" b\n', "2:12", "put the whole value between one pair of quotes"),
        ("title: A\n\tdate: 2026-11-24\n", "3:1", "indent with spaces, not tabs"),
        ("title: A\nalso:\n\t- B\n", "4:1", "indent with spaces, not tabs"),
        ("title: A: b\n", "2:9", 'put a value that holds ": " between quotes'),
        ("title: A\n  date: 2026-11-24\n", "3:7", "begin the key at the start of its line"),
        ("title: A\ndate 2026-11-24\n", "3:1", 'write "key: value"'),
        ("title: @A\n", "2:8", "put the value between quotes"),
        ('title: "C:\\qed"\n', "2:", "write a backslash twice"),
    ],
)
def test_a_fault_of_syntax_is_said_with_what_mends_it(
    monkeypatch: pytest.MonkeyPatch, loader: str, matter: str, place: str, hint: str
) -> None:
    monkeypatch.setattr("digest.reading.yaml_full._LOADER", getattr(yaml, loader, yaml.BaseLoader))
    _, (finding,) = compose("a.md", matter)
    assert str(finding).startswith(f"a.md:{place}")
    assert hint in finding.hint
