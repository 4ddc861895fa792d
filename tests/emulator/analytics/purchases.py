"""Real purchases: all 6,919 of 2,357 customers of a shop for discs, 1997 to 1998.

They were published by Bruce Hardie and Peter Fader for research on customer bases, and ship in the
PyPI package `lifetimes` (MIT License), which the session `tests` installs without what it needs.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from importlib.metadata import files
from typing import Any, NamedTuple

FIRST, LAST = date(1997, 1, 1), date(1998, 6, 30)
SPAN = {"start": "19970101", "end": "19980630"}
EVENT = "Purchase"


class Purchase(NamedTuple):
    customer: str
    day: date
    discs: int
    dollars: float


@cache
def purchases() -> list[Purchase]:
    """Read the log: customer, number in the sample, day, discs, dollars."""
    (path,) = [each for each in files("lifetimes") or [] if each.name == "CDNOW_sample.txt"]
    found = []
    for line in path.read_text("ascii").splitlines():
        customer, _, day, discs, dollars = line.split()
        found.append(Purchase(customer, date.fromisoformat(day), int(discs), float(dollars)))
    assert len(found) == 6919
    return found


def to_event(purchase: Purchase) -> dict[str, Any]:
    """Write a purchase as a revenue event, at noon."""
    noon = datetime.combine(purchase.day, time(12), UTC)
    return {
        "event_type": EVENT,
        "user_id": f"customer-{purchase.customer}",
        "device_id": f"phone-of-customer-{purchase.customer}",
        "time": int(noon.timestamp() * 1000),
        "revenue": purchase.dollars,
        "event_properties": {"discs": purchase.discs},
    }
