"""What a child process is asked to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from faults.events import Flavour

__all__ = ["Program", "Sdk", "Task"]

Sdk = Literal["ours", "async", "official"]
Program = Literal[
    "deliver",
    "resume",
    "persevere",
    "exit",
    "sigterm",
    "sigterm_sys_exit",
    "fork_after_use",
    "fork_with_pending",
    "drain",
    "endless",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A program for one SDK.

    Attributes:
        sdk: whose client.
        program: what to do with it, see `faults.programs`.
        url: of the fault server.
        journal: the file to write down what happens.
        count: how many events to track.
        first: the number of the first one.
        flavour: what they are like.
        every: one event in so many is special, where the flavour knows special ones.
        threads: how many threads track.
        pace: seconds over which tracking is spread; 0 tracks as fast as it can.
        patience: seconds to wait for outcomes, at most.
        outbox: the file of the outbox, ours only.
        outbox_sync: how durable, ours only.
        timeout: of one attempt, ours only; None for the SDK's own.
        flush_interval: seconds, None for the SDK's own.
        max_pending: events that may wait, ours only; None for the SDK's own bound.
        when_full: what to do then, ours only; None for its default.
        raising_callback: every tenth call of the outcome callback raises.
        pause: seconds between tracking and the signal.
    """

    sdk: Sdk
    program: Program
    url: str
    journal: str
    count: int
    first: int = 1
    flavour: Flavour = "plain"
    every: int = 100
    threads: int = 1
    pace: float = 0.0
    patience: float = 120.0
    outbox: str | None = None
    outbox_sync: Literal["batch", "always"] = "batch"
    timeout: float | None = None
    flush_interval: float | None = None
    max_pending: int | None = None
    when_full: Literal["block", "raise", "drop"] | None = None
    raising_callback: bool = False
    pause: float = 0.05

    def to_json(self) -> str:
        """For the command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Task:
        """From the command line."""
        return cls(**json.loads(text))
