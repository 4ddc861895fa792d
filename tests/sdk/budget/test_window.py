"""How much was spent lately."""

from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.budget.limits import Limit
from amplitude_sdk.budget.window import Window

LIMIT = Limit("per_minute", 100, 60.0, "within a minute")

spendings = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 70)), max_size=20)
"""Seconds since the one before, and how much."""


def test_what_is_spent_counts_until_its_window_has_passed() -> None:
    window = Window(LIMIT)
    window.spend(10.0, 30)
    window.spend(20.0, 50)
    assert [window.spent(at) for at in (20.0, 69.9, 70.0, 79.9, 80.0)] == [80, 80, 50, 50, 0]


def test_there_is_room_as_soon_as_enough_has_ceased_to_count() -> None:
    window = Window(LIMIT)
    window.spend(10.0, 30)
    window.spend(20.0, 50)
    assert window.wait(30.0, 20) == 0.0
    assert window.wait(30.0, 21) == 40.0
    assert window.wait(30.0, 50) == 40.0
    assert window.wait(30.0, 51) == 50.0
    assert window.wait(30.0, 100) == 50.0
    assert window.wait(70.0, 50) == 0.0


def test_there_is_never_room_for_more_than_the_limit() -> None:
    window = Window(LIMIT)
    assert window.wait(0.0, 100) == 0.0
    assert window.wait(0.0, 101) == inf
    window.spend(0.0, 100)
    assert window.wait(0.0, 101) == inf


@given(spendings=spendings, later=st.integers(0, 100), amount=st.integers(0, 120))
def test_it_agrees_with_adding_up_all_that_is_recent(
    spendings: list[tuple[int, int]], later: int, amount: int
) -> None:
    window, now, spent = Window(LIMIT), 0.0, []
    for pause, much in spendings:
        now += pause
        window.spend(now, much)
        spent.append((now, much))
        assert window.spent(now) == _recent(spent, now)
    now += later
    wait = window.wait(now, amount)
    assert window.spent(now) == _recent(spent, now)
    moments = [now, *(at + LIMIT.seconds for at, _ in spent if at + LIMIT.seconds > now)]
    fits = [at for at in moments if _recent(spent, at) + amount <= LIMIT.most]
    assert now + wait == (fits[0] if fits else inf)


def _recent(spent: list[tuple[float, int]], now: float) -> int:
    return sum(much for at, much in spent if now < at + LIMIT.seconds)
