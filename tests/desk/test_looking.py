"""What the desk shows: its queues, an article with the words that bear its tags, names, an edition."""

import datetime as dt

import pytest

from digest.desk.changes import Conflict
from digest.desk.edition import EditionChange
from digest.desk.queues import QUEUES
from digest.errors import DigestError
from tests.desk.conftest import AtDesk

A, B = "content/articles/2026/11/a.md", "content/articles/2026/11/b.md"


def test_each_queue_has_its_articles(at_desk: AtDesk) -> None:
    found = {queue.name: [each.path for each in at_desk.desk.waiting(queue.name)] for queue in QUEUES}
    assert (found["drafts"], found["dates"], found["unreviewed"]) == ([A], [A], [B])
    assert A in found["findings"]
    counts = {queue.name: queue.count for queue in at_desk.desk.queues()}
    assert counts == {"drafts": 1, "dates": 1, "tags": None, "stories": None, "unreviewed": None, "findings": None}
    with pytest.raises(DigestError, match="no queue"):
        at_desk.desk.waiting("others")


def test_an_article_shows_its_fields_and_the_words_of_each_tag(at_desk: AtDesk) -> None:
    shown = at_desk.desk.article(A)
    assert shown.address == "/news/2026/11/24/a/"
    assert (shown.draft, shown.basis) == (True, "file")
    assert [tag.name for tag in shown.tags if tag.family == "topics"] == ["ships"]
    assert shown.fields["summary"] == shown.fields["edition"] == ""
    tags = {(tag.name, tag.is_set, tag.is_found) for tag in shown.tags if tag.family == "actors"}
    assert ("NATO", True, True) in tags
    assert ("Finland", False) in {(name, is_set) for name, is_set, _ in tags}
    marked = {name for paragraph in shown.text for piece in paragraph for name in piece.names}
    assert {"NATO", "Latvia", "Finland"} <= marked
    assert "".join(piece.text for piece in shown.text[0]) == "NATO ministers met in Riga, the capital of Latvia."


@pytest.mark.parametrize("comment", ["Of **weight**, see [it](a.md).", "Two\n\nparagraphs, *with* marks."])
def test_a_comment_is_edited_as_it_is_written(at_desk: AtDesk, comment: str) -> None:
    at_desk.do(B, "set", set={"comment": comment})
    assert at_desk.desk.article(B).fields["comment"].rstrip("\n") == comment


def test_a_file_that_cannot_be_read_shows_what_is_wrong(at_desk: AtDesk) -> None:
    (at_desk.site.root / B).write_text("---\ntitle: B\ndate: soon\n---\nB\n")
    shown = at_desk.desk.article(B)
    assert any("date" in finding for finding in shown.findings)
    assert shown.text == ()


def test_a_typed_beginning_brings_names_of_the_site_first(at_desk: AtDesk) -> None:
    assert at_desk.desk.names("actors", "nat")[0] == "NATO"
    assert "Finland" in at_desk.desk.names("actors", "finl")
    assert "Arctic" in at_desk.desk.names("regions", "arc")
    assert at_desk.desk.names("topics", "sh") == ("ships",)
    assert at_desk.desk.names("actors", "") == at_desk.desk.names("others", "x") == ()


DAY = dt.date(2026, 11, 24)


def test_an_edition_is_written_and_changed_in_place(at_desk: AtDesk) -> None:
    shown = at_desk.desk.edition(None)
    assert shown.day == DAY
    assert [article.slug for article in shown.articles] == ["b", "a"]
    change = EditionChange(day=DAY, seen=shown.seen, title="A day", introduction="Good *morning*.", order=("a", "b"))
    at_desk.desk.order(change)
    path = at_desk.site.root / shown.path
    assert path.read_text() == "---\ntitle: A day\norder: [a, b]\n---\n\nGood *morning*.\n"
    path.write_text(path.read_text().replace("order:", "# the desk's\norder:"))
    shown = at_desk.desk.edition(DAY)
    assert (shown.title, shown.introduction, shown.order) == ("A day", "Good *morning*.", ("a", "b"))
    at_desk.desk.order(EditionChange(day=DAY, seen=shown.seen, introduction="Good *morning*.", lead="b", order=("b",)))
    assert path.read_text() == "---\n# the desk's\norder: [b]\nlead: b\n---\n\nGood *morning*.\n"
    with pytest.raises(Conflict):
        at_desk.desk.order(change)
    at_desk.desk.undo()
    assert "title: A day" in path.read_text()
