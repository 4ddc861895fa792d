"""All cases by name, in the order of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.ingestion.cases import limits, ours, peers

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.ingestion.workload import Workload

__all__ = [
    "ASYNC",
    "CASES",
    "INLINE",
    "INLINE_CHEAP",
    "JSON",
    "OFFICIAL",
    "OURS",
    "OUTBOX",
    "Case",
]

OURS: Final = "ours"
OUTBOX: Final = "ours-outbox"
ASYNC: Final = "ours-async"
OFFICIAL: Final = "amplitude-analytics"
INLINE: Final = "limit-inline"
INLINE_CHEAP: Final = "limit-inline-cheap"
JSON: Final = "json-dumps"


@dataclass(frozen=True, slots=True)
class Case:
    """One row.

    Attributes:
        name: on the command line.
        label: in the tables.
        run: drives a workload against a sink on this port of 127.0.0.1.
        sends: whether it delivers the events to the sink.
        tracks: whether it has single calls to time.
    """

    name: str
    label: str
    run: Callable[[int, Workload], None]
    sends: bool = True
    tracks: bool = True


_ALL: Final = (
    Case(OURS, "`Amplitude`", ours.plain),
    Case(OUTBOX, '`Amplitude`, outbox ("batch")', ours.outbox),
    Case("ours-gzip", "`Amplitude`, gzip", ours.gzip),
    Case(ASYNC, "`AsyncAmplitude`", ours.asynchronous),
    Case(OFFICIAL, "amplitude-analytics (200 per request)", peers.official),
    Case("posthog", "posthog (100 per request)", peers.posthog),
    Case("segment", "segment-analytics-python (100 per request)", peers.segment),
    Case("mixpanel", "mixpanel `BufferedConsumer` (50 per request)", peers.mixpanel),
    Case(INLINE, "limit: orjson inline, `str(uuid4())`", limits.inline, tracks=False),
    Case(
        INLINE_CHEAP,
        "limit: orjson inline, counter as id",
        limits.inline_cheap_id,
        tracks=False,
    ),
    Case("limit-wire", "limit: bodies pre-serialised", limits.preserialised, tracks=False),
    Case(JSON, "`json.dumps` of the event alone", limits.json_dumps, sends=False),
)

CASES: Final = {case.name: case for case in _ALL}
