"""Front matter as it is written: every reader of YAML must find the text that was put in."""

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.dates import When
from digest.editing.yaml_values import flow_list, front_matter, scalar
from digest.reading.frontmatter import parse

texts = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=": #-[]{},&*!|>'\"%@`?\n\tyesnoNO0129.\\~=<é\u2028\u0085\ufeff\u00a0", max_size=20),
    st.sampled_from(["NO", "on", "2024-07-09", "1e5", "0x1F", "null", "~", "---", "...", "5:30", "a: b", "a #b"]),
)
LOADERS = (yaml.SafeLoader, yaml.CSafeLoader, yaml.BaseLoader, yaml.CBaseLoader)


@given(texts, st.lists(texts, max_size=4), texts)
def test_any_text_comes_back(title: str, actors: list[str], notice: str) -> None:
    written = front_matter([("title", title), ("actors", tuple(actors)), ("notice", notice)])
    expected = {key: value for key, value in (("title", title), ("actors", actors), ("notice", notice)) if value}
    matter, findings = parse("x.md", f"{written}\nBody.\n")
    assert matter is not None
    assert not findings
    assert [entry.key for entry in matter.entries] == list(expected)
    assert matter.body == "\nBody.\n"
    for loader in LOADERS:
        assert (yaml.load(written[4:-4], loader) or {}) == expected  # noqa: S506 - our own text


def test_quotes_only_where_they_are_needed() -> None:
    assert scalar("Japan’s NATO week: what’s next") == '"Japan’s NATO week: what’s next"'
    assert scalar("It's 5:30, #2 (or so) & more") == '"It\'s 5:30, #2 (or so) & more"'
    assert scalar("It's 5:30 (or so), & more; 100% sure?") == "It's 5:30 (or so), & more; 100% sure?"
    assert scalar("no") == '"no"'
    assert flow_list(["Japan", "Georgia (U.S. state)", "NO", "Smith, John"]) == (
        '[Japan, Georgia (U.S. state), "NO", "Smith, John"]'
    )


def test_only_what_is_set_is_written_and_several_lines_as_a_block() -> None:
    zone = dt.timezone(dt.timedelta(hours=9))
    at = dt.datetime(2026, 11, 24, 9, 12, tzinfo=zone)
    written = front_matter(
        [
            ("title", "A"),
            ("date", When(at, timed=False)),
            ("added", at),
            ("edition", None),
            ("url", ""),
            ("actors", ()),
            ("draft", True),
            ("notice", "One line.\n\nAnother: with #signs."),
        ]
    )
    assert written == (
        "---\ntitle: A\ndate: 2026-11-24\nadded: 2026-11-24T09:12:00+09:00\ndraft: true\n"
        "notice: |-\n  One line.\n\n  Another: with #signs.\n---\n"
    )


@pytest.mark.parametrize("text", [" leading\nspace", "ends with a newline\n", "\n"])
def test_lines_that_a_block_could_not_hold_are_quoted(text: str) -> None:
    assert front_matter([("notice", text)]).count("\n") == 3
