"""Operations on the properties of users and groups ("HTTP V2 API", `user_properties`; T-H11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self, cast

import orjson
from amplitude_api import facts

from amplitude_sdk.delivery.values import Converter, shown, text_key
from amplitude_sdk.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

__all__ = ["Identify", "group_identify_members", "identify_members", "joined"]

_NOTHING: Final = "-"
"""What the vendor's SDKs send where an operator needs no value."""

_CLEAR_ALL: Final = "$clearAll"
_METHODS: Final = {
    "$set": "set",
    "$setOnce": "set_once",
    "$add": "add",
    "$append": "append",
    "$prepend": "prepend",
    "$preInsert": "pre_insert",
    "$postInsert": "post_insert",
    "$remove": "remove",
    "$unset": "unset",
    _CLEAR_ALL: "clear_all",
}
_IN_THE_IDENTIFY: Final = 'are changed by the Identify: say Identify().set("plan", "pro")'
_MADE: Final = {
    "event_type": "is what tells these calls apart; call track for an event of your own",
    "user_properties": _IN_THE_IDENTIFY,
    "group_properties": _IN_THE_IDENTIFY,
    "groups": "are what group_type and group_name say; several names are one call, several types "
    "are several",
}
"""What the calls make themselves, and what to do instead of giving it."""


class Identify:
    """Changes to make to the properties of a user or a group, one for each property.

    Every method changes this object and returns it, so that calls can be chained:

    >>> Identify().set("plan", "pro").add("logins", 1)
    Identify().set('plan', 'pro').add('logins', 1)

    Values are converted like those of event properties when the object is used.
    """

    __slots__ = ("_clears", "_operations")

    def __init__(self) -> None:
        self._operations: dict[str, tuple[str, object]] = {}
        self._clears = False

    def set(self, name: str, value: object) -> Self:
        """Give a property a value.

        Raises:
            ValidationError: the property has an operation already, as with every method.
        """
        return self._with("$set", name, value)

    def set_once(self, name: str, value: object) -> Self:
        """Give a property a value unless it has one."""
        return self._with("$setOnce", name, value)

    def add(self, name: str, value: float | Decimal) -> Self:
        """Add to a number; a property without one starts from zero.

        Raises:
            ValidationError: the value is no number.
        """
        return self._with("$add", name, _number(value, name))

    def append(self, name: str, value: object) -> Self:
        """Add a value, or those of a list, to the end of a list."""
        return self._with("$append", name, value)

    def prepend(self, name: str, value: object) -> Self:
        """Add a value, or those of a list, to the beginning of a list."""
        return self._with("$prepend", name, value)

    def pre_insert(self, name: str, value: object) -> Self:
        """Add to the beginning of a list what it does not hold yet."""
        return self._with("$preInsert", name, value)

    def post_insert(self, name: str, value: object) -> Self:
        """Add to the end of a list what it does not hold yet."""
        return self._with("$postInsert", name, value)

    def remove(self, name: str, value: object) -> Self:
        """Take a value, or those of a list, out of a list."""
        return self._with("$remove", name, value)

    def unset(self, name: str) -> Self:
        """Remove a property."""
        return self._with("$unset", name, _NOTHING)

    def clear_all(self) -> Self:
        """Remove all properties of the user.

        Raises:
            ValidationError: there are other operations; what would become of them is not defined.
        """
        if self._operations:
            raise ValidationError(
                "clear_all", "excludes every other operation; use two identify calls"
            )
        self._clears = True
        return self

    @property
    def properties(self) -> dict[str, Any]:
        """The operations as the service takes them, in a dict of their own."""
        if self._clears:
            return {_CLEAR_ALL: _NOTHING}
        properties: dict[str, Any] = {}
        for name, (operator, value) in self._operations.items():
            properties.setdefault(operator, {})[name] = value
        return properties

    def _with(self, operator: str, name: str, value: object) -> Self:
        plain = _name(name)
        if self._clears:
            raise ValidationError(
                plain, "clear_all excludes every other operation; use two identify calls"
            )
        if plain in self._operations:
            there = _METHODS[self._operations[plain][0]]
            raise ValidationError(
                plain,
                f"has an operation already ({there}), and a property takes one at a time; use two "
                "identify calls",
            )
        self._operations[plain] = (operator, value)
        return self

    def __copy__(self) -> Self:
        copy = type(self)()
        copy._operations, copy._clears = dict(self._operations), self._clears  # noqa: SLF001  its own
        return copy

    def __eq__(self, other: object) -> bool:
        return (
            self.properties == other.properties if isinstance(other, Identify) else NotImplemented
        )

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        calls = [
            f".{_METHODS[operator]}({name!r})"
            if operator == "$unset"
            else f".{_METHODS[operator]}({name!r}, {value!r})"
            for name, (operator, value) in self._operations.items()
        ]
        return "".join(["Identify()", *([".clear_all()"] if self._clears else calls)])


def identify_members(identify: Identify) -> dict[str, Any]:
    """What an event that changes the properties of a user carries.

    Raises:
        ValidationError: there is no operation.
    """
    return {"user_properties": _operations(identify)}


def group_identify_members(
    group_type: str, group_name: str | Sequence[str], identify: Identify
) -> dict[str, Any]:
    """What an event that changes the properties of a group carries.

    Raises:
        ValidationError: there is no operation, or one that groups do not know; type or name is
            empty or no text; there are more names than the service would look at.
    """
    properties = _operations(identify)
    for operator in properties:
        if operator not in facts.GROUP_PROPERTY_OPERATORS:
            known = ", ".join(_METHODS[each] for each in facts.GROUP_PROPERTY_OPERATORS)
            raise ValidationError(
                "identify", f"{_METHODS[operator]} is for users; groups know {known}"
            )
    groups = {_text(group_type, "group_type"): _group_names(group_name)}
    return {"groups": groups, "group_properties": properties}


def joined(given: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, Any]:
    """The members that were given and those that were made of an Identify, without the type.

    Raises:
        ValidationError: a member was given that is made; with what to do instead.
    """
    for name in ("event_type", *made):
        if given.get(name) is not None:
            raise ValidationError(name, _MADE[name])
    members = {**given, **made}
    members.pop("event_type", None)
    return members


def _operations(identify: object) -> dict[str, Any]:
    if not isinstance(identify, Identify):
        raise ValidationError("identify", f"expected an Identify, got {shown(identify)}")
    properties = identify.properties
    if not properties:
        raise ValidationError(
            "identify",
            'has no operation; say what to change, such as Identify().set("plan", "pro")',
        )
    return properties


def _group_names(given: object) -> str | list[str]:
    if not isinstance(given, list | tuple):
        return _text(given, "group_name")
    several = cast("Sequence[object]", given)
    names = [_text(name, f"group_name[{index}]") for index, name in enumerate(several)]
    if not 1 <= len(names) <= facts.MAX_GROUP_VALUES:
        raise ValidationError(
            "group_name",
            f"{len(names)} names; the service looks at {facts.MAX_GROUP_VALUES} for each event, so "
            "use several calls",
        )
    return names


def _name(given: object) -> str:
    return _text(given, "name")


def _text(given: object, argument: str) -> str:
    if not isinstance(given, str) or not given:
        raise ValidationError(argument, f"expected a non-empty text, got {shown(given)}")
    return text_key(given, argument)


def _number(given: object, name: str) -> object:
    converted = Converter().convert(given, name)
    if isinstance(converted, bool) or not isinstance(converted, int | float | orjson.Fragment):
        raise ValidationError(name, f"only numbers can be added, got {shown(given)}")
    return given
