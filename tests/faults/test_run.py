"""Our SDK in a process of its own, a service that lies to it, and the judge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from faults.behaviours import Behaviour, EverySecond, Healthy
from faults.replies import healthy
from faults.run import run
from faults.scenario import Scenario

if TYPE_CHECKING:
    from faults.exchange import Answer, Arrival


@dataclass(frozen=True, slots=True)
class Forgetful(Behaviour):
    """Says that everything is stored, and stores all but the last event."""

    def decide(self, arrival: Arrival) -> Answer:
        answer = healthy(arrival)
        return replace(answer, stores=(answer.stores or 1) - 1)


def scenario(behaviour: Behaviour, **changes: object) -> Scenario:
    return Scenario(name="a row", behaviour=behaviour, count=20, **changes)


def test_our_sdk_delivers_what_it_says_it_delivered() -> None:
    result = run(scenario(Healthy()), "ours")

    assert result.complaints == ()
    assert (result.verdict.tracked, result.verdict.stored, result.verdict.lost) == (20, 20, 0)


def test_our_sdk_sends_again_what_was_not_answered() -> None:
    result = run(scenario(EverySecond("close", stores=True)), "async")

    assert result.complaints == ()
    assert (result.verdict.stored, result.verdict.copies, result.verdict.duplicated) == (20, 20, 0)


def test_an_outbox_is_emptied_by_the_next_process() -> None:
    off = scenario(
        Healthy(), program="sigterm", outbox="always", next_process=True, listening=False
    )

    result = run(off, "ours")

    assert result.complaints == ()
    assert (result.verdict.stored, result.verdict.requests) == (20, 1)


def test_a_loss_planted_in_the_service_is_found() -> None:
    result = run(scenario(Forgetful()), "ours")

    assert result.verdict.lost == 1
    assert result.complaints == ("1 lost", "1 were called delivered and are not stored")


def test_a_process_that_fails_before_it_tracks_is_found() -> None:
    result = run(scenario(Healthy(), program="exit", timeout=-1.0), "ours")

    assert "timeout: seconds" in result.errors
    assert result.complaints == (
        "only 0 of 20 events were tracked",
        "the process ended with status 1, expected 0",
    )
