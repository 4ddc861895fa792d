"""What a call of the facade has to come to: a typed result, or the right error."""

from __future__ import annotations

from typing import Any

from amplitude_sdk import errors
from tests.property import results_annotations, results_dashboard
from tests.property.documents import operations
from tests.property.values import same
from tests.property.wire import require

CHECKS = {**results_annotations.CHECKS, **results_dashboard.CHECKS}
"""The check of the result of each operation of the query side."""

KINDS: dict[int, type[errors.ApiError]] = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    413: errors.PayloadTooLargeError,
    429: errors.RateLimitError,
}


def check_outcome(operation_id: str, status: int, body: Any, outcome: Any) -> None:
    """Raise `MismatchError` unless `outcome` is what a reply to an operation comes to."""
    if status != 200:
        check_error(operation_id, status, body, outcome)
    elif body.get("success") is False:
        require(type(outcome) is errors.ApiError, f"a denied success came to {outcome!r:.300}")
        check_api_error(operation_id, status, body, outcome)
    else:
        require(not isinstance(outcome, Exception), f"200 came to {outcome!r:.500}")
        CHECKS[operation_id](outcome, body)


def check_error(operation_id: str, status: int, body: Any, error: Any, tries: int = 1) -> None:
    """Check class and attributes of the error that `tries` replies with an error status become."""
    if status >= 500 and operations()[operation_id].retry == "never":
        kind = errors.OutcomeUnknownError
        require(type(error) is kind, f"{status} came to {error!r:.300}, not {kind.__name__}")
        require(error.status_code == status, f"its status is {error.status_code}")
        check_request_info(operation_id, status, error, tries)
        return
    wanted = errors.ServerError if status >= 500 else KINDS[status]
    require(type(error) is wanted, f"{status} came to {error!r:.300}, not {wanted.__name__}")
    check_api_error(operation_id, status, body, error, tries)


def check_api_error(operation_id: str, status: int, body: Any, error: Any, tries: int = 1) -> None:
    require(error.status_code == status, f"its status is {error.status_code}")
    require(same(error.body, body), f"its body is {error.body!r:.300}, not {body!r:.300}")
    said = message_of(body)
    if not said.startswith(f"{status} "):
        require(not said or error.message == said, f"it says {error.message!r}, not {said!r}")
    require(error.message, "it says nothing")
    check_request_info(operation_id, status, error, tries)


def check_request_info(operation_id: str, status: int, error: Any, tries: int) -> None:
    operation = operations()[operation_id]
    require(error.request.operation == operation_id, f"it names {error.request.operation}")
    require(error.request.method == operation.method, f"it names {error.request.method}")
    tried = [each.status_code for each in error.attempts]
    require(tried == [status] * tries, f"it counts the attempts {tried}")


def message_of(body: Any) -> str:
    """Return the text the service explains itself with, "" when there is none."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        metadata, error = error.get("metadata"), error.get("message")
        details = metadata.get("details") if isinstance(metadata, dict) else None
        if isinstance(error, str) and isinstance(details, str) and details not in error:
            error = f"{error}: {details}" if error else details
    return error if isinstance(error, str) else ""
