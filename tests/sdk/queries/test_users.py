"""What a search for users finds, and what a user did."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.tables import Column
from amplitude_sdk.queries.user_activity import UserActivity
from amplitude_sdk.queries.users import UserSearch

MATCH = {"user_id": None, "amplitude_id": 412907753402, "last_seen": "2026-03-01", "beta": 1}
EVENT = {
    "event_type": "Play Song",
    "event_time": "2026-03-01 09:30:00.250000",
    "event_id": "7",
    "session_id": -1,
    "amplitude_id": 412907753402,
    "user_id": None,
    "$insert_id": "abc",
    "event_properties": {"genre": ["rock"]},
    "user_properties": None,
    "country": "Netherlands",
    "$schema": None,
}


def activity(*events: Any, **user: Any) -> UserActivity:
    return UserActivity.parse({"userData": user, "events": list(events)})


def test_a_search_counts_and_iterates_its_matches() -> None:
    read = UserSearch.parse({"type": "match_user_prefix", "matches": [MATCH]})
    assert (len(read), read.type) == (1, "match_user_prefix")
    assert [(each.amplitude_id, each.user_id) for each in read] == [(412907753402, None)]
    assert read.rows() == [
        {
            "amplitude_id": 412907753402,
            "user_id": None,
            "last_device_id": None,
            "platform": None,
            "country": None,
            "last_seen": date(2026, 3, 1),
        }
    ]
    assert read.matches[0].raw == MATCH


def test_a_search_that_finds_nobody_has_the_same_columns() -> None:
    for matches in (None, []):
        nobody = UserSearch.parse({"type": "nomatch", "matches": matches})
        assert (len(nobody), nobody.rows()) == (0, [])
        assert nobody.schema[-1] == Column("last_seen", "day")


def test_a_day_that_is_none_makes_the_column_text() -> None:
    read = UserSearch.parse({"matches": [MATCH, {"last_seen": "yesterday"}, {}]})
    assert [row["last_seen"] for row in read.rows()] == ["2026-03-01", "yesterday", None]
    assert read.schema[-1] == Column("last_seen", "text")


def test_an_event_has_the_documented_members_and_all_others() -> None:
    read = activity(EVENT)
    assert read.rows() == [
        {
            "event_type": "Play Song",
            "event_time": datetime(2026, 3, 1, 9, 30, 0, 250000),  # noqa: DTZ001
            "event_id": 7,
            "session_id": -1,
            "amplitude_id": 412907753402,
            "user_id": None,
            "device_id": None,
            "insert_id": "abc",
            "uuid": None,
            "event_properties": {"genre": ["rock"]},
            "user_properties": {},
            "groups": {},
            "other": {"country": "Netherlands", "$schema": None},
        }
    ]
    assert read.events[0].raw == EVENT


def test_rows_are_copies() -> None:
    read = activity(EVENT)
    read.rows()[0]["event_properties"]["genre"].append("changed")
    assert read.events[0].event_properties == {"genre": ["rock"]}


def test_no_events_have_the_same_columns() -> None:
    empty, full = UserActivity.parse({}), activity(EVENT)
    assert empty.rows() == []
    assert empty.schema == full.schema
    assert empty.schema[1] == Column("event_time", "moment")


def test_a_time_that_is_none_makes_the_column_text() -> None:
    read = activity(EVENT, {"event_time": "soon"}, {})
    assert [row["event_time"] for row in read.rows()] == [
        "2026-03-01 09:30:00.250000",
        "soon",
        None,
    ]


@pytest.mark.parametrize(
    ("purchases", "revenue"), [(2, 9.98), ("2", "9.98"), ("2.0", "9.98"), (None, None)]
)
def test_a_summary_may_have_its_numbers_as_text(purchases: Any, revenue: Any) -> None:
    user = activity(purchases=purchases, revenue=revenue).user
    assert (user.purchases, user.revenue) == ((2, 9.98) if purchases else (None, None))


@pytest.mark.parametrize(
    ("location", "read"),
    [
        ({"lat": 52.1, "lng": 4.5}, (52.1, 4.5)),
        ({"lat": "52.1", "lng": "4.5"}, (52.1, 4.5)),
        ({"lat": "1.7976931348623157E308", "lng": "1.7976931348623157E308"}, None),
        ({"lat": 52.1}, None),
        (None, None),
    ],
)
def test_a_place_that_is_not_known_is_none(location: Any, read: Any) -> None:
    assert activity(last_location=location).user.location == read


def test_a_summary_keeps_what_it_came_from() -> None:
    entry = {
        "user_id": "mira.holm",
        "canonical_amplitude_id": 12,
        "merged_amplitude_ids": [3, "4"],
        "device_ids": ["a", "b"],
        "first_used": "2025-01-02",
        "last_used": "long ago",
        "num_events": 142,
        "num_sessions": 3,
        "usage_time": 2570259,
        "properties": {"plan": "pro"},
        "carrier": "",
    }
    user = activity(**entry).user
    assert (user.user_id, user.amplitude_id, user.merged_amplitude_ids) == ("mira.holm", 12, (3, 4))
    assert (user.device_ids, user.first_used) == (("a", "b"), date(2025, 1, 2))
    assert (user.last_used, user.num_events, user.num_sessions) == ("long ago", 142, 3)
    assert (user.usage_time, user.properties) == (2570259, {"plan": "pro"})
    assert user.raw == entry


@pytest.mark.parametrize(
    ("parse", "body", "says"),
    [
        (
            UserSearch.parse,
            {"matches": [{"amplitude_id": "x"}]},
            r"matches\[0\].amplitude_id should",
        ),
        (
            UserSearch.parse,
            {"matches": [{}, {"user_id": []}]},
            r"matches\[1\].user_id should be a t",
        ),
        (UserActivity.parse, {"events": [{"session_id": {}}]}, r"events\[0\].session_id should be"),
        (
            UserActivity.parse,
            {"events": [{"groups": []}]},
            r"events\[0\].groups should be an object",
        ),
        (
            UserActivity.parse,
            {"userData": {"purchases": "two"}},
            r"userData.purchases should be a n",
        ),
        (
            UserActivity.parse,
            {"userData": {"last_location": {"lat": []}}},
            r"last_location.lat shou",
        ),
        (
            UserActivity.parse,
            {"userData": {"device_ids": [True]}},
            r"userData.device_ids\[0\] shoul",
        ),
    ],
)
def test_another_shape_is_named_by_its_place(parse: Any, body: Any, says: str) -> None:
    with pytest.raises(DecodeError, match=says):
        parse(body)
