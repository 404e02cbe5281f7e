"""The same article again: by the words of its text."""

from pathlib import Path

from digest.ingest.dedupe.index import ArticleIndex, Duplicate, DuplicateKind, indexed, text_digest
from digest.ingest.dedupe.site_index import site_index
from tests.support.site import write_site

LONG = "The alliance met in Brussels on Tuesday, officials said, and it will meet again. " * 5


def test_texts_are_equal_by_their_words() -> None:
    assert text_digest("A", LONG) == text_digest("B", LONG.upper().replace(",", "\n\n\\*"))
    assert text_digest("A", LONG) != text_digest("A", LONG + "not")
    assert text_digest("A", "See below.") != text_digest("B", "See below.")
    assert text_digest("A!", "See below.") == text_digest("a", "see, below")


def test_the_first_stays_the_one_that_is_named() -> None:
    index = ArticleIndex()
    index.add(indexed("one.md", "A", LONG, "https://example.org/a"))
    index.add(indexed("two.md", "B", LONG, "https://example.org/b"))
    assert index.find("https://example.org/b", "", "other") == Duplicate("two.md", DuplicateKind.CHANGED)
    assert index.find("", "", LONG) == Duplicate("one.md", DuplicateKind.SAME)
    assert index.find("https://example.org/c", "C", "other") is None


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
    index = site_index(tmp_path)
    a = "content/articles/2024/07/a.md"
    assert index.find("http://www.example.org/a/", "", "") == Duplicate(a, DuplicateKind.CHANGED)
    assert index.find("", "Z", LONG) == Duplicate(a, DuplicateKind.SAME)
    assert site_index(tmp_path / "nowhere").find("", "Z", LONG) is None
