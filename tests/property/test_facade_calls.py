"""Every method of the query side says what was meant, and tells what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts
from hypothesis import strategies as st

from tests.property.adapters import PLAIN, styles
from tests.property.documents import declared_statuses, operations
from tests.property.facade import ADAPTERS, COLOURS, Caller, Service, calls
from tests.property.generation import replies
from tests.property.outcomes import check_outcome
from tests.property.running import examples_for, holds
from tests.property.wire import check_request, require

if TYPE_CHECKING:
    from tests.property.adapters import Style
    from tests.property.generation import Meant

STATUSES = [each for each in declared_statuses() if each[0] != "uploadEvents"]
REGIONS = ("us", "eu")

regions = st.sampled_from(REGIONS)


class CallCheck:
    """Checks a call in both colours: one request, as meant, and the outcome its reply stands for."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.sent: set[str] = set()

    def __call__(self, meant: Meant, style: Style, region: str, body: Any) -> None:
        invocation = ADAPTERS[meant.operation](meant, style)
        server = operations()[meant.operation].server(region)
        for colour in COLOURS:
            service = Service.always(self.status, body)
            result = Caller(colour, service, region).outcome(invocation)
            require(
                len(service.requests) == 1, f"{len(service.requests)} requests: {result!r:.300}"
            )
            (request,) = service.requests
            check_request(request, invocation.meant, server)
            require(b"+" not in request.url.query, "a space is %20, a plus is %2B")
            check_outcome(meant.operation, self.status, body, result)
            self.sent.update(request.url.params)


@pytest.mark.parametrize(("operation_id", "declared", "status"), STATUSES)
def test_a_call_is_sent_as_meant_and_comes_to_what_the_reply_says(
    operation_id: str, declared: str, status: int
) -> None:
    check = CallCheck(status)

    holds(
        check,
        calls(operation_id),
        styles,
        regions,
        replies(operation_id, declared),
        examples=examples_for(declared),
    )

    if declared == "200" and operation_id != "createRelease":
        parameters = operations()[operation_id].parameters.values()
        due = {each.name for each in parameters if each.location == "query"}
        for name in due - check.sent:
            saying = calls(operation_id).filter(lambda meant, name=name: name in said(meant))
            holds(
                check, saying, st.just(PLAIN), regions, replies(operation_id, declared), examples=1
            )
        assert check.sent == due


def said(meant: Meant) -> set[str]:
    """Return the names of what the query of a call says."""
    return set(ADAPTERS[meant.operation](meant, PLAIN).meant.query)


def test_every_declared_status_of_every_query_is_among_these_tests() -> None:
    tested = {(operation_id, declared) for operation_id, declared, _ in STATUSES}
    assert tested == {
        (each.id, status)
        for each in facts.OPERATIONS.values()
        for status in each.statuses
        if each.id != "uploadEvents"
    }
