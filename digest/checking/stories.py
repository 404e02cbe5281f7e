"""Rules over stories."""

from __future__ import annotations

from collections.abc import Iterator

from digest.checking.breach import Breach
from digest.checking.checked_site import CheckedSite
from digest.names import composed

HINT = "say so in front matter: story: with a slug for all that tell it, or story: none"


def doubtful(site: CheckedSite) -> Iterator[Breach]:
    """Articles of the newest editions that barely tell the story they are in, or nearly tell another."""
    paths = {composed(facts.path): facts.path for facts in site.articles}
    for why, tie in site.snapshot.stories.doubtful():
        path = paths.get(why.told.report.path)
        if path:
            other = tie.reports[0].path
            said = f"it may not tell the story of {other}" if tie is why.together else f"it may tell what {other} does"
            yield Breach(path, 1, 1, f"{said}: {tie.likeness:.2f} alike, {tie.needed:.2f} is needed", HINT)
