"""The judge: what became of every event that was tracked. Pure, so that it can be shown to fail."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faults.journal import DELIVERED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faults.journal import Process
    from faults.storage import Snapshot

__all__ = ["Evidence", "Verdict", "judge"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known after a run.

    Attributes:
        processes: what the clients' processes wrote down, the first one first.
        snapshot: what the server stored.
        expects: the members that event number n must have arrived with.
        uncounted: events that the service did not store and its 200 did not count; a report that
            calls as many unconfirmed has told them.
        drops: how the reason begins with which the program lets ours drop events; None: it does not.
    """

    processes: Sequence[Process]
    snapshot: Snapshot
    expects: Callable[[int], frozenset[str]]
    uncounted: int = 0
    drops: str | None = None

    @property
    def accepted(self) -> set[int]:
        """Events for which `track` returned."""
        return {number for process in self.processes for number in process.accepted}

    @property
    def raised(self) -> set[int]:
        """Events for which `track` raised."""
        return {number for process in self.processes for number in process.refused}

    @property
    def failed(self) -> set[int]:
        """Events of which the callback told that they will not arrive."""
        outcomes = (each for process in self.processes for each in process.outcomes)
        return {each.number for each in outcomes if each.status != DELIVERED}

    @property
    def stored(self) -> set[int]:
        """Events the service has."""
        return {number for number, _ in self.snapshot.stored}

    @property
    def unconfirmed(self) -> int:
        """Events that the reports say were sent and not counted by the service."""
        reports = (process.report for process in self.processes)
        return sum(report["unconfirmed"] for report in reports if report)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts of events.

    Attributes:
        tracked: `track` was called.
        stored: the service has them.
        told: the SDK said that they will not arrive: by exception, callback or report.
        lost: neither stored nor told.
        duplicated: stored more than once after the service's dedupe, surplus only.
        copies: second copies on the wire of what was stored already.
        unexcused: those of the copies whose first one was answered.
        damaged: stored without members they were tracked with.
        given_up: told by the callback, although the service never refused them for good.
        disordered: stored after a later event of the same user.
        requests: how many reached the service.
    """

    tracked: int
    stored: int
    told: int
    lost: int
    duplicated: int
    copies: int
    unexcused: int
    damaged: int
    given_up: int
    disordered: int
    requests: int


def judge(evidence: Evidence) -> Verdict:
    """Count."""
    snapshot = evidence.snapshot
    called = evidence.accepted | evidence.raised
    stored = evidence.stored & called
    told = (evidence.failed | evidence.raised) - stored
    silent = called - stored - told
    by_count = min(len(silent), evidence.unconfirmed, evidence.uncounted)
    return Verdict(
        tracked=len(called),
        stored=len(stored),
        told=len(told) + by_count,
        lost=len(silent) - by_count,
        duplicated=len(snapshot.stored) - len(evidence.stored),
        copies=len(snapshot.again),
        unexcused=sum(number not in snapshot.unanswered for number in snapshot.again),
        damaged=len(_damaged(evidence)),
        given_up=len(evidence.failed - stored - snapshot.refused),
        disordered=_disordered(snapshot.stored),
        requests=snapshot.requests,
    )


def _damaged(evidence: Evidence) -> list[int]:
    members = evidence.snapshot.members
    return [number for number, found in members.items() if evidence.expects(number) - found]


def _disordered(stored: Sequence[tuple[int, str]]) -> int:
    latest: Counter[str] = Counter()
    disordered = 0
    for number, owner in stored:
        disordered += number < latest[owner]
        latest[owner] = max(number, latest[owner])
    return disordered
