"""The editor's hand on a new article, before it is written."""

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
"""What the editor makes of an article; None where they do not want it."""


def revised(article: NewArticle, edit: Callable[[str], str | None], config: Config) -> NewArticle | None:
    """The article as it comes back from `edit`, which gets its file and gives it back, or None if it was left as it is.

    None where nothing is left of it. Raises DigestError, with everything that is wrong, where it is no article.
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
    if written is None or matter is None or findings:
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
