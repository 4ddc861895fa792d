from __future__ import annotations

from collections import Counter

from faults.events import event
from faults.exchange import API_KEY, Arrival
from faults.random_faults import Mixture


def arrival(number: int, elapsed: float = 1.0) -> Arrival:
    events = [event("bad", each, every=50) | {"insert_id": f"{each}"} for each in range(1, 151)]
    return Arrival(number, elapsed, 1000, API_KEY, events)


def test_the_same_seed_draws_the_same_faults() -> None:
    def statuses(seed: int) -> list[int]:
        return [Mixture(seed, 60).decide(arrival(number)).status for number in range(50)]

    assert statuses(1) == statuses(1)
    assert statuses(1) != statuses(2)


def test_every_kind_of_fault_is_drawn() -> None:
    answers = [Mixture(1, 60).decide(arrival(number)) for number in range(2000)]
    statuses = Counter(answer.status for answer in answers)
    manners = Counter(answer.manner for answer in answers)

    assert statuses.keys() == {400, 403, 408, 413, 429, 500, 502, 503, 504}
    assert manners.keys() == {"reply", "close", "reset", "truncate"}
    assert any(answer.delay for answer in answers)
    assert any(Mixture(1, 60).interrupts(number, 1.0) for number in range(2000))


def test_bad_events_are_never_stored() -> None:
    answers = [Mixture(1, 60).decide(arrival(number)) for number in range(500)]

    assert not any(answer.stores for answer in answers)


def test_good_events_are_stored_and_their_replies_lost_now_and_then() -> None:
    good = [event("plain", each) for each in range(1, 51)]
    answers = [
        Mixture(1, 60).decide(Arrival(number, 1.0, 1000, API_KEY, good)) for number in range(500)
    ]

    assert any(answer.stores and answer.confirms for answer in answers)
    assert any(answer.stores and not answer.confirms for answer in answers)


def test_it_ends_in_health() -> None:
    good = Arrival(0, 61.0, 1000, API_KEY, [event("plain", 1)])

    assert all(Mixture(seed, 60).decide(good).confirms for seed in range(50))
    assert not any(Mixture(seed, 60).interrupts(0, 61.0) for seed in range(200))
