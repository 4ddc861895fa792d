from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.analytics.dashboard_calls import MARCH, answer, ask
from tests.emulator.calls import details, event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

SECOND, DAY = 1_000, 86_400_000


def steps(names: str) -> list[dict[str, Any]]:
    return [{"event_type": name} for name in names]


def did(names: str, *seconds: float, user: str = "user-1", **members: Any) -> list[dict[str, Any]]:
    """Events of a user, so many seconds after noon of 2 March."""
    times = seconds or tuple(range(len(names)))
    return [
        event(name, user_id=user, time=noon(2) + int(second * SECOND), **members)
        for name, second in zip(names, times, strict=True)
    ]


def funnel(http: httpx.Client, e: Any, **asked: Any) -> dict[str, Any]:
    """The only result of a funnel over the first week of March."""
    (result,) = results(http, e, **asked)
    return result


def results(http: httpx.Client, e: Any, **asked: Any) -> list[dict[str, Any]]:
    e = steps(e) if isinstance(e, str) else e
    found: list[dict[str, Any]] = answer(http, "funnels", e=e, **{**MARCH, **asked})["data"]
    return found


def users(http: httpx.Client, e: Any, **asked: Any) -> list[int]:
    raw: list[int] = funnel(http, e, **asked)["cumulativeRaw"]
    return raw


def test_a_project_without_events_has_no_results(http: httpx.Client) -> None:
    assert results(http, "AB") == []


def test_a_result_has_users_shares_and_times_of_each_step(http: httpx.Client) -> None:
    upload(http, *did("AB", 0, 4), *did("AB", 0, 10, user="user-2"), *did("A", user="user-3"))
    result = funnel(http, "ABC", start="20260302", end="20260303")
    days = {"xValues": ["2026-03-02", "2026-03-03"], "formattedXValues": ["Mar 02", "Mar 03"]}
    assert result == {
        "meta": {"segmentIndex": 0},
        "events": ["A", "B", "C"],
        "cumulativeRaw": [3, 2, 0],
        "cumulative": [1, 2 / 3, 0],
        "stepByStep": [1, 2 / 3, 0],
        "avgTransTimes": [0, 7000, 0],
        "medianTransTimes": [0, 7000, 0],
        "dayFunnels": {
            "series": [[3, 2, 0], [0, 0, 0]],
            **days,
            "isComplete": [False, False],
        },
        "dayAvgTransTimes": {"series": [[0, 7000, 0], [0, 0, 0]], **days},
        "dayMedianTransTimes": {"series": [[0, 7000, 0], [0, 0, 0]], **days},
        "stepTransTimeDistribution": {
            "segment_index": 0,
            "step_bins": [
                {
                    "bins": [
                        {
                            "start": 0,
                            "end": 3_600_000,
                            "bin_dist": {"uniques": 2, "totals": 2, "sums": 0},
                        }
                    ]
                },
                {"bins": []},
            ],
        },
        "stepPrevStepCountDistribution": {
            "segment_index": 0,
            "step_bins": [
                {
                    "bins": [
                        {
                            "start": 1,
                            "end": 2,
                            "bin_dist": {"uniques": 2, "totals": 2, "sums": 0},
                        }
                    ]
                },
                {"bins": []},
            ],
        },
    }


def test_a_funnel_nobody_entered_has_one_result_of_zeros(http: httpx.Client) -> None:
    upload(http, *did("B"))
    result = funnel(http, "AB")
    assert result["cumulativeRaw"] == [0, 0]
    assert (result["stepByStep"], result["cumulative"]) == ([1, 0], [1, 0])
    assert result["dayFunnels"]["series"] == [[0, 0]] * 7


@pytest.mark.parametrize(
    ("done", "ordered", "sequential", "unordered"),
    [
        ("ABC", [1, 1, 1], [1, 1, 1], [1, 1, 1]),
        ("AXBC", [1, 1, 1], [1, 0, 0], [1, 1, 1]),
        ("ABXC", [1, 1, 1], [1, 1, 0], [1, 1, 1]),
        ("AABC", [1, 1, 1], [1, 1, 1], [1, 1, 1]),
        ("CBA", [1, 0, 0], [1, 0, 0], [1, 1, 1]),
        ("ACB", [1, 1, 0], [1, 0, 0], [1, 1, 1]),
        ("CA", [1, 0, 0], [1, 0, 0], [1, 0, 0]),
        ("BC", [0, 0, 0], [0, 0, 0], [0, 0, 0]),
    ],
)
def test_the_mode_says_how_strictly_the_order_counts(
    http: httpx.Client, done: str, ordered: Any, sequential: Any, unordered: Any
) -> None:
    upload(http, *did(done))
    assert users(http, "ABC") == ordered
    assert users(http, "ABC", mode="sequential") == sequential
    assert users(http, "ABC", mode="unordered") == unordered


def test_what_is_not_active_interrupts_no_sequence(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, *did("AXB"), *did("XA", user="user-2"))
    assert users(http, "AB", mode="sequential") == [2, 0]
    emulator.define_event_type("X", non_active=True)
    assert users(http, "AB", mode="sequential") == [2, 1]
    assert users(http, "XA", mode="sequential") == [2, 1]


def test_any_order_will_do_within_a_second(http: httpx.Client) -> None:
    upload(http, *did("BXA", 0.1, 0.2, 0.9))
    assert users(http, "AB") == [1, 1]
    assert users(http, "AB", mode="sequential") == [1, 1]


def test_repeated_steps_need_two_seconds(http: httpx.Client) -> None:
    upload(http, *did("AA", 0.1, 0.9), *did("AA", 0.9, 1.1, user="user-2"))
    assert users(http, "AA") == [2, 1]


def test_a_step_can_come_again_later(http: httpx.Client) -> None:
    upload(http, *did("ABA", 0.1, 0.2, 0.3), *did("ABA", 0, 0, 1, user="user-2"))
    assert users(http, "ABA") == [2, 2, 1]


def test_steps_that_share_events_need_two_seconds(http: httpx.Client) -> None:
    any_then_a = [{"event_type": "_all"}, {"event_type": "A"}]
    upload(http, *did("BA", 0.1, 0.2), *did("BA", 0, 1, user="user-2"))
    assert users(http, any_then_a) == [2, 1]
    upload(http, *did("A", 5))
    assert users(http, any_then_a) == [2, 2]


def test_steps_told_apart_by_their_filters_share_nothing(http: httpx.Client) -> None:
    def of(genre: str) -> dict[str, Any]:
        part = {"subprop_type": "event", "subprop_key": "genre", "subprop_op": "is"}
        return {"event_type": "A", "filters": [{**part, "subprop_value": [genre]}]}

    for genre in ("rock", "pop"):
        upload(http, *did("A", 0.5, event_properties={"genre": genre}))
    assert users(http, [of("rock"), of("pop")]) == [1, 1]


@pytest.mark.parametrize(("second", "last"), [(60, 1), (60.9, 1), (61, 0)])
def test_the_window_is_from_the_first_step_to_the_last(
    http: httpx.Client, second: float, last: int
) -> None:
    upload(http, *did("ABC", 0, 30, second))
    assert users(http, "ABC", cs=60) == [1, 1, last]


def test_a_later_way_in_counts_when_it_leads_further(http: httpx.Client) -> None:
    upload(http, *did("AABC", 0, 100, 150, 155))
    assert users(http, "ABC", cs=60) == [1, 1, 1]
    assert funnel(http, "ABC", cs=60)["avgTransTimes"] == [0, 50_000, 5_000]


def test_of_ways_of_the_same_length_the_earliest_counts(http: httpx.Client) -> None:
    upload(http, *did("AABAB", 0, 5, 9, 20, 21))
    assert funnel(http, "AB")["avgTransTimes"] == [0, 9_000]


def test_a_funnel_can_be_about_years(http: httpx.Client) -> None:
    upload(http, *did("AB"))
    (result,) = answer(http, "funnels", e=steps("AB"), start="20240301", end="20260307")["data"]
    assert result["cumulativeRaw"] == [1, 1]
    assert len(result["dayFunnels"]["series"]) == 737


def test_users_enter_within_the_days_and_may_convert_after_them(http: httpx.Client) -> None:
    upload(http, event("A", time=noon(2)), event("B", time=noon(4)))
    assert users(http, "AB", start="20260302", end="20260302") == [1, 1]
    assert users(http, "AB", start="20260303", end="20260303") == [0, 0]


def test_unordered_rounds_the_window_down_to_days_but_not_to_none(http: httpx.Client) -> None:
    upload(http, event("A", time=noon(2)), event("B", time=noon(2) + DAY))
    upload(http, event("A", user_id="user-2"))
    upload(http, event("B", user_id="user-2", time=noon(2) + DAY + SECOND))
    for seconds in (3, 86_400, 2 * 86_400 - 1):
        assert users(http, "AB", mode="unordered", cs=seconds) == [2, 1]


def test_in_unordered_the_window_includes_its_last_second_whatever_comes_first(
    http: httpx.Client,
) -> None:
    for number, late in enumerate((0, SECOND)):
        user = f"user-{number}"
        upload(http, event("B", user_id=user, time=noon(2)))
        upload(http, event("A", user_id=user, time=noon(3) + late))
    assert users(http, "AB", mode="unordered", cs=86_400) == [2, 1]


def test_in_unordered_only_the_first_step_has_to_be_within_the_days(http: httpx.Client) -> None:
    upload(http, event("B", time=noon(1)), event("A", time=noon(2)))
    asked = {"mode": "unordered", "start": "20260302", "end": "20260302"}
    assert users(http, "AB", **asked) == [1, 1]
    assert users(http, "BA", **asked) == [0, 0]


def test_a_segment_is_about_the_first_step(http: httpx.Client) -> None:
    upload(http, *did("A", 0, country="Italy"), *did("B", 1, country="Chad"))
    italy, chad = (
        [{"prop": "country", "op": "is", "values": [name]}] for name in ("Italy", "Chad")
    )
    found = results(http, "AB", s=[italy, chad])
    assert [one["cumulativeRaw"] for one in found] == [[1, 1], [0, 0]]
    assert [one["meta"] for one in found] == [{"segmentIndex": 0}, {"segmentIndex": 1}]


def test_a_segment_can_be_of_users_who_performed_something(http: httpx.Client) -> None:
    upload(http, *did("AB"), *did("AXX", user="user-2"))
    twice = [{"type": "event", "event_type": "X", "op": ">=", "value": 2}]
    assert users(http, "AB", s=[twice]) == [1, 0]


def test_new_users_came_within_the_days(http: httpx.Client) -> None:
    upload(http, event("X", time=noon(20, 2)), *did("AB"), *did("AB", user="user-2"))
    assert users(http, "AB") == [2, 2]
    assert users(http, "AB", n="new") == [1, 1]


def test_over_time_all_active_users_count_even_for_new_ones(http: httpx.Client) -> None:
    upload(http, event("X", time=noon(20, 2)), *did("AB"))
    result = funnel(http, "AB", n="new", start="20260302", end="20260302")
    assert (result["cumulativeRaw"], result["dayFunnels"]["series"]) == ([0, 0], [[1, 1]])


def test_over_time_a_user_counts_in_each_interval_of_a_way_in(http: httpx.Client) -> None:
    for day, name in [(2, "A"), (3, "B"), (4, "A")]:
        upload(http, event(name, time=noon(day)))
    asked = {"start": "20260302", "end": "20260304"}
    assert users(http, "AB", **asked) == [1, 1]
    daily = funnel(http, "AB", **asked)["dayFunnels"]
    assert daily["series"] == [[1, 1], [0, 0], [1, 0]]
    weekly = funnel(http, "AB", i=7, **asked)["dayFunnels"]
    assert (weekly["xValues"], weekly["series"]) == (["2026-03-02"], [[1, 1]])
    hourly = funnel(http, "AB", i=-3600000, **asked)["dayFunnels"]
    assert hourly["series"][12] == [1, 1]
    assert hourly["formattedXValues"][12] == "Mar 02 12:00:00"


def test_an_interval_is_complete_when_nobody_can_go_on(
    http: httpx.Client, emulator: Emulator
) -> None:
    upload(http, *did("A"))
    emulator.clock.set(datetime(2026, 3, 4, 12, tzinfo=UTC))
    asked = {"start": "20260301", "end": "20260304", "cs": 86_400}
    assert funnel(http, "AB", **asked)["dayFunnels"]["isComplete"] == [True, True, False, False]


def test_groups_are_the_values_at_the_way_in(http: httpx.Client) -> None:
    upload(http, *did("A", country="Chad"), *did("B", 1, country="Italy"))
    for number in (2, 3):
        upload(http, *did("AB", user=f"user-{number}", country="Italy"))
    upload(http, *did("A", user="user-4"))
    found = results(http, "AB", g="country")
    assert [(one["groupValue"], one["cumulativeRaw"]) for one in found] == [
        ("Italy", [2, 2]),
        ("(none)", [1, 0]),
        ("Chad", [1, 1]),
    ]
    assert [one["groupValue"] for one in results(http, "AB", g="country", limit=1)] == ["Italy"]


def test_the_groups_with_most_users_are_kept_wherever_they_convert(http: httpx.Client) -> None:
    for number in (1, 2):
        upload(http, *did("A", user=f"user-{number}", country="Latvia"))
    upload(http, *did("AB", user="user-3", country="Italy"))
    upload(http, *did("AB", user="user-4", country="Chad"))
    found = [results(http, "AB", g="country", limit=limit) for limit in (1, 2, 3)]
    assert [[one["groupValue"] for one in some] for some in found] == [
        ["Latvia"],
        ["Latvia", "Chad"],
        ["Latvia", "Chad", "Italy"],
    ]


def test_of_groups_of_the_same_size_the_first_by_name_are_kept(http: httpx.Client) -> None:
    names = [f"country-{number:02}" for number in range(20)]
    for name in reversed(names):
        upload(http, *did("A", user=name, country=name))
    found = results(http, "AB", g="country", limit=5)
    assert [one["groupValue"] for one in found] == names[:5]


def test_groups_of_a_later_step_have_one_of_those_who_did_not_reach_it(http: httpx.Client) -> None:
    upload(http, *did("A"), *did("B", 1, event_properties={"genre": ["rock", "pop"]}))
    upload(http, *did("A", user="user-2"))
    by_genre = {"event_type": "B", "group_by": [{"type": "event", "value": "genre"}]}
    found = results(http, [{"event_type": "A"}, by_genre])
    assert [(one["groupValue"], one["cumulativeRaw"]) for one in found] == [
        ("did not reach step", [1, 0]),
        ("pop", [1, 1]),
        ("rock", [1, 1]),
    ]


def bins(result: dict[str, Any], name: str) -> list[dict[tuple[int, int], int]]:
    return [
        {(one["start"], one["end"]): one["bin_dist"]["uniques"] for one in step["bins"]}
        for step in result[name]["step_bins"]
    ]


def test_times_are_in_bins_that_fit_the_window(http: httpx.Client) -> None:
    upload(http, *did("AB", 0, 90), *did("AB", 0, 59, user="user-2"))
    name = "stepTransTimeDistribution"
    assert bins(funnel(http, "AB", cs=1_000), name) == [{(90_000, 91_000): 1, (59_000, 60_000): 1}]
    assert bins(funnel(http, "AB", cs=60_000), name) == [{(60_000, 120_000): 1, (0, 60_000): 1}]


def test_repetitions_count_how_often_the_step_before_was_done(http: httpx.Client) -> None:
    upload(http, *did("AAAB", 0, 0.5, 1, 2), *did("AB", user="user-2"), *did("A", user="user-3"))
    name = "stepPrevStepCountDistribution"
    assert bins(funnel(http, "AB"), name) == [{(2, 3): 1, (1, 2): 1}]


def test_only_events_of_the_project_count(http: httpx.Client) -> None:
    upload(http, *did("A"))
    upload(http, *did("AB"), api_key="key-2")
    assert users(http, "AB") == [1, 0]


@pytest.mark.parametrize("mode", ["ordered", "unordered", "sequential"])
def test_the_calendar_has_no_edge(http: httpx.Client, mode: str) -> None:
    first, last = -62_135_596_800_000, 253_402_300_799_000
    upload(http, *[event("A", time=time) for time in (-(2**63), first, last, 2**63 - 1)])
    upload(http, event("B", time=first), event("B", time=last))
    for day in ("00010101", "99991231"):
        asked = {"start": day, "end": day, "mode": mode, "cs": 31_622_400}
        assert users(http, "AB", **asked) == [1, 1]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"cs": 0}, "cs"),
        ({"cs": -5}, "cs"),
        ({"cs": 31_622_401}, "366 days"),
        ({"cs": 10**40}, "cs"),
        ({"mode": "any"}, "mode"),
        ({"n": "any"}, "n"),
        ({"i": 2}, "i"),
        ({"limit": 0}, "limit"),
        ({"start": "20260309", "end": "20260308"}, "after"),
        ({"g": "country", "s": [[], []]}, "single segment"),
        ({"g": "gender"}, "Invalid user property gender"),
        ({"e": []}, "e"),
        ({"e": [{"event_type": "A"}, {}]}, "event_type"),
        ({"e": [{"event_type": "_new"}]}, "_new"),
        ({"e": [{"event_type": "A"}] * 31}, "30 steps"),
        (
            {
                "g": "country",
                "e": [{"event_type": "A", "group_by": [{"type": "user", "value": "city"}]}],
            },
            "one property",
        ),
        ({"i": 7, "start": "00010101", "end": "99991231"}, "more than 1000000"),
        ({"i": -3600000, "start": "20260301", "end": "20260308"}, "Hourly data reaches 7 days"),
    ],
)
def test_what_makes_no_sense_is_a_400_that_names_it(
    http: httpx.Client, asked: dict[str, Any], named: str
) -> None:
    upload(http, event())
    response = ask(http, "funnels", **{**MARCH, "e": steps("AB"), **asked})
    assert response.status_code == 400, response.text[:200]
    assert named in details(response)


def test_a_funnel_can_be_long(http: httpx.Client) -> None:
    upload(http, *did("A" * 12))
    for mode in ("ordered", "sequential", "unordered"):
        assert users(http, "A" * 12, mode=mode) == [1] * 12
