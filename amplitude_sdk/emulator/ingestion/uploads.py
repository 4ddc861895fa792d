"""Takes uploads of events (HTTP V2 API).

A request is stored as a whole or not at all: the documentation reports what was wrong by the
position of the event and asks for the rest to be sent again, so nothing of a refused request was
taken. Inferred: `events_ingested` counts repetitions too, since they are recognised only after the
request was taken; `payload_size_bytes` is the size of the uncompressed body.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson
from amplitude_api.facts import (
    DEFAULT_MIN_ID_LENGTH,
    EVENTS_PER_SECOND,
    MAX_EVENTS,
    MAX_REQUEST_BYTES,
)

from amplitude_sdk.emulator.ingestion.event_record import as_stored, row_of, table_of
from amplitude_sdk.emulator.ingestion.event_rules import faults_of
from amplitude_sdk.emulator.json_types import is_list, is_object
from amplitude_sdk.emulator.replies import UPLOAD_MEDIA_TYPE, RefusedError, json_response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.ingestion.event_rules import Event, Faults
    from amplitude_sdk.emulator.ingestion.throttle import Throttled
    from amplitude_sdk.emulator.messages import Request, Response
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.state import State

_GZIP: Final = 16 + zlib.MAX_WBITS


class _Upload(NamedTuple):
    """The body of a request, checked except for its events."""

    api_key: str
    events: list[Any]
    min_id_length: int


def upload_events(request: Request, state: State) -> Response:
    """Answer an upload. Raises `RefusedError` when it is refused."""
    content = _content(request)
    upload = _upload(content)
    with state.lock:
        project = state.projects.of_key(upload.api_key)
        if project is None:
            raise _refused(400, "Invalid API key")
        _check(upload)
        now = state.clock.now_ms()
        stored = [as_stored(event, now, request.client) for event in upload.events]
        if state.throttles:
            _throttle(project, upload.events, stored, now)
        _store(state, project, stored, now)
        state.saved()
    return _taken(len(stored), len(content), now)


def _content(request: Request) -> bytes:
    """Return the uncompressed body. The limit holds for what is sent and for what that contains."""
    content = _limited(request.body)
    if request.headers.get("content-encoding", "").strip().lower() == "gzip":
        content = _limited(_decompressed(content))
    if not content:
        raise _refused(400, "Missing request body")
    return content


def _limited(content: bytes) -> bytes:
    if len(content) >= MAX_REQUEST_BYTES:
        raise _refused(413, "Payload too large")
    return content


def _decompressed(content: bytes) -> bytes:
    """Return what was compressed, or as much of it as it takes to see that it is too large."""
    stream = zlib.decompressobj(_GZIP)
    try:
        plain = stream.decompress(content, MAX_REQUEST_BYTES)
    except zlib.error:
        raise _refused(400, "Invalid JSON request body") from None
    if not stream.eof and len(plain) < MAX_REQUEST_BYTES:
        raise _refused(400, "Invalid JSON request body")
    return plain


def _upload(content: bytes) -> _Upload:
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise _refused(400, "Invalid JSON request body") from None
    if not is_object(body):
        raise _refused(400, "Invalid JSON request body")
    for name in ("api_key", "events"):
        if name not in body:
            raise _refused(400, "Request missing required field", missing_field=name)
    api_key = body["api_key"] if isinstance(body["api_key"], str) else ""
    return _Upload(api_key, _events(body["events"]), _min_id_length(body.get("options", {})))


def _events(events: Any) -> list[Any]:
    if not is_list(events) or not all(map(is_object, events)):
        raise _refused(400, "Invalid event JSON")
    if not events:
        raise _refused(400, "Request missing required field", missing_field="events")
    if len(events) >= MAX_EVENTS:
        raise _refused(413, "Payload too large")
    return events


def _min_id_length(options: Any) -> int:
    length: Any = options.get("min_id_length", DEFAULT_MIN_ID_LENGTH) if is_object(options) else 0
    whole = length if isinstance(length, int) else _whole(length)
    if isinstance(length, bool) or whole < 1:
        raise _refused(400, "Invalid options: min_id_length must be an integer of at least 1")
    return whole


def _whole(length: Any) -> int:
    return int(length) if isinstance(length, float) and length.is_integer() else 0


def _check(upload: _Upload) -> None:
    faults = faults_of(upload.events, upload.min_id_length)
    if faults:
        named = {
            "events_with_missing_fields": faults.missing,
            "events_with_invalid_fields": faults.invalid,
            "events_with_invalid_id_lengths": faults.short_ids,
        }
        raise _refused(400, _text(faults), **{name: map_ for name, map_ in named.items() if map_})


def _text(faults: Faults) -> str:
    if faults.missing:
        return "Request missing required field"
    if faults.invalid:
        return "Invalid field values on some events"
    return "Invalid id length for user_id or device_id"


def _throttle(
    project: Project, events: list[Event], stored: list[dict[str, Any]], now: int
) -> None:
    """Raise the 429 when an id sends too fast. A derived device id is not one that was sent."""
    users = [event["user_id"] for event in stored if "user_id" in event]
    devices = [
        event["device_id"]
        for event, sent in zip(stored, events, strict=True)
        if "device_id" in sent
    ]
    throttled = project.throttle.take(users, devices, now)
    if throttled:
        raise _refused(
            429,
            "Too many requests for some devices and users",
            eps_threshold=EVENTS_PER_SECOND,
            throttled_devices=throttled.devices,
            throttled_users=throttled.users,
            throttled_events=_positions(stored, throttled),
        )


def _positions(stored: list[dict[str, Any]], throttled: Throttled) -> list[int]:
    """Return the positions of the events whose user or device is throttled, as documented."""
    return [
        position
        for position, event in enumerate(stored)
        if event.get("user_id") in throttled.users or event["device_id"] in throttled.devices
    ]


def _store(state: State, project: Project, stored: list[dict[str, Any]], now: int) -> None:
    for event in stored:
        insert_id = event.get("insert_id")
        if insert_id is not None and project.dedupe.is_repetition(
            event["device_id"], insert_id, now
        ):
            continue
        row = row_of(event, project.users, now)
        state.store.append(table_of(event), project.app_id, row)


def _taken(events: int, size: int, now: int) -> Response:
    content = {
        "code": 200,
        "events_ingested": events,
        "payload_size_bytes": size,
        "server_upload_time": now,
    }
    return json_response(200, content, media_type=UPLOAD_MEDIA_TYPE)


def _refused(code: int, error: str, **members: Any) -> RefusedError:
    content = {"code": code, "error": error, **members}
    return RefusedError(json_response(code, content, media_type=UPLOAD_MEDIA_TYPE))
