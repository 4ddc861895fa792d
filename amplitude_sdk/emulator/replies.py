"""Builds responses: JSON in the shape of the query side, and refusals that stop a request."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import orjson

from amplitude_sdk.emulator.messages import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

QUERY_MEDIA_TYPE: Final = "application/json; charset=UTF-8"
"""As seen in live replies of the query side."""

UPLOAD_MEDIA_TYPE: Final = "application/json"
"""As seen in live replies of ingestion."""


class RefusedError(Exception):
    """Stops a request; `response` is the answer."""

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self.response = response


def json_response(
    status: int,
    content: object,
    *,
    media_type: str = QUERY_MEDIA_TYPE,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return `content` as a JSON response."""
    return Response(status, orjson.dumps(content), {"content-type": media_type, **(headers or {})})


def refused(
    status: int, details: str, *, headers: Mapping[str, str] | None = None, **metadata: object
) -> RefusedError:
    """Return the error that answers with the error object of the query side.

    `metadata` is beside the details, for programs.
    Its shape is the one seen live for 400 of the Dashboard REST API. For releases, annotations and
    the other statuses the shape is unknown, and the same one is used.
    """
    phrase = HTTPStatus(status).phrase
    error = {
        "http_code": status,
        "type": phrase.lower().replace(" ", "_"),
        "message": phrase,
        "metadata": {"details": details, **metadata},
    }
    return RefusedError(json_response(status, {"error": error}, headers=headers))
