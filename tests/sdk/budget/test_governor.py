"""Threads and tasks of one project share its budget: they wait, are refused, and leave nothing behind."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from itertools import count
from math import inf
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts

from amplitude_sdk.budget import _sync, ledger, projects, window
from amplitude_sdk.budget._async import AsyncGovernor
from amplitude_sdk.budget._sync import Governor
from amplitude_sdk.budget.projects import Projects
from tests.sdk.budget.clocks import HeldClock
from tests.sdk.budget.lining_up import REQUEST, USER_QUERY, cost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amplitude_sdk.budget._async import AsyncTurn
    from amplitude_sdk.budget._sync import Turn
    from amplitude_sdk.budget.ledger import Hold
    from amplitude_sdk.budget.limits import Charge, QueryBudget

PROJECT = b"one"
SLOTS = facts.CONCURRENT_REQUESTS


class House:
    """A project whose calls are made by threads and tasks of a test."""

    def __init__(self) -> None:
        self.projects, self.clock = Projects(), HeldClock()

    def turn(self, charge: Charge, mode: QueryBudget | None = "wait") -> Turn:
        return Governor(PROJECT, mode, self.projects).turn("getUsers", charge, self.clock)

    def async_turn(self, charge: Charge, mode: QueryBudget | None = "wait") -> AsyncTurn:
        return AsyncGovernor(PROJECT, mode, self.projects).turn("getUsers", charge, self.clock)

    def run(self, charge: Charge) -> Turn:
        """Let a call go that can."""
        turn = self.turn(charge, "raise")
        assert turn.wait(None) is None
        return turn

    def spend(self, charge: Charge) -> None:
        self.run(charge).end()

    def is_full(self) -> bool:
        """Whether no further call could run."""
        turn = self.turn(REQUEST, "raise")
        hold = turn.wait(None)
        turn.end()
        return hold is not None

    def fill(self) -> list[Turn]:
        """Let as many calls run as may at the same time."""
        return [self.run(REQUEST) for _ in range(SLOTS)]


@pytest.fixture
def house() -> House:
    return House()


def in_thread(turn: Turn, until: float | None = None) -> tuple[threading.Thread, list[Hold | None]]:
    """Wait in a thread; what came of it is in the list when it has ended."""
    outcome: list[Hold | None] = []
    thread = threading.Thread(target=lambda: outcome.append(turn.wait(until)))
    thread.start()
    return thread, outcome


def test_a_thread_waits_for_a_call_that_ends_in_another(house: House) -> None:
    running, waiting = house.fill(), house.turn(REQUEST)
    thread, outcome = in_thread(waiting)
    house.clock.until_listening(1)
    running[0].end()
    thread.join()
    assert outcome == [None]
    assert house.is_full()
    for turn in (*running, waiting):
        turn.end()
    assert len(house.fill()) == SLOTS


def test_a_thread_waits_for_time_to_pass(house: House) -> None:
    house.spend(cost(1000))
    thread, outcome = in_thread(house.turn(cost(1)))
    for _ in range(9):
        house.clock.until_listening(1)
        house.clock.advance(30.0)
        house.clock.until_listening(1)
    assert outcome == []
    house.clock.advance(30.0)
    thread.join()
    assert outcome == [None]
    assert house.clock.waits == [30.0] * 10


def test_many_threads_go_through_one_after_the_other(house: House) -> None:
    peak, running, lock = 0, 0, threading.Lock()

    def call() -> None:
        nonlocal peak, running
        turn = house.turn(REQUEST)
        try:
            assert turn.wait(None) is None
            with lock:
                running += 1
                peak = max(peak, running)
            meeting.wait(60.0)  # five at a time, or it breaks
            with lock:
                running -= 1
        finally:
            turn.end()

    meeting = threading.Barrier(SLOTS)
    threads = [threading.Thread(target=call) for _ in range(8 * SLOTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert peak == SLOTS
    assert not meeting.broken


def test_a_task_waits_for_a_thread_while_its_loop_goes_on(house: House) -> None:
    running = house.fill()

    async def run() -> None:
        turn = house.async_turn(REQUEST)
        waiting = asyncio.create_task(turn.wait(None))
        for _ in range(50):
            await asyncio.sleep(0)
        assert not waiting.done()
        await asyncio.to_thread(running[0].end)
        assert await waiting is None
        turn.end()

    asyncio.run(run())


def test_a_thread_waits_for_a_task(house: House) -> None:
    async def run() -> None:
        turns = [house.async_turn(REQUEST) for _ in range(SLOTS)]
        for turn in turns:
            assert await turn.wait(None) is None
        thread, outcome = in_thread(house.turn(REQUEST))
        await asyncio.to_thread(house.clock.until_listening, 1)
        turns[0].end()
        await asyncio.to_thread(thread.join)
        assert outcome == [None]

    asyncio.run(run())


def test_tasks_go_through_five_at_a_time_in_their_order(house: House) -> None:
    order: list[int] = []
    running: set[int] = set()

    async def call(number: int) -> None:
        turn = house.async_turn(REQUEST)
        try:
            assert await turn.wait(None) is None
            order.append(number)
            running.add(number)
            assert len(running) <= SLOTS
            for _ in range(3):
                await asyncio.sleep(0)
            running.discard(number)
        finally:
            turn.end()

    async def run() -> None:
        await asyncio.gather(*(call(number) for number in range(40)))

    asyncio.run(run())
    assert order == sorted(order)
    assert len(order) == 40


# Refusals.


def test_who_must_not_wait_is_told_why(house: House) -> None:
    house.spend(cost(990))
    turn = house.turn(cost(11), "raise")
    hold = turn.wait(None)
    assert hold is not None
    assert (hold.limit.name, hold.taken, hold.seconds) == ("cost_per_five_minutes", 990, 300.0)
    turn.end()
    assert house.clock.waits == []
    house.spend(cost(10))


def test_a_wait_that_would_take_too_long_is_not_begun(house: House) -> None:
    house.spend(cost(1000))
    for until in (1300.0, 1010.0, 999.0):
        turn = house.turn(cost(1))
        hold = turn.wait(until)
        assert hold is not None
        assert hold.seconds == 300.0
        turn.end()
    assert house.clock.waits == []


def test_a_wait_ends_with_the_time_given(house: House) -> None:
    running, waiting = house.fill(), house.turn(REQUEST)
    thread, outcome = in_thread(waiting, until=1040.0)
    house.clock.until_listening(1)
    house.clock.advance(30.0)
    house.clock.until_listening(1)
    house.clock.advance(10.0)
    thread.join()
    waiting.end()
    (hold,) = outcome
    assert hold is not None
    assert (hold.limit.name, hold.seconds) == ("concurrent_requests", inf)
    assert house.clock.waits == [30.0, 10.0]
    running[0].end()
    assert not house.is_full()


def test_who_finds_room_in_the_last_moment_goes(house: House) -> None:
    running, waiting = house.fill(), house.turn(REQUEST)
    thread, outcome = in_thread(waiting, until=1010.0)
    house.clock.until_listening(1)
    house.clock.time += 10.0
    running[0].end()
    thread.join()
    assert outcome == [None]


def test_without_a_budget_nothing_waits_and_nothing_counts(house: House) -> None:
    turns = [house.turn(cost(900), None) for _ in range(2 * SLOTS)]
    assert [turn.wait(None) for turn in turns] == [None] * (2 * SLOTS)
    for turn in turns:
        turn.end()
    house.spend(cost(1000))


def test_what_was_not_sent_is_not_spent(house: House) -> None:
    turn = house.run(cost(1000))
    turn.not_sent()
    turn.end()
    house.spend(cost(1000))


# What is logged.


def test_a_query_that_exceeds_a_limit_alone_is_sent_with_a_warning(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.spend(cost(1800))
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("amplitude_sdk", logging.WARNING)
    assert record.getMessage() == (
        "getUsers takes 1,800, more than the 1,000 cost within five minutes "
        "(cost_per_five_minutes); it is sent alone"
    )


def test_a_wait_is_logged_once(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "amplitude_sdk")
    house.spend(USER_QUERY)
    running = house.fill()
    thread, _ = in_thread(house.turn(REQUEST))
    for _ in range(3):
        house.clock.until_listening(1)
        house.clock.advance(30.0)
    house.clock.until_listening(1)
    running[0].end()
    thread.join()
    (record,) = caplog.records
    assert record.levelno == logging.INFO
    assert record.getMessage() == (
        "getUsers waits: a project may have 5 requests at the same time (concurrent_requests), and "
        "all of them are running"
    )


# Exits of every kind.


def test_a_task_that_is_cancelled_while_it_waits_leaves_the_line(house: House) -> None:
    running = house.fill()

    async def call() -> None:
        turn = house.async_turn(REQUEST)
        try:
            await turn.wait(None)
        finally:
            turn.end()

    async def run() -> None:
        first, second = asyncio.create_task(call()), asyncio.create_task(call())
        await asyncio.to_thread(house.clock.until_listening, 2)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        running[0].end()
        await second

    asyncio.run(run())
    assert not house.is_full()


def test_a_task_that_is_cancelled_when_it_was_just_let_go_gives_its_place_back(
    house: House,
) -> None:
    running = house.fill()

    async def call() -> None:
        turn = house.async_turn(REQUEST)
        try:
            await turn.wait(None)
        finally:
            turn.end()

    async def run() -> None:
        task = asyncio.create_task(call())
        await asyncio.to_thread(house.clock.until_listening, 1)
        running[0].end()  # lets it go, which it does not know yet
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert not house.is_full()


class Forever:
    """Something to await that never comes."""

    def __await__(self) -> Iterator[None]:
        yield


def test_a_coroutine_that_nobody_finishes_gives_its_place_back(house: House) -> None:
    async def call() -> None:
        turn = house.async_turn(REQUEST)
        try:
            await turn.wait(None)
            await Forever()
        finally:
            turn.end()

    calls = [call() for _ in range(SLOTS)]
    for each in calls:
        each.send(None)
    assert house.is_full()
    del calls, each
    assert not house.is_full()


def call_in_line(house: House, turn: Turn) -> None:
    """Make a call as the transport makes it."""
    try:
        if turn.wait(house.clock.now()) is None:
            house.clock.advance(0.0)
    finally:
        turn.end()


TRACED = {module.__file__ for module in (_sync, ledger, projects, window)}


def interrupted(house: House, at: int) -> bool:
    """Make a call, and raise KeyboardInterrupt before the `at`-th step of the budget's code."""
    steps = 0

    def trace(frame: Any, event: str, _argument: object) -> Any:
        nonlocal steps
        if frame.f_code.co_filename not in TRACED:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            steps += 1
            if steps == at:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call_in_line(house, house.turn(cost(7)))
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


@pytest.mark.parametrize("others", [SLOTS - 1, SLOTS])
def test_an_interrupt_at_any_step_leaves_nobody_running_and_nobody_in_line(others: int) -> None:
    """With four others the call is let go, with five it waits in vain."""
    for step in count(1):
        house = House()
        running = [house.run(REQUEST) for _ in range(others)]
        if not interrupted(house, step):
            break
        running += [house.run(REQUEST) for _ in range(SLOTS - others)]
        assert house.is_full(), step
        for turn in running:
            turn.end()
        assert len(house.fill()) == SLOTS, step
    assert step > 500
