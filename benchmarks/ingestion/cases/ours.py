"""This SDK."""

from __future__ import annotations

import asyncio
import tempfile
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.ingestion.event import EVENT_TYPE

if TYPE_CHECKING:
    from amplitude_sdk import DeliveryConfig
    from benchmarks.ingestion.workload import Workload

__all__ = ["LATE", "asynchronous", "gzip", "outbox", "plain"]

LATE: Final = (
    "amplitude_sdk.delivery.outbox",
    "amplitude_sdk.delivery.thread_driver",
    "amplitude_sdk.delivery.asyncio_driver",
    "amplitude_sdk.transport.exchange._sync",
    "amplitude_sdk.transport.exchange._async",
)
"""What the SDK loads with the first event and the first request. Others load it with their import,
so it is loaded before the clock starts; the table of imports counts it."""


def plain(port: int, workload: Workload) -> None:
    """Everything at its default, validation included."""
    _run(port, workload, None)


def outbox(port: int, workload: Workload) -> None:
    """Events are on disk within 50 ms, or 1,000 events."""
    from amplitude_sdk import DeliveryConfig

    with tempfile.TemporaryDirectory() as folder:
        _run(port, workload, DeliveryConfig(outbox=Path(folder, "outbox.sqlite")))


def gzip(port: int, workload: Workload) -> None:
    """Bodies are compressed."""
    from amplitude_sdk import DeliveryConfig

    _run(port, workload, DeliveryConfig(gzip=True))


def asynchronous(port: int, workload: Workload) -> None:
    """The client of an event loop."""
    asyncio.run(_run_async(port, workload))


def _run(port: int, workload: Workload, delivery: DeliveryConfig | None) -> None:
    from amplitude_sdk import Amplitude

    _load()
    with Amplitude(api_key="benchmark", base_url=_url(port), delivery=delivery) as amp:
        with workload.clock():
            workload.feed(partial(amp.track, EVENT_TYPE))
            report = amp.flush()
        _check(report.delivered, workload)


async def _run_async(port: int, workload: Workload) -> None:
    from amplitude_sdk import AsyncAmplitude

    _load()
    async with AsyncAmplitude(api_key="benchmark", base_url=_url(port)) as amp:
        with workload.clock():
            await workload.feed_async(partial(amp.track, EVENT_TYPE), amp.ready)
            report = await amp.flush()
        _check(report.delivered, workload)


def _load() -> None:
    for module in LATE:
        import_module(module)


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _check(delivered: int, workload: Workload) -> None:
    if delivered != workload.events:
        raise RuntimeError(f"{delivered} of {workload.events} events delivered")
