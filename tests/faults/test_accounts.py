from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faults.accounts import complaints
from faults.journal import DELIVERED, Outcome
from faults.judge import judge
from tests.faults.evidence import COUNT, NUMBERS, evidence, process, report, snapshot, without

if TYPE_CHECKING:
    from faults.judge import Evidence


def wrong(seen: Evidence) -> list[str]:
    return complaints(seen, judge(seen))


def outcomes(status: str, *numbers: int, reason: str = "") -> list[Outcome]:
    """Delivered, except for these."""
    return [
        Outcome(number, status if number in numbers else DELIVERED, reason) for number in NUMBERS
    ]


def test_nothing_is_wrong_about_a_run_without_faults() -> None:
    assert wrong(evidence()) == []


def test_a_planted_loss_is_found() -> None:
    told = wrong(evidence(stored=snapshot(stored=without(3))))

    assert told == ["1 lost", "1 were called delivered and are not stored"]


def test_a_planted_duplicate_is_found() -> None:
    twice = snapshot(stored=[*snapshot().stored, (10, "user-0")])

    assert wrong(evidence(stored=twice)) == ["1 stored twice"]


def test_a_copy_of_what_was_answered_is_found() -> None:
    assert wrong(evidence(stored=snapshot(again=[3]))) == [
        "1 sent again although they were answered"
    ]


def test_a_callback_that_is_called_twice_is_found() -> None:
    twice = process(
        outcomes=[*outcomes(DELIVERED), Outcome(3, DELIVERED, "")],
        report=report(delivered=COUNT + 1, tracked=COUNT),
    )

    assert "1 events have more than one outcome" in wrong(evidence(twice))


def test_a_callback_that_is_never_called_is_found() -> None:
    silent = process(outcomes=outcomes(DELIVERED)[1:])

    assert wrong(evidence(silent)) == [
        "report: delivered 10, the callback told 9",
        "1 events have no outcome, 0 are pending",
    ]


def test_a_callback_for_an_event_that_was_not_tracked_is_found() -> None:
    stranger = process(
        outcomes=[*outcomes(DELIVERED), Outcome(99, "dropped", "")], report=report(dropped=1)
    )

    assert "1 events have an outcome that were not tracked" in wrong(evidence(stranger))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tracked": 11, "pending": 1}, "report: tracked 11, really 10"),
        ({"pending": 1}, "report: the sum is wrong: tracked 10, delivered 10, rejected 0, dropped"),
        ({"delivered": 9, "rejected": 1}, "report: rejected 1, the callback told 0"),
    ],
)
def test_a_wrong_report_is_found(changes: dict[str, object], words: str) -> None:
    told = wrong(evidence(process(report=report(**changes))))

    assert any(each.startswith(words) for each in told)


def test_an_unknown_status_is_found() -> None:
    odd = process(outcomes=outcomes("lost", 3))

    assert "the callback told 'lost' 1 times" in wrong(evidence(odd))


def test_a_good_event_that_was_given_up_is_found() -> None:
    dropped = process(
        outcomes=outcomes("dropped", 3, reason="tried for 3600 s"),
        report=report(delivered=9, dropped=1),
    )
    gone = snapshot(stored=without(3))

    assert wrong(evidence(dropped, stored=gone)) == [
        "1 given up although the service never refused them"
    ]
    assert len(wrong(evidence(dropped, stored=gone, drops="closed"))) == 1


def test_what_is_dropped_when_the_program_ends_is_expected_only_there() -> None:
    closed = process(
        outcomes=outcomes("dropped", 3, reason="closed"), report=report(delivered=9, dropped=1)
    )
    gone = snapshot(stored=without(3))

    assert wrong(evidence(closed, stored=gone, drops="closed")) == []
    assert len(wrong(evidence(closed, stored=gone))) == 1


def test_calling_failed_what_the_service_confirmed_is_found() -> None:
    untrue = process(outcomes=outcomes("dropped", 3), report=report(delivered=9, dropped=1))

    assert wrong(evidence(untrue)) == ["1 were called failed, and the reply said they are stored"]
    assert wrong(evidence(untrue, stored=snapshot(unanswered={3}))) == []


def test_a_changed_insert_id_is_found() -> None:
    assert wrong(evidence(stored=snapshot(insert_ids={3: 2}))) == ["1 changed their insert_id"]


def test_what_one_process_leaves_the_next_one_must_find() -> None:
    left = process(
        outcomes=outcomes(DELIVERED)[:6], report=report(delivered=6, pending=4), settled=None
    )
    rest = outcomes(DELIVERED)[6:]
    found = process(
        pid=2,
        accepted=[],
        outcomes=rest,
        report=report(tracked=4, recovered=4, delivered=4),
        settled=None,
    )
    short = process(
        pid=2,
        accepted=[],
        outcomes=rest[1:],
        report=report(tracked=3, recovered=3, delivered=3),
        settled=None,
    )

    assert wrong(evidence(left, found)) == []
    assert "4 were left in the outbox, the next process found 3" in wrong(evidence(left, short))


def test_a_process_that_was_killed_owes_no_account() -> None:
    killed = process(outcomes=[], report=None, settled=None)
    later = process(pid=2, accepted=[], report=report(tracked=COUNT, recovered=COUNT), settled=None)

    assert wrong(evidence(killed, later)) == []


def test_what_a_child_process_complains_of_is_found() -> None:
    assert wrong(evidence(process(marks=["the forked child hung for 20 s"]))) == [
        "the forked child hung for 20 s"
    ]
