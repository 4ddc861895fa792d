"""Calls of one project before a ledger, without threads, loops or time that passes by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

from amplitude_sdk.budget.ledger import Ledger, Ticket
from amplitude_sdk.budget.limits import Charge

if TYPE_CHECKING:
    from amplitude_sdk.budget.ledger import Hold

USER_QUERY = Charge("user_queries", 1)
REQUEST = Charge("requests", 0)


def cost(amount: int) -> Charge:
    """The charge of a query that costs so much."""
    return Charge("cost", amount)


class Queue:
    """A ledger, the time, and who was rung."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.now = 0.0
        self.rung: list[Ticket] = []

    def ticket(self, charge: Charge) -> Ticket:
        """Make the ticket of a call that has not asked yet."""
        ticket = Ticket(charge, bool)
        ticket.ring = partial(self._ring, ref(ticket))
        return ticket

    def come(self, charge: Charge) -> Ticket:
        """Let a call ask, and return its ticket."""
        ticket = self.ticket(charge)
        self.ask(ticket)
        return ticket

    def run(self, charge: Charge) -> Ticket:
        """Let a call ask that can go."""
        ticket = self.ticket(charge)
        assert self.ask(ticket) is None
        return ticket

    def spend(self, charge: Charge) -> None:
        """Let a call come and go."""
        self.leave(self.run(charge))

    def ask(self, ticket: Ticket) -> Hold | None:
        """Ask, now."""
        return self.ledger.ask(ticket, self.now)

    def held(self, ticket: Ticket) -> Hold:
        """Ask, and be told to wait."""
        hold = self.ask(ticket)
        assert hold is not None
        return hold

    def leave(self, *tickets: Ticket) -> None:
        """Leave, now."""
        for ticket in tickets:
            self.ledger.leave(ticket, self.now)

    def runs(self, ticket: Ticket) -> bool:
        """Whether a call has been let go and has not left."""
        return ticket in self.ledger._running

    def _ring(self, holder: ref[Ticket]) -> bool:
        ticket = holder()
        if ticket is not None:
            self.rung.append(ticket)
        return ticket is not None
