"""The face all synchronous clients show to the programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from faults.journal import Journal
    from faults.task import Task

__all__ = ["Subject", "open_subject"]


class Subject(Protocol):
    """A client of one SDK, which tells the journal what its callback is told."""

    def track(self, members: dict[str, Any]) -> None:
        """Track one event."""
        ...

    def flush(self, patience: float) -> None:
        """Call the SDK's own flush and wait for what it returns."""
        ...

    def settle(self, patience: float) -> None:
        """Wait until every event has an outcome, or none can be hoped for."""
        ...

    def resume(self) -> None:
        """Go on sending after a stop."""
        ...

    def close(self) -> None:
        """Close the client."""
        ...

    def report(self) -> dict[str, Any] | None:
        """The SDK's own account of the events, None when it keeps none."""
        ...


def open_subject(task: Task, journal: Journal) -> Subject:
    """The client a task asks for."""
    # Imported here: a process under test loads one SDK.
    if task.sdk == "official":
        from faults.subjects.official import Official  # noqa: PLC0415  see above

        return Official(task, journal)
    from faults.subjects.ours import Ours  # noqa: PLC0415  see above

    return Ours(task, journal)
