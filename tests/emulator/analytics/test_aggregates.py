"""What formulas measure of a property, in numbers that can be counted by hand.

A property that is a list anywhere in the project is counted by other SQL than one that never is, so
each measure is asked of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import event, segmentation, upload

if TYPE_CHECKING:
    import httpx

VALUES: dict[str, list[Any]] = {
    "user-1": [1, 1, 3, "many", None],
    "user-2": [1, 10, None],
}
"""Five numbers, and three values without one."""

LISTS: dict[str, list[Any]] = {
    "user-1": [[3, 1], [1, "many"], [], None],
    "user-2": [[4, 10], 1, ["few"]],
}
"""Six numbers: what is no list counts as a list of one."""


def measured(http: httpx.Client, sent: dict[str, list[Any]], formula: str) -> float:
    upload(
        http,
        *[
            event(user_id=user, event_properties={} if value is None else {"n": value})
            for user, values in sent.items()
            for value in values
        ],
    )
    e = {"event_type": "Play Song", "group_by": [{"type": "event", "value": "n"}]}
    asked = {"m": "formula", "formula": formula, "start": "20260302", "end": "20260302"}
    data = segmentation(http, e, **asked)
    ((value,),) = data["series"]
    assert data["seriesCollapsed"] == [[{"value": value}]]
    found: float = value
    return found


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("PROPSUM(A)", 16),
        ("REVENUETOTAL(A)", 16),
        ("ARPAU(A)", 8),
        ("PROPAVG(A)", 16 / 5),
        ("PROPMIN(A)", 1),
        ("PROPMAX(A)", 10),
        ("PROPCOUNT(A)", 4),  # 1, 3, 10 and many
        ("PROPCOUNTAVG(A)", 5 / 2),  # 1, 3, many; 1, 10
        ("PERCENTILE(A, 0.5)", 1),
        ("PERCENTILE(A, 0.9)", 3 + 0.6 * 7),  # between the fourth value and the fifth
    ],
)
def test_a_property_of_single_values(http: httpx.Client, formula: str, expected: float) -> None:
    assert measured(http, VALUES, formula) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("PROPSUM(A)", 20),
        ("REVENUETOTAL(A)", 20),
        ("ARPAU(A)", 10),
        ("PROPAVG(A)", 20 / 6),
        ("PROPMIN(A)", 1),
        ("PROPMAX(A)", 10),
        ("PROPCOUNT(A)", 6),  # 1, 3, 4, 10, many and few
        ("PROPCOUNTAVG(A)", 7 / 2),  # 1, 3, many; 1, 4, 10, few
        ("PERCENTILE(A, 0.5)", 2),  # between 1 and 3
        ("PERCENTILE(A, 0.9)", 4 + 0.5 * 6),
    ],
)
def test_a_property_that_can_be_a_list(http: httpx.Client, formula: str, expected: float) -> None:
    assert measured(http, LISTS, formula) == pytest.approx(expected)


def test_revenue_per_user_is_by_the_active_users_of_any_event(http: httpx.Client) -> None:
    upload(http, event("Other", user_id="user-3"), event("Other", user_id="user-4"))
    assert measured(http, VALUES, "ARPAU(A)") == 4


def test_the_least_and_the_most_of_lists_may_stand_anywhere_in_them(http: httpx.Client) -> None:
    lists = {"user-1": [[3, 1, 2], [5, 9, 7]]}
    assert measured(http, lists, "PROPMIN(A) * 100 + PROPMAX(A)") == 109
