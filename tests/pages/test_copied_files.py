"""Files that go out as they are: what is said of names that cannot."""

import os
from pathlib import Path

from tests.support.building import make_site


def test_a_file_of_a_theme_is_named_where_it_cannot_stand(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for name in ("a\nb.txt", "c.txt", "C.txt", "d", "D/e"):
        path = site.root / "themes/plain/assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    faults = site.faults()
    assert len(faults) == 3
    assert all(fault.startswith("themes/plain/assets/") for fault in faults), faults


def test_a_name_of_a_theme_that_is_no_text_is_named_from_the_site(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for folder in ("themes/plain/assets", "themes/plain/templates", "templates"):
        path = site.root / folder / os.fsdecode(b"\xff.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        (fault,) = site.faults()
        assert fault == f"{folder}/\ufffd.txt: this file's name is not UTF-8, rename it"
        path.unlink()
