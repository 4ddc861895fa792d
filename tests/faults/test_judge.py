from __future__ import annotations

import pytest

from faults.journal import Outcome
from faults.judge import Verdict, judge
from tests.faults.evidence import COUNT, NUMBERS, evidence, process, report, snapshot, without

WELL = Verdict(
    tracked=COUNT,
    stored=COUNT,
    told=0,
    lost=0,
    duplicated=0,
    copies=0,
    unexcused=0,
    damaged=0,
    given_up=0,
    disordered=0,
    requests=1,
)


def test_a_run_without_faults_counts_nothing_but_what_was_stored() -> None:
    assert judge(evidence()) == WELL


def test_an_event_that_is_neither_stored_nor_told_is_lost() -> None:
    silent = process(outcomes=[])

    verdict = judge(evidence(silent, stored=snapshot(stored=without(3))))

    assert (verdict.stored, verdict.told, verdict.lost) == (COUNT - 1, 0, 1)


def test_an_event_called_delivered_that_is_not_stored_is_lost() -> None:
    assert judge(evidence(stored=snapshot(stored=without(3)))).lost == 1


@pytest.mark.parametrize("status", ["rejected", "dropped", "failed"])
def test_an_event_whose_failure_the_callback_told_is_not_lost(status: str) -> None:
    told = process(outcomes=[Outcome(3, status, "")])

    verdict = judge(evidence(told, stored=snapshot(stored=without(3))))

    assert (verdict.told, verdict.lost) == (1, 0)


def test_an_event_refused_by_an_exception_is_told() -> None:
    refused = process(
        accepted=[number for number in NUMBERS if number != 3], refused={3: "ValidationError"}
    )

    verdict = judge(evidence(refused, stored=snapshot(stored=without(3))))

    assert (verdict.tracked, verdict.told, verdict.lost) == (COUNT, 1, 0)


def test_a_count_of_unconfirmed_events_tells_only_what_the_service_did_not_count() -> None:
    counted = process(report=report(unconfirmed=2))
    gone = snapshot(stored=without(3, 4))

    assert judge(evidence(counted, stored=gone)).lost == 2
    assert judge(evidence(counted, stored=gone, uncounted=2)).lost == 0


def test_what_any_process_stored_or_told_counts() -> None:
    first = process(accepted=[1, 2, 3], outcomes=[])
    second = process(pid=2, accepted=[], outcomes=[Outcome(3, "dropped", "closed")])

    verdict = judge(evidence(first, second, stored=snapshot(stored=[(1, "a"), (2, "a")])))

    assert (verdict.tracked, verdict.stored, verdict.told, verdict.lost) == (3, 2, 1, 0)


def test_an_event_stored_twice_is_duplicated() -> None:
    twice = snapshot(stored=[*snapshot().stored, (3, "user-1")])

    assert judge(evidence(stored=twice)).duplicated == 1


def test_a_second_copy_is_excused_where_the_reply_was_lost() -> None:
    verdict = judge(evidence(stored=snapshot(again=[3, 4, 4], unanswered={4})))

    assert (verdict.copies, verdict.unexcused, verdict.duplicated) == (3, 1, 0)


def test_an_event_without_its_members_is_damaged() -> None:
    members = snapshot().members | {3: frozenset({"event_id:number"})}

    assert judge(evidence(stored=snapshot(members=members))).damaged == 1


def test_a_failed_event_that_the_service_never_refused_was_given_up() -> None:
    told = process(outcomes=[Outcome(number, "dropped", "") for number in (3, 4)])

    verdict = judge(evidence(told, stored=snapshot(stored=without(3, 4), refused={4})))

    assert (verdict.told, verdict.given_up) == (2, 1)


def test_order_is_counted_by_user() -> None:
    crossed = [(2, "a"), (1, "b"), (3, "a"), (1, "a")]

    assert judge(evidence(stored=snapshot(stored=crossed))).disordered == 1
