"""User search (Dashboard REST API, "User search").

Documented: finds an Amplitude ID, a device id, a user id or the beginning of a user id, and says
which; no match is a success. Inferred: they are tried in this order, and the first that matches
decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.instants import day_of
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.ingestion.identity import User, Users
    from amplitude_sdk.emulator.messages import Response

_AMPLITUDE_ID: Final = re.compile("[0-9]{1,19}")
"""As many digits as 64 bits have; Python refuses to read thousands of them."""


def search_users(call: Call) -> Response:
    """Answer a search."""
    with call.state.lock:
        type_, users = _search(call.project.users, call.parameters["user"])
        matches = [_match(user) for user in users]
    return json_response(200, {"type": type_, "matches": matches})


def _search(users: Users, text: str) -> tuple[str, list[User]]:
    user = users.by_amplitude_id(int(text)) if _AMPLITUDE_ID.fullmatch(text) else None
    if user:
        return "match_amplitude_id", [user]
    if found := users.by_user_or_device_id(text):
        return "match_user_or_device_id", found
    if text and (found := users.by_prefix(text)):
        return "match_user_prefix", found
    return "nomatch", []


def _match(user: User) -> dict[str, Any]:
    match = {
        "user_id": user.user_id,
        "amplitude_id": user.amplitude_id,
        "last_device_id": user.last_device_id,
        "platform": user.platform,
        "country": user.country,
    }
    known = {name: value for name, value in match.items() if value is not None}
    seen = None if user.last_seen is None else day_of(user.last_seen)
    return {"user_id": None, **known, "last_seen": seen}
