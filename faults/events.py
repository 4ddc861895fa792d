"""The events a harness's child tracks: each carries its number, which every SDK passes on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final, Literal

__all__ = ["USERS", "Flavour", "event", "expected_members"]

USERS: Final = 100
"""How many users (or devices) take turns."""

Flavour = Literal["plain", "device", "bad", "nan", "python_values", "integers"]

_IDENTITIES: Final[dict[Flavour, tuple[str, ...]]] = {
    "device": ("device",),
    "bad": ("user", "device"),
}
_ALWAYS: Final = frozenset({"event_id:number", "event_properties.n:number", "insert_id:string"})
_PYTHON_VALUES: Final[dict[str, tuple[object, str]]] = {
    "at": (datetime(2026, 11, 20, 12, 30, tzinfo=UTC), "string"),
    "day": (date(2026, 11, 20), "string"),
    "pair": ((1, 2), "array"),
    "price": (Decimal("12.50"), "number"),
    "holes": ([1, None, 3], "array"),
}
_INTEGERS: Final[tuple[dict[str, Any], ...]] = (
    {"price": 5, "quantity": 2},
    {"revenue": 7},
    {"user_id": 12_345_678},
)


def event(flavour: Flavour, number: int, *, every: int = 100, owner: str = "") -> dict[str, Any]:
    """Event `number`, as keyword arguments that both SDKs take; one in `every` is special.

    Events of equal `number % USERS` belong to one user. `owner` sets the users of one process
    apart from those of another.
    """
    properties: dict[str, Any] = {"n": number, "page": "checkout", "total": 12.5, "member": True}
    members: dict[str, Any] = {
        "event_type": "Order Placed",
        "event_id": number,
        "event_properties": properties,
    }
    for kind in _IDENTITIES.get(flavour, ("user",)):
        members[f"{kind}_id"] = f"{owner}{kind}-{number % USERS:03d}"
    if flavour == "python_values":
        properties.update({name: value for name, (value, _) in _PYTHON_VALUES.items()})
    elif flavour == "integers":
        members.update(_INTEGERS[number % len(_INTEGERS)])
    elif flavour in ("bad", "nan") and number % every == 0:
        properties.update({"bad": True} if flavour == "bad" else {"ratio": float("nan")})
    return members


def expected_members(flavour: Flavour, number: int) -> frozenset[str]:
    """What the service must find in event `number`, as "member:type"."""
    if flavour == "python_values":
        kinds = {f"event_properties.{name}:{kind}" for name, (_, kind) in _PYTHON_VALUES.items()}
        return _ALWAYS | kinds
    if flavour == "integers":
        members = _INTEGERS[number % len(_INTEGERS)]
        return _ALWAYS | {f"{name}:number" for name in members if name != "user_id"}
    return _ALWAYS
