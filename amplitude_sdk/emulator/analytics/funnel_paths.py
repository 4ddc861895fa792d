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
    next second in which the user did anything. So a way is told by whether each step went on to
    the next second, as the bits of a number; of several ways of one length the smallest number is
    the earliest way. `line` has the next seconds of each way in, `f1`, `f2` ..., and the steps that
    happened in them as the bits of `m0`, `m1` ...
    """
    ahead = range(1, len(course.steps))
    user = course.seconds.user("k")
    happened = " | ".join(f"((s{step} is true)::int << {step})" for step in course.steps)
    following = [f"lead(k, {at}) over ahead as f{at}" for at in ahead]
    following += [f"lead(m0, {at}) over ahead as m{at}" for at in ahead]
    line = (
        f"select {', '.join(['k', 'm0', *following])} "  # noqa: S608 -- our own names only
        f"from (select k, bit_or({happened}) as m0 from steps group by k) "
        f"window ahead as (partition by {user} order by k)"
    )
    relations = [f"l1 as (select *, 0 as w1_0_0 from ({line}) where m0 & {1 << 1} <> 0)"]  # noqa: S608 -- our own names only
    places = [[_Place(0, 0)]]
    for step in course.steps[1:]:
        ways = _ways_to(course, step, places[-1])
        columns = [_way(course, step, place, before) for place, before in ways.items()]
        relations.append(f"l{step} as (select *, {', '.join(columns)} from l{step - 1})")  # noqa: S608 -- our own names only
        places.append([*ways])
    relations.append(_longest(course, places))
    return ", ".join(relations)


class _Place(NamedTuple):
    """Where ways can be after a step."""

    second: int
    """How many seconds in which anything happened they have gone on."""
    bar: int
    """The last of the steps that later ones are kept apart from, and that was taken before this
    second; 0 for none. Only these can be followed by what they share events with."""

    def column(self, step: int) -> str:
        """Return the name of the column of the earliest way."""
        return f"w{step}_{self.second}_{self.bar}"


def _ways_to(course: Course, step: int, places: Sequence[_Place]) -> dict[_Place, list[str]]:
    """Return the places a step can be taken at, each with the SQL for ways that lead there."""
    ways: dict[_Place, list[str]] = {}
    shared = course.last_shared[step - 1]
    for place in places:
        before = place.column(step - 1)
        if shared is None or place.bar > shared:
            stays = place._replace(bar=_bar(course, step, place.bar))
            ways.setdefault(stays, []).append(f"{before} * 2")
        goes_on = _Place(place.second + 1, _bar(course, step, step - 1))
        ways.setdefault(goes_on, []).append(f"{before} * 2 + 1")
    return ways


def _bar(course: Course, step: int, before: int) -> int:
    """Return the last step up to `before` that any after `step` is kept apart from."""
    kept_apart = (one + 1 for one in course.last_shared[step:] if one is not None)
    return max((one for one in kept_apart if one <= before), default=0)


def _way(course: Course, step: int, place: _Place, before: Sequence[str]) -> str:
    """Return the column of the earliest way to a place, null if there is none."""
    happened = f"m{place.second} & {1 << step} <> 0"
    if place.second:
        happened += f" and f{place.second} <= k + {course.window}"
    return f"case when {happened} then least({', '.join(before)}) end as {place.column(step)}"


def _longest(course: Course, places: Sequence[Sequence[_Place]]) -> str:
    last = course.steps[-1]
    ways = [
        f"least({', '.join(place.column(step) for place in at)})"
        for step, at in zip(course.steps, places, strict=True)
    ]
    lengths = " ".join(
        f"when {ways[step - 1]} is not null then {step}" for step in reversed(course.steps)
    )
    seconds = ", ".join(["k", *(f"f{at}" for at in range(1, last))])
    longest = (
        f"select k, [{seconds}] as seconds, case {lengths} end as length, "  # noqa: S608 -- our own names only
        f"coalesce({', '.join(reversed(ways))}) as way from l{last}"
    )
    taken = ", ".join(
        f"case when length >= {step} then seconds[1 + bit_count(way >> (length - {step}))] end "
        f"as k{step}"
        for step in course.steps
    )
    names = [f"k{step}" for step in course.steps]
    return _paths(f"select k as start, {taken} from ({longest})", names, names)  # noqa: S608 -- our own names only


def _per_second(course: Course) -> str:
    any_of = ", ".join(f"bool_or(s{step}) as s{step}" for step in course.steps)
    return f"select k, {any_of} from steps group by k"  # noqa: S608 -- our own names only


def _paths(ways: str, taken: Sequence[str], reached: Sequence[str]) -> str:
    depth = " + ".join(f"({one} is not null)::int" for one in taken)
    times = ", ".join(f"{one} as r{step}" for step, one in enumerate(reached, 1))
    return f"paths as (select *, {times}, {depth} as depth from ({ways}))"  # noqa: S608 -- our own names only


def _and(conditions: Sequence[str]) -> str:
    return " and ".join(conditions)
