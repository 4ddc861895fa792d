"""Every request that the vendor's documents print, written with the facade, by the sample's id."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from amplitude_sdk import EventQuery, Segment, user_property
from tests.sdk.documented_dashboard import DASHBOARD, JUNE

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[[Any], Any]

CENTRAL_EUROPE = timezone(timedelta(hours=1))
SEVEN = datetime(2025, 11, 1, 7, tzinfo=UTC)

ANNOTATIONS: dict[str, Call] = {
    "annotations-create-category-request": lambda amp: amp.annotations.categories.create(
        "Releases"
    ),
    "annotations-list-categories-query": lambda amp: amp.annotations.categories.list(),
    "annotations-get-category-query": lambda amp: amp.annotations.categories.get(12345),
    "annotations-update-category-request": lambda amp: amp.annotations.categories.update(
        569, "Updated Category Name"
    ),
    "annotations-delete-category-query": lambda amp: amp.annotations.categories.delete(569),
    "annotations-assign-category-request": lambda amp: amp.annotations.categories.assign(
        12345, [12345, 67890, 11111]
    ),
    "annotations-create-request": lambda amp: amp.annotations.create(
        "Feature X Release",
        SEVEN,
        end=datetime(2025, 11, 10, 7, tzinfo=CENTRAL_EUROPE),
        category="Releases",
        chart_id="abc123",
        details="This marks the release of feature X",
    ),
    "annotations-list-query": lambda amp: amp.annotations.list(
        category="Releases", start=SEVEN, end=SEVEN.replace(day=30)
    ),
    "annotations-get-query": lambda amp: amp.annotations.get(12345),
    "annotations-update-request": lambda amp: amp.annotations.update(
        12345,
        label="Updated Feature X Release",
        end=datetime(2025, 11, 15, 7, tzinfo=CENTRAL_EUROPE),
    ),
    "annotations-delete-query": lambda amp: amp.annotations.delete(12345),
}

NEW_YEAR = datetime(2022, 1, 1, tzinfo=UTC)

RELEASES: dict[str, Call] = {
    "releases-create-query": lambda amp: amp.releases.create(
        version="2.2",
        title="New Feature",
        release_start=NEW_YEAR,
        release_end=NEW_YEAR,
        description="Releasing the new paid feature. ",
        platforms="iOS",
        created_by="",
    ),
    "releases-create-request": lambda amp: amp.releases.create(
        version="3.5",
        title="Big new feature",
        release_start="2022-01-01 00:00:00",
        release_end="2022-01-01 00:00:00",
        description="Releasing the new paid feature. ",
        platforms=["iOS"],
        created_by="User",
    ),
}

CALLS = {**DASHBOARD, **ANNOTATIONS, **RELEASES}

FRAGMENTS: dict[str, tuple[str, Call]] = {
    "dashboard-event-format": (
        "e",
        lambda amp: amp.dashboard.segmentation(
            EventQuery("CompletedProfile")
            .where("event", "EmailVerified", "is", "true")
            .where("user", user_property("SignUpDate"), "is", date(2021, 8, 18))
            .group_by("user", "platform"),
            *JUNE,
        ),
    ),
    "dashboard-segment-cohort": (
        "s",
        lambda amp: amp.dashboard.users(*JUNE, segments=Segment.cohort("XYXxxzz")),
    ),
    "dashboard-segment-definition": (
        "s",
        lambda amp: amp.dashboard.users(
            *JUNE,
            segments=Segment.where("version", "contains", ["1.0", "2.0"]).where(
                user_property("gender"), "is", "female"
            ),
        ),
    ),
    "dashboard-retention-brackets-format": (
        "rb",
        lambda amp: amp.dashboard.retention("A", "B", *JUNE, mode="bracket", brackets=[[0, 4]]),
    ),
    "dashboard-retention-brackets-example": (
        "rb",
        lambda amp: amp.dashboard.retention("A", "B", *JUNE, mode="bracket", brackets=[(0, 5)]),
    ),
}
"""Of JSON in the prose: the parameter a fragment is the value of, and a call that sends it."""
