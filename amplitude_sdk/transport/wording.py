"""The words of errors: what a reply said, and what to do about it."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from amplitude_sdk.errors import Attempt
    from amplitude_sdk.transport.messages import Request

__all__ = ["advice", "details", "phrase", "remedy", "said", "times"]

_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_LINE: Final = 200

Members = dict[str, object]


def said(body: object) -> str:
    """Find the sentence in an error body: the documented shapes, an HTML title, or short text."""
    if isinstance(body, dict):
        members = cast("Members", body)
        inner = members.get("error", members.get("message"))
        return inner if isinstance(inner, str) else _with_reason(said(inner), details(members))
    if not isinstance(body, str):
        return ""
    title = _TITLE.search(body)
    if title is not None:
        return " ".join(title[1].split())
    return "" if "<" in body or not body.strip() else body.strip().splitlines()[0][:_LINE]


def _with_reason(message: str, reason: str) -> str:
    """The live shape of the query side: a phrase, and the reason under `metadata.details`."""
    parts = (message, "" if reason in message else reason)
    return ": ".join(part for part in parts if part)


def details(body: object) -> str:
    """The reason an error body of the query side gives, "" when it gives none."""
    found = body
    for name in ("error", "metadata", "details"):
        found = cast("Members", found).get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""


def remedy(request: Request, status: int, retry_after: float | None) -> str | None:
    """What to do about a status, where that follows from it; an upload says so itself."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = "wait" if retry_after is None else f"wait {retry_after:g} s"
        return f"A documented limit was exceeded; {wait} before calling again, or ask for less"
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return "Redirects are not followed; check base_url"
    is_trouble = status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED
    if is_trouble and request.operation.retry == "safe":
        return "The service, or a proxy before it, failed; repeat the call later"
    return None


def advice(request: Request, check: str) -> str:
    """What to do when it is not known whether a request was applied."""
    if request.operation.retry == "never":
        return (
            f"It may have been applied, so it was not repeated: {check or 'look before repeating'}"
        )
    if request.operation.retry == "keyed":
        return "The events may have been stored"
    return "The reply was lost; repeating this call is safe, later"


def times(attempts: tuple[Attempt, ...]) -> str:
    """How often something was tried."""
    return "once" if len(attempts) <= 1 else f"{len(attempts)} times"


def phrase(status: int) -> str:
    """The name of a status, of an unknown one its class."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "server error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "unknown status"
