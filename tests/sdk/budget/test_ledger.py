"""Who may send when: five at the same time, and no more than the windows have room for."""

from __future__ import annotations

from math import inf

import pytest
from amplitude_api import facts

from tests.sdk.budget.lining_up import REQUEST, USER_QUERY, Queue, cost

ALL = facts.COST_PER_FIVE_MINUTES
SLOTS = facts.CONCURRENT_REQUESTS


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.mark.parametrize("charge", [cost(1), USER_QUERY, REQUEST])
def test_five_calls_run_at_the_same_time_whatever_they_are(queue: Queue, charge: object) -> None:
    running = [queue.run(each) for each in (cost(1), USER_QUERY, REQUEST, REQUEST, cost(1))]
    sixth = queue.come(charge)
    hold = queue.held(sixth)
    assert (hold.limit.name, hold.taken, hold.seconds) == ("concurrent_requests", SLOTS, inf)
    queue.leave(running[2])
    assert queue.rung == [sixth]
    assert queue.ask(sixth) is None


def test_cost_counts_for_five_minutes_after_the_call_has_ended(queue: Queue) -> None:
    first = queue.run(cost(ALL - 10))
    queue.now = 200.0
    queue.leave(first)
    second = queue.come(cost(11))
    hold = queue.held(second)
    assert (hold.limit.name, hold.taken) == ("cost_per_five_minutes", ALL - 10)
    assert hold.seconds == 300.0
    assert hold.again == 30.0
    queue.now = 499.5
    assert queue.held(second).again == queue.held(second).seconds == 0.5
    queue.now = 500.0
    assert queue.ask(second) is None


def test_while_a_call_runs_its_cost_counts_however_long_it_takes(queue: Queue) -> None:
    slow = queue.run(cost(ALL))
    queue.now = 4000.0
    second = queue.come(cost(1))
    hold = queue.held(second)
    assert (hold.limit.name, hold.taken, hold.seconds) == ("cost_per_five_minutes", ALL, inf)
    queue.leave(slow)
    assert queue.rung == [second]
    assert queue.held(second).seconds == 300.0


def test_what_is_exactly_within_a_limit_goes(queue: Queue) -> None:
    queue.spend(cost(ALL - 10))
    assert queue.ask(queue.ticket(cost(10))) is None


def test_a_call_that_was_not_sent_has_spent_nothing(queue: Queue) -> None:
    lost = queue.run(cost(ALL))
    lost.was_sent = False
    queue.leave(lost)
    queue.spend(cost(ALL))


def test_users_are_asked_for_360_times_an_hour(queue: Queue) -> None:
    for _ in range(facts.USER_QUERIES_PER_HOUR):
        queue.spend(USER_QUERY)
        queue.now += 1.0
    hold = queue.held(queue.come(USER_QUERY))
    assert (hold.limit.name, hold.taken) == ("user_queries_per_hour", 360)
    assert hold.seconds == 3600.0 - 360.0
    queue.now = 3600.0
    queue.spend(USER_QUERY)


def test_cost_within_an_hour_is_bounded_too(queue: Queue) -> None:
    queue.spend(cost(facts.COST_PER_HOUR - 5))
    queue.now = 300.0
    queue.spend(cost(5))
    hold = queue.held(queue.come(cost(1)))
    assert (hold.limit.name, hold.taken) == ("cost_per_hour", facts.COST_PER_HOUR)
    assert hold.seconds == 3300.0


def test_of_two_limits_the_one_that_takes_longer_is_named(queue: Queue) -> None:
    queue.spend(cost(facts.COST_PER_HOUR))
    assert queue.held(queue.come(cost(1))).limit.name == "cost_per_hour"


def test_the_limits_of_cost_and_of_user_queries_are_apart(queue: Queue) -> None:
    queue.spend(cost(ALL))
    waits = queue.come(cost(1))
    queue.spend(USER_QUERY)
    queue.spend(REQUEST)
    assert not queue.runs(waits)


# In line.


def test_calls_go_in_the_order_in_which_they_came(queue: Queue) -> None:
    running = [queue.run(REQUEST) for _ in range(SLOTS)]
    waiting = [queue.come(charge) for charge in (cost(1), REQUEST, USER_QUERY, cost(2))]
    for ended, next_ in zip(running, waiting, strict=False):
        assert not queue.runs(next_)
        queue.leave(ended)
        assert queue.runs(next_)
    assert queue.rung[:1] == waiting[:1]


def test_a_cheap_query_does_not_pass_an_expensive_one(queue: Queue) -> None:
    queue.spend(cost(500))
    expensive = queue.come(cost(900))
    cheap = queue.come(cost(1))
    hold = queue.held(cheap)
    assert (hold.limit.name, hold.taken, hold.seconds) == ("cost_per_five_minutes", 500, inf)
    queue.now = 300.0
    assert queue.ask(cheap) is None
    assert queue.runs(expensive)
    assert queue.rung == [expensive, cheap]


def test_who_waits_in_line_is_told_what_holds_up_its_own_kind(queue: Queue) -> None:
    for _ in range(facts.USER_QUERIES_PER_HOUR):
        queue.spend(USER_QUERY)
    queue.spend(cost(500))
    waiting = [queue.come(charge) for charge in (cost(900), USER_QUERY)]
    queue.now = 290.0
    hold = queue.held(queue.come(cost(1)))
    assert (hold.limit.name, hold.taken, hold.seconds) == ("cost_per_five_minutes", 500, inf)
    assert hold.again == 10.0
    assert not any(map(queue.runs, waiting))


def test_who_waits_for_a_window_does_not_hold_up_other_kinds(queue: Queue) -> None:
    queue.spend(cost(ALL))
    waits = queue.come(cost(1))
    others = [queue.run(charge) for charge in (USER_QUERY, REQUEST, REQUEST, REQUEST, REQUEST)]
    queue.now = 300.0
    assert queue.held(waits).limit.name == "concurrent_requests"
    late = queue.come(REQUEST)
    queue.leave(others[0])
    assert queue.runs(waits)
    assert not queue.runs(late)


def test_the_next_in_line_is_woken_when_the_first_gives_up(queue: Queue) -> None:
    queue.spend(cost(500))
    expensive, less, cheap = (queue.come(cost(amount)) for amount in (900, 600, 1))
    queue.now = 100.0
    queue.leave(expensive)
    assert queue.rung == [less]
    assert queue.held(less).seconds == 200.0
    queue.leave(less)
    assert queue.runs(cheap)


def test_who_leaves_from_the_middle_leaves_no_gap(queue: Queue) -> None:
    running = [queue.run(REQUEST) for _ in range(SLOTS)]
    first, second, third = (queue.come(REQUEST) for _ in range(3))
    queue.leave(second)
    queue.leave(*running[:2])
    assert (queue.runs(first), queue.runs(second), queue.runs(third)) == (True, False, True)


def test_leaving_twice_is_leaving_once(queue: Queue) -> None:
    call = queue.run(cost(600))
    queue.leave(call, call)
    queue.spend(cost(400))


def test_leaving_without_having_asked_is_nothing(queue: Queue) -> None:
    queue.leave(queue.ticket(cost(ALL)))
    queue.spend(cost(ALL))


def test_a_ticket_that_nobody_holds_any_more_keeps_no_place(queue: Queue) -> None:
    running = [queue.run(REQUEST) for _ in range(SLOTS)]
    first, second = queue.come(REQUEST), queue.come(REQUEST)
    del first
    assert not queue.runs(second)
    del running
    assert queue.ask(second) is None


def test_a_call_whose_event_loop_has_ended_keeps_no_place(queue: Queue) -> None:
    running = [queue.run(REQUEST) for _ in range(SLOTS)]
    dead, living = queue.ticket(REQUEST), queue.come(REQUEST)
    dead.ring = lambda: False
    queue.ask(dead)
    queue.leave(*running)
    assert queue.runs(living)
    assert not queue.runs(dead)
    assert all(queue.runs(queue.run(REQUEST)) for _ in range(SLOTS - 1))


# Queries that exceed a limit all alone.


def test_a_query_that_exceeds_a_limit_goes_while_nothing_else_runs(queue: Queue) -> None:
    queue.spend(cost(ALL))
    assert queue.ask(queue.ticket(cost(ALL + 1))) is None


def test_it_waits_until_nothing_else_runs_and_nobody_passes_it(queue: Queue) -> None:
    running = [queue.run(REQUEST), queue.run(USER_QUERY)]
    huge = queue.come(cost(ALL + 800))
    hold = queue.held(huge)
    assert (hold.limit.name, hold.taken, hold.seconds) == ("cost_per_five_minutes", 2, inf)
    later = queue.come(REQUEST)
    assert queue.held(later).limit.name == "cost_per_five_minutes"
    queue.leave(running[0])
    assert not queue.runs(huge)
    queue.leave(running[1])
    assert queue.runs(huge)
    assert queue.runs(later)


def test_others_wait_until_its_cost_counts_no_more(queue: Queue) -> None:
    queue.spend(cost(ALL + 800))
    hold = queue.held(queue.come(cost(1)))
    assert (hold.taken, hold.seconds) == (ALL + 800, 300.0)


def test_a_limit_it_does_not_exceed_holds_it_back_like_any_other(queue: Queue) -> None:
    queue.spend(cost(facts.COST_PER_HOUR - 1000))
    huge = queue.come(cost(ALL + 1))
    assert queue.held(huge).limit.name == "cost_per_hour"
    assert queue.ask(queue.ticket(REQUEST)) is None


# Processes and memory.


def test_a_forked_child_knows_what_was_spent_and_forgets_who_runs_and_waits(queue: Queue) -> None:
    queue.spend(cost(ALL))
    running = [queue.run(REQUEST) for _ in range(SLOTS)]
    waits = queue.come(REQUEST)
    queue.ledger.abandon()
    assert [queue.run(REQUEST) for _ in range(SLOTS)]
    queue.leave(*running, waits)
    assert queue.held(queue.come(cost(1))).seconds == 300.0


def test_a_call_that_waited_through_a_fork_stands_in_line_again(queue: Queue) -> None:
    running = [queue.run(REQUEST) for _ in range(SLOTS)]
    waits = queue.come(REQUEST)
    queue.ledger.abandon()
    assert queue.ask(waits) is None
    queue.leave(*running, waits)


def test_it_is_idle_when_it_has_nothing_to_tell(queue: Queue) -> None:
    assert queue.ledger.is_idle(0.0)
    call = queue.run(REQUEST)
    assert not queue.ledger.is_idle(0.0)
    queue.leave(call)
    assert queue.ledger.is_idle(0.0)
    queue.spend(USER_QUERY)
    assert not queue.ledger.is_idle(3599.0)
    assert queue.ledger.is_idle(3600.0)
