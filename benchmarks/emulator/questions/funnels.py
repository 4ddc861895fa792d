"""Funnels: search, play, put into the cart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from benchmarks.emulator.questions.question import SPAN, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.emulator.questions.question import Answer

__all__ = ["QUESTIONS"]

_STEPS: Final = tuple({"event_type": name} for name in ("Search", "Play Song", "Add to Cart"))


def _of_reply(reply: Any) -> Answer:
    """Users, average and median times and their distributions, by group, day (or None) and step."""
    found: Answer = {}
    for result in reply["data"]:
        label = result.get("groupValue")
        whole = (result["cumulativeRaw"], result["avgTransTimes"], result["medianTransTimes"])
        found |= _measured(label, None, *whole)
        days = ("dayFunnels", "dayAvgTransTimes", "dayMedianTransTimes")
        for day, measured in enumerate(
            zip(*(result[name]["series"] for name in days), strict=True)
        ):
            found |= _measured(label, day, *measured)
        for kind in ("stepTransTimeDistribution", "stepPrevStepCountDistribution"):
            for step, bins in enumerate(result[kind]["step_bins"], 1):
                found |= {
                    (label, kind, step, one["start"]): one["bin_dist"]["uniques"]
                    for one in bins["bins"]
                }
    return found


def _measured(
    label: str | None,
    day: int | None,
    users: Sequence[int],
    averages: Sequence[float],
    medians: Sequence[float],
) -> Answer:
    rows = enumerate(zip(users, averages, medians, strict=True))
    return {
        (label, day, step, what): value
        for step, values in rows
        for what, value in zip(("users", "average", "median"), values, strict=True)
    }


def _of_rows(rows: Sequence[tuple[Any, ...]]) -> Answer:
    """The same of the statements' rows: group, day, three lists, and two of maps for all days."""
    found: Answer = {}
    for label, day, users, averages, medians, times, repetitions in rows:
        found |= _measured(label, day, users, [0, *averages], [0, *medians])
        for kind, size, steps in (
            ("stepTransTimeDistribution", 3_600_000, times),
            ("stepPrevStepCountDistribution", 1, repetitions),
        ):
            for step, bins in enumerate(steps or (), 1):
                found |= {
                    (label, kind, step, start * size): users_ for start, users_ in bins.items()
                }
    return found


def _asked(name: str, sql: str, **parameters: Any) -> Question:
    return Question(
        name, "/2/funnels", {**SPAN, "e": _STEPS, **parameters}, sql, _of_reply, _of_rows
    )


QUESTIONS: Final = (
    _asked(
        "funnel",
        """
        with happened as materialized (
            select _amplitude_id as user, time // 1000 as second, event_type
            from events
            where _app = $app and time >= $start and time < $end + 30::bigint * 86400000
                and event_type in ('Search', 'Play Song', 'Add to Cart')
        ),
        searches as (
            select user, second as s1
            from happened where event_type = 'Search' and second < $end // 1000
        ),
        plays as (
            select w.*, case when x.second <= s1 + 2592000 then x.second end as s2
            from searches w asof left join (from happened where event_type = 'Play Song') x
                on x.user = w.user and x.second >= w.s1
        ),
        carts as (
            select w.*, case when x.second <= s1 + 2592000 then x.second end as s3
            from plays w asof left join (from happened where event_type = 'Add to Cart') x
                on x.user = w.user and x.second >= w.s2
        ),
        ways as (
            select *, 1 + (s2 is not null)::int + (s3 is not null)::int as depth from carts
        ),
        best_of_days as materialized (
            select
                user,
                (s1 * 1000 - $start) // 86400000 as day,
                max_by({s1: s1, s2: s2, s3: s3, depth: depth}, depth * 100000000000 - s1) as way
            from ways group by user, day
        ),
        best as materialized (
            select user, max_by(way, way.depth * 100000000000 - way.s1) as way
            from best_of_days group by user
        ),
        done as (
            select
                user,
                count(distinct second) filter (event_type = 'Search'
                    and second >= way.s1 and (second < way.s2 or second = way.s1)) as done1,
                count(distinct second) filter (event_type = 'Play Song'
                    and second >= way.s2 and (second < way.s3 or second = way.s2)) as done2
            from best join happened using (user) where way.depth > 1 group by user
        )
        select
            null,
            null as day,
            [count(*), count(*) filter (way.depth >= 2), count(*) filter (way.depth = 3)],
            [avg(way.s2 - way.s1) * 1000, avg(way.s3 - way.s2) * 1000],
            [median(way.s2 - way.s1) * 1000, median(way.s3 - way.s2) * 1000],
            [histogram((way.s2 - way.s1) // 3600), histogram((way.s3 - way.s2) // 3600)],
            [histogram(done1) filter (way.depth >= 2), histogram(done2) filter (way.depth = 3)]
        from best left join done using (user)
        union all
        select
            null,
            day,
            [count(*), count(*) filter (way.depth >= 2), count(*) filter (way.depth = 3)],
            [avg(way.s2 - way.s1) * 1000, avg(way.s3 - way.s2) * 1000],
            [median(way.s2 - way.s1) * 1000, median(way.s3 - way.s2) * 1000],
            null,
            null
        from best_of_days group by day
        """,
    ),
    _asked(
        "funnel by country",
        """
        with happened as materialized (
            select _amplitude_id as user, time // 1000 as second, event_type, country
            from events
            where _app = $app and time >= $start and time < $end + 30::bigint * 86400000
                and event_type in ('Search', 'Play Song', 'Add to Cart')
        ),
        searches as (
            select user, country, second as s1
            from happened where event_type = 'Search' and second < $end // 1000
        ),
        plays as (
            select w.*, case when x.second <= s1 + 2592000 then x.second end as s2
            from searches w asof left join (from happened where event_type = 'Play Song') x
                on x.user = w.user and x.second >= w.s1
        ),
        carts as (
            select w.*, case when x.second <= s1 + 2592000 then x.second end as s3
            from plays w asof left join (from happened where event_type = 'Add to Cart') x
                on x.user = w.user and x.second >= w.s2
        ),
        ways as (
            select *, 1 + (s2 is not null)::int + (s3 is not null)::int as depth from carts
        ),
        best_of_days as materialized (
            select
                user,
                (s1 * 1000 - $start) // 86400000 as day,
                max_by(
                    {country: country, s1: s1, s2: s2, s3: s3, depth: depth},
                    depth * 100000000000 - s1
                ) as way
            from ways group by user, day
        ),
        best as materialized (
            select user, max_by(way, way.depth * 100000000000 - way.s1) as way
            from best_of_days group by user
        ),
        done as (
            select
                user,
                count(distinct second) filter (event_type = 'Search'
                    and second >= way.s1 and (second < way.s2 or second = way.s1)) as done1,
                count(distinct second) filter (event_type = 'Play Song'
                    and second >= way.s2 and (second < way.s3 or second = way.s2)) as done2
            from best join happened using (user) where way.depth > 1 group by user
        )
        select
            way.country as country,
            null as day,
            [count(*), count(*) filter (way.depth >= 2), count(*) filter (way.depth = 3)],
            [avg(way.s2 - way.s1) * 1000, avg(way.s3 - way.s2) * 1000],
            [median(way.s2 - way.s1) * 1000, median(way.s3 - way.s2) * 1000],
            [histogram((way.s2 - way.s1) // 3600), histogram((way.s3 - way.s2) // 3600)],
            [histogram(done1) filter (way.depth >= 2), histogram(done2) filter (way.depth = 3)]
        from best left join done using (user)
        group by country
        union all
        select
            way.country as country,
            day,
            [count(*), count(*) filter (way.depth >= 2), count(*) filter (way.depth = 3)],
            [avg(way.s2 - way.s1) * 1000, avg(way.s3 - way.s2) * 1000],
            [median(way.s2 - way.s1) * 1000, median(way.s3 - way.s2) * 1000],
            null,
            null
        from best_of_days group by country, day
        """,
        g="country",
    ),
    _asked(
        "funnel, sequential",
        """
        with seconds as materialized (
            select
                _amplitude_id as user,
                time // 1000 as second,
                bool_or(event_type = 'Search' and time < $end) as a,
                bool_or(event_type = 'Play Song') as b,
                bool_or(event_type = 'Add to Cart') as c
            from events
            where _app = $app and time >= $start and time < $end + 30::bigint * 86400000
            group by user, second
        ),
        ahead as (
            select
                *,
                lead(second) over w as second1,
                lead(b) over w as b1,
                lead(c) over w as c1,
                lead(second, 2) over w as second2,
                lead(c, 2) over w as c2
            from seconds
            window w as (partition by user order by second)
        ),
        entered as (
            select
                *,
                second as s1,
                case
                    when b then second
                    when b1 and second1 <= second + 2592000 then second1
                end as s2
            from ahead where a
        ),
        thirds as (
            select
                *,
                -- the ways Search, Play and Cart can fall into one, two or three seconds
                least(
                    case when b and c then second end,
                    case when (b or b1) and c1 and second1 <= second + 2592000 then second1 end,
                    case when b1 and c2 and second2 <= second + 2592000 then second2 end
                ) as s3
            from entered
        ),
        ways as (
            select
                user,
                s1,
                case when s3 = second2 then second1 else s2 end as s2,
                s3,
                1 + (s2 is not null)::int + (s3 is not null)::int as depth
            from thirds
        ),
        best_of_days as materialized (
            select
                user,
                (s1 * 1000 - $start) // 86400000 as day,
                max_by({s1: s1, s2: s2, s3: s3, depth: depth}, depth * 100000000000 - s1) as way
            from ways group by user, day
        ),
        best as materialized (
            select user, max_by(way, way.depth * 100000000000 - way.s1) as way
            from best_of_days group by user
        ),
        done as (
            select
                user,
                count(*) filter (a
                    and second >= way.s1 and (second < way.s2 or second = way.s1)) as done1,
                count(*) filter (b
                    and second >= way.s2 and (second < way.s3 or second = way.s2)) as done2
            from best join seconds using (user) where way.depth > 1 group by user
        )
        select
            null,
            null as day,
            [count(*), count(*) filter (way.depth >= 2), count(*) filter (way.depth = 3)],
            [avg(way.s2 - way.s1) * 1000, avg(way.s3 - way.s2) * 1000],
            [median(way.s2 - way.s1) * 1000, median(way.s3 - way.s2) * 1000],
            [histogram((way.s2 - way.s1) // 3600), histogram((way.s3 - way.s2) // 3600)],
            [histogram(done1) filter (way.depth >= 2), histogram(done2) filter (way.depth = 3)]
        from best left join done using (user)
        union all
        select
            null,
            day,
            [count(*), count(*) filter (way.depth >= 2), count(*) filter (way.depth = 3)],
            [avg(way.s2 - way.s1) * 1000, avg(way.s3 - way.s2) * 1000],
            [median(way.s2 - way.s1) * 1000, median(way.s3 - way.s2) * 1000],
            null,
            null
        from best_of_days group by day
        """,
        mode="sequential",
    ),
)
