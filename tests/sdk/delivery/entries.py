"""Events as they wait and travel, written down in one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amplitude_sdk.delivery.entries import Entry


def entry(number: int, user: str | None = None, device: str | None = None, **more: Any) -> Entry:
    """Make an event of a user or device; its `insert_id` is its number."""
    owner = {"user_id": user, "device_id": device}
    given = {name: value for name, value in owner.items() if value is not None}
    return number, json.dumps({"insert_id": str(number), **given, **more}).encode(), ()
