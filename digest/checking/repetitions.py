"""Rules over articles that a site has twice."""

from __future__ import annotations

from collections.abc import Iterator

from digest.checking.breach import Breach
from digest.checking.checked_site import CheckedSite
from digest.ingest.dedupe.index import MIN_SIMILARITY
from digest.ingest.dedupe.minhash import Index, similarity


def _paths(site: CheckedSite) -> list[str]:
    """The articles, the oldest first: of two equal ones the later is the repetition."""
    return [path for _, path in sorted((facts.at, facts.path) for facts in site.articles)]


def same(site: CheckedSite) -> Iterator[Breach]:
    """Articles with the text or the original of an earlier one."""
    texts: dict[bytes, str] = {}
    originals: dict[str, str] = {}
    for path in _paths(site):
        report = site.reports[path]
        other = texts.get(report.text) or originals.get(report.original)
        if other:
            what = "text" if report.text in texts else "original"
            message = f"it has the same {what} as {other}"
            yield Breach(path, 1, 1, message, 'delete one, and name its address under "aliases" of the other')
        if report.text:
            texts.setdefault(report.text, path)
        if report.original:
            originals.setdefault(report.original, path)


def similar(site: CheckedSite) -> Iterator[Breach]:
    """Articles with nearly the text of an earlier one: another version of it, or the copy of another outlet."""
    index = Index()
    paths = _paths(site)
    for number, path in enumerate(paths):
        report = site.reports[path]
        if not report.sketch:
            continue
        nearest = index.nearest(report.sketch, MIN_SIMILARITY)
        other = site.reports[paths[nearest]] if nearest is not None else None
        if nearest is not None and other and other.text != report.text:
            share = similarity(report.sketch, other.sketch)
            message = f"its text is nearly that of {paths[nearest]}: about {share:.0%} of the phrases"
            yield Breach(path, 1, 1, message, "keep one; name the other outlet under \"also\"")
        index.add(number, report.sketch)
