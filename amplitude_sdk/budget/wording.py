"""The words of the query budget: what holds a call back, and what to do about it."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amplitude_sdk.budget.ledger import Hold
    from amplitude_sdk.budget.limits import Charge, Limit

__all__ = ["advice", "excess", "reason"]


def reason(hold: Hold, charge: Charge) -> str:
    """What holds a call back, and for how long if that is known."""
    limit = hold.limit
    if not limit.seconds:
        return f"{_allowed(limit)}, and all of them are running"
    if charge.amount > limit.most:
        return f"it {excess(charge, limit)}, so it is sent while no other call runs, and one does"
    when = (
        f"there is room in {hold.seconds:.1f} s"
        if isfinite(hold.seconds)
        else "that depends on calls that came before it"
    )
    return f"{_allowed(limit)}; {hold.taken:,} are taken, it takes {charge.amount:,}, and {when}"


def excess(charge: Charge, limit: Limit) -> str:
    """A call that takes more than a limit allows."""
    return f"takes {charge.amount:,}, more than the {limit.most:,} {limit.words} ({limit.name})"


def advice(charge: Charge) -> str:
    """What to do about it."""
    less = "ask for fewer days or conditions, " if charge.kind == "cost" else ""
    return f"Call again later, {less}or leave the limits to the service with query_budget=None"


def _allowed(limit: Limit) -> str:
    return f"a project may have {limit.most:,} {limit.words} ({limit.name})"
