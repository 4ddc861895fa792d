"""The words name the limit, the numbers and what to do."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.budget.ledger import Hold
from amplitude_sdk.budget.limits import CONCURRENT, LIMITS
from amplitude_sdk.budget.wording import advice, excess, reason
from tests.sdk.budget.lining_up import REQUEST, USER_QUERY, cost

if TYPE_CHECKING:
    from amplitude_sdk.budget.limits import Charge

FIVE_MINUTES = LIMITS["cost"][0]


@pytest.mark.parametrize(
    ("hold", "charge", "says"),
    [
        (
            Hold(FIVE_MINUTES, 958, 123.44),
            cost(342),
            (
                "a project may have 1,000 cost within five minutes (cost_per_five_minutes); 958 are "
                "taken, it takes 342, and there is room in 123.4 s"
            ),
        ),
        (
            Hold(LIMITS["cost"][1], 107_500, 60.0),
            cost(1_000),
            (
                "a project may have 108,000 cost within an hour (cost_per_hour); 107,500 are taken, it "
                "takes 1,000, and there is room in 60.0 s"
            ),
        ),
        (
            Hold(FIVE_MINUTES, 1, 0.5),
            cost(1_000),
            (
                "a project may have 1,000 cost within five minutes (cost_per_five_minutes); 1 are "
                "taken, it takes 1,000, and there is room in 0.5 s"
            ),
        ),
        (
            Hold(LIMITS["user_queries"][0], 360, inf),
            USER_QUERY,
            (
                "a project may have 360 user activities and searches within an hour "
                "(user_queries_per_hour); 360 are taken, it takes 1, and that depends on calls that "
                "came before it"
            ),
        ),
        (
            Hold(CONCURRENT, 5, inf),
            REQUEST,
            (
                "a project may have 5 requests at the same time (concurrent_requests), and all of them "
                "are running"
            ),
        ),
        (
            Hold(FIVE_MINUTES, 2, inf),
            cost(1800),
            (
                "it takes 1,800, more than the 1,000 cost within five minutes (cost_per_five_minutes), "
                "so it is sent while no other call runs, and one does"
            ),
        ),
    ],
)
def test_a_hold_says_what_is_missing(hold: Hold, charge: object, says: str) -> None:
    assert reason(hold, charge) == says


def test_a_call_that_exceeds_a_limit_alone_says_so() -> None:
    assert excess(cost(1800), FIVE_MINUTES) == (
        "takes 1,800, more than the 1,000 cost within five minutes (cost_per_five_minutes)"
    )


@pytest.mark.parametrize(
    ("charge", "less"),
    [(cost(1), "ask for fewer days or conditions, "), (USER_QUERY, ""), (REQUEST, "")],
)
def test_only_what_has_a_cost_can_be_made_cheaper(charge: Charge, less: str) -> None:
    says = f"Call again later, {less}or leave the limits to the service with query_budget=None"
    assert advice(charge) == says
