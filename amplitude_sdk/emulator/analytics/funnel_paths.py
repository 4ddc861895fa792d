"""The ways users take through a funnel, as SQL: for each way in, how far the user came, and when.

Documented (Dashboard REST API, "Funnel analysis"; the vendor's "How Amplitude computes funnels",
"How Amplitude computes conversions", "How Amplitude handles simultaneous events" and "Funnel
Analysis FAQ"): time has a resolution of one second, within which any order will do; a user enters
with the first step, within the days asked for, and has the conversion window to take all others,
which may be after these days; `ordered` allows other events in between, `sequential` does not, and
does not mind them in the second of a step; `unordered` wants the first step to be within the days,
but not to come first, and its window is rounded down to whole days. Decided (T-X53): the window includes
its last second; "other events" are active ones; in `unordered` the window begins with any of the
steps, its first step 1 is the way in, step k is taken when all of the first k have happened, and
one event can be several of them, as repeated steps are for `ordered` and `sequential`.

The functions return relations of which the last one, `paths`, has a row for each way: `start` orders
the ways of a user; `k1`, `k2` ... are the seconds (as numbers, see `seconds.py`) of the steps'
events, null for those not taken; `r1`, `r2` ... when each step was reached, and `depth` how many
were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amplitude_sdk.emulator.analytics.seconds import Seconds


class Course(NamedTuple):
    """What the ways depend on.

    The SQL reads the relation `steps`: `k`, the number of an event's second, and `s1`, `s2` ...,
    whether it is an event of each step; `s1` holds only for events that are a way in.
    """

    last_shared: Sequence[int | None]
    """For each step the last earlier one it shares events with, both counted from 0."""
    window: int
    """The conversion window in seconds."""
    seconds: Seconds

    @property
    def steps(self) -> range:
        """The steps, counted from 1."""
        return range(1, len(self.last_shared) + 1)


def ordered(course: Course) -> str:
    """Return the relations of the mode `ordered`.

    Each step is the next event of its kind: what comes first leaves the most room for the others.
    """
    relations = ["c1 as (select k as k1 from steps where s1)"]
    for step in course.steps[1:]:
        key = f"x.k <= p.k1 + {course.window}"
        relations.append(
            f"c{step} as (select p.*, case when {key} then x.k end as k{step} "  # noqa: S608 -- our own names only
            f"from c{step - 1} p asof left join (select k from steps where s{step}) x "
            f"on {_earliest(course, step)} <= x.k)"
        )
    taken = [f"k{step}" for step in course.steps]
    ways = f"select k1 as start, * from c{course.steps[-1]}"  # noqa: S608 -- our own names only
    relations.append(_paths(ways, taken, taken))
    return ", ".join(relations)


def _earliest(course: Course, step: int) -> str:
    """Return the SQL for the first second in which a step may be taken."""
    before, shared = f"p.k{step - 1}", course.last_shared[step - 1]
    if shared is None:
        return before
    # greatest() passes over nulls, and nobody takes a step after one that was not taken.
    return f"case when {before} is not null then greatest({before}, p.k{shared + 1} + 1) end"


def unordered(course: Course) -> str:
    """Return the relations of the mode `unordered`."""
    steps = course.steps
    seconds, user = _per_second(course), course.seconds.user("k")
    coming = [f"min(case when s{step} then k end) over ahead as n{step}" for step in steps]
    taken = [
        f"case when {_and([f'n{one} <= start + {course.window}' for one in steps[:step]])} "
        f"then n{step} end as k{step}"
        for step in steps
    ]
    reached = [
        f"case when k{step} is not null "
        f"then greatest({', '.join(f'k{one}' for one in steps[:step])}) end"
        for step in steps
    ]
    ways = (
        f"select start, {', '.join(taken)} from (select k as start, {', '.join(coming)} "  # noqa: S608 -- our own names only
        f"from ({seconds}) window ahead as (partition by {user} order by k desc "
        f"rows unbounded preceding)) where n1 <= start + {course.window}"
    )
    return _paths(ways, [f"k{step}" for step in steps], reached)


def sequential(course: Course) -> str:
    """Return the relations of the mode `sequential`, for which `steps` has all active events.

    A way goes on within its second, unless the step shares events with one taken there, or to the
    next second in which the user did anything. `block` is the first step taken in the second, and
    `way` the seconds so far; of several ways to the same place the earliest will do.
    """
    user = course.seconds.user("k")
    line = (
        f"select *, lead(k) over (partition by {user} order by k) as following "  # noqa: S608 -- our own names only
        f"from ({_per_second(course)})"
    )
    relations = [
        f"line as materialized ({line})",
        "l1 as (select k as k1, k, following, 1 as block, [k] as way from line where s1)",
    ]
    for step in course.steps[1:]:
        shared = course.last_shared[step - 1]
        free = "true" if shared is None else f"block > {shared + 1}"
        relations.append(
            f"l{step} as (select k1, x.k, x.following, block, min(list_append(way, x.k)) as way "  # noqa: S608 -- our own names only
            f"from (select k1, way, k as goal, block from l{step - 1} where {free} "
            f"union all select k1, way, following, {step} from l{step - 1}) "
            f"join line x on x.k = goal and x.s{step} and x.k <= k1 + {course.window} group by all)"
        )
    relations.append(_longest(course))
    return ", ".join(relations)


def _longest(course: Course) -> str:
    steps = course.steps
    ways = " union all ".join(
        f"select k1 as start, {step} as length, min(way) as way from l{step} group by k1"  # noqa: S608 -- our own names only
        for step in steps
    )
    taken = ", ".join(f"way[{step}] as k{step}" for step in steps)
    names = [f"k{step}" for step in steps]
    longest = f"select start, max_by(way, length) as way from ({ways}) group by start"  # noqa: S608 -- our own names only
    return _paths(f"select start, {taken} from ({longest})", names, names)  # noqa: S608 -- our own names only


def _per_second(course: Course) -> str:
    any_of = ", ".join(f"bool_or(s{step}) as s{step}" for step in course.steps)
    return f"select k, {any_of} from steps group by k"  # noqa: S608 -- our own names only


def _paths(ways: str, taken: Sequence[str], reached: Sequence[str]) -> str:
    depth = " + ".join(f"({one} is not null)::int" for one in taken)
    times = ", ".join(f"{one} as r{step}" for step, one in enumerate(reached, 1))
    return f"paths as (select *, {times}, {depth} as depth from ({ways}))"  # noqa: S608 -- our own names only


def _and(conditions: Sequence[str]) -> str:
    return " and ".join(conditions)
