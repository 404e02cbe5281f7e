"""`digest why`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.stories.why import StoryWhy, Tie
    from digest.tagging.why import Reason, Why, Words

_HEADS = {
    "actor": "Who",
    "mention": "Mentioned only",
    "region": "Where",
    "passing": "Named in passing",
    "none": "Read and not counted",
}


@click.command("why", short_help="Show why a tag is there, or why not.")
@click.argument("article")
@click.argument("name", metavar="[TAG]", default="")
@click.option("--story", "of_story", is_flag=True, help="Show why it tells a story with others, or does not.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@click.pass_obj
def command(folder: Path, article: str, name: str, of_story: bool, as_json: bool) -> None:
    """Show the words that support each actor and region of an article: their places, the rules by which they
    count, and the parts of the score. With a TAG, show these for it alone, or why the article does not have it.
    With --story, show how like the article is to those that tell the same story and to others, and by which words.
    ARTICLE is a file, or a short name as digest list shows it.
    """
    import json

    if of_story and (name or as_json):
        raise click.UsageError("--story stands alone: without TAG and --json")
    if of_story:
        click.echo("\n".join(_story(folder, article)))
        return

    from digest.cli.named_articles import named_articles
    from digest.editing.articles import article_at
    from digest.editing.context import site_context
    from digest.tagging.document import tag_document
    from digest.tagging.why import as_json as to_json
    from digest.tagging.why import explain

    context = site_context(folder)
    document = article_at(context, named_articles(context.root, folder, [article])[0])
    never = context.config.actors.never
    tagging = tag_document(document, context.gazetteer, never)
    why = explain(document, tagging, context.gazetteer, never, name)
    if as_json:
        click.echo(json.dumps(to_json(why), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(why)))


def _story(folder: Path, article: str) -> list[str]:
    from digest.archive.visibility import Selection
    from digest.builder.snapshot import load
    from digest.cli.build import now
    from digest.cli.named_articles import named_articles
    from digest.names import composed
    from digest.site import find_root
    from digest.store import Store

    root = find_root(folder)
    (path,) = named_articles(root, folder, [article])
    with Store(root) as store:
        site = load(root, Selection(now(root, None), drafts=True, future=True, expired=True), store=store)
        edition = next((facts.edition for facts in site.content.catalogue if facts.path == path), None)
        why = site.stories.why(composed(path), edition) if edition else None
        title = site.content.article(path).title if why else ""
    return [f"{path}: {title}", *_ties(why)] if why else [f"{path}: it is shown nowhere"]


def _ties(why: StoryWhy) -> Iterator[str]:
    if why.told.report.said:
        yield f"Its front matter says so: story: {why.told.report.said}"
    others = f"{len(why.each)} other{'s' if len(why.each) > 1 else ''}"
    yield f"It tells a story with {others}" if why.each else "It tells no story with others"
    yield from map(_tie, why.each)
    if why.others:
        yield "Nearest beside it"
        yield from (_tie(tie, f" of {tie.needed:.2f} needed") for tie in why.others[:3])


def _tie(tie: Tie, bound: str = "") -> str:
    more = f" and {len(tie.reports) - 1} more" if len(tie.reports) > 1 else ""
    return f"  {tie.likeness:.2f}{bound}  {tie.reports[0].path}{more}\n    both: {', '.join(tie.words)}"


def _lines(why: Why) -> list[str]:
    from digest.tagging.date_bounds import span

    lines = [f"{why.path}: {why.title}", f"gazetteer {why.gazetteer}; enough is {why.enough}"]
    if why.reviewed:
        lines.append("reviewed: digest tag leaves this article's tags alone")
    if why.bounds.rests_on:
        names = ", ".join(f"{holder.office.title} {holder.name}" for holder in why.bounds.rests_on)
        lines.append(f"undated; going by {names}, {span(why.bounds)}")
    if not why.reasons:
        lines += ["", "It has no name that digest knows."]
    head = ""
    for reason in why.reasons:
        if _HEADS[reason.status] != head:
            head = _HEADS[reason.status]
            lines += ["", head]
        lines += _reason(reason)
    return lines


def _reason(reason: Reason) -> list[str]:
    score = f"  {reason.score:.2f}" if reason.score is not None else ""
    sum_of = " + ".join(f"{part} {weight:.2f}" for part, weight in reason.parts)
    basis = f"  {reason.basis}" if reason.basis else ""
    lines = [f"  {reason.name}{score}{basis}" + (f"  = {sum_of}" if sum_of else "")]
    if reason.entry:
        lines.append(f"    entry: {reason.entry}")
    if reason.missing:
        lines.append(f"    not tagged: {reason.missing}")
    lines += [f"    {_where(words)}" for words in reason.words]
    lines += [f"    not counted: {_where(words)}" for words in reason.against]
    return lines


def _where(words: Words) -> str:
    return f'{words.line}:{words.column} "{words.text}" ({words.place}): {words.said}'
