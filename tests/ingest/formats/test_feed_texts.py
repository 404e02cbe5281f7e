"""Texts and headlines of feeds whose programs escaped them once too often, or put more into them than a text."""

import pytest

from digest.dates import zone
from digest.gazetteer import builtin
from digest.ingest.draft import Draft, Input
from digest.ingest.formats import feed, plaintext
from digest.ingest.outlets import source_of
from tests.ingest.formats.test_feed import rss


def entry(item: str, encoding: str = "utf-8") -> Draft:
    found = next(feed.read(Input("x.xml", rss(item).encode(encoding)), zone("UTC")))
    assert isinstance(found, Draft), found
    return found


@pytest.mark.parametrize(
    "text",
    [
        "&lt;p&gt;Nine &lt;b&gt;ministers&lt;/b&gt; met.&lt;/p&gt;",
        "&amp;lt;p&amp;gt;Nine &amp;lt;b&amp;gt;ministers&amp;lt;/b&amp;gt; met.&amp;lt;/p&amp;gt;",
        "<![CDATA[<p>Nine <b>ministers</b> met.</p>]]>",
        "<![CDATA[&lt;p&gt;Nine &lt;b&gt;ministers&lt;/b&gt; met.&lt;/p&gt;]]>",
        "&lt;![CDATA[&lt;p&gt;Nine &lt;b&gt;ministers&lt;/b&gt; met.&lt;/p&gt;]]&gt;",
    ],
)
def test_a_text_escaped_once_too_often_is_read(text: str) -> None:
    assert entry(f"<title>T</title><description>{text}</description>").body.strip() == "Nine ministers met."


def test_words_between_angles_are_words() -> None:
    text = "&lt;p&gt;The tag &amp;lt;p&amp;gt; opens a paragraph.&lt;/p&gt;"
    found = entry(f"<title>T</title><description>{text}</description>")
    assert "<p> opens" in found.body.replace("\\", "")


SOURCE = '<source url="https://harbour.example">Harbour Post</source><description>x</description>'


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nine ministers meet - Harbour Post", "Nine ministers meet"),
        ("Nine ministers meet | Harbour Post", "Nine ministers meet"),
        ("Why we left the Harbour Post", "Why we left the Harbour Post"),
        ("Nine meet - and leave", "Nine meet - and leave"),
        ("&lt;!DOCTYPE html&gt;&lt;!-- made by a program --&gt;Nine ministers meet", "Nine ministers meet"),
    ],
)
def test_a_headline_is_that_alone(title: str, expected: str) -> None:
    assert entry(f"<title>{title}</title>{SOURCE}").title == expected


def test_an_encoding_that_nobody_states_is_doubted() -> None:
    item = "<title>Совет отложил решение</title><description>Слова статьи.</description>"
    found = entry(item, "cp1251")
    assert any("no encoding is declared, read as Windows-1251" in warning for warning in found.warnings)
    assert (found.title, found.body.strip()) == ("Совет отложил решение", "Слова статьи.")
    assert not any("encoding" in warning for warning in entry(item).warnings)


def test_a_date_that_is_not_understood_is_named() -> None:
    item = "<title>T</title><description>Words.</description><pubDate>4/5/2026 8:57 PM</pubDate>"
    found = entry(item)
    assert found.date is None
    assert any('"4/5/2026 8:57 PM" is not understood' in warning for warning in found.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "https://harbour.example/a\n\nNine ministers meet\n\nRIGA, July 9, 2024 (Reuters) - They met.\n",
        "Nine ministers meet\nhttps://harbour.example/a\n\nRIGA, July 9, 2024 (Reuters) - They met.\n",
        "Nine ministers meet\n\nRIGA, July 9, 2024 (Reuters) - They met.\n\nhttps://harbour.example/a",
        "Nine ministers meet\n\nRIGA, July 9, 2024 (Reuters) - They met.\n\nSource: https://harbour.example/a\n",
        "Nine ministers meet\n<https://harbour.example/a>\n\nRIGA, July 9, 2024 (Reuters) - They met.\n",
    ],
)
def test_an_address_on_a_line_of_a_paste_is_its_own(text: str) -> None:
    found = next(plaintext.read(Input("x.txt", text.encode())))
    assert isinstance(found, Draft), found
    assert (found.title, found.url) == ("Nine ministers meet", "https://harbour.example/a")
    assert found.body == "RIGA, July 9, 2024 (Reuters) - They met."
    assert [cut.rule for cut in found.stripped] == ["address"]


@pytest.mark.parametrize(
    ("name", "url", "source"),
    [
        ("DW.COM", "https://www.dw.com/en/a/1", "Deutsche Welle"),
        ("", "https://www.dw.com/en/a/1", "Deutsche Welle"),
        ("台北時報", "https://www.taipeitimes.com/News/1", "Taipei Times"),
        ("Le Monde.fr", "https://www.lemonde.fr/a", "Le Monde"),
        ("Harbour Post", "https://www.dw.com/en/a/1", "Harbour Post"),
    ],
)
def test_an_outlet_is_named_as_its_readers_know_it(name: str, url: str, source: str) -> None:
    assert source_of(name, url, builtin()) == source
