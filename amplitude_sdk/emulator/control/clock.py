"""Reads and moves the emulator's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.control.ask import as_json
from amplitude_sdk.emulator.instants import parse_instant
from amplitude_sdk.emulator.json_types import is_number
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.messages import Response

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS: Final = ("days", "hours", "minutes", "seconds")


def show(ask: Ask) -> Response:
    """Tell the time."""
    ask.query()
    return _time(ask)


def set_to(ask: Ask) -> Response:
    """Stand still at a moment."""
    body = ask.body("now")
    if "now" not in body:
        raise refused(400, "Missing required member now")
    ask.state.clock.set(_moment(body["now"]))
    return _time(ask)


def advance(ask: Ask) -> Response:
    """Move the clock."""
    steps = ask.body(*_UNITS)
    for name, value in steps.items():
        if not is_number(value):
            raise refused(400, f"{name} must be a number, not {as_json(value)}")
    try:
        ask.state.clock.advance(**steps)
    except OverflowError:
        raise refused(400, "The clock cannot leave the years 1 to 9999") from None
    return _time(ask)


def back(ask: Ask) -> Response:
    """Set the clock back to how it was made."""
    ask.body()
    ask.state.clock.reset()
    return _time(ask)


def _moment(value: Any) -> datetime:
    try:
        moment = parse_instant(value) if isinstance(value, str) else _from_milliseconds(value)
        if moment is not None:
            return moment.astimezone(UTC)
    except OverflowError:
        pass
    wanted = "epoch milliseconds or a time like 2026-03-04T12:00:00Z"
    raise refused(400, f"now must be {wanted}, not {as_json(value)}")


def _from_milliseconds(value: Any) -> datetime | None:
    return _EPOCH + timedelta(milliseconds=value) if is_number(value) else None


def _time(ask: Ask) -> Response:
    clock = ask.state.clock
    now = clock.now()
    content = {
        "now": clock.now_ms(),
        "text": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "frozen": clock.is_frozen,
    }
    return json_response(200, content)
