"""Rules over references in texts that Markdown could not resolve."""

from __future__ import annotations

from collections.abc import Iterator

from digest.checking.checked_site import Breach, CheckedSite


def left_over(site: CheckedSite) -> Iterator[Breach]:
    """References and footnotes that nothing defines: readers see their brackets."""
    for article in site.articles:
        for reference in site.facts[article.path].references:
            line = max((line for _, line in article.lines), default=0) + 1
            label = reference.rpartition("[")[2].rstrip("]") or reference.strip("[]")
            message = f'"{reference}" is shown as it is written: nothing defines "{label}"'
            hint = f'add a line "[{label}]: https://…" below the text, or take the brackets out'
            yield site.fault_at(article.path, reference, message, hint, line)
