"""The sample digest of this repository, built as its readers would."""

import shutil
from pathlib import Path

from tests.support.building import Site
from tests.support.paths import ROOT


def sample_site(folder: Path) -> Site:
    """A copy of the sample digest: its digest.toml and content/, without what it was built into."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "digest.toml", folder)
    return Site(folder)


def kinds_of_page(site: Site, most: int | None = None) -> dict[str, list[str]]:
    """The addresses of its pages by their template; of each at most `most`, from the first to the last."""
    kinds: dict[str, list[str]] = {}
    for address, page in sorted(site.snapshot().plan.pages.items()):
        if page.renderer.endswith(".html"):
            kinds.setdefault(page.renderer, []).append(address)
    return {kind: _spread(addresses, most) for kind, addresses in kinds.items()}


def _spread(addresses: list[str], most: int | None) -> list[str]:
    step = max(1, -(-len(addresses) // most)) if most else 1
    return addresses[::step]
