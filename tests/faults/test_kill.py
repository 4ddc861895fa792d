from __future__ import annotations

from typing import TYPE_CHECKING

from faults.kill import Kill, judge_kill, rounds
from tests.faults.evidence import evidence, process, report, snapshot, without

if TYPE_CHECKING:
    from faults.journal import Process
    from faults.kill import Round, Sync

SECOND = 1_000_000_000
KILLED = 10 * SECOND
TEN = range(1, 11)


def killed_process(ages: dict[int, float]) -> Process:
    """Acknowledged so many seconds before the kill."""
    moments = {number: KILLED - int(age * SECOND) for number, age in ages.items()}
    return process(
        accepted=list(ages), acknowledged=moments, outcomes=[], report=None, settled=None
    )


def drained() -> Process:
    return process(
        pid=2,
        accepted=[],
        outcomes=[],
        report=report(tracked=0, delivered=0),
        settled=None,
    )


def judged(sync: Sync, ages: dict[int, float], *missing: int) -> Round:
    stored = snapshot(stored=without(*missing))
    return judge_kill(
        sync, "ours", evidence(killed_process(ages), drained(), stored=stored), [Kill(KILLED)]
    )


def test_nothing_lost_is_nothing_wrong() -> None:
    result = judged("always", dict.fromkeys(TEN, 0.01))

    assert (result.overdue, result.age, result.complaints) == (0, 0.0, ())


def test_always_may_lose_nothing_that_was_acknowledged() -> None:
    result = judged("always", dict.fromkeys(TEN, 0.001), 10)

    assert result.overdue == 1
    assert result.complaints == ("1 lost although the promise covers them",)


def test_batch_may_lose_what_is_younger_than_its_window() -> None:
    ages = dict.fromkeys(TEN, 0.2) | {9: 0.051, 10: 0.049}

    assert judged("batch", ages, 10).complaints == ()
    assert judged("batch", ages, 9, 10).overdue == 1
    assert round(judged("batch", ages, 9, 10).age, 3) == 0.051


def test_a_machine_that_is_late_excuses_as_much() -> None:
    ages = dict.fromkeys(TEN, 0.2) | {9: 0.059, 10: 0.049}
    seen = evidence(killed_process(ages), drained(), stored=snapshot(stored=without(9, 10)))

    assert judge_kill("batch", "ours", seen, [Kill(KILLED, lag=0.01)]).overdue == 0
    assert judge_kill("batch", "ours", seen, [Kill(KILLED, lag=0.005)]).overdue == 1
    assert judge_kill("always", "ours", seen, [Kill(KILLED, lag=0.01)]).overdue == 2


def test_batch_may_not_lose_what_a_thousand_events_followed() -> None:
    ages = {number: 0.04 - number / 100_000 for number in range(1, 1_012)}
    stored = [(number, "user") for number in range(12, 1_012)]
    seen = evidence(killed_process(ages), drained(), stored=snapshot(stored=stored, members={}))

    assert judge_kill("batch", "ours", seen, [Kill(KILLED)]).overdue == 11


def test_a_next_process_that_fails_is_found() -> None:
    seen = evidence(killed_process(dict.fromkeys(TEN, 0.2)))

    assert judge_kill("batch", "ours", seen, [Kill(KILLED)]).complaints == (
        "the next process did not come to its end",
    )


def test_a_duplicate_is_found() -> None:
    stored = snapshot(stored=[*without(), (10, "user-0")])
    seen = evidence(killed_process(dict.fromkeys(TEN, 0.2)), drained(), stored=stored)

    assert judge_kill("always", "ours", seen, [Kill(KILLED)]).complaints == ("1 duplicated",)


def test_the_same_seed_gives_the_same_rounds() -> None:
    assert rounds(1, 5) == rounds(1, 5)
    assert rounds(1, 5) != rounds(2, 5)
    assert {sync for sync, _, _ in rounds(1, 5)} == {"always", "batch"}
    assert {sdk for _, sdk, _ in rounds(1, 5)} == {"ours", "async"}
