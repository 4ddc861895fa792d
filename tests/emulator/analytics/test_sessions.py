from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.analytics.dashboard_calls import MARCH, answer, ask, refill
from tests.emulator.analytics.journeys import days, logs
from tests.emulator.analytics.slow_sessions import DEFAULT, averages, lengths, per_user
from tests.emulator.calls import details, event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

HOUR = 3_600_000
PREFIX = "timeHistogramConfigBin"
DEFAULT_LABELS = [
    "0s-3s",
    "3s-10s",
    "10s-30s",
    "30s-60s",
    "60s-180s",
    "180s-600s",
    "600s-1800s",
    "1800s-3600s",
    "3600s-86400s",
]


def session(
    start: int, *lengths_ms: int, user: str = "user-1", id_: int = 7
) -> list[dict[str, Any]]:
    """Events of one session: the first one, and those so many milliseconds later."""
    return [event(user_id=user, session_id=id_, time=start + ms) for ms in (0, *lengths_ms)]


def bins(http: httpx.Client, **custom: Any) -> dict[str, int]:
    asked = {f"{PREFIX}{name}": value for name, value in custom.items()}
    data = answer(http, "sessions/length", **MARCH, **asked)["data"]
    (counts,) = data["series"]
    assert data["seriesCollapsed"] == [[{"value": sum(counts)}]]
    return dict(zip(data["xValues"], counts, strict=True))


def daily(http: httpx.Client, path: str, **asked: Any) -> tuple[list[float], float]:
    data = answer(http, path, **{**MARCH, **asked})["data"]
    assert data["seriesMeta"] == [{"segmentIndex": 0, "sessionIndex": 0}]
    ((collapsed,),) = data["seriesCollapsed"]
    assert collapsed["setId"] == ""
    return data["series"][0], collapsed["value"]


def test_a_session_lasts_from_its_first_event_to_its_last(http: httpx.Client) -> None:
    upload(http, *session(noon(2), 5_000, 2_999), *session(noon(3), id_=8))
    counted = bins(http)
    assert list(counted) == DEFAULT_LABELS
    assert [name for name, count in counted.items() if count] == ["0s-3s", "3s-10s"]


def test_events_outside_sessions_belong_to_none(http: httpx.Client) -> None:
    upload(http, event(), *session(noon(2), 5_000, id_=-1))
    assert set(bins(http).values()) == {0}
    assert daily(http, "sessions/peruser") == ([0] * 7, 0)


def test_sessions_are_made_of_active_events(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, *session(noon(2), 2_000))
    upload(http, event("Tick", session_id=7, time=noon(2) + 9_000))
    upload(http, event("Tick", session_id=8, time=noon(3)))
    assert daily(http, "sessions/average")[0] == [0, 9, 0, 0, 0, 0, 0]
    assert sum(bins(http).values()) == 2
    emulator.define_event_type("Tick", non_active=True)
    assert daily(http, "sessions/average") == ([0, 2, 0, 0, 0, 0, 0], 2)
    assert sum(bins(http).values()) == 1
    assert daily(http, "sessions/peruser") == ([0, 1, 0, 0, 0, 0, 0], 1)


def test_only_the_id_minus_one_is_outside_sessions(http: httpx.Client) -> None:
    upload(http, *session(noon(2), 5_000, id_=-2), *session(noon(3), 5_000, id_=0))
    upload(http, *session(noon(4), 5_000, id_=-1))
    assert sum(bins(http).values()) == 2


def test_the_same_id_is_another_session_of_another_user(http: httpx.Client) -> None:
    upload(http, *session(noon(2), 1_000), *session(noon(2), 4_000, user="user-2"))
    counted = bins(http)
    assert (counted["0s-3s"], counted["3s-10s"]) == (1, 1)


def test_a_bin_has_its_lower_end_and_not_its_upper_one(http: httpx.Client) -> None:
    for id_, length in enumerate([2_999, 3_000, 9_999, 10_000]):
        upload(http, *session(noon(2), length, id_=id_))
    assert list(bins(http).values())[:3] == [1, 2, 1]


def test_a_session_lasts_a_day_at_most_and_is_not_lost(http: httpx.Client) -> None:
    upload(http, *session(noon(2), 30 * HOUR))
    assert bins(http)["3600s-86400s"] == 1
    assert bins(http, TimeUnit="hours", Min=20, Max=24, Size=2) == {
        "72000s-79200s": 0,
        "79200s-86400s": 1,
    }
    assert daily(http, "sessions/average")[1] == 86_400


def test_a_session_counts_for_the_day_on_which_it_began(http: httpx.Client) -> None:
    upload(http, *session(noon(2), 13 * HOUR))
    assert daily(http, "sessions/average")[0] == [0, 13 * 3600, 0, 0, 0, 0, 0]
    assert daily(http, "sessions/average", start="20260303") == ([0] * 5, 0)
    assert daily(http, "sessions/average", end="20260302") == ([0, 13 * 3600], 13 * 3600)


def test_the_average_of_all_days_weighs_each_session_alike(http: httpx.Client) -> None:
    upload(http, *session(noon(2), 1_000), *session(noon(2) + HOUR, 2_000, id_=8))
    upload(http, *session(noon(3), 6_000, id_=9))
    assert daily(http, "sessions/average") == ([0, 1.5, 6, 0, 0, 0, 0], 3)


def test_sessions_per_user_are_those_of_all_active_users(http: httpx.Client) -> None:
    upload(http, *session(noon(2)), *session(noon(2), id_=8), *session(noon(2), id_=9))
    upload(http, event(user_id="user-2"), event(user_id="user-3", time=noon(4)))
    assert daily(http, "sessions/peruser") == ([0, 1.5, 0, 0, 0, 0, 0], 1)


def test_days_are_written_with_their_midnight(http: httpx.Client) -> None:
    data = answer(http, "sessions/average", start="20260301", end="20260302")["data"]
    assert data["xValues"] == ["2026-03-01T00:00:00", "2026-03-02T00:00:00"]


def test_times_far_apart_do_not_overflow(http: httpx.Client) -> None:
    upload(http, *session(-(2**63), 2**64 - 1), *session(noon(2), 2**63 - 1 - noon(2), id_=8))
    assert daily(http, "sessions/average")[1] == 86_400


def test_custom_bins_have_the_size_asked_for(http: httpx.Client) -> None:
    upload(http, *session(noon(2), 59_000), *session(noon(3), 60_000, id_=8))
    assert bins(http, TimeUnit="minutes", Min=0, Max=3, Size=1) == {
        "0s-60s": 1,
        "60s-120s": 1,
        "120s-180s": 0,
    }


def test_the_last_custom_bin_ends_at_the_maximum(http: httpx.Client) -> None:
    assert list(bins(http, TimeUnit="seconds", Min=1, Max=6, Size=2)) == ["1s-3s", "3s-5s", "5s-6s"]
    assert list(bins(http, TimeUnit="minutes", Min=0, Max=1, Size=9)) == ["0s-60s"]


def test_without_a_size_there_are_ten_bins(http: httpx.Client) -> None:
    labels = list(bins(http, TimeUnit="seconds", Min=0, Max=1))
    assert (len(labels), labels[0], labels[-1]) == (10, "0s-0.1s", "0.9s-1s")


def test_bins_without_a_size_begin_at_the_minimum(http: httpx.Client) -> None:
    counted = bins(http, TimeUnit="seconds", Min=10, Max=20)
    assert list(counted) == [f"{second}s-{second + 1}s" for second in range(10, 20)]


def test_edges_are_whole_milliseconds_where_they_can_be(http: httpx.Client) -> None:
    labels = list(bins(http, TimeUnit="hours", Min=0, Max=24))
    assert labels[2:4] == ["17280s-25920s", "25920s-34560s"]
    labels = list(bins(http, TimeUnit="minutes", Min=0, Max=1, Size=0.1))
    assert labels[2:4] == ["12s-18s", "18s-24s"]


def test_a_size_without_end_is_one_bin(http: httpx.Client) -> None:
    assert list(bins(http, TimeUnit="hours", Min=1, Max=2, Size="1e308")) == ["3600s-7200s"]


@pytest.mark.parametrize(
    "custom",
    [
        {"TimeUnit": "minutes"},
        {"TimeUnit": "minutes", "Min": 0},
        {"Min": 0, "Max": 10, "Size": 1},
        {"TimeUnit": "hours", "Max": 10},
        {"TimeUnit": "hours", "Min": 10, "Max": 10},
        {"TimeUnit": "hours", "Min": 10, "Max": 9},
        {"TimeUnit": "hours", "Min": -1, "Max": 9},
        {"TimeUnit": "hours", "Min": 0, "Max": 9, "Size": 0},
        {"TimeUnit": "hours", "Min": 0, "Max": 9, "Size": -1},
        {"TimeUnit": "hours", "Min": 0, "Max": "1e999"},
        {"TimeUnit": "hours", "Min": 0, "Max": "1e308"},
    ],
)
def test_what_makes_no_custom_bins_is_answered_with_the_default_ones(
    http: httpx.Client, custom: dict[str, Any]
) -> None:
    assert list(bins(http, **custom)) == DEFAULT_LABELS


def test_there_is_a_bound_on_the_number_of_bins(http: httpx.Client) -> None:
    custom = {"TimeUnit": "hours", "Min": 0, "Max": 24, "Size": "1e-300"}
    asked = {f"{PREFIX}{name}": value for name, value in custom.items()}
    response = ask(http, "sessions/length", **MARCH, **asked)
    assert (response.status_code, details(response)) == (
        400,
        "timeHistogramConfigBinSize makes more than 1000 bins; make it larger",
    )


def test_sessions_are_told_for_years(http: httpx.Client) -> None:
    upload(http, *session(noon(2), 4_000))
    years = {"start": "20240301", "end": "20260307"}
    for path, value in (("sessions/average", 4), ("sessions/peruser", 1)):
        values, collapsed = daily(http, path, **years)
        assert (len(values), values[-6], collapsed) == (737, value, value)


@pytest.mark.parametrize("path", ["sessions/average", "sessions/peruser"])
def test_a_reply_is_not_larger_than_memory_allows(http: httpx.Client, path: str) -> None:
    response = ask(http, path, start="00010101", end="99991231")
    assert response.status_code == 400
    assert "more than 1000000" in details(response)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    log=logs(5, dense=False),
    asked=st.lists(days(5), min_size=2, max_size=4),
    size=st.sampled_from([1, 7, 10]),
)
def test_sessions_equal_a_slow_count(
    emulator: Emulator,
    http: httpx.Client,
    log: list[dict[str, Any]],
    asked: list[dict[str, str]],
    size: int,
) -> None:
    refill(emulator, http, log)
    edges = [float(edge * HOUR) for edge in [*range(0, 24, size), 24]]
    custom = {"TimeUnit": "hours", "Min": 0, "Max": 24, "Size": size}
    named = {f"{PREFIX}{name}": value for name, value in custom.items()}
    for query in asked:
        (counts,) = answer(http, "sessions/length", **query)["data"]["series"]
        assert counts == lengths(log, query, [*map(float, DEFAULT)])
        (counts,) = answer(http, "sessions/length", **query, **named)["data"]["series"]
        assert counts == lengths(log, query, edges)
        for path, expected in (("average", averages), ("peruser", per_user)):
            values, collapsed = expected(log, query)
            found = daily(http, f"sessions/{path}", **query)
            assert found == (pytest.approx(values), pytest.approx(collapsed))
