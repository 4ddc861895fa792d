"""What the service asks of an event beyond the types of its members.

Sources: "HTTP V2 API", sections "Event array keys" and "Upload limits"; T-H11, T-H16, T-X15, T-X40,
T-X44.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from amplitude_api import facts

from amplitude_sdk.delivery.members import epoch_milliseconds
from amplitude_sdk.delivery.values import shown
from amplitude_sdk.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["IDENTITY", "ServiceRules", "check_length"]

IDENTITY: Final = ("user_id", "device_id", "insert_id")
_REVENUE: Final = ("price", "revenue")
_NEEDS_REVENUE: Final = ("productId", "revenueType")
_RESERVED: Final = frozenset(facts.RESERVED_EVENT_TYPES)
_REFUSED_IDS: Final = frozenset(each.lower() for each in facts.REFUSED_IDS)
_LONGEST_WORD: Final = max(len(each) for each in _REFUSED_IDS if each.strip("0-"))
_AFTER_ZEROS: Final = "1"
"""Refused ids that are longer than `_LONGEST_WORD` are zeros and hyphens, and sort before this."""

_EARLIEST: Final = epoch_milliseconds(datetime.min.replace(tzinfo=UTC))
_LATEST: Final = epoch_milliseconds(datetime.max.replace(tzinfo=UTC))
_OPERATORS: Final = frozenset(facts.USER_PROPERTY_OPERATORS)
_WITHOUT_PROPERTIES: Final = "$clearAll"


class ServiceRules:
    """The rules, for events whose members have the types they should have."""

    __slots__ = ("_min_id_length", "_surely_long")

    def __init__(self, min_id_length: int) -> None:
        self._min_id_length = min_id_length
        self._surely_long = max(min_id_length, _LONGEST_WORD + 1)

    def are_kept(self, event: Mapping[str, Any]) -> bool:  # noqa: C901, PLR0911  a list, read down
        """Whether `check` would find nothing, said as fast as possible: every event is asked."""
        if "user_id" in event:
            given = event["user_id"]
            is_suspect = len(given) < self._surely_long or given < _AFTER_ZEROS
            if is_suspect and self._problem("user_id", given):
                return False
        elif "device_id" not in event:
            return False
        if "device_id" in event:
            given = event["device_id"]
            is_suspect = len(given) < self._surely_long or given < _AFTER_ZEROS
            if is_suspect and self._problem("device_id", given):
                return False
        if ("productId" in event or "revenueType" in event) and _revenue_problem(event):
            return False
        if "insert_id" in event and not event["insert_id"]:
            return False
        if "time" in event and not _EARLIEST <= event["time"] <= _LATEST:
            return False
        if "user_properties" in event and _operator_problem(event["user_properties"]):
            return False
        if "event_type" not in event:
            return False
        name = event["event_type"]
        return name != "" and name not in _RESERVED

    def check(self, event: Mapping[str, Any], names: Mapping[str, str]) -> None:
        """Refuse an event that breaks a rule.

        Args:
            event: members by wire name.
            names: by wire name, what a member was given as where that is another name.

        Raises:
            ValidationError: naming the member, what is wrong with it and what to do.
        """
        self.check_each({"event_type": None, **event})
        if "user_id" not in event and "device_id" not in event:
            raise ValidationError(
                "user_id",
                "user_id or device_id is required: without one the event belongs to nobody",
            )
        if name := _revenue_problem(event):
            raise ValidationError(names.get(name, name), f"needs {' or '.join(_REVENUE)} beside it")

    def check_each(self, members: Mapping[str, Any]) -> None:
        """Refuse members that no event may have, whatever its others are.

        Raises:
            ValidationError: as `check`.
        """
        if "event_type" in members and (problem := _event_type_problem(members["event_type"])):
            raise ValidationError("event_type", problem)
        for name in ("user_id", "device_id"):
            if name in members and (problem := self._problem(name, members[name])):
                raise ValidationError(name, problem)
        if members.get("insert_id") == "":
            raise ValidationError("insert_id", "is empty; leave it out to have one generated")
        if not _EARLIEST <= members.get("time", 0) <= _LATEST:
            raise ValidationError(
                "time",
                f"{members['time']} is no moment between the years 1 and 9999, in milliseconds since "
                "the epoch; divide microseconds by 1,000 and nanoseconds by 1,000,000",
            )
        if problem := _operator_problem(members.get("user_properties", {})):
            raise ValidationError("user_properties", problem)

    def _problem(self, name: str, value: str) -> str | None:
        """What is wrong with an id."""
        zeros = name == "device_id" and not value.strip("0-")
        if zeros or value.lower() in _REFUSED_IDS:
            return f"{value!r} is one of the ids Amplitude refuses; leave the member out if unknown"
        if len(value) < self._min_id_length:
            return (
                f"{value!r} is shorter than {self._min_id_length} characters; the limit is lowered by "
                "DeliveryConfig(min_id_length=...), for uploads by events.upload(min_id_length=...)"
            )
        return None


def check_length(name: str, value: object) -> None:
    """Refuse what would have to be truncated although it identifies something.

    Raises:
        ValidationError: more characters than the service keeps.
    """
    if isinstance(value, str) and len(value) > facts.MAX_STRING_LENGTH:
        raise ValidationError(
            name,
            f"{len(value)} characters, the limit is {facts.MAX_STRING_LENGTH}; truncated, it would "
            "name something else",
        )


def _event_type_problem(name: Any) -> str | None:
    if not name:
        return "is required: the name of what happened, a non-empty text"
    if name in _RESERVED:
        return f"{shown(name)} is reserved by Amplitude; choose another name"
    return None


def _operator_problem(properties: Mapping[str, Any]) -> str | None:
    """What is wrong with operators among the properties of a user; most events have none."""
    if _OPERATORS.isdisjoint(properties):
        return None
    for name, operand in properties.items():
        if name not in _OPERATORS:
            operator = next(each for each in properties if each in _OPERATORS)
            return (
                f"the key {shown(name)} cannot stand beside the operator {operator}; put it under "
                "$set, or use two events"
            )
        if name != _WITHOUT_PROPERTIES and not isinstance(operand, dict):
            return f"the operator {name} takes a mapping of properties, got {shown(operand)}"
    return None


def _revenue_problem(event: Mapping[str, Any]) -> str | None:
    """The member that says what was bought, when nothing says for how much."""
    if any(name in event for name in _REVENUE):
        return None
    return next((name for name in _NEEDS_REVENUE if name in event), None)
