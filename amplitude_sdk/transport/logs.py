"""What the SDK writes to the logger `amplitude_sdk` about requests, at DEBUG and INFO.

A list of what may be said, not of what may not: operation, method, path as the specs write it, names
of parameters that the specs know, status, size, time, and a few headers of replies. Arguments,
URLs, bodies, other headers and what the service said stay out; errors carry them, masked.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

from amplitude_sdk.transport.messages import Reply

if TYPE_CHECKING:
    from amplitude_sdk.transport.messages import Failure, Request
    from amplitude_sdk.transport.redaction import Redactor

__all__ = ["HEADERS", "log_attempt", "log_wait"]

HEADERS: Final = ("content-type", "retry-after", "x-request-id", "x-amzn-requestid", "cf-ray")
"""The headers of replies that may be logged: what a maintainer of the service asks for."""

log = logging.getLogger("amplitude_sdk")


def log_attempt(
    request: Request, outcome: Reply | Failure, seconds: float, redactor: Redactor
) -> None:
    """Log one request and what came of it."""
    if not log.isEnabledFor(logging.DEBUG):
        return
    operation = request.operation
    log.debug(
        "%s: %s %s%s: %s in %.3f s",
        operation.id,
        operation.method,
        operation.path,
        _parameters(request),
        _outcome(outcome, redactor),
        seconds,
    )


def log_wait(
    request: Request, outcome: Reply | Failure, seconds: float, redactor: Redactor
) -> None:
    """Log that a request will be repeated."""
    what = (
        f"answered with {outcome.status_code}"
        if isinstance(outcome, Reply)
        else redactor.text(outcome.reason)
    )
    log.info("%s: %s; trying again in %.1f s", request.operation.id, what, seconds)


def _parameters(request: Request) -> str:
    known = {each.name for each in request.operation.parameters}
    sent = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    named = [name for name in sent if name in known]
    if len(named) < len(sent):
        named.append(f"{len(sent) - len(named)} more")
    return f" with {', '.join(named)}" if named else ""


def _outcome(outcome: Reply | Failure, redactor: Redactor) -> str:
    if not isinstance(outcome, Reply):
        return f"no reply ({redactor.text(outcome.reason)})"
    headers = [
        f"{name}: {redactor.text(outcome.headers[name])}"
        for name in HEADERS
        if name in outcome.headers
    ]
    return ", ".join([str(outcome.status_code), f"{len(outcome.content):,} bytes", *headers])
