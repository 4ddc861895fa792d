"""Whatever calls come, wait, run, end and give up: the limits hold, in order, and none is forgotten.

The reference below goes through all that has ever happened, from the beginning, at every step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from math import inf
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amplitude_sdk.budget import ledger as ledger_module
from amplitude_sdk.budget.limits import CONCURRENT, LIMITS, Charge
from tests.sdk.budget.lining_up import REQUEST, USER_QUERY, Queue, cost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amplitude_sdk.budget.ledger import Ticket

charges = st.one_of(
    st.sampled_from([1, 300, 500, 999, 1000, 1001, 5000, 60_000, 108_000, 200_000]).map(cost),
    st.integers(1, 1200).map(cost),
    st.just(USER_QUERY),
    st.just(REQUEST),
)
steps = st.lists(
    st.one_of(
        charges,
        st.tuples(st.just("end"), st.integers(0, 9)),
        st.tuples(st.just("give up"), st.integers(0, 9)),
        st.tuples(st.just("not sent"), st.integers(0, 9)),
        st.tuples(st.just("pass"), st.sampled_from([0.5, 7.0, 60.0, 299.5, 300.0, 3000.0, 3600.0])),
    ),
    max_size=40,
)


@dataclass
class Reference:
    """The obvious way: everybody who waits is looked at in turn, and everything ever spent."""

    waiting: list[Ticket] = field(default_factory=list)
    running: list[Ticket] = field(default_factory=list)
    spent: list[tuple[float, Charge]] = field(default_factory=list)

    def settle(self, now: float) -> None:
        """Let go whoever may go and takes nothing that one before is waiting for."""
        waited_for: set[str] = set()
        for ticket in list(self.waiting):
            kind = ticket.charge.kind
            if kind in waited_for:
                continue
            if self._is_over(ticket.charge, now):
                waited_for.add(kind)
            elif len(self.running) >= (
                1 if self._must_be_alone(ticket.charge) else CONCURRENT.most
            ):
                return
            else:
                self.waiting.remove(ticket)
                self.running.append(ticket)

    def end(self, ticket: Ticket, now: float) -> None:
        self.running.remove(ticket)
        if ticket.was_sent:
            self.spent.append((now, ticket.charge))

    def taken(self, kind: str, seconds: float, now: float) -> int:
        recent = [charge for at, charge in self.spent if now < at + seconds]
        recent += [ticket.charge for ticket in self.running]
        return sum(charge.amount for charge in recent if charge.kind == kind)

    def _is_over(self, charge: Charge, now: float) -> bool:
        return any(
            charge.amount <= limit.most
            and self.taken(charge.kind, limit.seconds, now) + charge.amount > limit.most
            for limit in LIMITS[charge.kind]
        )

    @staticmethod
    def _must_be_alone(charge: Charge) -> bool:
        return any(charge.amount > limit.most for limit in LIMITS[charge.kind])


class Project:
    """A ledger beside the reference, with calls that ask as their drivers would."""

    def __init__(self) -> None:
        self.queue = Queue()
        self.reference = Reference()
        self._asks_at: dict[Ticket, float] = {}

    def play(self, step: Charge | tuple[str, float]) -> None:
        """Let something happen; then those ask who were woken, or whose time has come."""
        if isinstance(step, Charge):
            ticket = self.queue.ticket(step)
            self.reference.waiting.append(ticket)
            self._ask(ticket)
        elif step[0] == "pass":
            self.queue.now += step[1]
        else:
            those = self.reference.waiting if step[0] == "give up" else self.reference.running
            for ticket in those[int(step[1]) :][:1]:
                self.end(ticket, was_sent=step[0] != "not sent")
        self.settle()

    def end(self, ticket: Ticket, *, was_sent: bool = True) -> None:
        """Let a call leave, from wherever it is."""
        ticket.was_sent = was_sent
        if ticket in self.reference.running:
            self.reference.end(ticket, self.queue.now)
        else:
            self.reference.waiting.remove(ticket)
        self.queue.leave(ticket)

    def settle(self) -> None:
        for turns in count():
            due = [each for each in self.reference.waiting if self._is_due(each)]
            if not due:
                break
            assert turns < 100, "they wake each other for ever"
            self.queue.rung.clear()
            for ticket in due:
                self._ask(ticket)
            self.reference.settle(self.queue.now)
        self.reference.settle(self.queue.now)

    def let_time_pass(self) -> None:
        """Until the first of those who wait is to ask again."""
        told = [self._asks_at[ticket] for ticket in self.reference.waiting]
        self.queue.now = min([at for at in told if at < inf], default=self.queue.now)
        self.settle()

    def _is_due(self, ticket: Ticket) -> bool:
        return ticket in self.queue.rung or self._asks_at[ticket] <= self.queue.now

    def _ask(self, ticket: Ticket) -> None:
        hold = self.queue.ask(ticket)
        self._asks_at[ticket] = inf if hold is None else self.queue.now + hold.again


@pytest.fixture(autouse=True, scope="module")
def _no_safety_net() -> Iterator[None]:
    """Nobody asks unless woken or told when: what asks in vain now and then must not be needed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger_module, "_LOOK_AGAIN", inf)
        yield


@given(script=steps)
@settings(max_examples=300)
def test_it_lets_go_whom_the_reference_lets_go(script: list[Charge | tuple[str, float]]) -> None:
    project = Project()
    for step in script:
        project.play(step)
        lines = project.queue.ledger._lines.values()
        waiting = sorted((t for line in lines for t in line.values()), key=lambda t: t.number)
        assert waiting == project.reference.waiting
        assert {*project.queue.ledger._running} == {*project.reference.running}


@given(script=steps)
def test_a_hold_tells_the_truth(script: list[Charge | tuple[str, float]]) -> None:
    project = Project()
    for step in script:
        project.play(step)
        running, now = project.reference.running, project.queue.now
        for ticket in list(project.reference.waiting):
            hold, charge = project.queue.held(ticket), ticket.charge
            assert hold.again > 0
            if hold.limit is CONCURRENT:
                assert hold.taken == len(running) >= CONCURRENT.most
            elif charge.amount <= hold.limit.most and hold.limit in LIMITS[charge.kind]:
                taken = project.reference.taken(charge.kind, hold.limit.seconds, now)
                assert hold.taken in {taken, len(running)}
                if hold.seconds < inf:
                    later = project.reference.taken(
                        charge.kind, hold.limit.seconds, now + hold.seconds - 1e-6
                    )
                    assert later + charge.amount > hold.limit.most


@given(script=steps)
@settings(max_examples=300)
def test_everybody_gets_through(script: list[Charge | tuple[str, float]]) -> None:
    project = Project()
    for step in script:
        project.play(step)
    for _ in range(3 * len(script)):
        for ticket in list(project.reference.running):
            project.end(ticket)
        project.settle()
        if not project.reference.running:
            project.let_time_pass()
    assert project.reference.waiting == []
