"""Every request that "Dashboard REST API" prints, written with the facade.

Most samples are printed twice, as a command of curl and as HTTP.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from amplitude_sdk import EventQuery, Segment, user_property

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[[Any], Any]

BOTH = ("curl", "http")
NINE_MONTHS = (date(2021, 1, 1), date(2021, 9, 1))
SPRING_TO_AUTUMN = (date(2021, 4, 26), date(2021, 9, 5))
JUNE = (date(2021, 6, 1), date(2021, 6, 30))
AUGUST = (date(2021, 8, 1), date(2021, 8, 31))
AUGUST_AND_SEPTEMBER = (date(2021, 8, 1), date(2021, 9, 30))
FUNNEL_DAYS = (date(2021, 8, 1), date(2021, 9, 26))
SIX_WEEKS = (date(2021, 7, 26), date(2021, 9, 5))
DECEMBER = (date(2021, 12, 1), date(2021, 12, 31))

TUTORIAL = EventQuery("watch_tutorial")
PRICE = TUTORIAL.group_by("event", "$price")
BY_CITY = TUTORIAL.group_by("user", "city")
STEPS = ["event_one", "event_two", "event_three", "event_four"]
NOWHERE = Segment.where("city", "is", "(none)")
ABROAD = Segment.where("country", "is not", ["Netherlands", "United States"])

DASHBOARD: dict[str, Call] = {}


def printed(name: str, call: Call, forms: tuple[str, ...] = BOTH) -> None:
    """Record the call that says what a sample says, in each of its forms."""
    DASHBOARD.update(dict.fromkeys((f"{name}-{form}" for form in forms), call))


# --- Saved charts, users, sessions, composition, events ------------------------------------------

printed("dashboard-chart-basic", lambda amp: amp.dashboard.chart("abc123"), (*BOTH, "python"))
printed("dashboard-users-basic", lambda amp: amp.dashboard.users(*JUNE), ("curl",))
printed(
    "dashboard-users-basic",
    lambda amp: amp.dashboard.users(*NINE_MONTHS, interval="monthly", group_by="city"),
    ("http",),
)
printed("dashboard-users-active", lambda amp: amp.dashboard.users(*NINE_MONTHS, metric="active"))
printed("dashboard-users-weekly", lambda amp: amp.dashboard.users(*NINE_MONTHS, interval="weekly"))
printed(
    "dashboard-users-segment",
    lambda amp: amp.dashboard.users(
        *NINE_MONTHS, interval="monthly", segments=Segment.where("city", "is", ["Amsterdam"])
    ),
)
printed(
    "dashboard-users-monthly-by-city",
    lambda amp: amp.dashboard.users(*NINE_MONTHS, interval=30, group_by="city"),
)
printed("dashboard-users-new", lambda amp: amp.dashboard.users(*NINE_MONTHS, metric="new"))
printed(
    "dashboard-session-lengths-basic", lambda amp: amp.dashboard.session_lengths(*JUNE), ("curl",)
)
printed(
    "dashboard-session-lengths-basic",
    lambda amp: amp.dashboard.session_lengths(*SPRING_TO_AUTUMN),
    ("http",),
)
printed(
    "dashboard-session-lengths-minutes",
    lambda amp: amp.dashboard.session_lengths(
        *SPRING_TO_AUTUMN, bin_unit="minutes", bin_min=0, bin_max=10
    ),
)
printed(
    "dashboard-session-lengths-days",
    lambda amp: amp.dashboard.session_lengths(
        *SPRING_TO_AUTUMN, bin_unit="days", bin_min=0, bin_max=10, bin_size=1
    ),
)
printed("dashboard-session-average-basic", lambda amp: amp.dashboard.average_session_length(*JUNE))
printed("dashboard-sessions-per-user-basic", lambda amp: amp.dashboard.sessions_per_user(*JUNE))
printed(
    "dashboard-composition-basic",
    lambda amp: amp.dashboard.composition("PROPERTY", *JUNE),
    ("curl",),
)
printed(
    "dashboard-composition-basic",
    lambda amp: amp.dashboard.composition("property", *JUNE),
    ("http",),
)
printed("dashboard-composition-platform", lambda amp: amp.dashboard.composition("platform", *JUNE))
printed(
    "dashboard-composition-custom-property",
    lambda amp: amp.dashboard.composition(user_property("event"), *JUNE),
)
printed("dashboard-events-list", lambda amp: amp.dashboard.events())

# --- Event segmentation --------------------------------------------------------------------------

printed(
    "dashboard-segmentation-basic", lambda amp: amp.dashboard.segmentation("YOUR EVENT", *AUGUST)
)
printed(
    "dashboard-segmentation-any-active",
    lambda amp: amp.dashboard.segmentation(EventQuery.ANY_ACTIVE, *AUGUST),
)
printed(
    "dashboard-segmentation-two-events",
    lambda amp: amp.dashboard.segmentation(
        TUTORIAL, date(2021, 8, 1), date(2021, 8, 2), second_event="transaction"
    ),
    ("curl",),
)
printed(
    "dashboard-segmentation-two-events",
    lambda amp: amp.dashboard.segmentation(TUTORIAL, *AUGUST, second_event="transaction"),
    ("http",),
)
printed(
    "dashboard-segmentation-custom-event",
    lambda amp: amp.dashboard.segmentation(EventQuery.custom("My Custom Event"), *AUGUST),
)
printed(
    "dashboard-segmentation-totals",
    lambda amp: amp.dashboard.segmentation(TUTORIAL, *AUGUST, metric="totals"),
)
printed(
    "dashboard-segmentation-active-percent",
    lambda amp: amp.dashboard.segmentation(TUTORIAL, *AUGUST, metric="pct_dau"),
)
printed(
    "dashboard-segmentation-average",
    lambda amp: amp.dashboard.segmentation(TUTORIAL, *AUGUST, metric="average"),
)
printed(
    "dashboard-segmentation-price-sum",
    lambda amp: amp.dashboard.segmentation(PRICE, *AUGUST, metric="sums"),
)
printed(
    "dashboard-segmentation-price-distribution",
    lambda amp: amp.dashboard.segmentation(PRICE, *AUGUST, metric="sums"),
)
printed(
    "dashboard-segmentation-weekly",
    lambda amp: amp.dashboard.segmentation(TUTORIAL, *AUGUST, interval="weekly"),
)
printed(
    "dashboard-segmentation-monthly-by-city",
    lambda amp: amp.dashboard.segmentation(BY_CITY, *AUGUST_AND_SEPTEMBER, interval="monthly"),
)
printed(
    "dashboard-segmentation-monthly-by-city-segment",
    lambda amp: amp.dashboard.segmentation(
        BY_CITY,
        *AUGUST_AND_SEPTEMBER,
        interval="monthly",
        segments=Segment.where("os", "is", "(none)"),
    ),
)
printed(
    "dashboard-segmentation-server-upload-time-segment",
    lambda amp: amp.dashboard.segmentation(
        TUTORIAL,
        *AUGUST_AND_SEPTEMBER,
        segments=Segment.where("server_upload_time", "greater or equal", date(2021, 8, 17)),
    ),
)

# --- Funnels -------------------------------------------------------------------------------------

printed(
    "dashboard-funnel-basic",
    lambda amp: amp.dashboard.funnel(["EVENT_1", "EVENT_2"], *JUNE),
    ("curl",),
)
printed("dashboard-funnel-basic", lambda amp: amp.dashboard.funnel(["EVENT"] * 3, *JUNE), ("http",))
printed(
    "dashboard-funnel-unordered-window",
    lambda amp: amp.dashboard.funnel(
        STEPS[:3],
        *FUNNEL_DAYS,
        mode="unordered",
        conversion_window=timedelta(seconds=3),
        limit=100,
    ),
)
printed(
    "dashboard-funnel-by-custom-property",
    lambda amp: amp.dashboard.funnel(
        STEPS[:2],
        *FUNNEL_DAYS,
        mode="unordered",
        user_type="new",
        segments=NOWHERE,
        group_by=user_property("event"),
    ),
)
printed(
    "dashboard-funnel-by-library",
    lambda amp: amp.dashboard.funnel(
        STEPS[:2],
        *FUNNEL_DAYS,
        mode="unordered",
        user_type="new",
        segments=NOWHERE,
        group_by="library",
    ),
)
printed(
    "dashboard-funnel-four-events",
    lambda amp: amp.dashboard.funnel(STEPS, *FUNNEL_DAYS, mode="unordered"),
)
printed(
    "dashboard-funnel-four-events-new-users",
    lambda amp: amp.dashboard.funnel(STEPS, *FUNNEL_DAYS, mode="unordered"),
    ("curl",),
)
printed(
    "dashboard-funnel-four-events-new-users",
    lambda amp: amp.dashboard.funnel(
        [*STEPS[:2], STEPS[3]], *FUNNEL_DAYS, mode="unordered", user_type="new"
    ),
    ("http",),
)
printed(
    "dashboard-funnel-four-events-new-users-ordered",
    lambda amp: amp.dashboard.funnel(STEPS, *FUNNEL_DAYS),
    ("curl",),
)
printed(
    "dashboard-funnel-four-events-new-users-ordered",
    lambda amp: amp.dashboard.funnel([*STEPS[:2], STEPS[3]], *FUNNEL_DAYS, user_type="new"),
    ("http",),
)

# --- Retention, single users, real-time users, lifetime value ------------------------------------

printed(
    "dashboard-retention-basic",
    lambda amp: amp.dashboard.retention("STARTEVENT", "RETURNEVENT", *JUNE),
    ("curl",),
)
printed(
    "dashboard-retention-basic",
    lambda amp: amp.dashboard.retention(EventQuery.ANY_ACTIVE, "EVENT", *JUNE),
    ("http",),
)
printed(
    "dashboard-retention-by-device",
    lambda amp: amp.dashboard.retention(
        EventQuery.ANY_ACTIVE, TUTORIAL, *AUGUST, segments=ABROAD, group_by="device_id"
    ),
)
printed(
    "dashboard-retention-rolling",
    lambda amp: amp.dashboard.retention(EventQuery.ANY_ACTIVE, TUTORIAL, *AUGUST, mode="rolling"),
)
printed(
    "dashboard-retention-weekly",
    lambda amp: amp.dashboard.retention(
        EventQuery.ANY_ACTIVE, TUTORIAL, *SIX_WEEKS, interval="weekly"
    ),
)
printed(
    "dashboard-retention-monthly",
    lambda amp: amp.dashboard.retention(
        EventQuery.ANY_ACTIVE, TUTORIAL, *SIX_WEEKS, interval="monthly"
    ),
)
printed("dashboard-user-activity-basic", lambda amp: amp.dashboard.user_activity(247246881751))
printed("dashboard-user-activity-user-123", lambda amp: amp.dashboard.user_activity(123))
printed(
    "dashboard-user-activity-offset",
    lambda amp: amp.dashboard.user_activity(123, offset=49, limit=100),
)
printed("dashboard-user-activity-limit", lambda amp: amp.dashboard.user_activity(123, limit=1))
printed("dashboard-user-search-basic", lambda amp: amp.dashboard.user_search("USER_ID"), ("curl",))
printed("dashboard-user-search-basic", lambda amp: amp.dashboard.user_search("user_id"), ("http",))
printed(
    "dashboard-user-search-device-id",
    lambda amp: amp.dashboard.user_search("0786zXEdyOX1rS3M-P_m1d"),
    (*BOTH, "python"),
)
printed("dashboard-user-search-amplitude-id", lambda amp: amp.dashboard.user_search("356893043036"))
printed("dashboard-realtime-basic", lambda amp: amp.dashboard.realtime(), ("curl",))
printed("dashboard-realtime-basic", lambda amp: amp.dashboard.realtime(interval=5), ("http",))
printed("dashboard-revenue-ltv-basic", lambda amp: amp.dashboard.revenue_ltv(*JUNE))
printed(
    "dashboard-revenue-ltv-weekly",
    lambda amp: amp.dashboard.revenue_ltv(*DECEMBER, interval="weekly"),
    (*BOTH, "go"),
)
printed(
    "dashboard-revenue-ltv-monthly-paying-users",
    lambda amp: amp.dashboard.revenue_ltv(
        date(2021, 12, 1), date(2022, 12, 31), metric="paying_users", interval="monthly"
    ),
    (*BOTH, "python"),
)
