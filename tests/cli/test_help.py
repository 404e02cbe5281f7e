"""`digest help` says what `--help` says."""

import pytest

from tests.support.building import run


@pytest.mark.parametrize("name", ["list", "add", "help"])
def test_help_of_a_command(name: str) -> None:
    help_of = run("help", name)
    assert (help_of.code, help_of.err) == (0, "")
    assert help_of.out == run(name, "--help").out


def test_help_alone() -> None:
    assert run("help").out == run("--help").out


def test_help_of_what_is_no_command() -> None:
    done = run("help", "lst")
    assert done.code == 2
    assert 'there is no command "lst", did you mean "list"?' in done.err
