"""Read by type checkers and never run: what a caller of `amp.dashboard` sees."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, assert_type

from amplitude_sdk import EventQuery, Segment, types, user_property

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk import Amplitude, AsyncAmplitude

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def events_are_built_by_chaining() -> None:
    """Every step is an `EventQuery`; what it is made of can be read."""
    play = EventQuery("Play Song")
    rock = play.where("event", "genre", "is", ["rock", "pop"]).where("user", "age", "greater", 17)
    by_plan = rock.group_by("user", user_property("plan")).group_by("event", "genre")
    assert_type(by_plan, EventQuery)
    assert_type(by_plan.event_type, str)
    assert_type(by_plan.filters, tuple[types.Filter, ...])
    assert_type(by_plan.group_bys, tuple[tuple[types.PropertyType, str], ...])
    assert_type(by_plan.filters[0].op, types.Operator)
    assert_type(by_plan.to_wire(), dict[str, object])
    assert_type(EventQuery.custom("Purchase"), EventQuery)
    assert_type(EventQuery.ANY_ACTIVE, EventQuery)
    assert_type(EventQuery.ANY, EventQuery)
    assert_type(EventQuery.NEW, EventQuery)
    assert_type(EventQuery.REVENUE, EventQuery)
    assert_type(EventQuery.VERIFIED_REVENUE, EventQuery)
    assert_type(EventQuery.UNVERIFIED_REVENUE, EventQuery)
    assert_type({rock: 1}[rock], int)


def segments_are_built_on_the_class_and_go_on_on_the_instance() -> None:
    """Conditions take one value or several, of every type that has a text."""
    dutch = Segment.where("country", "is", ["Netherlands"])
    assert_type(dutch, Segment)
    assert_type(dutch.where("gp:since", "less", date(2026, 3, 1)), Segment)
    assert_type(dutch.where("gp:seen", "greater or equal", datetime.now(UTC)), Segment)
    assert_type(dutch.where("gp:share", "less", 0.5).where("paying", "is", values=True), Segment)
    assert_type(dutch.where("gp:ids", "is", (each for each in [1, 2])), Segment)
    assert_type(Segment.cohort("abc", "def").cohort("ghi"), Segment)
    assert_type(Segment.performed("Play Song", ">=", 3), Segment)
    rock = EventQuery("Play Song").where("event", "genre", "is", "rock")
    often = dutch.performed(rock, op=">=", value=3, time_type="forEachInterval", time_value=7)
    assert_type(often, Segment)


def days_are_dates_aware_datetimes_or_text(amp: Amplitude) -> None:
    """All three in any combination."""
    assert_type(amp.dashboard.users(FIRST, LAST), types.TimeSeries)
    assert_type(amp.dashboard.users("20260301", LAST), types.TimeSeries)
    assert_type(amp.dashboard.users(datetime.now(UTC), "20260302"), types.TimeSeries)


def every_query_has_its_result(amp: Amplitude) -> None:
    """With nothing but what it needs."""
    dashboard = amp.dashboard
    assert_type(dashboard.users(FIRST, LAST), types.TimeSeries)
    assert_type(dashboard.session_lengths(FIRST, LAST), types.Distribution)
    assert_type(dashboard.average_session_length(FIRST, LAST), types.TimeSeries)
    assert_type(dashboard.sessions_per_user(FIRST, LAST), types.TimeSeries)
    assert_type(dashboard.composition("platform", FIRST, LAST), types.Distribution)
    assert_type(dashboard.events(), types.EventCatalogue)
    assert_type(dashboard.segmentation("Play Song", FIRST, LAST), types.TimeSeries)
    assert_type(dashboard.funnel(["Search", "Play Song"], FIRST, LAST), types.Funnel)
    assert_type(dashboard.retention(EventQuery.NEW, "Play Song", FIRST, LAST), types.Retention)
    assert_type(dashboard.user_activity(7), types.UserActivity)
    assert_type(dashboard.user_search("mira"), types.UserSearch)
    assert_type(dashboard.realtime(), types.TimeSeries)
    assert_type(dashboard.revenue_ltv(FIRST, LAST), types.LifetimeValue)
    assert_type(dashboard.chart("abc"), types.Chart)
    assert_type(dashboard.chart_csv("abc"), types.ChartTable)


async def every_query_has_the_same_result_when_it_is_awaited(amp: AsyncAmplitude) -> None:
    """The async client differs by `await` and nothing else."""
    dashboard = amp.dashboard
    assert_type(await dashboard.users(FIRST, LAST), types.TimeSeries)
    assert_type(await dashboard.session_lengths(FIRST, LAST), types.Distribution)
    assert_type(await dashboard.average_session_length(FIRST, LAST), types.TimeSeries)
    assert_type(await dashboard.sessions_per_user(FIRST, LAST), types.TimeSeries)
    assert_type(await dashboard.composition("platform", FIRST, LAST), types.Distribution)
    assert_type(await dashboard.events(), types.EventCatalogue)
    assert_type(await dashboard.segmentation("Play Song", FIRST, LAST), types.TimeSeries)
    assert_type(await dashboard.funnel(["Search", "Play Song"], FIRST, LAST), types.Funnel)
    assert_type(await dashboard.retention("Search", "Play Song", FIRST, LAST), types.Retention)
    assert_type(await dashboard.user_activity("7"), types.UserActivity)
    assert_type(await dashboard.user_search("mira"), types.UserSearch)
    assert_type(await dashboard.realtime(interval=5), types.TimeSeries)
    assert_type(await dashboard.revenue_ltv(FIRST, LAST), types.LifetimeValue)
    assert_type(await dashboard.chart("abc"), types.Chart)
    assert_type(await dashboard.chart_csv("abc"), types.ChartTable)


def arguments_are_words_or_the_numbers_of_the_wire(amp: Amplitude) -> None:
    """Everything that the documentation offers, at once."""
    dutch, play = Segment.where("country", "is", "Netherlands"), EventQuery("Play Song")
    amp.dashboard.users(
        *(FIRST, LAST), metric="new", interval="weekly", segments=dutch, group_by=["os", "gp:plan"]
    )
    amp.dashboard.session_lengths(
        *(FIRST, LAST), bin_unit="minutes", bin_min=0, bin_max=10, bin_size=0.5
    )
    amp.dashboard.segmentation(
        play.group_by("event", "price"),
        *(FIRST, LAST),
        second_event={"event_type": "Search", "filters": []},
        metric="sums",
        user_type="any",
        interval=-3600000,
        segments=[dutch, Segment.cohort("abc")],
        limit=1000,
        rolling_window=7,
        rolling_average=7,
    )
    amp.dashboard.segmentation(play, FIRST, LAST, metric="formula", formula="TOTALS(A)")
    amp.dashboard.funnel(
        [play, "Search", {"event_type": "Buy"}],
        *(FIRST, LAST),
        mode="sequential",
        user_type="new",
        interval="hourly",
        group_by="platform",
        conversion_window=timedelta(days=1),
        limit=10,
    )
    amp.dashboard.retention(
        EventQuery.NEW, play, FIRST, LAST, mode="bracket", brackets=[(0, 1), [1, 8]], interval=7
    )
    amp.dashboard.revenue_ltv(FIRST, LAST, metric="paying_users", interval="monthly")
    amp.dashboard.revenue_ltv(FIRST, LAST, metric=3, interval=30)
    amp.dashboard.user_activity(7, offset=10, limit=100, direction="earliest")
    amp.dashboard.users(FIRST, LAST, timeout=5, extra_query={"beta": True})


def raw_mappings_are_taken_where_builders_are(
    amp: Amplitude, event: Mapping[str, Any], condition: Mapping[str, Any]
) -> None:
    """For what the specs do not know yet."""
    conditions: Sequence[Mapping[str, Any]] = [condition]
    amp.dashboard.segmentation(event, FIRST, LAST, segments=conditions)
    amp.dashboard.funnel([event], FIRST, LAST, segments=[conditions, conditions])
