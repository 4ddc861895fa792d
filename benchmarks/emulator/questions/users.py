"""Who was there: active and new users, composition, sessions, the list of events, one user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.ingestion.identity import FIRST_AMPLITUDE_ID
from benchmarks.emulator.questions.question import SPAN, Question
from benchmarks.emulator.questions.segmentation import series, series_by_group

if TYPE_CHECKING:
    from benchmarks.emulator.questions.question import Answer

__all__ = ["QUESTIONS"]


def _composition(reply: Any) -> Answer:
    data = reply["data"]
    return {(value,): users for value, users in zip(data["xValues"], *data["series"], strict=True)}


def _listed(reply: Any) -> Answer:
    return {(each["value"],): each["totals"] for each in reply["data"]}


def _realtime(reply: Any) -> Answer:
    today, yesterday = reply["data"]["series"]
    return {(point,): users for point, users in enumerate([*yesterday, *today])}


def _bins(reply: Any) -> Answer:
    return {(number,): sessions for number, sessions in enumerate(reply["data"]["series"][0])}


def _days(reply: Any) -> Answer:
    data = reply["data"]
    return {
        **{(day,): value for day, value in enumerate(data["series"][0])},
        (None,): data["seriesCollapsed"][0][0]["value"],
    }


def _activity(reply: Any) -> Answer:
    user = reply["userData"]
    return {
        ("events",): user["num_events"],
        ("sessions",): user["num_sessions"],
        ("length",): user["usage_time"],
        ("page",): len(reply["events"]),
    }


QUESTIONS: Final = (
    Question(
        "active users",
        "/2/users",
        SPAN,
        """
        select (time - $start) // 86400000 as day, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end
        group by grouping sets ((day), ())
        """,
        series,
    ),
    Question(
        "active users by country",
        "/2/users",
        {**SPAN, "g": "country"},
        """
        select country, (time - $start) // 86400000 as day, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end
        group by grouping sets ((country, day), (country))
        """,
        series_by_group,
    ),
    Question(
        "new users",
        "/2/users",
        {**SPAN, "m": "new"},
        """
        with came as (
            select min(time) as time from events where _app = $app group by _amplitude_id
        )
        select (time - $start) // 86400000 as day, count(*)
        from came
        where time >= $start and time < $end
        group by grouping sets ((day), ())
        """,
        series,
    ),
    Question(
        "composition by country",
        "/2/composition",
        {**SPAN, "p": "country"},
        """
        select country, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end
        group by country
        """,
        _composition,
    ),
    Question(
        "composition by user property",
        "/2/composition",
        {**SPAN, "p": "gp:plan"},
        """
        select _state ->> 'plan' as tariff, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end
        group by tariff
        """,
        _composition,
    ),
    Question(
        "events list",
        "/2/events/list",
        {},
        """
        select event_type, count(*) filter (time >= $monday and time < $monday + 7 * 86400000)
        from events
        where _app = $app
        group by event_type
        """,
        _listed,
    ),
    Question(
        "real-time",
        "/2/realtime",
        {},
        """
        select (time - $recent) // 300000 as point, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $recent and time < $recent + 2 * 86400000
        group by point
        """,
        _realtime,
    ),
    Question(
        "session lengths",
        "/2/sessions/length",
        SPAN,
        """
        with bins(low, number) as (
            values (0, 0), (3000, 1), (10000, 2), (30000, 3), (60000, 4), (180000, 5),
                (600000, 6), (1800000, 7), (3600000, 8)
        ),
        sessions as (
            select
                min(time) as time,
                least(max(time) - min(time), 86400000 - 1) as length
            from events
            where _app = $app and session_id <> -1
            group by _amplitude_id, session_id
        )
        select number, count(*)
        from sessions asof join bins on length >= low
        where time >= $start and time < $end
        group by number
        """,
        _bins,
    ),
    Question(
        "average session length",
        "/2/sessions/average",
        SPAN,
        """
        with sessions as (
            select min(time) as time, least(max(time) - min(time), 86400000) as length
            from events
            where _app = $app and session_id <> -1
            group by _amplitude_id, session_id
        )
        select (time - $start) // 86400000 as day, avg(length) / 1000
        from sessions
        where time >= $start and time < $end
        group by grouping sets ((day), ())
        """,
        _days,
    ),
    Question(
        "sessions per user",
        "/2/sessions/peruser",
        SPAN,
        """
        with sessions as (
            select min(time) as time
            from events
            where _app = $app and session_id <> -1
            group by _amplitude_id, session_id
        ),
        started as (
            select (time - $start) // 86400000 as day, count(*) as sessions
            from sessions
            where time >= $start and time < $end
            group by grouping sets ((day), ())
        ),
        active as (
            select (time - $start) // 86400000 as day, count(distinct _amplitude_id) as users
            from events
            where _app = $app and time >= $start and time < $end
            group by grouping sets ((day), ())
        )
        select active.day, coalesce(sessions, 0) / users
        from active left join started on active.day is not distinct from started.day
        """,
        _days,
    ),
    Question(
        "user activity",
        "/2/useractivity",
        {"user": str(FIRST_AMPLITUDE_ID)},
        """
        with mine as materialized (
            select * from events where _app = $app and _amplitude_id = $user
        ),
        sessions as (
            select least(max(time) - min(time), 86400000) as length
            from mine where session_id <> -1 group by session_id
        ),
        page as (select * from mine order by time desc, _seq desc limit 1000)
        select
            (select count(*) from mine),
            (select count(*) from sessions),
            (select sum(length) from sessions),
            (select list(page) from page)
        """,
        _activity,
        lambda rows: {
            ("events",): rows[0][0],
            ("sessions",): rows[0][1],
            ("length",): rows[0][2],
            ("page",): len(rows[0][3]),
        },
    ),
)
