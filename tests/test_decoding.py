"""Bytes to text: marks, labels of the WHATWG Encoding Standard, what is tried in which order, and the callers of it."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.decoding import bad_line, codec_of, decode, decode_utf8, mark_of
from digest.ingest.formats.xml_text import root_of, xml_text
from digest.ingest.html.encoding import decode_page
from digest.model.source import SourceFile
from digest.reading import text

WORDS = "Kishida’s “as is” — Türkiye"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("utf8", "utf-8"),
        ("ISO-8859-1", "cp1252"),
        ("latin-1", "cp1252"),
        (" us-ascii ", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("gb2312", "gb18030"),
        ("x-gbk", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("euc_kr", "cp949"),
        ("big5", "big5hkscs"),
        ("windows-31j", "cp932"),
        ("koi8_r", "koi8-r"),
        ("cp437", "cp437"),
        *((name, "") for name in ("utf-7", "rot13", "hex", "idna", "undefined", "unicode_escape", "none", "", "a\0b")),
    ],
)
def test_labels_are_taken_as_browsers_take_them(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-be", "utf-32-be"])
def test_a_mark_decides_whatever_is_declared(encoding: str) -> None:
    mark = "" if encoding in ("utf-8-sig", "utf-16", "utf-32") else "\ufeff"
    decoded = decode((mark + WORDS).encode(encoding), ["gbk"])
    assert (decoded.text, decoded.by, decoded.is_damaged) == (WORDS, "mark", False)
    assert mark_of(WORDS.encode()) == (b"", "")


@pytest.mark.parametrize(
    ("encoding", "labels", "by"),
    [
        ("utf-8", ["gbk"], "utf-8"),
        ("cp1252", ["latin1"], "declared"),
        ("cp1252", ["nonsense", "latin1"], "declared"),
        ("cp1252", ["utf-8"], "guess"),
        ("cp1252", ["utf-16"], "guess"),
        ("cp1252", ["rot13"], "guess"),
        ("cp1252", [], "guess"),
    ],
)
def test_valid_utf8_goes_before_what_is_declared_and_that_before_a_guess(
    encoding: str, labels: list[str], by: str
) -> None:
    decoded = decode(WORDS.encode(encoding), labels)
    assert (decoded.text, decoded.by) == (WORDS, by)


@pytest.mark.parametrize(
    ("encoding", "word"), [("iso-2022-jp", "日本"), ("iso-2022-kr", "한국"), ("hz-gb-2312", "中国")]
)
def test_seven_bits_are_believed_before_utf8_in_every_kind_of_document(encoding: str, word: str) -> None:
    codec = codec_of(encoding)
    assert decode(word.encode(codec), [encoding]).text == word
    assert decode("Ünder".encode(), [encoding]).text == "Ünder"
    page = f'<meta charset="{encoding}"><p>{word}'
    assert decode_page(page.encode(codec)) == (page, ())
    document = f'<?xml version="1.0" encoding="{encoding}"?><rss>{word}</rss>'
    assert xml_text(document.encode(codec)) == f"<rss>{word}</rss>"


@pytest.mark.parametrize("declared", ["utf-16", "utf-32", "rot13", "idna", "hex", "undefined"])
@pytest.mark.parametrize("ending", ["", "!"])
def test_a_page_is_not_read_by_a_name_that_cannot_be_its_encoding(declared: str, ending: str) -> None:
    page = f'<meta charset="{declared}"><p>Café{ending}'
    decoded, warnings = decode_page(page.encode("cp1252"))
    assert decoded == page
    assert "Windows-1252" in warnings[0]


def test_some_damage_is_borne_where_a_reader_tolerates_it() -> None:
    content = ("é" * 400).encode() + b"\xff"
    assert decode(content, ["utf-8"], 1 / 200) == ("é" * 400 + "\ufffd", "utf-8", "declared", True)
    assert decode(content, ["utf-8"]).by == "guess"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-8"])
def test_the_root_of_a_document_is_found_in_any_width(encoding: str) -> None:
    assert root_of('<?xml version="1.0"?><rss>'.encode(encoding)) == "rss"


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_broken_byte_is_named_by_line_and_column(mark: bytes) -> None:
    content = mark + "é\nüx".encode() + b"\xff"
    _, (finding,) = text.decode(SourceFile("a.md", content))
    assert (finding.line, finding.column, finding.message) == (2, 3, "this is not UTF-8")
    assert bad_line(content) == 2
    assert bad_line(mark + b"fine") == 0


@given(st.text())
def test_utf8_comes_back_with_and_without_its_mark(words: str) -> None:
    content = words.encode("utf-8", "ignore")
    assert decode_utf8(codecs.BOM_UTF8 + content).encode() == content
    assert decode(codecs.BOM_UTF8 + content).text.encode() == content


@given(st.binary(), st.lists(st.sampled_from(["utf-8", "gbk", "iso-2022-jp", "utf-16", "big5", "cp437"]), max_size=2))
def test_any_bytes_have_a_text(content: bytes, labels: list[str]) -> None:
    decoded = decode(content, labels, 1 / 200)
    assert decoded.is_damaged or decoded.by != "guess" or bad_line(content)


RUSSIAN, JAPANESE = "Члены совета хотят знать цену стали.", "九か国の閣僚が会合を開き、海底ケーブルについて話し合った。"
SCRIPTS = {
    "cp1251": RUSSIAN,
    "koi8_r": RUSSIAN,
    "cp1253": "Οι υπουργοί συναντήθηκαν στη Ρίγα για τα καλώδια.",
    "cp1255": "שרי המדינות נפגשו בריגה כדי לדבר על הכבלים.",
    "cp1256": "التقى وزراء تسع دول في ريغا للحديث عن الكابلات.",
    "shift_jis": JAPANESE,
    "euc_jp": JAPANESE,
    "euc_kr": "아홉 나라의 장관들이 만나 해저 케이블에 대해 이야기했다.",
    "gb18030": "九国部长在里加会面，讨论海底电缆问题。",
    "big5": "九國部長在里加會面，討論海底電纜問題。",
    "cp1252": "Les ministres de neuf États se sont réunis à Riga, où ils ont parlé des câbles.",
}


@pytest.mark.parametrize("codec", SCRIPTS)
def test_an_encoding_that_nothing_states_is_guessed_by_the_script(codec: str) -> None:
    text = f"<item><title>{SCRIPTS[codec]}</title><link>https://www.harbour.example/sea/cables/1</link></item>"
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.by) == (text, "guess")


def test_utf_8_with_a_damaged_byte_is_utf_8() -> None:
    decoded = decode((SCRIPTS["cp1251"] * 2).encode() + b"\xd0!")
    assert (decoded.text, decoded.is_damaged) == (SCRIPTS["cp1251"] * 2 + "\ufffd!", True)
    assert decode("A café “here”".encode("cp1252")).text == "A café “here”"
