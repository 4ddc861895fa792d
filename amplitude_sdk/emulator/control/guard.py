"""Keeps web sites out of the emulator's own API.

The API has no password: whoever reaches the socket may use it. A web page somewhere must not, by
way of the browser on this machine. Two ways are closed: a page whose own name is made to resolve to
this machine (DNS rebinding) sends that name as `Host`; a page of another origin is marked as such by
the browser, in `Origin` and `Sec-Fetch-Site`.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

    from amplitude_sdk.emulator.messages import Request

_OURS: Final = frozenset({"same-origin", "none"})
"""`none` is a person at the address bar."""

_READING: Final = frozenset({"GET", "HEAD"})


def admit(request: Request, bound: str) -> None:
    """Let a request pass, or raise the 403.

    `bound` is the address or name the emulator was told to listen on.
    """
    host = request.headers.get("host", "")
    if not _is_named(_name(host), bound):
        raise refused(
            403,
            f"The emulator's own API is not reached by the name {host!r}; "
            "use localhost, or the address it listens on",
        )
    origin = request.headers.get("origin")
    if origin is not None and _authority(origin) != host.lower():
        raise refused(403, f"The emulator's own API is not for the pages of {origin!r}")
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in _OURS:
        raise refused(403, "The emulator's own API is not for the pages of other sites")


def check_media_type(request: Request) -> None:
    """Raise the 415 of a change that is not sent as JSON, or compressed.

    A page of another site can make a browser send a form or a text without asking; not JSON.
    """
    if request.method not in _READING and not _is_json(request):
        raise refused(415, "Send the header Content-Type: application/json")
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise refused(415, "Send the body as it is, without Content-Encoding")


def _authority(origin: str) -> str | None:
    """Return the host and port of an `Origin` header; None when it is malformed."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _name(host: str) -> str:
    """Return the host of a `Host` header; an empty text when it is malformed."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_named(name: str, bound: str) -> bool:
    if name == "localhost" or name == bound.lower():
        return bool(name)
    address, listening = _address(name), _address(bound)
    if address is None:
        return False
    # An address cannot be rebound. One that listens everywhere is reached by any of its addresses.
    return address.is_loopback or bool(listening and listening.is_unspecified)


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _is_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0]
    return media_type.strip().lower() == "application/json"
