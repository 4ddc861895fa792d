"""Other SDKs at their defaults, each told only where to send.

Exception: the queues of posthog and segment hold every event, since they drop what does not fit
into the default 10,000, and this measures delivery of all of them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from benchmarks.ingestion.event import EVENT_TYPE

if TYPE_CHECKING:
    from benchmarks.ingestion.workload import Workload

__all__ = ["mixpanel", "official", "posthog", "segment"]


def official(port: int, workload: Workload) -> None:
    """amplitude-analytics; `shutdown` returns when every request has been answered."""
    from amplitude import Amplitude, BaseEvent, Config

    client = Amplitude("benchmark", Config(server_url=f"http://127.0.0.1:{port}/2/httpapi"))
    logging.getLogger("amplitude").setLevel(logging.ERROR)

    def track(*, user_id: str, device_id: str, event_properties: dict[str, Any]) -> None:
        client.track(
            BaseEvent(
                EVENT_TYPE,
                user_id=user_id,
                device_id=device_id,
                event_properties=event_properties,
            )
        )

    with workload.clock():
        workload.feed(track)
        client.shutdown()


def posthog(port: int, workload: Workload) -> None:
    """PostHog; a person is its user, the device a property."""
    from posthog import Posthog

    client = Posthog(
        "benchmark", host=f"http://127.0.0.1:{port}", max_queue_size=2 * workload.events
    )

    def track(*, user_id: str, device_id: str, event_properties: dict[str, Any]) -> None:
        event_properties["$device_id"] = device_id
        client.capture(EVENT_TYPE, distinct_id=user_id, properties=event_properties)

    with workload.clock():
        workload.feed(track)
        client.flush(timeout_seconds=None)


def segment(port: int, workload: Workload) -> None:
    """segment-analytics-python; the device is its anonymous id."""
    from segment.analytics import Client

    client = Client(
        "benchmark", host=f"http://127.0.0.1:{port}", max_queue_size=2 * workload.events
    )

    def track(*, user_id: str, device_id: str, event_properties: dict[str, Any]) -> None:
        client.track(user_id, EVENT_TYPE, event_properties, anonymous_id=device_id)

    with workload.clock():
        workload.feed(track)
        client.flush()


def mixpanel(port: int, workload: Workload) -> None:
    """Mixpanel with its BufferedConsumer; `api_host` would be asked by https, so the URL is given."""
    from mixpanel import BufferedConsumer, Mixpanel

    consumer = BufferedConsumer(events_url=f"http://127.0.0.1:{port}/track")
    client = Mixpanel("benchmark", consumer=consumer)

    def track(*, user_id: str, device_id: str, event_properties: dict[str, Any]) -> None:
        event_properties["$device_id"] = device_id
        client.track(user_id, EVENT_TYPE, event_properties)

    with workload.clock():
        workload.feed(track)
        consumer.flush()
