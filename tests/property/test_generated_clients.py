"""The generated clients say what was meant and understand every declared reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts

from tests.property.documents import declared_statuses, operations
from tests.property.endpoints import Exchange, arguments
from tests.property.generation import replies, requests
from tests.property.models import check_model, check_parsed
from tests.property.running import FEW, examples_for, holds
from tests.property.values import ABSENT
from tests.property.wire import require

if TYPE_CHECKING:
    from tests.property.generation import Meant

STATUSES = declared_statuses()


class ExchangeCheck:
    """Checks that a request is as meant in both colours and that its reply is understood."""

    def __init__(self, declared: str, status: int) -> None:
        self.declared, self.status = declared, status
        self.drawn: set[str] = set()

    def __call__(self, meant: Meant, body: Any) -> None:
        operation = operations()[meant.operation]
        self.drawn |= said(meant)
        check_body_model(meant)
        exchange = Exchange(meant, self.status, body)
        for response in (exchange.call_sync(), exchange.call_async()):
            require(response.status_code == self.status, f"the status is {response.status_code}")
            schema = operation.replies[self.declared]
            check_parsed(operation.api, schema, response.parsed, body)
        require(exchange.requests == 2, f"{exchange.requests} requests were sent")


def said(meant: Meant) -> set[str]:
    """Return the names of what a request says."""
    return {*meant.path, *meant.query, *(("body",) if meant.body is not ABSENT else ())}


def check_body_model(meant: Meant) -> None:
    """Check that the members of a body are attributes of its model."""
    operation = operations()[meant.operation]
    if meant.body is not ABSENT and operation.body is not None:
        check_model(operation.api, operation.body, arguments(meant)["body"], meant.body)


@pytest.mark.parametrize(("operation_id", "declared", "status"), STATUSES)
def test_a_request_is_as_meant_and_its_reply_is_understood(
    operation_id: str, declared: str, status: int
) -> None:
    check = ExchangeCheck(declared, status)

    holds(
        check,
        requests(operation_id),
        replies(operation_id, declared),
        examples=examples_for(declared),
    )

    if declared == "200":
        operation = operations()[operation_id]
        due = {*operation.parameters, *(("body",) if operation.body else ())}
        for name in due - check.drawn:
            saying = requests(operation_id).filter(lambda meant, name=name: name in said(meant))
            holds(check, saying, replies(operation_id, declared), examples=1)
        assert check.drawn == due


def test_every_declared_status_of_every_operation_is_among_these_tests() -> None:
    tested = {(operation_id, declared) for operation_id, declared, _ in STATUSES}
    declared = {(each.id, status) for each in facts.OPERATIONS.values() for status in each.statuses}
    assert tested == declared


def test_a_range_of_statuses_is_tested_by_several() -> None:
    ranges = [(name, declared) for name, declared, _ in STATUSES if not declared.isdecimal()]
    assert ranges
    assert all(ranges.count(each) > 2 for each in ranges)


@pytest.mark.parametrize("count", [0, 1])
def test_both_bodies_of_a_refused_upload_are_understood(count: int) -> None:
    bodies = replies("uploadEvents", "400").filter(
        lambda body: [*body].count("silenced_devices") == count
    )
    holds(ExchangeCheck("400", 400), requests("uploadEvents"), bodies, examples=FEW)
