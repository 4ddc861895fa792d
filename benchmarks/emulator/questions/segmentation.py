"""Event segmentation: metrics of events, day by day and over all days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from benchmarks.emulator.questions.question import SPAN, Question

if TYPE_CHECKING:
    from benchmarks.emulator.questions.question import Answer

__all__ = ["QUESTIONS", "series", "series_by_group"]

_PLAY: Final = {"event_type": "Play Song"}
_ROCK: Final = {
    "subprop_type": "event",
    "subprop_key": "genre",
    "subprop_op": "is",
    "subprop_value": ["rock"],
}
_GENRE: Final = {"type": "event", "value": "genre"}
_SECONDS: Final = {"type": "event", "value": "seconds"}


def series(reply: Any) -> Answer:
    """The numbers of the only series by day, None for all days."""
    return {key[1:]: value for key, value in series_by_group(reply).items()}


def series_by_group(reply: Any) -> Answer:
    """The numbers of all series by label and day."""
    data = reply["data"]
    found: Answer = {}
    for label, points, whole in zip(
        data["seriesLabels"], data["series"], data["seriesCollapsed"], strict=True
    ):
        found |= {(label, day): value for day, value in enumerate(points)}
        found[label, None] = whole[0]["value"]
    return found


def _asked(name: str, sql: str, **parameters: Any) -> Question:
    of_reply = series_by_group if "g" in parameters or "by" in name else series
    return Question(
        name, "/2/events/segmentation", {**SPAN, "e": _PLAY, **parameters}, sql, of_reply
    )


QUESTIONS: Final = (
    _asked(
        "uniques",
        """
        select (time - $start) // 86400000 as day, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
        group by grouping sets ((day), ())
        """,
    ),
    _asked(
        "totals",
        """
        select (time - $start) // 86400000 as day, count(*)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
        group by grouping sets ((day), ())
        """,
        m="totals",
    ),
    _asked(
        "average",
        """
        select (time - $start) // 86400000 as day, count(*) / count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
        group by grouping sets ((day), ())
        """,
        m="average",
    ),
    _asked(
        "share of active users",
        """
        select
            (time - $start) // 86400000 as day,
            count(distinct _amplitude_id) filter (event_type = 'Play Song') * 100.0
                / count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end
        group by grouping sets ((day), ())
        """,
        m="pct_dau",
    ),
    _asked(
        "uniques by country",
        """
        select country, (time - $start) // 86400000 as day, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
        group by grouping sets ((country, day), (country))
        """,
        g="country",
    ),
    _asked(
        "uniques, event property is",
        """
        select (time - $start) // 86400000 as day, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
            and event_properties ->> 'genre' = 'rock'
        group by grouping sets ((day), ())
        """,
        e={**_PLAY, "filters": [_ROCK]},
    ),
    _asked(
        "totals by event property",
        """
        select
            event_properties ->> 'genre' as genre, (time - $start) // 86400000 as day, count(*)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
        group by grouping sets ((genre, day), (genre))
        """,
        e={**_PLAY, "group_by": [_GENRE]},
        m="totals",
    ),
    _asked(
        "uniques by event property",
        """
        select
            event_properties ->> 'genre' as genre,
            (time - $start) // 86400000 as day,
            count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
        group by grouping sets ((genre, day), (genre))
        """,
        e={**_PLAY, "group_by": [_GENRE]},
    ),
    _asked(
        "sums of event property",
        """
        select
            (time - $start) // 86400000 as day,
            sum(try_cast(event_properties ->> 'seconds' as double))
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
        group by grouping sets ((day), ())
        """,
        e={**_PLAY, "group_by": [_SECONDS]},
        m="sums",
    ),
    _asked(
        "uniques, user property is",
        """
        select (time - $start) // 86400000 as day, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
            and _state ->> 'plan' = 'pro'
        group by grouping sets ((day), ())
        """,
        s=[{"prop": "gp:plan", "op": "is", "values": ["pro"]}],
    ),
    _asked(
        "uniques of who purchased twice",
        """
        select (time - $start) // 86400000 as day, count(distinct _amplitude_id)
        from events
        where _app = $app and time >= $start and time < $end and event_type = 'Play Song'
            and _amplitude_id in (
                select _amplitude_id
                from events
                where _app = $app and time >= $start and time < $end and event_type = 'Purchase'
                group by _amplitude_id
                having count(*) >= 2
            )
        group by grouping sets ((day), ())
        """,
        s=[{"type": "event", "event_type": "Purchase", "op": ">=", "value": 2}],
    ),
    _asked(
        "formula of two events",
        """
        select
            (time - $start) // 86400000 as day,
            count(distinct _amplitude_id) filter (event_type = 'Purchase')
                / count(distinct _amplitude_id) filter (event_type = 'Play Song')
        from events
        where _app = $app and time >= $start and time < $end
            and event_type in ('Play Song', 'Purchase')
        group by grouping sets ((day), ())
        """,
        e2={"event_type": "Purchase"},
        m="formula",
        formula="UNIQUES(B)/UNIQUES(A)",
    ),
    _asked(
        "uniques, rolling window of 7 days",
        """
        with active as (
            select distinct (time - $start) // 86400000 as day, _amplitude_id as user
            from events
            where _app = $app and time >= $start - 6 * 86400000 and time < $end
                and event_type = 'Play Song'
        ),
        windows as (select unnest(range(day, day + 7)) as day, user from active)
        select day, count(distinct user)
        from windows
        where day >= 0 and day < ($end - $start) // 86400000
        group by day
        union all
        select null, count(distinct user) from active where day >= 0
        """,
        rollingWindow="7",
    ),
)
