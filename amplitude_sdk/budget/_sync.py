# Derived from amplitude_sdk/budget/_async.py by `nox -s generate`; do not edit.
"""The governor of one client: asks the ledger of its project, and waits. It decides nothing."""

from __future__ import annotations

import logging
from math import inf
from typing import TYPE_CHECKING

from amplitude_sdk.budget.bells import Bell
from amplitude_sdk.budget.ledger import Ticket
from amplitude_sdk.budget.limits import exceeded
from amplitude_sdk.budget.projects import PROJECTS, project_of
from amplitude_sdk.budget.wording import excess, reason

if TYPE_CHECKING:
    from typing import Protocol, Self

    from amplitude_sdk.budget.ledger import Hold
    from amplitude_sdk.budget.limits import Charge, QueryBudget
    from amplitude_sdk.budget.projects import Projects

    class Listener(Protocol):
        """A clock, as far as this room needs it."""

        def now(self) -> float: ...
        def listen(self, bell: Bell, seconds: float) -> None: ...


__all__ = ["Governor", "Turn"]

log = logging.getLogger("amplitude_sdk")


class Governor:
    """Keeps the calls of one client within the limits of its project.

    Args:
        project: whose limits; see `project_of`.
        mode: what a call does that has to wait; None lets every call go, uncounted.
        projects: the ledgers; those of this process.
    """

    def __init__(
        self, project: bytes, mode: QueryBudget | None, projects: Projects = PROJECTS
    ) -> None:
        self.project = project
        self.mode = mode
        self.projects = projects

    @classmethod
    def of(cls, api_key: str, base_url: str, mode: QueryBudget | None) -> Self:
        """Govern the calls with a key to a host, together with all others of this process."""
        return cls(project_of(api_key, base_url), mode)

    def turn(self, name: str, charge: Charge, clock: Listener) -> Turn:
        """Make the turn of one attempt; whoever takes it ends it, whatever happens."""
        return Turn(self, name, charge, clock)


class Turn:
    """One attempt's way through the budget: `wait`, send, `end`."""

    def __init__(self, governor: Governor, name: str, charge: Charge, clock: Listener) -> None:
        self._governor, self._name, self._clock = governor, name, clock
        self._bell = Bell()
        self._ticket = Ticket(charge, self._bell.ring)

    def wait(self, until: float | None) -> Hold | None:
        """Return None when the attempt may be sent, or what holds it back for too long.

        Args:
            until: the time by the clock to which to wait at most; None to wait without end.
        """
        if self._governor.mode is None:
            return None
        while (hold := self._ask()) is not None:
            left = inf if until is None else until - self._clock.now()
            if self._governor.mode == "raise" or left <= 0 or left <= hold.seconds < inf:
                return hold
            if self._bell.is_armed:
                self._clock.listen(self._bell, min(left, hold.again))
            else:
                self._bell.arm()
                log.info("%s waits: %s", self._name, reason(hold, self._ticket.charge))
        for limit in exceeded(self._ticket.charge):
            log.warning("%s %s; it is sent alone", self._name, excess(self._ticket.charge, limit))
        return None

    def not_sent(self) -> None:
        """Provably nothing was sent, so nothing was spent."""
        self._ticket.was_sent = False

    def end(self) -> None:
        """Give the place back, whatever became of the attempt. More than once is fine."""
        if self._governor.mode is not None:
            self._governor.projects.leave(self._governor.project, self._ticket, self._clock.now)

    def _ask(self) -> Hold | None:
        return self._governor.projects.ask(self._governor.project, self._ticket, self._clock.now)
