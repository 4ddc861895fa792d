"""Our clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_sdk import Amplitude, DeliveryConfig
from faults.exchange import API_KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.delivery.report import DeliveryReport, Outcome
    from faults.journal import Journal
    from faults.task import Task

__all__ = ["Ours", "account", "delivery_of", "options_of"]

_COUNTS = ("tracked", "delivered", "rejected", "dropped", "pending", "unconfirmed", "recovered")
_RAISES_EVERY = 10


class Ours:
    """`Amplitude`, at its defaults."""

    def __init__(self, task: Task, journal: Journal) -> None:
        self._amp = Amplitude(**options_of(task), delivery=delivery_of(task, journal))

    def track(self, members: dict[str, Any]) -> None:
        """Track one event."""
        self._amp.track(**members)

    def flush(self, patience: float) -> None:
        """Wait for outcomes, retries included."""
        self._amp.flush(patience)

    settle = flush

    def resume(self) -> None:
        """Go on sending after a stop."""
        self._amp.delivery.resume()

    def close(self) -> None:
        """Close the client."""
        self._amp.close()

    def report(self) -> dict[str, Any]:
        """The client's account."""
        return account(self._amp.delivery.report())


def options_of(task: Task) -> dict[str, Any]:
    """Arguments of the constructor, besides delivery."""
    timeout = {} if task.timeout is None else {"timeout": task.timeout}
    return {"api_key": API_KEY, "base_url": task.url, **timeout}


def delivery_of(task: Task, journal: Journal) -> DeliveryConfig:
    """Defaults, plus what the task asks for."""
    given: dict[str, Any] = {"on_outcome": _listener(journal, raising=task.raising_callback)}
    if task.outbox is not None:
        given |= {"outbox": task.outbox, "outbox_sync": task.outbox_sync}
    wanted = {
        "flush_interval": task.flush_interval,
        "max_pending_events": task.max_pending,
        "when_full": task.when_full,
    }
    given |= {name: value for name, value in wanted.items() if value is not None}
    return DeliveryConfig(**given)


def _listener(journal: Journal, *, raising: bool) -> Callable[[Outcome], None]:
    calls = 0

    def listen(outcome: Outcome) -> None:
        nonlocal calls
        calls += 1
        journal.outcome(outcome.event["event_id"], outcome.status, outcome.reason)
        if raising and calls % _RAISES_EVERY == 0:
            raise RuntimeError("a callback of the application fails")

    return listen


def account(report: DeliveryReport) -> dict[str, Any]:
    """A report as JSON: counts, and the classes of the errors."""
    counts: dict[str, Any] = {name: getattr(report, name) for name in _COUNTS}
    errors = {"stopped": report.stopped, "outbox_error": report.outbox_error}
    return counts | {name: error and type(error).__name__ for name, error in errors.items()}
