"""An article as feeds carry it: HTML with full addresses."""

from __future__ import annotations

from html import escape

from digest.pages.feeds import FeedEntry, FeedView


def content_html(entry: FeedEntry, view: FeedView) -> str:
    """The comment, the body and the notice; empty where the feed carries summaries only."""
    body = entry.content.at(view.base_url)
    if not body:
        return ""
    return comment_html(entry, view) + body + _notice(entry.notice)


def comment_html(entry: FeedEntry, view: FeedView) -> str:
    """The editor's comment under its label, or nothing."""
    comment = entry.card.comment.at(view.base_url)
    return f"<p><strong>{escape(view.comment_label)}</strong></p>\n{comment}<hr>\n" if comment else ""


def _notice(notice: str) -> str:
    parts = (f"<p><small>{escape(part.strip())}</small></p>\n" for part in notice.split("\n\n") if part.strip())
    return "".join(parts)
