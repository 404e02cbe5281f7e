"""JSON lines: an article a line, and a broken line loses nothing but itself."""

import datetime as dt
import json

import pytest

from digest.dates import zone
from digest.ingest.draft import Draft, Failure, Input, ReadResult
from digest.ingest.formats.unpack import read

TOKYO = zone("Asia/Tokyo")


def reading(*lines: object) -> list[ReadResult]:
    content = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return list(read(Input("x.jsonl", content), TOKYO))


def draft(**said: object) -> Draft:
    (found,) = reading({"title": "A", "text": "Words.", **said})
    assert isinstance(found, Draft), found
    return found


def test_every_key_is_read() -> None:
    found = draft(
        id=7,
        title=" A\ntitle ",
        date="2024-07-09T01:00:00Z",
        url="https://example.org/a",
        source="Reuters",
        summary="Short.",
        authors=["Jane Roe", "", "Jane Roe"],
        notice="As is.",
        other={"ignored": [1]},
    )
    assert (found.title, found.url, found.source, found.body) == (
        "A title",
        "https://example.org/a",
        "Reuters",
        "Words.",
    )
    assert (found.summary, found.authors, found.notice, found.location.id) == ("Short.", ("Jane Roe",), "As is.", 7)
    assert found.date is not None
    assert found.date.at == dt.datetime(2024, 7, 9, 10, tzinfo=TOKYO)
    assert (found.date_basis, found.warnings) == ("metadata", ())


def test_text_is_plain_html_is_html_and_body_is_markdown() -> None:
    assert (draft(text="*a*\n\nb").body, draft().markdown) == ("*a*\n\nb", False)
    html = draft(text="", html="<p>One <b>two</b></p><ul><li>three</ul>")
    assert (html.body, html.markdown) == ("One two\n\n- three\n", True)
    markdown = draft(text=None, body="## One\n\n*two*\n")
    assert (markdown.body, markdown.markdown) == ("## One\n\n*two*", True)


@pytest.mark.parametrize("name", ["x", 1, 1.5, True, None])
def test_any_scalar_is_an_id(name: object) -> None:
    assert draft(id=name).location.id == name


def test_other_ids_are_none() -> None:
    assert draft(id=[1]).location.id is None
    (found,) = reading(b'{"id": NaN, "title": "A", "text": "B", "x": 1e999}')
    assert isinstance(found, Draft)
    assert found.location.id is None


def test_a_date_that_is_none_is_a_warning() -> None:
    found = draft(date="yesterday")
    assert found.date is None
    assert "\"date\": 'yesterday' is not a date" in found.warnings[0]
    assert draft(date=None).warnings == draft(date="").warnings == ()


def test_a_broken_line_does_not_lose_the_rest() -> None:
    good = {"title": "A", "text": "Words."}
    found = reading(
        good,
        b'{"title": "B", "text": ',
        b"",
        b"[1, 2]",
        b'{"title": ' + b"[" * 100_000,
        b'{"n": ' + b"9" * 5000 + b"}",
        b"\0\0",
        b'{"title": "\xff\x81"}',
        {"title": "C"},
        {"text": "D"},
        {"title": "E", "text": " "},
        good,
    )
    lines = [(read.location.line, read.message) for read in found if isinstance(read, Failure)]
    assert [line for line, _ in lines] == [2, 4, 5, 6, 7, 8, 9, 10, 11]
    assert "this is not JSON" in lines[0][1]
    assert "no JSON object" in lines[1][1]
    assert [read.location.line for read in found if isinstance(read, Draft)] == [1, 12]


def test_a_broken_first_line_is_still_json() -> None:
    first, second = reading(b'{"title": "A",', {"title": "B", "text": "Words."})
    assert isinstance(first, Failure)
    assert (first.location.line, first.column) == (1, 15)
    assert isinstance(second, Draft)


def test_windows_text_in_one_line_is_read_and_doubted() -> None:
    one, two = reading('{"title": "Kishida’s", "text": "x"}'.encode("cp1252"), {"title": "Kishida’s", "text": "y"})
    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert one.title == two.title
    assert (len(one.warnings), len(two.warnings)) == (1, 0)


def test_one_object_over_several_lines_is_one_article() -> None:
    content = json.dumps({"title": "A", "text": "Words."}, indent=2).encode()
    (found,) = read(Input("x.json", b"\xef\xbb\xbf" + content), TOKYO)
    assert isinstance(found, Draft)
    assert (found.title, found.location.line) == ("A", 0)


def test_a_list_of_objects_is_read_as_lines_of_them_are() -> None:
    rows = [{"title": "One", "text": "x"}, 7, {"title": "Two", "text": "y"}, {"text": "z"}]
    for content in (json.dumps(rows), json.dumps(rows, indent=2), "\ufeff" + json.dumps(rows)):
        found = list(read(Input("x.json", content.encode()), dt.UTC))
        told = [each.title if isinstance(each, Draft) else each.message for each in found]
        assert told == ["One", "this is no JSON object", "Two", "it has no title"]
        assert [each.location.input for each in found] == [f"x.json#{number}" for number in (1, 2, 3, 4)]


def test_a_broken_list_is_one_fault_where_it_breaks() -> None:
    content = json.dumps([{"title": "One", "text": "x"}] * 40, indent=2).replace('"text"', "text", 1)
    (found,) = read(Input("x.json", content.encode()), dt.UTC)
    assert isinstance(found, Failure)
    assert (found.location.line, found.column, found.message[:16]) == (4, 5, "this is not JSON")


def test_words_that_its_html_hides_are_named() -> None:
    found = draft(text="", html="<p>Nine ministers met.</p><p style='display:none'>Nobody sees this.</p>")
    assert found.body == "Nine ministers met.\n"
    assert [(cut.rule, cut.words) for cut in found.stripped] == [("hidden", "Nobody sees this.")]
