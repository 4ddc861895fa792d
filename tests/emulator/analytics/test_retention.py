from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator.analytics.group_labels import MOST_GROUPS
from tests.emulator.analytics.dashboard_calls import MARCH, answer, ask
from tests.emulator.calls import details, event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

HOUR, DAY = 3_600_000, 86_400_000
ONE_DAY = {"start": "20260302", "end": "20260302"}
START = noon(2)


def came(*names_and_hours: tuple[str, float], user: str = "user-1", **members: Any) -> Any:
    """Events of a user, so many hours after noon of 2 March."""
    return [
        event(name, user_id=user, time=START + int(hours * HOUR), **members)
        for name, hours in names_and_hours
    ]


def series(http: httpx.Client, se: str = "A", re: str = "B", **asked: Any) -> list[Any]:
    query = {"se": {"event_type": se}, "re": {"event_type": re}, **ONE_DAY, **asked}
    found: list[Any] = answer(http, "retention", **query)["data"]["series"]
    return found


def counts(http: httpx.Client, se: str = "A", re: str = "B", **asked: Any) -> list[int]:
    """The users of the only cohort, and of its intervals."""
    ((cells,),) = (list(one["values"].values()) for one in series(http, se, re, **asked))
    return [cell["count"] for cell in cells]


def back(http: httpx.Client, se: str = "A", re: str = "B", **asked: Any) -> list[int]:
    """The intervals in which the only user came back."""
    size, *cells = counts(http, se, re, **asked)
    assert size == 1
    assert set(cells) <= {0, 1}
    return [n for n, count in enumerate(cells) if count]


def test_a_project_without_events_has_no_series(http: httpx.Client) -> None:
    data = answer(http, "retention", se={"event_type": "A"}, re={"event_type": "B"}, **MARCH)
    assert data == {"data": {"series": [], "seriesLabels": [], "seriesMeta": []}}


def test_the_first_cell_is_the_cohort_and_interval_n_is_at_n_plus_one(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), ("B", 25)), *came(("A", 0), user="user-2"))
    (one,) = series(http)
    cells = one["values"]["Mar 02, 2026"]
    assert len(cells) == 32
    assert cells[:3] == [
        {"count": 2, "outof": 2, "incomplete": False},
        {"count": 0, "outof": 2, "incomplete": False},
        {"count": 1, "outof": 2, "incomplete": True},
    ]


def test_dates_come_newest_first(http: httpx.Client) -> None:
    upload(http, *came(("A", 0)))
    (one,) = series(http, start="20260228", end="20260302")
    assert one["dates"] == ["Mar 02, 2026", "Mar 01, 2026", "Feb 28, 2026"]
    (one,) = series(http, start="20260228", end="20260302", i=7)
    assert one["dates"] == ["Mar 02, 2026", "Feb 23, 2026"]
    (one,) = series(http, start="20260228", end="20260302", i=30)
    assert one["dates"] == ["Mar 01, 2026", "Feb 01, 2026"]


@pytest.mark.parametrize(
    ("hours", "interval"),
    [(0, 0), (0.9, 0), (23, 0), (23.99, 0), (24, 1), (24.5, 1), (47.99, 1), (48, 2), (30 * 24, 30)],
)
def test_a_day_is_a_window_of_hours_from_the_start_event(
    http: httpx.Client, hours: float, interval: int
) -> None:
    upload(http, *came(("A", 0), ("B", hours)))
    assert back(http) == [interval]


def test_times_are_rounded_down_to_the_hour(http: httpx.Client) -> None:
    upload(http, *came(("A", 0.9), ("B", 24)))
    assert back(http) == [1]
    upload(http, *came(("A", 0.9), ("B", 0.1), user="user-2"))
    assert counts(http)[1] == 1


def test_nothing_before_the_start_event_counts(http: httpx.Client) -> None:
    upload(http, *came(("B", -1), ("A", 0)))
    assert back(http) == []


def test_each_start_event_opens_windows_of_its_own(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), ("A", 5), ("B", 26)))
    assert back(http) == [0, 1]


def test_weeks_and_months_are_counted_in_days(http: httpx.Client) -> None:
    upload(http, *came(("A", 11), ("B", 11 + 6.9 * 24)))
    assert back(http, i=7) == [1]
    upload(
        http,
        *came(
            (
                "A",
                0,
            ),
            ("B", 30 * 24),
            user="user-2",
        ),
    )
    size, month_0, month_1, *_ = counts(http, i=30)
    assert (size, month_0, month_1) == (2, 1, 1)
    assert len(counts(http, i=7)) == len(counts(http, i=30)) == 14


def test_rolling_is_then_or_later(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), ("B", 50)))
    assert back(http, rm="rolling") == [0, 1, 2]
    upload(http, *came(("B", 400 * 24)))
    assert back(http, rm="rolling") == list(range(31))


def test_a_bracket_has_its_first_day_and_not_its_last(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), ("B", 5 * 24)))
    brackets: dict[str, Any] = {"rm": "bracket", "rb": [[0, 5], [5, 6], [3, 9], [6, 10**30]]}
    assert back(http, **brackets) == [1, 2]
    assert back(http, i=7, **brackets) == [1, 2]


def test_brackets_shorter_than_a_cohort_count_from_each_start_event(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), ("A", 5 * 24), ("B", 3 * 24)))
    week = {"rm": "bracket", "i": 7, "start": "20260302", "end": "20260308"}
    assert counts(http, rb=[[1, 3], [3, 4], [4, 6]], **week) == [1, 0, 1, 0]
    upload(http, *came(("B", 7 * 24)))
    assert counts(http, rb=[[1, 3], [3, 4], [4, 6]], **week) == [1, 1, 1, 0]


def test_there_can_be_a_hundred_brackets(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), *[("B", n * 24) for n in (0, 62, 63, 64, 99, 100)]))
    brackets = [[n, n + 1] for n in range(100)]
    assert back(http, rm="bracket", rb=brackets) == [0, 62, 63, 64, 99]
    response = ask(
        http,
        "retention",
        **{**ONE_DAY, "rm": "bracket", "rb": [*brackets, [100, 101]]},
        se={"event_type": "A"},
        re={"event_type": "B"},
    )
    assert response.status_code == 400
    assert "100 brackets at most, not 101" in details(response)


def test_new_users_start_with_their_first_event(http: httpx.Client) -> None:
    upload(http, *came(("X", 0), ("X", 24)), *came(("X", -60), ("X", 0), user="user-2"))
    assert counts(http, "_new", "X")[:3] == [1, 1, 1]
    assert counts(http, "_active", "X")[:3] == [2, 2, 1]


def test_conditions_on_new_users_hold_in_their_first_hour(http: httpx.Client) -> None:
    upload(http, *came(("X", 0)), *came(("X", 0.5), country="Italy"))
    upload(http, *came(("X", 0), user="user-2"), *came(("X", 1), user="user-2", country="Italy"))
    italy = [{"prop": "country", "op": "is", "values": ["Italy"]}]
    assert counts(http, "_new", "X", s=[italy])[0] == 1
    assert counts(http, "_new", "X", s=[italy], i=7)[0] == 2


def test_a_segment_is_about_the_start_event(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), country="Italy"), *came(("B", 24), country="Chad"))
    italy, chad = (
        [{"prop": "country", "op": "is", "values": [name]}] for name in ("Italy", "Chad")
    )
    assert back(http, s=[italy]) == [1]
    assert counts(http, s=[chad])[0] == 0


def test_a_segment_can_be_of_users_who_performed_something(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), ("X", 1)), *came(("A", 0), user="user-2"))
    did_x = [{"type": "event", "event_type": "X", "op": ">=", "value": 1}]
    assert counts(http, s=[did_x])[0] == 1
    assert counts(http, "_new", s=[did_x])[0] == 1


def test_segments_are_compared_and_named(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), country="Italy"))
    segments = [[], [{"prop": "country", "op": "is", "values": ["Chad"]}]]
    query = {"se": {"event_type": "A"}, "re": {"event_type": "B"}, **ONE_DAY, "s": segments}
    data = answer(http, "retention", **query)["data"]
    assert data["seriesLabels"] == ["All users", "Segment 2"]
    assert data["seriesMeta"] == [
        {"segmentIndex": 0, "eventIndex": 0},
        {"segmentIndex": 1, "eventIndex": 0},
    ]


def test_groups_are_the_values_at_the_start_event(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), ("A", 1), country="Italy"), *came(("A", 2), country="Chad"))
    upload(http, *came(("A", 0), user="user-2", country="Italy"))
    query = {"se": {"event_type": "A"}, "re": {"event_type": "B"}, **ONE_DAY, "g": "country"}
    data = answer(http, "retention", **query)["data"]
    assert data["seriesLabels"] == ["Italy", "Chad"]
    assert [one["combined"][0]["count"] for one in data["series"]] == [2, 1]


def test_of_groups_of_the_same_size_the_first_by_name_are_kept(http: httpx.Client) -> None:
    names = [f"country-{number:04}" for number in range(MOST_GROUPS + 1)]
    for name in reversed(names):
        upload(http, *came(("A", 0), user=name, country=name))
    query = {"se": {"event_type": "A"}, "re": {"event_type": "B"}, "g": "country", **ONE_DAY}
    found = answer(http, "retention", **query)["data"]["seriesLabels"]
    assert found == names[:MOST_GROUPS]


def test_an_interval_is_complete_when_it_is_over_for_the_whole_cohort(
    http: httpx.Client, emulator: Emulator
) -> None:
    upload(http, *came(("A", 0)))

    def incomplete(**asked: Any) -> list[bool]:
        ((cells,),) = (list(one["values"].values()) for one in series(http, **asked))
        return [cell["incomplete"] for cell in cells][:4]

    emulator.clock.set(datetime(2026, 3, 4, 23, 59, 59, 999_000, tzinfo=UTC))
    assert incomplete() == [False, False, True, True]
    emulator.clock.set(datetime(2026, 3, 5, tzinfo=UTC))
    assert incomplete() == [False, False, False, True]
    assert incomplete(rm="bracket", rb=[[0, 2], [2, 3], [0, 3]]) == [False, False, True, True]
    assert incomplete(i=7) == [False, True, True, True]
    emulator.clock.set(datetime(2026, 3, 1, tzinfo=UTC))
    assert incomplete() == [False, True, True, True]


def test_combined_is_the_sum_of_the_complete_cells(http: httpx.Client, emulator: Emulator) -> None:
    upload(http, *came(("A", 0), ("B", 24)), *came(("A", 24), ("B", 49), user="user-2"))
    emulator.clock.set(datetime(2026, 3, 5, tzinfo=UTC))
    (one,) = series(http, start="20260302", end="20260303")
    unset = {"retainedSetId": None, "dropoffSetId": None}
    assert one["combined"][:4] == [
        {"count": 2, "outof": 2, "incomplete": False, **unset},
        {"count": 0, "outof": 2, "incomplete": False, **unset},
        {"count": 1, "outof": 1, "incomplete": True, **unset},
        {"count": 0, "outof": 0, "incomplete": True, **unset},
    ]


def test_the_calendar_has_no_edge(http: httpx.Client) -> None:
    first, last = -62_135_596_800_000, 253_402_300_799_000
    upload(http, *[event("A", time=time) for time in (-(2**63), first, last, 2**63 - 1)])
    for day in ("00010101", "99991231"):
        for mode in ("n-day", "rolling", "bracket"):
            asked = {"start": day, "end": day, "rm": mode, "rb": [[0, 1]]}
            assert counts(http, "A", "A", **asked)[:2] == [1, 1]


def test_cohorts_can_be_those_of_years(http: httpx.Client) -> None:
    upload(http, *came(("A", 0), ("B", 24)))
    (one,) = series(http, start="20240301", end="20260307")
    assert len(one["dates"]) == 737
    assert one["values"]["Mar 02, 2026"][0]["count"] == 1


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"se": {}}, "event_type"),
        ({"se": None}, "se"),
        ({"re": None}, "re"),
        ({"re": {"event_type": "_new"}}, "_new"),
        ({"rm": "weekly"}, "rm"),
        ({"rm": "bracket"}, "rb"),
        ({"rm": "bracket", "rb": []}, "rb"),
        ({"rm": "bracket", "rb": [[0]]}, "rb"),
        ({"rm": "bracket", "rb": [[-1, 2]]}, "rb"),
        ({"rm": "bracket", "rb": [[3, 3]]}, "exclusive"),
        ({"rm": "bracket", "rb": [[0, 1]] * 101}, "100 brackets"),
        ({"i": -3600000}, "i"),
        ({"start": "20260309", "end": "20260308"}, "after"),
        ({"g": "country", "s": [[], []]}, "single segment"),
        ({"g": "gender"}, "Invalid user property gender"),
        ({"se": {"event_type": "A", "group_by": [{"type": "user", "value": "city"}]}}, "use g"),
        ({"i": 7, "start": "00010101", "end": "99991231"}, "more than 1000000"),
    ],
)
def test_what_makes_no_sense_is_a_400_that_names_it(
    http: httpx.Client, asked: dict[str, Any], named: str
) -> None:
    upload(http, event())
    query = {"se": {"event_type": "A"}, "re": {"event_type": "B"}, **ONE_DAY, **asked}
    response = ask(http, "retention", **query)
    assert response.status_code == 400, response.text[:200]
    assert named in details(response)
