"""Lets pages of any origin upload events, as the browser SDK does from the sites it is used on.

Only uploads, and only that much: a page cannot read what is stored, for no other answer allows it
(T-X60). The emulator's own API keeps such pages out altogether, see `control/guard.py`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.messages import Response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.messages import Request

_UPLOAD: Final = OPERATIONS["uploadEvents"]
_ALLOWED: Final = {"access-control-allow-origin": "*"}
_DAY_SECONDS: Final = 24 * 60 * 60


def preflight(request: Request) -> Response | None:
    """Answer a browser that asks whether a page may upload; None when that is not the question."""
    asked = request.headers.get("access-control-request-method")
    if request.method != "OPTIONS" or asked != _UPLOAD.method or request.path != _UPLOAD.path:
        return None
    headers = {
        **_ALLOWED,
        "access-control-allow-methods": _UPLOAD.method,
        "access-control-allow-headers": request.headers.get("access-control-request-headers", "*"),
        "access-control-max-age": str(_DAY_SECONDS),
    }
    if "access-control-request-private-network" in request.headers:
        headers["access-control-allow-private-network"] = "true"
    return Response(204, b"", headers)


def shown_to_page(request: Request, response: Response) -> Response:
    """Return the answer to an upload so that the page that sent it may read it."""
    if "origin" not in request.headers:
        return response
    return replace(response, headers={**response.headers, **_ALLOWED})
