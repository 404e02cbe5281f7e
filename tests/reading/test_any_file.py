"""Whatever a file of `content/` holds: what is wrong with it is said, and hides nothing of what is wrong elsewhere."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Config, ContentConfig
from digest.model.source import SourceFile
from digest.reading import content
from digest.reading.article import FIELDS
from tests.support.building import make_site

WITH_A_KEY_OF_ITS_OWN = Config(content=ContentConfig(extra=("mine",)))
KEYS = [*sorted(FIELDS), "mine"]
VALUES = st.one_of(
    st.text("ab \x01\x7f\u202e\ufffe:-#[]{},&*!|>'\"%@`\n", max_size=12),
    st.sampled_from([
        '"\\x01"', '"\\u0000"', '["\\x02"]', "{a: \"\\x03\"}", "[[a], {b: c}]", "{a: {b: [c]}}", "~", "0x1F", "1e400",
        "9" * 400, "2026-13-45", "0000-00-00", "9999-12-31T23:59:59.999999+23:59", "-1", "[2026-01-01, {}]",
        "!!python/object:os.system x", "&a [*a]", "? x", "|\n  \x7f", "'\ud800'",
    ]),
)  # fmt: skip
PATHS = [
    "content/articles/2026/a.md", "content/pages/a.md", "content/editions/2026-11-24.md", "content/actors/a.md",
    "content/regions/a.md", "content/sources/a.md",
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=4), st.sampled_from(PATHS), st.text(max_size=20))
def test_no_file_ends_in_a_fault(keys: list[tuple[str, str]], path: str, body: str) -> None:
    matter = "".join(f"{key}: {value}\n" for key, value in keys)
    source = SourceFile(path, f"---\ntitle: A\n{matter}---\n{body}".encode(errors="surrogatepass"))
    reading = content._reading(WITH_A_KEY_OF_ITS_OWN, b"", path, source, [])
    assert not [finding for finding in reading.findings if "a fault of its own" in finding.message]
    assert reading.head or reading.findings


@pytest.mark.parametrize("value", ['"\\x01"', '["a", "\\x02"]', '{a: "\\x03"}'], ids=["text", "list", "mapping"])
def test_a_control_character_under_a_key_of_ones_own_is_named(tmp_path: Path, value: str) -> None:
    site = make_site(
        tmp_path,
        f"""
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        mine: {value}
        ---
        -- content/articles/b.md --
        ---
        title: B
        date: never
        ---
        """,
    )
    (site.root / "digest.toml").write_text((site.root / "digest.toml").read_text() + '[content]\nextra = ["mine"]\n')
    one, other = site.faults()
    assert one.startswith("content/articles/a.md:4:")
    assert "control character" in one
    assert other.startswith("content/articles/b.md:3:")


def test_a_fault_of_ours_in_one_file_hides_no_other(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        """
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        ---
        -- content/articles/b.md --
        ---
        title: B
        date: never
        ---
        """,
    )
    kind = content._KINDS["article"]

    def read(source: SourceFile, config: Config) -> Any:
        if source.path.endswith("a.md"):
            raise ZeroDivisionError("by nothing")
        return kind.read(source, config)

    with patch.dict(content._KINDS, {"article": kind._replace(read=read)}):
        faults = site.faults()
    assert faults[0].startswith("content/articles/a.md: digest met a fault of its own in this file: ZeroDivisionError")
    assert faults[1].startswith("content/articles/b.md:3:")
