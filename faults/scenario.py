"""A row of the table: what fails, and what a program does meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faults.behaviours import Behaviour
    from faults.events import Flavour
    from faults.task import Program, Sdk

__all__ = ["ALL", "OURS", "OURS_BOTH", "Scenario"]

ALL: Final[tuple[Sdk, ...]] = ("ours", "async", "official")
OURS: Final[tuple[Sdk, ...]] = ("ours",)
OURS_BOTH: Final[tuple[Sdk, ...]] = ("ours", "async")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What fails, and what a program does meanwhile.

    Attributes:
        name: the first column.
        behaviour: of the service.
        count: how many events are tracked.
        program: see `faults.programs`.
        flavour: what the events are like.
        every: one event in so many is special, where the flavour knows special ones.
        threads: how many threads track.
        pace: seconds over which tracking is spread.
        sdks: who takes part.
        outbox: how durable our outbox is; None does without one.
        next_process: whether a second process of ours sends what is in the outbox, when the
            service is well again.
        listening: False refuses connections as long as the first process lives.
        listen_after: refuses connections for so many seconds.
        timeout: of one attempt, ours only.
        patience: seconds to wait for outcomes.
        raising_callback: whether our callback raises now and then.
        pause: seconds between tracking and the signal.
        flush_interval: ours only, None for its own.
        uncounted: events that the service does not store and its 200 does not count.
        drops: how the reason begins with which ours may drop events here; None: it may not.
        max_pending: events of ours that may wait; None for its own bound.
        when_full: what ours does then; None for its default.
        alone: no two requests of ours may be under way at the same time.
        flowing: seconds within which the events of users who are not throttled must have arrived.
        settled: what our report must say when there was nothing more to wait for.
    """

    name: str
    behaviour: Behaviour
    count: int = 1000
    program: Program = "deliver"
    flavour: Flavour = "plain"
    every: int = 100
    threads: int = 1
    pace: float = 0.0
    sdks: tuple[Sdk, ...] = ("ours", "official")
    outbox: Literal["batch", "always"] | None = None
    next_process: bool = False
    listening: bool = True
    listen_after: float | None = None
    timeout: float | None = None
    patience: float = 120.0
    raising_callback: bool = False
    pause: float = 0.05
    flush_interval: float | None = None
    uncounted: int = 0
    drops: str | None = None
    max_pending: int | None = None
    when_full: Literal["block", "raise", "drop"] | None = None
    alone: bool = False
    flowing: float | None = None
    settled: Mapping[str, object] = field(default_factory=lambda: {"unconfirmed": 0})
