"""The same article again: by the words of its text."""

from pathlib import Path

from digest.ingest.dedupe.index import How, Known, Twin, mark_of, text_digest
from digest.ingest.dedupe.site_index import known_in
from tests.support.site import write_site

LONG = "The alliance met in Brussels on Tuesday, officials said, and it will meet again. " * 5


def test_texts_are_equal_by_their_words() -> None:
    assert text_digest("A", LONG) == text_digest("B", LONG.upper().replace(",", "\n\n\\*"))
    assert text_digest("A", LONG) != text_digest("A", LONG + "not")
    assert text_digest("A", "See below.") != text_digest("B", "See below.")
    assert text_digest("A!", "See below.") == text_digest("a", "see, below")


def test_the_first_stays_the_one_that_is_named() -> None:
    known = Known()
    known.add(mark_of("one.md", "A", LONG, "https://example.org/a"))
    known.add(mark_of("two.md", "B", LONG, "https://example.org/b"))
    assert known.find("https://example.org/b", "", "other") == Twin("two.md", How.CHANGED)
    assert known.find("", "", LONG) == Twin("one.md", How.SAME)
    assert known.find("https://example.org/c", "C", "other") is None


def test_a_site_is_known_even_where_files_are_broken(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        f"""
        -- content/articles/2024/07/a.md --
        ---
        title: A
        url: "https://example.org/a"
        ---
        {LONG}
        -- content/articles/2024/07/broken.md --
        ---
        title: [
        ---
        -- content/articles/2024/07/none.md --
        No front matter.
        -- content/articles/2024/07/map.svg --
        <svg/>
        """,
    )
    known = known_in(tmp_path)
    a = "content/articles/2024/07/a.md"
    assert known.find("http://www.example.org/a/", "", "") == Twin(a, How.CHANGED)
    assert known.find("", "Z", LONG) == Twin(a, How.SAME)
    assert known_in(tmp_path / "nowhere").find("", "Z", LONG) is None
