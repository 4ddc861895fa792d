"""Queue, engine and outbox without a thread: a test says what happens, and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from amplitude_sdk.delivery.configuration import DeliveryConfig
from amplitude_sdk.delivery.engine import Engine
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.delivery.queue import Queue
from tests.sdk.delivery.dispatching import ENVELOPE, JUDGE, OK

if TYPE_CHECKING:
    from amplitude_sdk.delivery.configuration import WhenFull
    from amplitude_sdk.delivery.engine import Settled
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.report import Outcome
    from amplitude_sdk.transport.messages import Failure, Reply


class Ringing:
    """What a queue tells its driver: how often there was something to do, or to look at."""

    def __init__(self) -> None:
        self.wakes = self.changes = 0

    def wake(self) -> None:
        """There is something to do."""
        self.wakes += 1

    def changed(self) -> None:
        """There is room, or an event has an outcome."""
        self.changes += 1

    def can_wait(self) -> bool:
        """No thread waits here."""
        return False


class Delivering:
    """The delivery of one client, whose clock stands still unless told."""

    def __init__(
        self, *, when_full: WhenFull = "raise", now: float = 1000.0, **config: Any
    ) -> None:
        self.now = now
        self.outcomes: list[Outcome] = []
        self.config = DeliveryConfig(**{"on_outcome": self.outcomes.append, **config})
        self.bell = Ringing()
        self.sent: list[Entry] = []
        self.queue = Queue(self.config, when_full, ENVELOPE.room, self.bell)
        self.engine = Engine(self.config, self.queue, envelope=ENVELOPE, judge=JUDGE)
        self.outbox: Outbox | None = None
        if self.config.outbox is not None:
            self.outbox = Outbox.open(self.config.outbox, sync=self.config.outbox_sync)
            self.queue.attach(self.outbox)

    def track(self, user: str = "a", *, notes: tuple[str, ...] = (), **members: Any) -> bytes:
        """Put an event into the queue and return its bytes."""
        data = json.dumps({"event_type": "A", "user_id": user, **members}).encode()
        self.queue.put(data, notes)
        return data

    def turn(self) -> list[Entry] | float | None:
        """What a driver does when it looks."""
        self.queue.arm()
        step = self.engine.step(self.now)
        if isinstance(step, list):
            self.sent = step
        return step

    def due(self) -> list[Entry]:
        """The next request once it is time for it."""
        step = self.turn()
        if isinstance(step, float):
            self.now += step
            step = self.turn()
        assert isinstance(step, list), f"no request is due, but {step}"
        return step

    def settle(self, outcome: Reply | Failure = OK) -> list[Settled]:
        """Answer the request on its way, and tell everybody."""
        settled = self.engine.settle(outcome, self.now, self.sent)
        self.engine.announce(settled)
        return settled

    def send(self, outcome: Reply | Failure = OK) -> list[int]:
        """Send what is due and answer it; return the numbers of the events."""
        numbers = [number for number, _, _ in self.due()]
        self.settle(outcome)
        return numbers

    def counts(self) -> tuple[int, int, int, int, int]:
        """Tracked, delivered, rejected, dropped, pending."""
        report = self.queue.report()
        return (
            report.tracked,
            report.delivered,
            report.rejected,
            report.dropped,
            report.pending,
        )

    def close(self) -> list[Settled]:
        """End at once, as the drivers do."""
        settled = self.engine.close()
        if self.outbox is not None:
            self.outbox.close()
            settled += self.engine.write_off(self.outbox.unsaved, self.outbox.trouble)
        self.engine.announce(settled)
        return settled
