"""What a call takes from which limit."""

from __future__ import annotations

import pytest
from amplitude_api import facts

from amplitude_sdk.budget.limits import CONCURRENT, KINDS, LIMITS, Charge, charge_of, exceeded
from tests.sdk.calls import ANNOTATIONS, DASHBOARD, RELEASES

FOR_USERS = {"getUserActivity", "searchUsers"}


@pytest.mark.parametrize("operation_id", DASHBOARD)
def test_queries_take_their_cost_but_those_for_single_users_are_counted(operation_id: str) -> None:
    charge = charge_of(facts.OPERATIONS[operation_id], 342)
    expected = Charge("user_queries", 1) if operation_id in FOR_USERS else Charge("cost", 342)
    assert charge == expected


@pytest.mark.parametrize("operation_id", [*ANNOTATIONS, *RELEASES])
def test_releases_and_annotations_cost_nothing(operation_id: str) -> None:
    assert charge_of(facts.OPERATIONS[operation_id], 0) == Charge("requests", 0)


def test_every_documented_limit_is_kept() -> None:
    """ "Dashboard REST API", "Rate limits"; that of ten user queries at once is above five (T-X30)."""
    kept = {limit.name: limit for limits in LIMITS.values() for limit in limits}
    assert {name: (limit.most, limit.seconds) for name, limit in kept.items()} == {
        "cost_per_five_minutes": (1_000, 300.0),
        "cost_per_hour": (108_000, 3600.0),
        "user_queries_per_hour": (360, 3600.0),
    }
    assert (CONCURRENT.name, CONCURRENT.most, CONCURRENT.seconds) == ("concurrent_requests", 5, 0.0)
    assert CONCURRENT.most <= facts.CONCURRENT_USER_QUERIES
    for limit in (CONCURRENT, *kept.values()):
        assert getattr(facts, limit.name.upper()) == limit.most
    assert set(LIMITS) == set(KINDS)


@pytest.mark.parametrize(
    ("charge", "names"),
    [
        (Charge("cost", 1_000), []),
        (Charge("cost", 1_001), ["cost_per_five_minutes"]),
        (Charge("cost", 108_001), ["cost_per_five_minutes", "cost_per_hour"]),
        (Charge("user_queries", 1), []),
        (Charge("requests", 0), []),
    ],
)
def test_a_charge_can_exceed_a_limit_all_alone(charge: Charge, names: list[str]) -> None:
    assert [limit.name for limit in exceeded(charge)] == names
