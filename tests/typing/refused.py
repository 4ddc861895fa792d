"""Read by type checkers and never run: calls that both of them refuse.

Each carries the comment that silences mypy; mypy and pyright both complain about one that is not
needed, so every line here proves itself.
"""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from amplitude_sdk import UNSET, EventQuery, Segment

if TYPE_CHECKING:
    from datetime import datetime

    from amplitude_sdk import Amplitude, AsyncAmplitude

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
PLAY = EventQuery("Play Song")


def events() -> None:
    """Kinds of properties, operators and values are closed vocabularies; events do not change."""
    EventQuery(7)  # type: ignore[arg-type]
    PLAY.where("group", "genre", "is", "rock")  # type: ignore[arg-type]
    PLAY.where("event", "genre", "equals", "rock")  # type: ignore[arg-type]
    PLAY.where("event", "genre", "is", None)  # type: ignore[arg-type]
    PLAY.where("event", "genre", "is", [["rock"]])  # type: ignore[list-item]
    PLAY.where("event", "genre", "is")  # type: ignore[call-arg]
    PLAY.group_by("user")  # type: ignore[call-arg]
    PLAY.group_by("users", "platform")  # type: ignore[arg-type]
    PLAY.event_type = "Stop"  # type: ignore[misc]
    EventQuery.custom()  # type: ignore[call-arg]


def segments() -> None:
    """The same on the class and on the instance."""
    Segment.where("country", "equals", "NL")  # type: ignore[arg-type]
    Segment.where("country", "is", None)  # type: ignore[arg-type]
    Segment.where("country", "is")  # type: ignore[call-arg]
    Segment.cohort(7)  # type: ignore[arg-type]
    Segment.performed("Play Song", ">=")  # type: ignore[call-arg]
    Segment.performed("Play Song", ">=", "3")  # type: ignore[arg-type]
    Segment.performed("Play Song", ">=", 3, time_type="always")  # type: ignore[arg-type]
    Segment.cohort("abc").performed(7, ">=", 3)  # type: ignore[arg-type]
    Segment.cohort("abc").conditions = ()  # type: ignore[misc]


def queries(amp: Amplitude) -> None:
    """Words nobody documents, options given by position, days that are none."""
    amp.dashboard.users(20260301, LAST)  # type: ignore[arg-type]
    amp.dashboard.users(FIRST)  # type: ignore[call-arg]
    amp.dashboard.users(FIRST, LAST, "new")  # type: ignore[call-arg]
    amp.dashboard.users(FIRST, LAST, metric="old")  # type: ignore[arg-type]
    amp.dashboard.users(FIRST, LAST, interval="yearly")  # type: ignore[arg-type]
    amp.dashboard.users(FIRST, LAST, segments="NL")  # type: ignore[arg-type]
    amp.dashboard.segmentation(PLAY, FIRST, LAST, metric="median")  # type: ignore[arg-type]
    amp.dashboard.segmentation(PLAY, FIRST, LAST, user_type="new")  # type: ignore[arg-type]
    amp.dashboard.segmentation(None, FIRST, LAST)  # type: ignore[arg-type]
    amp.dashboard.funnel(PLAY, FIRST, LAST)  # type: ignore[arg-type]
    amp.dashboard.funnel([7], FIRST, LAST)  # type: ignore[list-item]
    amp.dashboard.funnel([PLAY], FIRST, LAST, user_type="any")  # type: ignore[arg-type]
    amp.dashboard.funnel([PLAY], FIRST, LAST, conversion_window="1d")  # type: ignore[arg-type]
    amp.dashboard.retention(PLAY, PLAY, FIRST, LAST, mode="ordered")  # type: ignore[arg-type]
    amp.dashboard.retention(PLAY, PLAY, FIRST, LAST, brackets=[0, 4])  # type: ignore[list-item]
    amp.dashboard.session_lengths(FIRST, LAST, bin_unit="days")  # type: ignore[arg-type]
    amp.dashboard.revenue_ltv(FIRST, LAST, metric=4)  # type: ignore[arg-type]
    amp.dashboard.user_activity(7.5)  # type: ignore[arg-type]
    amp.dashboard.user_activity(7, direction="newest")  # type: ignore[arg-type]
    amp.dashboard.chart()  # type: ignore[call-arg]
    amp.dashboard.events(extra_query="a=1")  # type: ignore[arg-type]


def notes(amp: Amplitude, moment: datetime) -> None:
    """None where it is not documented, days where moments are meant, ids that are no numbers."""
    amp.annotations.create("Launch", FIRST)  # type: ignore[arg-type]
    amp.annotations.create("Launch")  # type: ignore[call-arg]
    amp.annotations.create("Launch", moment, moment)  # type: ignore[call-arg]
    amp.annotations.list("Releases")  # type: ignore[call-arg]
    amp.annotations.get("7")  # type: ignore[arg-type]
    amp.annotations.update(7, label=None)  # type: ignore[arg-type]
    amp.annotations.update(7, start=None)  # type: ignore[arg-type]
    amp.annotations.update(7, category=None)  # type: ignore[arg-type]
    amp.annotations.update(7, details=None)  # type: ignore[arg-type]
    amp.annotations.create("Launch", moment, end=UNSET)  # type: ignore[arg-type]
    amp.annotations.categories.assign(7, ["8"])  # type: ignore[list-item]
    amp.annotations.categories.update(7)  # type: ignore[call-arg]
    amp.releases.create(version="1", title="One")  # type: ignore[call-arg]
    amp.releases.create("1", "One", moment)  # type: ignore[call-arg]
    amp.releases.create(version=1, title="One", release_start=moment)  # type: ignore[arg-type]
    amp.releases.create(version="1", title="One", release_start=FIRST)  # type: ignore[arg-type]
    amp.annotations.get(7).label = "New"  # type: ignore[misc]


async def coroutines(amp: AsyncAmplitude) -> None:
    """What is not awaited is no result."""
    _ = amp.annotations.get(7).label  # type: ignore[attr-defined]
    amp.dashboard.users(FIRST, LAST).rows()  # type: ignore[attr-defined]
    await amp.dashboard.users(FIRST, LAST, interval=timedelta(1))  # type: ignore[arg-type]
