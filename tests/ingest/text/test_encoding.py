"""From bytes to text."""

import pytest

from digest.ingest.text.encoding import NotText, decode, one_line, tidy

WORDS = "Kishida’s “as is” — Türkiye"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_utf8_texts_are_read(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == (WORDS, ())


def test_windows_is_the_last_guess_and_says_so() -> None:
    text, warnings = decode(b"First line\n" + WORDS.encode("cp1252"))
    assert text == f"First line\n{WORDS}"
    assert "line 2" in warnings[0]
    assert "Windows-1252" in warnings[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "this is not text"),
        (WORDS.encode("utf-16-le"), "this is not text"),
        (b"one\ntwo \x81\x8d\xff", "line 2 is in no encoding"),
        (b"\xff\xfe\x00", "damaged UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(NotText, match=message):
        decode(content)


def test_letters_that_were_garbled_once_are_put_right_as_a_whole() -> None:
    text, warnings = decode("The caf\u00c3\u00a9 of \u00c3\u00a9lan".encode())
    assert (text, "were put right" in warnings[0]) == ("The caf\u00e9 of \u00e9lan", True)
    text, warnings = decode("The caf\u00c3\u00a9 and a \u20ac5 note, \u4e2d".encode())
    assert (text, "looks garbled" in warnings[0]) == ("The caf\u00c3\u00a9 and a \u20ac5 note, \u4e2d", True)


def test_every_line_end_is_one_and_no_control_character_stays() -> None:
    assert tidy("a\r\nb\rc\u2028d\x0ce\x85f\n") == "a\nb\nc\nd\ne\nf\n"
    assert tidy("a\x00\x02\x1b\x7f\ufeffb\ud800\tc") == "ab\tc"


def test_one_line_holds_nothing_that_hides_or_reorders() -> None:
    assert one_line(" A\u00a0ti\u00adtle \u202egnp.exe\u202c\n here ") == "A title gnp.exe here"
