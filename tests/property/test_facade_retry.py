"""How often a call is repeated follows from `x-retry` of its operation and from what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import strategies as st

from amplitude_sdk.errors import NotSentError, OutcomeUnknownError
from tests.property.adapters import styles
from tests.property.documents import declared_statuses, operations
from tests.property.facade import ADAPTERS, COLOURS, THRICE, Caller, Service, calls
from tests.property.generation import replies
from tests.property.outcomes import CHECKS, check_error
from tests.property.running import FEW, holds
from tests.property.wire import require

if TYPE_CHECKING:
    from tests.property.adapters import Style
    from tests.property.generation import Meant

TRIES = THRICE.max_attempts
QUERIES = [operation_id for operation_id in operations() if operation_id != "uploadEvents"]
ERRORS = [each for each in declared_statuses() if each[0] in QUERIES and each[1] != "200"]

NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
PERHAPS_SENT = (httpx.ReadTimeout, httpx.WriteError, httpx.RemoteProtocolError)

colours = st.sampled_from(COLOURS)


def may_repeat(operation_id: str, status: int) -> bool:
    """Whether the spec allows another attempt after a status.

    `safe`: on 408, 429 and 5xx. `never`: on 429 only, which says that nothing was done.
    """
    retry = operations()[operation_id].retry
    assert retry in {"safe", "never"}
    return status == 429 or (retry == "safe" and (status == 408 or status >= 500))


class RepetitionCheck:
    """Checks how often a call is sent that is always answered with the same error."""

    def __init__(self, status: int) -> None:
        self.status = status

    def __call__(self, meant: Meant, style: Style, colour: str, body: Any) -> None:
        service = Service.always(self.status, body)
        error = Caller(colour, service, retry=THRICE).outcome(
            ADAPTERS[meant.operation](meant, style)
        )
        due = TRIES if may_repeat(meant.operation, self.status) else 1
        require(
            len(service.requests) == due, f"{self.status} was tried {len(service.requests)} times"
        )
        require_alike(service)
        check_error(meant.operation, self.status, body, error, tries=due)


def require_alike(service: Service) -> None:
    """A repetition is the same request again."""
    seen = {(each.method, str(each.url), each.content) for each in service.requests}
    require(len(seen) == 1, "a repetition differs")


class LossCheck:
    """Checks how often a call is sent that never gets a reply, and which error says so."""

    def __init__(self, failure: type[httpx.TransportError]) -> None:
        self.failure = failure

    def __call__(self, meant: Meant, style: Style, colour: str) -> None:
        service = Service(self.fail)
        error = Caller(colour, service, retry=THRICE).outcome(
            ADAPTERS[meant.operation](meant, style)
        )
        sent = self.failure in PERHAPS_SENT
        once = sent and operations()[meant.operation].retry == "never"
        require(len(service.requests) == (1 if once else TRIES), f"{len(service.requests)} tries")
        wanted = OutcomeUnknownError if sent else NotSentError
        require(type(error) is wanted, f"{self.failure.__name__} came to {error!r:.300}")
        require(len(error.attempts) == len(service.requests), "an attempt is missing")

    def fail(self, request: httpx.Request) -> httpx.Response:
        raise self.failure("made up", request=request)


class RecoveryCheck:
    """Checks that a repeatable call comes to its result when a repetition succeeds."""

    def __call__(self, meant: Meant, style: Style, colour: str, body: Any) -> None:
        body = {**body, "success": True} if "success" in body else body
        service = Service(self.answer)
        self.replies = [httpx.Response(429), httpx.Response(200, json=body)]
        result = Caller(colour, service, retry=THRICE).outcome(
            ADAPTERS[meant.operation](meant, style)
        )
        require(not isinstance(result, Exception), f"it came to {result!r:.300}")
        CHECKS[meant.operation](result, body)
        require_alike(service)

    def answer(self, request: httpx.Request) -> httpx.Response:
        return self.replies.pop(0)


@pytest.mark.parametrize(("operation_id", "declared", "status"), ERRORS)
def test_an_error_is_repeated_as_often_as_the_spec_allows(
    operation_id: str, declared: str, status: int
) -> None:
    holds(
        RepetitionCheck(status),
        calls(operation_id),
        styles,
        colours,
        replies(operation_id, declared),
        examples=FEW,
    )


@pytest.mark.parametrize("operation_id", QUERIES)
def test_a_request_timeout_is_repeated_where_that_is_safe(operation_id: str) -> None:
    def check(meant: Meant, style: Style, colour: str) -> None:
        service = Service.always(408, {})
        Caller(colour, service, retry=THRICE).outcome(ADAPTERS[meant.operation](meant, style))
        due = TRIES if may_repeat(meant.operation, 408) else 1
        require(len(service.requests) == due, f"408 was tried {len(service.requests)} times")

    holds(check, calls(operation_id), styles, colours, examples=FEW)


@pytest.mark.parametrize("failure", [*NEVER_SENT, *PERHAPS_SENT])
@pytest.mark.parametrize("operation_id", QUERIES)
def test_a_lost_request_is_repeated_only_where_that_cannot_apply_it_twice(
    operation_id: str, failure: type[httpx.TransportError]
) -> None:
    holds(LossCheck(failure), calls(operation_id), styles, colours, examples=1)


@pytest.mark.parametrize("operation_id", QUERIES)
def test_a_repetition_that_succeeds_gives_the_result(operation_id: str) -> None:
    holds(
        RecoveryCheck(),
        calls(operation_id),
        styles,
        colours,
        replies(operation_id, "200"),
        examples=FEW,
    )


def test_the_spec_has_both_kinds_of_queries() -> None:
    assert {operations()[each].retry for each in QUERIES} == {"safe", "never"}
    assert operations()["uploadEvents"].retry == "keyed"
