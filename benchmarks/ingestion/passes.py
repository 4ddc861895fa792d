"""One pass of one case: a sink, a child, and the certainty that every event arrived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.ingestion.measurement import Measurement
from benchmarks.ingestion.sink import Received
from benchmarks.processes import ServerProcess, run_module

if TYPE_CHECKING:
    from benchmarks.ingestion.cases import Case
    from benchmarks.ingestion.measurement import Latency

__all__ = ["Pass", "SinkProcess", "latency", "throughput", "verification"]


class SinkProcess(ServerProcess):
    """A sink that runs while the context lasts."""

    def __init__(self, *, verify: bool = False) -> None:
        super().__init__("benchmarks.ingestion.sink", *(["--verify"] if verify else []))

    @property
    def received(self) -> Received:
        """What arrived, known when the context has ended."""
        return Received(**self.seen)


@dataclass(frozen=True, slots=True)
class Pass:
    """What the child measured and what the sink received."""

    measurement: Measurement
    received: Received


def throughput(case: Case, events: int) -> Pass:
    """Time all events together.

    Raises:
        RuntimeError: the sink received another number of events.
    """
    return _run(case, events)


def latency(case: Case, events: int) -> Latency:
    """Time each call by itself.

    Raises:
        RuntimeError: the sink received another number of events, or no call was timed.
    """
    calls = _run(case, events, "--time-calls").measurement.latency
    if calls is None:
        raise RuntimeError(f"{case.name}: it has no single calls to time")
    return calls


def verification(case: Case, events: int) -> Pass:
    """Let the sink read every event; the time it takes means nothing.

    Raises:
        RuntimeError: not every event arrived once, under an insert_id of its own.
    """
    result = _run(case, events, verify=True)
    received = result.received
    if not received.events == received.insert_ids == received.orders == events:
        raise RuntimeError(f"{case.name}: {events} different events expected, got {received}")
    return result


def _run(case: Case, events: int, *options: str, verify: bool = False) -> Pass:
    with SinkProcess(verify=verify) as sink:
        members = run_module(
            "benchmarks.ingestion.child",
            [case.name, "--port", str(sink.port), "--events", str(events), *options],
        )
    expected = events if case.sends else 0
    if sink.received.events != expected or sink.received.refused:
        raise RuntimeError(f"{case.name}: {expected} events expected, got {sink.received}")
    return Pass(Measurement.from_json(members), sink.received)
