"""The documented limits of a project ("Dashboard REST API", section "Rate limits")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from amplitude_api import facts

if TYPE_CHECKING:
    from amplitude_api.facts import Operation

__all__ = [
    "CONCURRENT",
    "KINDS",
    "LIMITS",
    "MODES",
    "Charge",
    "Kind",
    "Limit",
    "QueryBudget",
    "charge_of",
    "exceeded",
]

QueryBudget = Literal["wait", "raise"]
"""What a call does that a limit holds back; None instead of both leaves the limits to the service."""

MODES: Final[tuple[str, ...]] = get_args(QueryBudget)

Kind = Literal["cost", "user_queries", "requests"]
"""What is counted: cost, queries for single users, or nothing but that a request runs."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_FIVE_MINUTES: Final = 300.0
_HOUR: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of something a project may have.

    Attributes:
        name: as the specs call it.
        most: how much.
        seconds: within so many seconds; 0.0 for at the same time.
        words: what is counted and how, after the number.
    """

    name: str
    most: int
    seconds: float
    words: str


CONCURRENT: Final = Limit(
    "concurrent_requests", facts.CONCURRENT_REQUESTS, 0.0, "requests at the same time"
)
"""Holds for every call of the query side, whatever else is counted (T-X30, T-X43)."""

LIMITS: Final[dict[Kind, tuple[Limit, ...]]] = {
    "cost": (
        Limit(
            "cost_per_five_minutes",
            facts.COST_PER_FIVE_MINUTES,
            _FIVE_MINUTES,
            "cost within five minutes",
        ),
        Limit("cost_per_hour", facts.COST_PER_HOUR, _HOUR, "cost within an hour"),
    ),
    "user_queries": (
        Limit(
            "user_queries_per_hour",
            facts.USER_QUERIES_PER_HOUR,
            _HOUR,
            "user activities and searches within an hour",
        ),
    ),
    "requests": (),
}


@dataclass(frozen=True, slots=True)
class Charge:
    """What one attempt of a call takes from the limits of its kind."""

    kind: Kind
    amount: int


def charge_of(operation: Operation, cost: int) -> Charge:
    """What an attempt of an operation takes, when its query costs `cost`."""
    if operation.cost is None:
        return Charge("requests", 0)
    return Charge("cost", cost) if any(operation.cost) else Charge("user_queries", 1)


def exceeded(charge: Charge) -> list[Limit]:
    """The limits that a charge exceeds all alone."""
    return [limit for limit in LIMITS[charge.kind] if charge.amount > limit.most]
