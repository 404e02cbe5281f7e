"""An alias is written into front matter, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import ContentConfig
from digest.dates import zone
from digest.editing.aliases import with_alias
from digest.editing.inplace import CannotEdit
from digest.model.article import Article
from digest.model.source import SourceFile
from digest.reading.article import Written, read_article

ALIAS = "/2026/03/01/ships/"


def read(content: bytes) -> Written:
    written, findings = read_article(SourceFile("content/articles/a.md", content), ContentConfig(), zone("UTC"))
    assert written, findings
    return written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'aliases: ["/2026/03/01/ships/"]\n'),
        ("aliases:\n", 'aliases: ["/2026/03/01/ships/"]\n'),
        ("aliases: []\n", 'aliases: ["/2026/03/01/ships/"]\n'),
        ("aliases: /a/\n", 'aliases: ["/a/", "/2026/03/01/ships/"]\n'),
        ("aliases: [/a/, /b/] # old\n", 'aliases: [/a/, /b/, "/2026/03/01/ships/"] # old\n'),
        ("aliases: [/a/,\n  /b/]\n", 'aliases: [/a/,\n  /b/, "/2026/03/01/ships/"]\n'),
        ("aliases:\n  - /a/ # old\n", 'aliases:\n  - /a/ # old\n  - "/2026/03/01/ships/"\n'),
        ("aliases:\n- /a/\n\n# more\n", 'aliases:\n- /a/\n- "/2026/03/01/ships/"\n\n# more\n'),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_it_stands_where_the_others_do(before: str, after: str, ends: str, mark: bytes) -> None:
    def file(aliases: str) -> bytes:
        text = f"---\ntitle: A\ndate: 2026-03-01\n{aliases}---\nBody with aliases: [/x/]\n"
        return mark + text.replace("\n", ends).encode()

    assert with_alias(file(before), ALIAS) == file(after)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no front matter",
        b"---\ntitle: [\n---\n",
        b"---\naliases: |\n  /a/\n---\n",
        b"---\naliases: {a: b}\n---\n",
    ],
)
def test_what_cannot_be_changed_safely_is_left(content: bytes) -> None:
    with pytest.raises(CannotEdit):
        with_alias(content, ALIAS)


KEYS = [
    "title: Ships",
    "date: 2026-03-01",
    "summary: >\n  Two\n  lines",
    "actors: [Japan]",
    "notice: |\n  As is.",
    "topics:\n- a",
]
ALIASES = [
    "",
    "aliases:",
    "aliases: /a/",
    "aliases: [/a/]",
    "aliases:\n  - /a/\n  - /b/",
    "aliases: [\n  /a/,\n]",
    "# aliases: no",
]


@given(st.permutations(KEYS), st.sampled_from(ALIASES), st.integers(0, len(KEYS)), st.sampled_from(["\n", "\r\n"]))
def test_all_else_is_read_as_before(keys: list[str], aliases: str, place: int, ends: str) -> None:
    lines = [*keys[:place], *([aliases] if aliases else []), *keys[place:]]
    content = "\n".join(["---", *lines, "---", "The body.", ""]).replace("\n", ends).encode()
    before = read(content)
    written = with_alias(content, ALIAS)
    after = read(written)
    assert after.article.aliases == (*before.article.aliases, ALIAS.removeprefix("/"))
    assert plain(after) == plain(before)


def plain(written: Written) -> list[object]:
    """All but the aliases, and the lines on which things stand."""
    article = written.article
    fields = [getattr(article, name) for name in Article.__struct_fields__ if name not in ("aliases", "lines")]
    return [*fields, written.body]
