"""The compiled form of the gazetteer covers all that it is made from."""

from pathlib import Path

import pytest

from digest.gazetteer import compiled


@pytest.mark.parametrize("change", ["data/people.yaml", "files.py", "data/more.yaml"])
def test_what_changes_in_data_or_code_changes_the_name_of_the_compiled_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """So an upgrade never finds the form of the version before."""
    room = tmp_path / "room"
    (room / "data").mkdir(parents=True)
    for name in ("data/people.yaml", "files.py", "compiled.py"):
        (room / name).write_text(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(compiled, "_ROOM", room)
    names: set[Path] = set()

    def load() -> bool:
        """Whether the data files were read."""
        before = set(tmp_path.glob("cache/*/*.msgpack"))
        compiled.load()
        names.update(tmp_path.glob("cache/*/*.msgpack"))
        return names != before

    assert [load(), load()] == [True, False]
    (room / change).write_text("changed")
    assert [load(), load()] == [True, False]
    assert len(names) == 2
