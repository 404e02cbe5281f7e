"""`digest eval`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from digest.editing.context import Context
    from digest.tagging.evaluate import Evaluation, Judged, Score

SHOWN = 20
"""Tags and differences that are listed without --all."""


@click.command("eval", short_help="Measure the tags against those that you reviewed.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…|-]")
@click.option("--all", "show_all", is_flag=True, help="List every tag and every difference, not only the first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.pass_context
def command(ctx: click.Context, articles: tuple[str, ...], show_all: bool, as_json: bool) -> None:
    """Measure precision and recall of the tags against reviewed articles (with "reviewed: true" in their front
    matter): over all, by kind and by tag. Without ARTICLE, against all reviewed articles of the site.
    """
    import json

    from digest.cli.named_articles import named_articles
    from digest.editing.articles import each, site_paths
    from digest.editing.context import site_context
    from digest.errors import DigestError, error
    from digest.tagging.evaluate import evaluate

    context = site_context(ctx.obj)
    paths = named_articles(context.root, ctx.obj, articles) if articles else site_paths(context.root)
    results = [(path, judged) for path, judged in zip(paths, each(_judged, context, paths), strict=True)]
    reviewed = [judged for _, judged in results if judged is not None]
    if articles:
        for path, judged in results:
            if judged is None:
                click.echo(f"{path}: not reviewed, left out", err=True)
    if not reviewed:
        hint = 'check the tags of some articles, and add a line "reviewed: true" to each'
        raise DigestError(error("", 0, 0, "no article is reviewed", hint))
    evaluation = evaluate(reviewed)
    text = json.dumps(_builtins(evaluation), ensure_ascii=False, indent=2) if as_json else _table(evaluation, show_all)
    click.echo(text)


def _judged(context: Context, path: str) -> tuple[Judged, ...] | None:
    """The judged tags of an article; None if it is not reviewed. Raises DigestError if it cannot be read."""
    from digest.editing.articles import source_at
    from digest.errors import DigestError
    from digest.tagging.document import read_document
    from digest.tagging.evaluate import judge

    document, findings = read_document(source_at(context.root, path), context.config)
    if document is None:
        raise DigestError(*findings)
    return judge(document, context.gazetteer, context.config.actors.never) if document.reviewed else None


def _builtins(evaluation: Evaluation) -> dict[str, object]:
    import msgspec

    def with_rates(score: Score) -> dict[str, object]:
        rates = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
        return {**msgspec.to_builtins(score), **rates}

    return {
        "articles": evaluation.articles,
        "exact": evaluation.exact,
        "overall": with_rates(evaluation.overall),
        "kinds": [with_rates(score) for score in evaluation.kinds],
        "tags": [with_rates(score) for score in evaluation.tags],
        "differences": msgspec.to_builtins(evaluation.differences),
    }


def _table(evaluation: Evaluation, show_all: bool) -> str:
    shown = None if show_all else SHOWN
    exact = f"{evaluation.exact} with the same tags from digest as from you"
    lines = [f"{evaluation.articles} reviewed articles, {exact}", ""]
    lines.append(_row("", "precision", "recall", "F1", "right", "wrong", "missed"))
    lines += [_scored(score) for score in (evaluation.overall, *evaluation.kinds)]
    differing = [score for score in evaluation.tags if score.wrong or score.missed]
    if differing:
        lines += ["", "By tag, those that differ most"]
        lines += [_scored(score) for score in differing[:shown]]
        lines += ["", "Where they differ"]
        lines += [_difference(judged) for judged in evaluation.differences[:shown]]
        left = 0 if shown is None else max(0, len(evaluation.differences) - shown)
        lines += [f"… and {left} more: --all"] if left else []
    return "\n".join(lines)


def _row(name: str, *columns: str) -> str:
    return f"{name:32}" + "".join(f"{column:>10}" for column in columns)


def _scored(score: Score) -> str:
    rates = (f"{rate:.3f}" if rate is not None else "-" for rate in (score.precision, score.recall, score.f1))
    return _row(score.name, *rates, str(score.right), str(score.wrong), str(score.missed))


def _difference(judged: Judged) -> str:
    side = "you tag it, digest does not" if judged.wanted else "digest tags it, you do not"
    return f"{judged.path}: {judged.name}: {side}"
