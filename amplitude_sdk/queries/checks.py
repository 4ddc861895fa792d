"""Checks of single arguments: each returns what it was given, or names the argument at fault."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.terms import OPERATORS

if TYPE_CHECKING:
    from typing import SupportsIndex

    from amplitude_sdk.queries.terms import PropertyType

__all__ = [
    "as_whole",
    "check_operator",
    "check_order",
    "check_type",
    "extra",
    "filled",
    "filled_or_none",
    "switch",
    "text_or_none",
    "texts",
    "whole_number",
    "whole_numbers",
]


def filled(value: object, argument: str) -> str:
    """Take a text that is not empty.

    Raises:
        ValidationError: anything else.
    """
    if not isinstance(value, str) or not value:
        raise ValidationError(argument, f"expected a non-empty text, got {value!r}")
    return value


def filled_or_none(value: object, argument: str) -> str | None:
    """Take a text that is not empty, or None.

    Raises:
        ValidationError: anything else.
    """
    return None if value is None else filled(value, argument)


def text_or_none(value: object, argument: str) -> str | None:
    """Take a text, which may be empty, or None.

    Raises:
        ValidationError: anything else.
    """
    if value is not None and not isinstance(value, str):
        raise ValidationError(argument, f"expected a text, got {value!r}")
    return value


def texts(value: object, argument: str) -> list[str]:
    """Take one text or several, none of them empty.

    Raises:
        ValidationError: anything else.
    """
    if isinstance(value, str):
        return [filled(value, argument)]
    if not isinstance(value, Iterable) or isinstance(value, Mapping | bytes | bytearray):
        raise ValidationError(argument, f"expected one text or several texts, got {value!r}")
    return [filled(each, argument) for each in cast("Iterable[object]", value)]


def as_whole(value: object) -> int | None:
    """The whole number that a value is, be it one of numpy; None for all else, True and False."""
    if isinstance(value, bool):
        return None
    try:
        return operator.index(cast("SupportsIndex", value))
    except TypeError:
        return None


def whole_number(value: object, argument: str) -> int:
    """Take a whole number.

    Raises:
        ValidationError: anything else, True and False among it.
    """
    whole = as_whole(value)
    if whole is None:
        raise ValidationError(argument, f"expected a whole number, got {value!r}")
    return whole


def whole_numbers(value: object, argument: str) -> list[int]:
    """Take several whole numbers.

    Raises:
        ValidationError: anything else, a text of digits among it.
    """
    if not isinstance(value, Iterable) or isinstance(value, str | Mapping | bytes | bytearray):
        raise ValidationError(
            argument, f"expected several whole numbers, such as [7, 8], got {value!r}"
        )
    return [whole_number(each, argument) for each in cast("Iterable[object]", value)]


def switch(value: object, argument: str) -> bool:
    """Take True or False, and nothing that merely counts as one of them.

    Raises:
        ValidationError: anything else.
    """
    if not isinstance(value, bool):
        raise ValidationError(argument, f"expected True or False, got {value!r}")
    return value


def check_order(start: str | None, end: str | None, argument: str) -> None:
    """Refuse an end that lies before its start; both stand as they go on the wire.

    Nothing is compared when one of them is not given.

    Raises:
        ValidationError: naming the end.
    """
    if start is None or end is None:
        return
    if datetime.fromisoformat(end) < datetime.fromisoformat(start):
        raise ValidationError(argument, f"{end} lies before the start, {start}")


def check_type(type: PropertyType) -> PropertyType:  # noqa: A002  the API's own word
    """Take one of the two kinds of property.

    Raises:
        ValidationError: anything else.
    """
    if type not in ("event", "user"):
        raise ValidationError("type", f'{type!r} is not a kind of property; use "event" or "user"')
    return type


def check_operator(op: str) -> None:
    """Refuse operators the API does not document."""
    if op not in OPERATORS:
        raise ValidationError("op", f"{op!r} is not an operator; use one of {', '.join(OPERATORS)}")


def extra(query: object) -> Mapping[str, Any] | None:
    """Take further query parameters: a mapping from their names, or None.

    Raises:
        ValidationError: anything else, such as a query string.
    """
    if query is None:
        return None
    if not isinstance(query, Mapping):
        raise ValidationError(
            "extra_query", f'expected a mapping such as {{"name": "value"}}, got {query!r}'
        )
    parameters = cast("Mapping[str, Any]", query)
    for name in parameters:
        filled(name, "extra_query")
    return parameters
