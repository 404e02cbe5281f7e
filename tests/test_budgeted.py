"""Tasks with a budget of processor time, each in a process that can be stopped."""

import itertools
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from digest.budgeted import BrokenTaskError, BudgetedProcesses, OverBudgetError

ENOUGH = 30.0


def double(number: int) -> int:
    return 2 * number


def own_id(_: int) -> int:
    return os.getpid()


def endless(_: int) -> int:
    return sum(itertools.repeat(0))


def crash(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def fail(number: int) -> int:
    raise ValueError(f"no {number}")


@pytest.fixture(name="processes")
def start() -> Iterator[BudgetedProcesses]:
    with BudgetedProcesses(1) as processes:
        yield processes


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_tasks_run_elsewhere_and_give_their_results(processes: BudgetedProcesses) -> None:
    futures = [processes.submit(ENOUGH, double, number) for number in range(20)]
    assert [future.result() for future in futures] == [2 * number for number in range(20)]
    assert processes.submit(ENOUGH, own_id, 0).result() != os.getpid()


def test_a_task_that_fails_says_why_and_the_process_goes_on(processes: BudgetedProcesses) -> None:
    before = processes.submit(ENOUGH, own_id, 0).result()
    with pytest.raises(ValueError, match="no 7"):
        processes.submit(ENOUGH, fail, 7).result()
    assert processes.submit(ENOUGH, own_id, 0).result() == before


@pytest.mark.skipif(sys.platform == "win32", reason="its limit is one of the clock")
def test_a_task_over_its_budget_is_ended_and_the_others_go_on(processes: BudgetedProcesses) -> None:
    started = time.process_time()
    futures: list[Future[int]] = [processes.submit(ENOUGH, own_id, 0), processes.submit(0.1, endless, 0)]
    futures.append(processes.submit(ENOUGH, own_id, 0))
    first = futures[0].result()
    with pytest.raises(OverBudgetError):
        futures[1].result()
    assert futures[2].result() != first
    assert not is_running(first)
    assert time.process_time() - started < 1, "the parent only waits"


def test_a_process_that_ends_takes_only_its_task_along(processes: BudgetedProcesses) -> None:
    futures = [processes.submit(ENOUGH, task, 3) for task in (double, crash, double)]
    assert futures[0].result() == 6
    with pytest.raises(BrokenTaskError):
        futures[1].result()
    assert futures[2].result() == 6


def test_a_budget_counts_for_each_task_alone(processes: BudgetedProcesses) -> None:
    assert processes.submit(0.1, double, 1).result() == 2
    assert processes.submit(ENOUGH, double, 2).result() == 4


def test_closing_ends_a_task_that_would_run_for_ever() -> None:
    processes = BudgetedProcesses(1)
    process = processes.submit(ENOUGH, own_id, 0).result()
    forever, never = (processes.submit(ENOUGH, endless, 0) for _ in range(2))
    processes.close()
    for future in (forever, never):
        assert future.cancelled() or isinstance(future.exception(), BrokenTaskError)
    assert not is_running(process)


def test_a_process_is_started_anew_where_threads_forbid_a_fork() -> None:
    with BudgetedProcesses(1, "spawn") as processes:
        assert processes.submit(ENOUGH, double, 4).result() == 8
