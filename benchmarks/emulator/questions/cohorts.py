"""Retention and lifetime value: what becomes of those who came on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from benchmarks.emulator.questions.question import SPAN, Question

if TYPE_CHECKING:
    from benchmarks.emulator.questions.question import Answer

__all__ = ["QUESTIONS"]

_ACTIVE: Final = {"event_type": "_active"}
_NEW: Final = {"event_type": "_new"}
_BRACKETS: Final = [[0, 1], [1, 4], [4, 7], [7, 12]]


def _retained(reply: Any) -> Answer:
    """Users by day and interval; the whole cohort has the interval -1."""
    (series,) = reply["data"]["series"]
    return {
        (day, interval): cell["count"]
        for day, date in enumerate(reversed(series["dates"]))
        for interval, cell in enumerate(series["values"][date], -1)
    }


def _revenue(reply: Any) -> Answer:
    """Amounts by group, day and the days since."""
    data = reply["data"]
    return {
        (label or None, day, what): value
        for label, series in zip(data["seriesLabels"], data["series"], strict=True)
        for day, date in enumerate(reversed(series["dates"]))
        for what, value in series["values"][date].items()
    }


def _retention(name: str, sql: str, **parameters: Any) -> Question:
    asked = {**SPAN, "se": _ACTIVE, "re": _ACTIVE, **parameters}
    return Question(name, "/2/retention", asked, sql, _retained)


QUESTIONS: Final = (
    _retention(
        "retention, n-day",
        """
        with hours as materialized (
            select distinct _amplitude_id as user, (time - $start) // 3600000 as hour
            from events
            where _app = $app and time >= $start and time < $end + 31::bigint * 86400000
        ),
        starts as (
            select user, hour // 24 as day, hour from hours where hour < ($end - $start) // 3600000
        )
        select day, -1, count(distinct user) from starts group by day
        union all
        select day, (hours.hour - starts.hour) // 24 as interval, count(distinct user)
        from starts join hours using (user)
        where hours.hour >= starts.hour and hours.hour < starts.hour + 31 * 24
        group by day, interval
        """,
    ),
    _retention(
        "retention of new users, n-day",
        """
        with hours as (
            select distinct _amplitude_id as user, (time - $start) // 3600000 as hour
            from events
            where _app = $app and time >= $start and time < $end + 31::bigint * 86400000
        ),
        starts as materialized (
            select _amplitude_id as user, (min(time) - $start) // 3600000 as first
            from events
            where _app = $app
            group by user
            having min(time) >= $start and min(time) < $end
        )
        select first // 24 as day, -1, count(*) from starts group by day
        union all
        select first // 24 as day, (hour - first) // 24 as interval, count(distinct user)
        from starts join hours using (user)
        where hour >= first and hour < first + 31 * 24
        group by day, interval
        """,
        se=_NEW,
    ),
    _retention(
        "retention, rolling",
        """
        with hours as materialized (
            select distinct _amplitude_id as user, (time - $start) // 3600000 as hour
            from events
            where _app = $app and time >= $start
        ),
        starts as materialized (
            select user, hour // 24 as day, min(hour) as first
            from hours
            where hour < ($end - $start) // 3600000
            group by user, day
        ),
        lasts as (select user, max(hour) as last from hours group by user)
        select day, -1, count(*) from starts group by day
        union all
        select day, interval, count(*)
        from starts join lasts using (user)
            join range(31) intervals(interval) on interval <= (last - first) // 24
        group by day, interval
        """,
        rm="rolling",
    ),
    _retention(
        "retention, bracket",
        """
        with hours as materialized (
            select distinct _amplitude_id as user, (time - $start) // 3600000 as hour
            from events
            where _app = $app and time >= $start and time < $end + 12::bigint * 86400000
        ),
        starts as (
            select user, hour // 24 as day, hour from hours where hour < ($end - $start) // 3600000
        ),
        returned as (
            select day, user, (hours.hour - starts.hour) // 24 as after
            from starts join hours using (user)
            where hours.hour >= starts.hour and hours.hour < starts.hour + 12 * 24
        )
        select day, -1, count(distinct user) from starts group by day
        union all
        select
            day,
            case when after < 1 then 0 when after < 4 then 1 when after < 7 then 2 else 3 end as n,
            count(distinct user)
        from returned
        group by day, n
        """,
        rm="bracket",
        rb=_BRACKETS,
    ),
    Question(
        "lifetime value",
        "/2/revenue/ltv",
        SPAN,
        """
        with came as materialized (
            select _amplitude_id as user, min(time) as first
            from events
            where _app = $app
            group by user
            having min(time) >= $start and min(time) < $end
        ),
        paid as materialized (
            select
                user,
                (first - $start) // 86400000 as day,
                (time - first) // 86400000 + 1 as after,
                revenue
            from events join came on user = _amplitude_id
            where _app = $app and revenue is not null
        ),
        cohorts as (
            select (first - $start) // 86400000 as day, count(*) as users from came group by day
        ),
        daily as (select day, after, sum(revenue) as amount from paid group by day, after)
        select null, day, 'r' || n || 'd', sum(amount) / any_value(users)
        from cohorts join daily using (day) join range(1, 91) days(n) on n >= after
        where n <= 91 - day
        group by day, n
        union all
        select null, day, 'count', users from cohorts
        union all
        select null, day, 'paid', count(distinct user) from paid group by day
        union all
        select null, day, 'total_amount', sum(revenue) from paid group by day
        """,
        _revenue,
    ),
    Question(
        "lifetime value by country",
        "/2/revenue/ltv",
        {**SPAN, "g": "country"},
        """
        with came as materialized (
            select
                _amplitude_id as user,
                min(time) as first,
                min_by(country, time) as country
            from events
            where _app = $app
            group by user
            having min(time) >= $start and min(time) < $end
        ),
        paid as materialized (
            select
                user,
                came.country as country,
                (first - $start) // 86400000 as day,
                (time - first) // 86400000 + 1 as after,
                revenue
            from events join came on user = _amplitude_id
            where _app = $app and revenue is not null
        ),
        cohorts as (
            select country, (first - $start) // 86400000 as day, count(*) as users
            from came group by country, day
        ),
        daily as (
            select country, day, after, sum(revenue) as amount from paid group by country, day, after
        )
        select country, day, 'r' || n || 'd', sum(amount) / any_value(users)
        from cohorts join daily using (country, day) join range(1, 91) days(n) on n >= after
        where n <= 91 - day
        group by country, day, n
        union all
        select country, day, 'count', users from cohorts
        union all
        select country, day, 'paid', count(distinct user) from paid group by country, day
        union all
        select country, day, 'total_amount', sum(revenue) from paid group by country, day
        """,
        _revenue,
    ),
)
