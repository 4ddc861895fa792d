"""Releases (Releases API)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.instants import is_release_timestamp
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response
    from amplitude_sdk.emulator.records import Record

_ORG_ID: Final = 10_001
_REQUIRED: Final = ("version", "release_start", "title")
_TIMES: Final = ("release_start", "release_end")
_ID_DIGITS: Final = "abcdefghijklmnopqrstuvwxyz"
_ID_LENGTH: Final = 7


def create(call: Call) -> Response:
    """Store a release.

    Documented: the fields come as a JSON body or as query parameters, the two ways are equal.
    Inferred (T-X11): a request with a body is read from its body alone.
    """
    fields = call.body() if call.request.body else _query_fields(call)
    _check(fields)
    with call.state.lock:
        number = call.project.releases.new_id()
        release = call.project.releases.put(number, _release(call, fields, number))
        call.state.saved()
    return json_response(200, {"success": True, "release": release})


def _query_fields(call: Call) -> dict[str, Any]:
    return {name: value for name, value in call.parameters.items() if value is not None}


def _check(fields: dict[str, Any]) -> None:
    for name in _REQUIRED:
        if name not in fields:
            raise refused(400, f"Missing required field {name}")
    for name in _TIMES:
        if name in fields and not is_release_timestamp(fields[name]):
            raise refused(400, f"{name} is not a real time")


def _release(call: Call, fields: dict[str, Any], number: int) -> Record:
    """Return the stored release. What was not sent is "", null or true, as seen live."""
    author, now = fields.get("created_by", ""), call.state.clock.now_ms()
    return {
        "id": _id(number),
        "app_id": call.project.app_id,
        "org_id": _ORG_ID,
        "version": fields["version"],
        "release_start": fields["release_start"],
        "release_end": fields.get("release_end"),
        "type": "integration",
        "title": fields["title"],
        "description": fields.get("description", ""),
        "platforms": fields.get("platforms"),
        "chart_visibility": fields.get("chart_visibility", True),
        "params": {
            "created": now,
            "created_by": author,
            "last_modified": now,
            "last_modified_by": author,
        },
    }


def _id(number: int) -> str:
    """Return an id that looks like the service's, the same in every run."""
    letters = ""
    for _ in range(_ID_LENGTH):
        number, position = divmod(number, len(_ID_DIGITS))
        letters = _ID_DIGITS[position] + letters
    return letters
