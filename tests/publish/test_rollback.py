"""`digest publish --rollback`: back to the publish before, and no further."""

import shutil

import pytest

from tests.support.publishing import (
    Desk,
    git,
)

pytestmark = pytest.mark.usefixtures("nothing_half_made")


def test_rollback_goes_back_step_by_step(desk: Desk) -> None:
    states = []
    for words in ("one", "two", "three"):
        desk.article("grain", "title: Grain\ndate: 2026-03-02", f"State {words}.")
        desk.publish()
        states.append(desk.published())
    assert desk.publish("--rollback").code == 0
    assert desk.published() == states[1]
    assert desk.publish("--rollback").code == 0
    assert desk.published() == states[0]
    assert desk.commits() == 5
    run = desk.publish("--rollback")
    assert run.code == 1
    assert "there is no publish before" in run.err
    assert desk.publish().code == 0
    assert desk.published() == states[2]


def test_rollback_works_on_another_machine(desk: Desk) -> None:
    desk.publish()
    before = desk.published()
    desk.article("grain", "title: Grain\ndate: 2026-03-02", "Wrong.")
    desk.publish()
    shutil.rmtree(desk.site.root / ".digest")
    assert desk.publish("--rollback").code == 0
    assert desk.published() == before


def test_rollback_brings_nothing_back_that_was_taken_down(desk: Desk) -> None:
    desk.publish()
    desk.article("grain", "title: Grain\ndate: 2026-03-02\nwithdrawn: Wrong.")
    desk.publish()
    tip = desk.tip()
    run = desk.publish("--rollback", "--allow-removed")
    assert run.code == 1
    assert 'the article at "/2026/03/02/grain/" was withdrawn since' in run.err
    (desk.site.root / "content/articles/ships.md").unlink()
    desk.publish("--allow-removed")
    run = desk.publish("--rollback")
    assert run.code == 1
    assert '"/2026/03/01/ships/" was removed since' in run.err
    assert git(desk.remote, "rev-parse", f"{desk.tip()}^").strip() == tip


def test_rollback_lets_no_address_die_unasked(desk: Desk) -> None:
    desk.publish()
    desk.article("more", "title: More\ndate: 2026-03-03")
    desk.publish()
    run = desk.publish("--rollback")
    assert run.code == 1
    assert '"/2026/03/03/more/" is newer than the publish before' in run.err
    assert desk.publish("--rollback", "--allow-removed").code == 0
    assert "2026/03/03/more/index.html" not in desk.published()
