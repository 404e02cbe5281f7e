"""Revision of a new article by the editor, before it is written."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from digest.config import Config
from digest.editing.new_article import NewArticle, paths, to_file
from digest.errors import DigestError
from digest.model.source import SourceFile
from digest.reading import frontmatter
from digest.reading.article import read_article
from digest.reading.text import decode

Revise = Callable[[NewArticle], NewArticle | None]
"""Called with an article; gives the editor's version, or None where the editor rejects it."""


def revised(article: NewArticle, edit: Callable[[str], str | None], config: Config) -> NewArticle | None:
    """The article after `edit`, which gets the text of its file and gives the edited text, or None for no change.

    None for an empty text, which rejects the article. Raises DigestError with everything that is wrong in the text.
    """
    text = edit(to_file(article))
    if text is None:
        return article
    if not text.strip():
        return None
    source = SourceFile(path=paths(article)[0], content=text.encode())
    written, findings = read_article(source, config.content, config.zone)
    plain, _ = decode(source)
    matter, _ = frontmatter.parse(source.path, plain)
    if written is None or matter is None:
        raise DigestError(*findings)
    read = written.article
    return msgspec.structs.replace(
        article,
        title=read.title,
        day=read.edition,
        source=read.source,
        url=read.url,
        body=matter.body.lstrip("\n"),
        text=plain if plain.endswith("\n") else f"{plain}\n",
    )
