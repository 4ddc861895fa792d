"""The one event that every case sends: 8 properties of mixed types, about 350 bytes of JSON."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

__all__ = ["DEVICES", "EVENT_TYPE", "MARK", "POOL", "USERS", "event", "properties"]

EVENT_TYPE: Final = "Order Completed"

MARK: Final = b"espresso-beans-dark-roast-1kg-fairtrade"
"""Stands once in every event and reads the same in JSON and in a form: the sink counts it.

It is long because `bytes.count` is the faster the longer the text it looks for.
"""

POOL: Final = 1000
"""How many users, each with a device, take turns."""

USERS: Final = [f"customer-{number:05}" for number in range(POOL)]
DEVICES: Final = [
    str(UUID(int=0x8F14E45FCEEA467FA9D3000000000000 + number)) for number in range(POOL)
]

_PRODUCT: Final = MARK.decode()


def properties(index: int) -> dict[str, Any]:
    """A fresh dict, as a caller would make it; `order_number` tells the events apart."""
    return {
        "order_number": index,
        "product": _PRODUCT,
        "category": "coffee",
        "price": 24.95,
        "quantity": 2,
        "discount_rate": 0.15,
        "is_gift": False,
        "store": "Amsterdam Centraal",
    }


def event(index: int, insert_id: str) -> dict[str, Any]:
    """The whole event under the names of the HTTP V2 API."""
    return {
        "user_id": USERS[index % POOL],
        "device_id": DEVICES[index % POOL],
        "event_type": EVENT_TYPE,
        "event_properties": properties(index),
        "insert_id": insert_id,
    }
