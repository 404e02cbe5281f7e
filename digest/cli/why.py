"""`digest why`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@click.pass_obj
def command(folder: Path, article: str, name: str, as_json: bool) -> None:
    """Show the words that support each actor and region of an article: their places, the rules by which they
    count, and the parts of the score. With a TAG, show these for it alone, or why the article does not have it.
    ARTICLE is a file, or a short name as digest list shows it.
    """
    import json

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
