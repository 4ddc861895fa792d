"""Answers requests for the page and its files, with headers that let it do little.

The page shows what programs have sent, so whatever it shows is hostile until proven otherwise. It
builds its content from text nodes alone; the Content-Security-Policy holds it to that: scripts and
styles are files from here, strings cannot become markup (trusted types), requests go back here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from amplitude_sdk.emulator.messages import Response
from amplitude_sdk.emulator.page.assets import ASSETS_PATH, assets
from amplitude_sdk.emulator.replies import RefusedError, refused

if TYPE_CHECKING:
    from amplitude_sdk.emulator.messages import Request
    from amplitude_sdk.emulator.page.assets import Asset

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
CONTENT_SECURITY_POLICY: Final = "; ".join(f"{name} {value}" for name, value in _POLICY.items())

_HEADERS: Final = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-cache",  # asked again each time, and answered with 304
}
_METHODS: Final = ("GET", "HEAD")


def page_response(request: Request) -> Response | None:
    """Answer a request for the page or one of its files; None when it is for something else."""
    if request.path != "/" and not request.path.startswith(ASSETS_PATH):
        return None
    try:
        return _sent(_asset(request), request.headers.get("if-none-match", ""))
    except RefusedError as refusal:
        plain = refusal.response
        return Response(plain.status, plain.body, {**_HEADERS, **plain.headers})


def _asset(request: Request) -> Asset:
    asset = assets().get(request.path)
    if asset is None:
        raise refused(404, f"The page has no such file: {request.path}")
    if request.method not in _METHODS:
        allowed = ", ".join(_METHODS)
        raise refused(405, f"{request.path} answers {allowed}", headers={"allow": allowed})
    return asset


def _sent(asset: Asset, known: str) -> Response:
    headers = {**_HEADERS, "etag": asset.etag}
    if asset.etag in known:
        return Response(304, b"", headers)
    return Response(200, asset.body, {**headers, "content-type": asset.media_type})
