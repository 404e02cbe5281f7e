"""Rules over what the front matter of an article says, and leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from digest.archive.addresses import article_address
from digest.archive.rights import FULL
from digest.checking.checked_site import Breach, CheckedSite, Mend
from digest.checking.placeholders import is_untouched
from digest.editing.inplace import EditableFile
from digest.model.article import Article


def no_source(site: CheckedSite) -> Iterator[Breach]:
    """Articles of nobody: neither a source nor an address, and no comment that makes them the editor's own."""
    for article in site.articles:
        if not (article.source or article.url or article.comment.text or article.agency):
            yield site.fault(article, "source", "it names no source", 'add a line such as "source: Reuters"')


def no_original(site: CheckedSite) -> Iterator[Breach]:
    """Articles from a source, without the address of the original."""
    for article in site.articles:
        if article.source and not article.url:
            message = "it names no address of the original"
            yield site.fault(article, "source", message, 'add a line "url: https://…"')


def no_summary(site: CheckedSite) -> Iterator[Breach]:
    """Articles of which lists can say nothing: no summary, and no text to take one from."""
    for article in site.articles:
        if not article.summary and not article.body.gist and article.withdrawn is None:
            yield site.fault(article, "summary", "it has no summary, and no text to take one from", "write one")


def cut(site: CheckedSite) -> Iterator[Breach]:
    """Articles that rights cut, and that lead to no original."""
    rights = {entry.stub.path: entry.stub.rights for entry in site.archive.series}
    for article in site.articles:
        right = rights.get(article.path, FULL)
        if right != FULL and not article.url:
            message = f'its rights are "{right}", and nothing leads to the rest of it'
            yield site.fault(article, "rights", message, 'add a line "url: https://…"')


def own_alias(site: CheckedSite) -> Iterator[Breach]:
    """Articles that have moved back to where they were: digest itself may have written the alias."""
    for article in site.articles:
        address = article_address(article)
        for alias in article.aliases:
            if alias == address:
                message = f'the alias "/{alias}" is the article\'s own address'
                yield site.fault(article, "aliases", message, "take it out", _without_alias(article, alias))


def _without_alias(article: Article, alias: str) -> Mend:
    def mend(file: EditableFile) -> EditableFile:
        written = next(item for item in file.items("aliases") if item.strip("/") == alias.strip("/"))
        return file.remove("aliases") if len(article.aliases) == 1 else file.remove_from_list("aliases", written)

    return mend


def placeholder(site: CheckedSite) -> Iterator[Breach]:
    """What `digest init` wrote, and nobody has changed since."""
    for path in site.content.keys:  # also one that a build leaves out
        if is_untouched(site.snapshot.root, path):
            yield Breach(path, 1, 1, "this is as digest init wrote it", "put your own words in it, or delete it")
