"""Takes uploads of events (HTTP V2 API).

A request is stored as a whole or not at all: the documentation reports what was wrong by the
position of the event and asks for the rest to be sent again, so nothing of a refused request was
taken. Inferred: `events_ingested` counts repetitions too, since they are recognised only after the
request was taken; `payload_size_bytes` is the size of the uncompressed body.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from amplitude_api.facts import (
    DEFAULT_MIN_ID_LENGTH,
    MAX_EVENTS,
)

from amplitude_sdk.emulator.garbage import collector_paused
from amplitude_sdk.emulator.ingestion.acceptance import Accepted
from amplitude_sdk.emulator.ingestion.checking import InvalidEventsError, checked
from amplitude_sdk.emulator.ingestion.marks import marks_of
from amplitude_sdk.emulator.ingestion.refusals import (
    INVALID_JSON,
    invalid,
    missing,
    silenced,
    too_large,
    too_many,
    upload_refused,
)
from amplitude_sdk.emulator.json_types import is_list, is_object
from amplitude_sdk.emulator.replies import UPLOAD_MEDIA_TYPE, RefusedError, json_response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.fault_effects import Mark
    from amplitude_sdk.emulator.faults import Fault
    from amplitude_sdk.emulator.limits import Limits
    from amplitude_sdk.emulator.messages import Request, Response
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.state import State


class _Upload(NamedTuple):
    """The body of a request, checked except for its events."""

    api_key: str
    events: list[Any]
    min_id_length: int


def upload_events(request: Request, state: State) -> Response:
    """Answer an upload. Raises `RefusedError` when it is refused."""
    with collector_paused():
        return _answer(request, state)


def _answer(request: Request, state: State) -> Response:
    content = _content(request, state.limits)
    upload = _upload(content, state.limits)
    with state.lock:
        project = state.projects.of_key(upload.api_key)
        if project is None:
            raise upload_refused(400, "Invalid API key")
        now = state.clock.now_ms()
        # A derived device id is not one that was sent, and checking derives it.
        names_device = ["device_id" in one for one in upload.events]
        try:
            stored = checked(upload.events, upload.min_id_length, now, request.client, state)
        except InvalidEventsError as wrong:
            raise invalid(wrong.faults) from None
        _admit(project, stored, names_device, state, now)
        if state.limits.updates:
            project.update_limit.apply(stored, now, project.users.user_on_device)
        accepted = Accepted(project.key, project.app_id, now, stored)
        state.take(accepted)
    return _taken(len(stored), len(content), now)


def _admit(
    project: Project, stored: list[dict[str, Any]], names_device: list[bool], state: State, now: int
) -> None:
    """Raise the 400 of silenced devices, or the 429 of ids that send too much."""
    taken = state.faults.take_marks(stored)
    if taken:
        _refuse_marked(stored, taken)
    if state.limits.throttle:
        users = [event["user_id"] for event in stored if "user_id" in event]
        devices = [event["device_id"] for event in compress(stored, names_device)]
        if throttled := project.throttle.take(users, devices, now):
            raise too_many(stored, throttled)


def _refuse_marked(stored: list[dict[str, Any]], taken: list[tuple[Fault, Mark]]) -> None:
    marks = marks_of(mark for _, mark in taken)
    refusal = (silenced if marks.silenced_devices else too_many)(stored, marks.throttled, marks)
    raise RefusedError(replace(refusal.response, fault=taken[0][0].id))


def _content(request: Request, limits: Limits) -> bytes:
    """Return the uncompressed body. The limit holds for what is sent and for what that contains."""
    content = _limited(request.body, limits)
    if request.is_gzip:
        try:
            content = _limited(request.decompressed(limits.most_bytes), limits)
        except ValueError:
            raise upload_refused(400, INVALID_JSON) from None
    if not content:
        raise upload_refused(400, "Missing request body")
    return content


def _limited(content: bytes, limits: Limits) -> bytes:
    if len(content) >= limits.most_bytes:
        raise too_large()
    return content


def _upload(content: bytes, limits: Limits) -> _Upload:
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise upload_refused(400, INVALID_JSON) from None
    if not is_object(body):
        raise upload_refused(400, INVALID_JSON)
    for name in ("api_key", "events"):
        if name not in body:
            raise missing(name)
    api_key = body["api_key"] if isinstance(body["api_key"], str) else ""
    events = _events(body["events"], limits)
    return _Upload(api_key, events, _min_id_length(body.get("options", {})))


def _events(events: Any, limits: Limits) -> list[Any]:
    if not is_list(events) or not all(map(is_object, events)):
        raise upload_refused(400, "Invalid event JSON")
    if not events:
        raise missing("events")
    if limits.size and len(events) >= MAX_EVENTS:
        raise too_large()
    return events


def _min_id_length(options: Any) -> int:
    if not is_object(options):
        raise upload_refused(400, "Invalid options: must be an object")
    length: Any = options.get("min_id_length", DEFAULT_MIN_ID_LENGTH)
    whole = length if isinstance(length, int) else _whole(length)
    if isinstance(length, bool) or whole < 1:
        raise upload_refused(400, "Invalid options: min_id_length must be an integer of at least 1")
    return whole


def _whole(length: Any) -> int:
    return int(length) if isinstance(length, float) and length.is_integer() else 0


def _taken(events: int, size: int, now: int) -> Response:
    content = {
        "code": 200,
        "events_ingested": events,
        "payload_size_bytes": size,
        "server_upload_time": now,
    }
    return json_response(200, content, media_type=UPLOAD_MEDIA_TYPE)
