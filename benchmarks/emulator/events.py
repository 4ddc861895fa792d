"""Fills a store with made-up events, the same for the same seed, faster than they could be sent.

A music shop in its first quarter. Users join all the time and are most active soon after, so that
retention falls; they open the app and do a few more things, one visit after the other; some buy.
Events arrive in the order of visits. Every number comes from a hash of the event, the visit or the
user, so that neither threads nor the order of work matter.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["DAYS", "END", "START", "START_MS", "fill"]

START: Final = date(2026, 1, 1)
END: Final = date(2026, 3, 31)
DAYS: Final = (END - START).days + 1
START_MS: Final = int(datetime(START.year, START.month, START.day, tzinfo=UTC).timestamp() * 1000)

_SPAN_MS: Final = DAYS * 24 * 60 * 60 * 1000
_VISITS: Final = (1, 2, 3, 5, 8, 13, 21, 11)
"""How many events the visits of a block have."""
_BLOCK: Final = sum(_VISITS)
_EVENTS_OF_A_USER: Final = 100
_PAUSE_MS: Final = 45_000
"""How far events of a visit are apart at most."""


def _share(of: str, salt: str) -> str:
    """The SQL for a number from 0 to 1."""
    return f"(hash({of}, $seed, '{salt}') % 1000003) / 1000003.0"


def _one_of(of: str, salt: str, values: str) -> str:
    """The SQL for one of several values, of which the first are the most frequent."""
    return f"list_extract({values}, 1 + floor(pow({_share(of, salt)}, 2) * len({values}))::int)"


_SHAPE: Final = f"""
select unnest(range({_BLOCK})) as place, unnest($visit) as visit, unnest($step) as step
"""

_EVENTS: Final = f"""
with shape as ({_SHAPE}),
placed as (
    select i, step, i // {_BLOCK} * {len(_VISITS)} + visit as visit
    from range($events) numbers(i) join shape on place = i % {_BLOCK}
),
visited as (
    select *,
        visit / ($events / {_BLOCK} * {len(_VISITS)} + 1) as elapsed,
        (1 - pow({_share("visit", "who")}, 2)) * (0.1 + 0.9 * elapsed) as joined,
        floor(joined * $users)::bigint as number,
        {START_MS} + floor(elapsed * {_SPAN_MS - 3_600_000})::bigint as session_id,
        {_share("i", "what")} as what
    from placed
),
happened as (
    select *,
        session_id + step * {_PAUSE_MS} - floor({_share("i", "when")} * {_PAUSE_MS - 1000})::bigint
            * (step > 0)::int as time,
        case
            when step = 0 then 'Open App'
            when what < 0.45 then 'Play Song'
            when what < 0.65 then 'Search'
            when what < 0.80 then 'Skip Song'
            when what < 0.90 then 'Like Song'
            when what < 0.97 then 'Add to Cart'
            else 'Purchase'
        end as event_type,
        case when step > 0 and what >= 0.97 then floor({_share("i", "price")} * 2000) / 100 end
            as revenue
    from visited
)
insert into events by name
select
    $app as _app,
    $first_event + i as _seq,
    time + 500 as _uploaded,
    $first_user + number as _amplitude_id,
    'user-' || number as user_id,
    'device-' || number as device_id,
    'event-' || i as insert_id,
    event_type,
    time,
    session_id,
    revenue,
    revenue is not null as _paying,
    {_one_of("number", "country", "['United States', 'Germany', 'Japan', 'Brazil', 'Italy', 'Chad']")}
        as country,
    {_one_of("number", "language", "['English', 'German', 'Japanese', 'Portuguese']")} as language,
    {_one_of("number", "platform", "['iOS', 'Android', 'Web']")} as platform,
    {_one_of("visit", "version", "['3.2.0', '3.1.0', '3.0.0', '2.9.4']")} as app_version,
    json_object(
        'genre', {_one_of("i", "genre", "['rock', 'pop', 'jazz', 'metal', 'folk']")},
        'song', 'song ' || hash(i, $seed, 'song') % 500,
        'seconds', hash(i, $seed, 'seconds') % 400
    ) as event_properties,
    json_object(
        'plan', {_one_of("number", "plan", "['free', 'pro']")},
        'age', 16 + hash(number, $seed, 'age') % 60
    ) as _state
from happened
"""  # noqa: S608 -- our own names only


def fill(
    connection: DuckDBPyConnection,
    *,
    app: int,
    first_user: int,
    first_event: int,
    events: int,
    seed: int,
) -> None:
    """Insert events of a project.

    Args:
        connection: to the database of a store.
        app: the project.
        first_user: the lowest Amplitude ID.
        first_event: the lowest number in the order of arrival.
        events: how many.
        seed: other events for another one.
    """
    connection.execute(
        _EVENTS,
        {
            "app": app,
            "first_user": first_user,
            "first_event": first_event,
            "users": max(1, events // _EVENTS_OF_A_USER),
            "events": events,
            "seed": seed,
            "visit": [visit for visit, size in enumerate(_VISITS) for _ in range(size)],
            "step": [step for size in _VISITS for step in range(size)],
        },
    )
