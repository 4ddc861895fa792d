"""Custom events, cohorts, revenue and what users performed, one rule a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import ask_segmentation, details, event, noon, segmentation, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


def totals(http: httpx.Client, e: Any, *segment: dict[str, Any], **more: Any) -> list[float]:
    data = segmentation(http, e, m="totals", s=[list(segment)], **more)
    (series,) = data["series"]
    found: list[float] = series
    return found


def cohort(*names: str, op: str = "is") -> dict[str, Any]:
    return {"prop": "userdata_cohort", "op": op, "values": list(names)}


def performed(op: str, value: int, **more: Any) -> dict[str, Any]:
    return {"type": "event", "event_type": "Buy", "op": op, "value": value, **more}


def test_a_custom_event_is_any_of_its_events(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event("A"), event("B", country="Italy"), event("B"), event("C"))
    italy = {
        "subprop_type": "user",
        "subprop_key": "country",
        "subprop_op": "is",
        "subprop_value": ["Italy"],
    }
    emulator.define_custom_event(
        "x", [{"event_type": "A"}, {"event_type": "B", "filters": [italy]}]
    )
    assert sum(totals(http, "ce:x")) == 2
    emulator.define_custom_event("x", [{"event_type": "C"}])
    assert sum(totals(http, "ce:x")) == 1


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ([], "at least one"),
        ([{}], "event_type"),
        ([{"event_type": "ce:y"}], "plain events"),
        ([{"event_type": "_new"}], "plain events"),
        ([{"event_type": "A", "group_by": [{"type": "user", "value": "os"}]}], "plain events"),
    ],
)
def test_a_custom_event_is_made_of_plain_events(
    emulator: Emulator, http: httpx.Client, events: list[Any], problem: str
) -> None:
    upload(http, event())
    with pytest.raises(ValueError, match=problem):
        emulator.define_custom_event("x", events)


def test_a_cohort_is_a_set_of_users(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, *[event("A", user_id=f"user-{number}") for number in range(4)])
    (second,) = {one["amplitude_id"] for one in emulator.events(user_id="user-2")}
    emulator.define_cohort("one", user_ids=["user-1", "nobody"])
    emulator.define_cohort("two", amplitude_ids=[second, 7])
    assert sum(totals(http, "A", cohort("one"))) == 1
    assert sum(totals(http, "A", cohort("one", "two"))) == 2
    assert sum(totals(http, "A", cohort("one", op="is not"))) == 3
    upload(http, event("A", user_id="nobody"))
    assert sum(totals(http, "A", cohort("one"))) == 2


def test_a_cohort_is_compared_with_is_and_is_not(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    emulator.define_cohort("one")
    response = ask_segmentation(http, "A", s=[[cohort("one", op="contains")]])
    assert (response.status_code, details(response)) == (
        400,
        "A cohort is compared with is or is not, not with contains",
    )


def test_revenue_that_was_uploaded_is_unverified(http: httpx.Client) -> None:
    upload(http, event("A", revenue=1), event("B", price=2), event("C"))
    upload(http, event("Refund", revenue=-1), event("Gift", price=0))
    assert sum(totals(http, "revenue_amount")) == 4
    assert sum(totals(http, "unverified_revenue")) == 4
    assert sum(totals(http, "verified_revenue")) == 0


@pytest.fixture
def purchases(http: httpx.Client) -> httpx.Client:
    """One event a day; user-1 bought on 2 February and twice on 3 March, user-2 never."""
    upload(
        http,
        *[
            event("A", user_id=user, time=noon(day))
            for user in ("user-1", "user-2")
            for day in (2, 3, 4)
        ],
        *[event("Buy", time=time) for time in (noon(2, 2), noon(3), noon(3) + 1)],
    )
    return http


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (performed(">=", 1), [1, 1, 1]),
        (performed(">", 2), [0, 0, 0]),
        (performed("=", 0), [1, 1, 1]),
        (performed("<", 1), [1, 1, 1]),
        (performed("!=", 2), [1, 1, 1]),
        (performed("<=", 2), [2, 2, 2]),
        (performed("=", 3, time_type="allTime"), [1, 1, 1]),
        (performed("=", 2, time_type="currentInterval"), [0, 1, 0]),
        (performed("=", 0, time_type="currentInterval"), [2, 1, 2]),
        (performed(">=", 2, time_type="forEachInterval", time_value=1), [0, 1, 0]),
        (performed(">=", 2, time_type="forEachInterval", time_value=2), [0, 1, 1]),
        (performed("=", 1, time_type="forEachInterval", time_value=29), [1, 0, 0]),
        (performed("=", 0, time_type="forEachInterval", time_value=1), [2, 1, 2]),
        (performed(">=", 10**30), [0, 0, 0]),
    ],
)
def test_what_users_performed_selects_all_their_events(
    purchases: httpx.Client, condition: dict[str, Any], expected: list[int]
) -> None:
    assert totals(purchases, "A", condition, start="20260302", end="20260304") == expected


def test_what_was_performed_before_the_days_asked_for_counts_in_no_window(
    http: httpx.Client,
) -> None:
    upload(http, event("A", time=noon(2)), event("A", time=noon(3)), event("Buy", time=noon(2)))
    asked = {"start": "20260303", "end": "20260303", "rollingWindow": 2}
    assert totals(http, "A", **asked) == [2]
    assert totals(http, "A", performed(">=", 1), **asked) == [0]
    assert totals(http, "A", performed(">=", 1, time_type="allTime"), **asked) == [2]


def test_a_cohort_has_users_by_their_user_ids_only(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event("A", user_id="same-id"), event("A", user_id="other-1", device_id="same-id"))
    emulator.define_cohort("one", user_ids=["same-id"])
    assert sum(totals(http, "A", cohort("one"))) == 1


def test_a_cohort_has_a_merged_user_by_either_amplitude_id(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event("A", device_id="phone-1"), event("A", user_id="user-2"))
    first = emulator.events(device_id="phone-1")[0]["amplitude_id"]
    emulator.define_cohort("one", amplitude_ids=[first])
    upload(http, event("A", device_id="phone-1", user_id="user-2"))
    assert sum(totals(http, "A", cohort("one"))) == 3


def test_an_event_type_that_is_only_hidden_stays_active(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event("A"))
    emulator.define_event_type("A", hidden=True, deleted=True)
    assert sum(totals(http, "_active")) == 1


def test_days_before_an_interval_end_at_its_midnight(http: httpx.Client) -> None:
    midnight = noon(3) - 12 * 3_600_000
    upload(http, *[event("A", time=noon(day)) for day in (1, 2, 3, 4)], event("Buy", time=midnight))
    asked = {"start": "20260301", "end": "20260304"}
    for days, expected in {1: [0, 0, 1, 0], 2: [0, 0, 1, 1]}.items():
        condition = performed(">=", 1, time_type="forEachInterval", time_value=days)
        assert totals(http, "A", condition, **asked) == expected


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        (performed("more", 1), "Invalid op more; use one of >=, >"),
        (performed(">=", 1, time_type="forEachInterval"), "needs time_value"),
        (performed(">=", 1, time_type="forEachInterval", time_value=0), "needs time_value"),
        (performed(">=", 1, event_type="ce:none"), "no custom event none"),
    ],
)
def test_a_condition_that_makes_no_sense_is_a_400(
    purchases: httpx.Client, condition: dict[str, Any], problem: str
) -> None:
    response = ask_segmentation(purchases, "A", s=[[condition]])
    assert response.status_code == 400
    assert problem in details(response)


def test_an_event_type_that_is_not_active_makes_no_active_user(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event("Tick"), event("Tick", user_id="user-2"), event("A"))
    emulator.define_event_type("Tick", non_active=True)
    assert sum(totals(http, "_active")) == 1
    assert sum(totals(http, "_all")) == 3
    assert sum(totals(http, "Tick", n="any")) == 2
    assert sum(totals(http, "Tick", n="active")) == 1
