"""How often a call is repeated follows from `x-retry` of its operation and from what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import strategies as st

from amplitude_sdk.errors import ApiError, NotSentError, OutcomeUnknownError, ServerError
from tests.property.adapters import styles
from tests.property.documents import declared_statuses, operations
from tests.property.facade import ADAPTERS, COLOURS, THRICE, Caller, Service, calls
from tests.property.generation import replies
from tests.property.outcomes import CHECKS, KINDS, check_error
from tests.property.running import FEW, MANY, holds
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


class HistoryCheck:
    """Checks a call whose attempts meet one trouble after the other, by the rules of the specs."""

    def __init__(self, operation_id: str) -> None:
        self.operation = operations()[operation_id]

    def __call__(
        self, meant: Meant, style: Style, colour: str, history: list[int | type[Exception]]
    ) -> None:
        coming = iter(history)
        service = Service(lambda request: self.answer(next(coming), request))
        outcome = Caller(colour, service, retry=THRICE).outcome(
            ADAPTERS[meant.operation](meant, style)
        )
        met = history[: self.tries(history)]
        require(len(service.requests) == len(met), f"{len(service.requests)} tries for {met}")
        if self.is_deleted(met):
            require(outcome is None, f"{met} came to {outcome!r:.300}")
            return
        require(type(outcome) is self.error_after(met), f"{met} came to {outcome!r:.300}")
        recorded = [(each.status_code, each.sent) for each in outcome.attempts]
        require(recorded == [self.record(each) for each in met], f"{recorded} of {met}")

    @staticmethod
    def answer(trouble: int | type[Exception], request: httpx.Request) -> httpx.Response:
        if isinstance(trouble, int):
            return httpx.Response(trouble)
        raise trouble("made up", request=request)

    @staticmethod
    def record(trouble: int | type[Exception]) -> tuple[int | None, bool]:
        return (trouble, True) if isinstance(trouble, int) else (None, trouble in PERHAPS_SENT)

    @staticmethod
    def may_be_applied(trouble: int | type[Exception]) -> bool:
        return trouble in {*PERHAPS_SENT, 408, 500, 503, 520}

    def tries(self, history: list[int | type[Exception]]) -> int:
        """How many attempts it takes until one ends the call."""
        for number, trouble in enumerate(history[:TRIES], start=1):
            unsafe = self.operation.retry == "never" and self.may_be_applied(trouble)
            if unsafe or trouble in {400, 404, 409}:
                return number
        return TRIES

    def is_deleted(self, met: list[int | type[Exception]]) -> bool:
        """Whether a 404 says that an earlier attempt to delete worked."""
        is_gone = self.operation.method == "DELETE" and met[-1] == 404
        return is_gone and any(self.may_be_applied(trouble) for trouble in met[:-1])

    def error_after(self, met: list[int | type[Exception]]) -> type[Exception]:
        last = met[-1]
        if not isinstance(last, int):
            unknown = any(self.may_be_applied(trouble) for trouble in met)
            return OutcomeUnknownError if unknown else NotSentError
        if self.operation.retry == "never" and self.may_be_applied(last):
            return OutcomeUnknownError
        return ServerError if last >= 500 else KINDS.get(last, ApiError)


histories = st.lists(
    st.sampled_from([400, 404, 408, 409, 429, 500, 503, 520, *NEVER_SENT, *PERHAPS_SENT]),
    min_size=TRIES,
    max_size=TRIES,
)


@pytest.mark.parametrize("operation_id", QUERIES)
def test_any_history_of_trouble_ends_as_the_spec_says(operation_id: str) -> None:
    holds(
        HistoryCheck(operation_id),
        calls(operation_id),
        styles,
        colours,
        histories,
        examples=MANY,
    )


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
