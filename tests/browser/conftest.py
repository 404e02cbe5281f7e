"""The sample site, built once for each place where it may stand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.building import Site
from tests.support.sample import sample_site

Built = Callable[[str], Path]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A copy of the sample digest."""
    return sample_site(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def built(sample: Site) -> Built:
    """`built("/repo/")` is the folder of the sample site built to stand under that path."""
    folders: dict[str, Path] = {}

    def build(base: str) -> Path:
        if base not in folders:
            folders[base] = sample.root / "built" / (base.strip("/") or "root")
            sample.build(base_url=f"https://example.org{base}", output=folders[base], strict=True)
        return folders[base]

    return build
