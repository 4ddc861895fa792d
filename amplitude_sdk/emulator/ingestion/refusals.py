"""The refusals of an upload, in the documented bodies (HTTP V2 API, "Responses")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import EVENTS_PER_SECOND

from amplitude_sdk.emulator.replies import UPLOAD_MEDIA_TYPE, RefusedError, json_response

if TYPE_CHECKING:
    from collections.abc import Collection

    from amplitude_sdk.emulator.ingestion.event_rules import Faults
    from amplitude_sdk.emulator.ingestion.marks import Marks
    from amplitude_sdk.emulator.ingestion.throttle import Throttled

INVALID_JSON: Final = "Invalid JSON request body"


def upload_refused(code: int, error: str, **members: Any) -> RefusedError:
    """Return the error that answers with the error object of ingestion."""
    content = {"code": code, "error": error, **members}
    return RefusedError(json_response(code, content, media_type=UPLOAD_MEDIA_TYPE))


def too_large() -> RefusedError:
    """Return the 413."""
    return upload_refused(413, "Payload too large")


def missing(member: str) -> RefusedError:
    """Return the 400 of a request without a member it must have."""
    return upload_refused(400, "Request missing required field", missing_field=member)


def invalid(faults: Faults) -> RefusedError:
    """Return the 400 that lists the events that are not valid."""
    named = {
        "events_with_missing_fields": faults.missing,
        "events_with_invalid_fields": faults.invalid,
        "events_with_invalid_id_lengths": faults.short_ids,
    }
    listed = {name: positions for name, positions in named.items() if positions}
    return upload_refused(400, _text(faults), **listed)


def silenced(events: list[dict[str, Any]], throttled: Throttled, marks: Marks) -> RefusedError:
    """Return the 400 of silenced devices."""
    devices = [device for device in _devices(events) if device in marks.silenced_devices]
    return upload_refused(
        400,
        "Events silenced for device_id",
        eps_threshold=EVENTS_PER_SECOND,
        exceeded_daily_quota_devices=marks.quota_devices,
        silenced_devices=devices,
        silenced_events=_positions(events, (), devices),
        throttled_devices=throttled.devices,
        throttled_events=_positions(events, throttled.users, throttled.devices),
    )


def too_many(
    events: list[dict[str, Any]], throttled: Throttled, marks: Marks | None = None
) -> RefusedError:
    """Return the 429 of ids that send too fast, or passed their daily quota."""
    quotas: dict[str, Any] = {}
    if marks and (marks.quota_devices or marks.quota_users):
        quotas["exceeded_daily_quota_devices"] = marks.quota_devices
        quotas["exceeded_daily_quota_users"] = marks.quota_users
    return upload_refused(
        429,
        "Too many requests for some devices and users",
        eps_threshold=EVENTS_PER_SECOND,
        throttled_devices=throttled.devices,
        throttled_users=throttled.users,
        throttled_events=_positions(events, throttled.users, throttled.devices),
        **quotas,
    )


def _text(faults: Faults) -> str:
    if faults.missing:
        return "Request missing required field"
    if faults.invalid:
        return "Invalid field values on some events"
    return "Invalid id length for user_id or device_id"


def _devices(events: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(event["device_id"] for event in events))


def _positions(
    events: list[dict[str, Any]], users: Collection[str], devices: Collection[str]
) -> list[int]:
    """Return the positions of the events of these users and devices, as documented."""
    return [
        position
        for position, event in enumerate(events)
        if event.get("user_id") in users or event["device_id"] in devices
    ]
