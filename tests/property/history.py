"""An emulator in which a month has passed: people, sessions, purchases, groups, charts, cohorts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from amplitude_sdk.emulator import Clock, Emulator, SyntheticUsers
from tests.property.wire import KEY, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

APRIL = datetime(2026, 4, 1, tzinfo=UTC)
SPAN: dict[str, Any] = {"start": "20260301", "end": "20260331"}
CHART = "k3v9x1ab"
"""The chart of the examples in the documents."""


def lived_in() -> Emulator:
    """Return an emulator with what happened in March 2026, on the first of April.

    Events may come as fast as they do, and ids have any length: schemas say nothing of that.
    """
    emulator = Emulator(projects={KEY: SECRET}, clock=Clock(APRIL), throttle=False, id_limits=False)
    emulator.seed(_march(), api_key=KEY)
    emulator.define_cohort("buyers", user_ids=["synthetic-user-000001", "synthetic-user-000007"])
    emulator.define_custom_event("Heard", [{"event_type": "Play Song"}])
    emulator.define_chart(CHART, "segmentation", {"e": {"event_type": "Play Song"}, **SPAN})
    return emulator


def _march() -> Iterator[dict[str, Any]]:
    """The events of a music shop, named like the examples in the documents."""
    made_up = SyntheticUsers(users=80, days=31).events(int(APRIL.timestamp() * 1000))
    for number, event in enumerate(made_up):
        name = event["event_type"]
        yield {
            **event,
            "event_type": "Search Song" if name == "Search" else name,
            "groups": {"team": f"team-{number % 3}"},
        }
