"""Python values to JSON values, faithfully or not at all.

Aware datetimes become ISO 8601 text in UTC, naive ones and dates ISO text as they are (the service
compares dates as text: "HTTP V2 API", section "Set date values"); Decimal becomes a number, Enum its
value, UUID text, tuple and set lists, numpy-like scalars what their `item()` returns.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Protocol, cast
from uuid import UUID

import orjson
from amplitude_api import facts

from amplitude_sdk.dates import property_text
from amplitude_sdk.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Converter", "text_key"]

_INT64_MIN: Final = -(2**63)
_UINT64_MAX: Final = 2**64 - 1


class _Scalar(Protocol):
    def item(self) -> object: ...


class Converter:
    """Copies one event's values, noting what was shortened on the way."""

    __slots__ = ("notes",)

    def __init__(self) -> None:
        self.notes: list[str] = []

    def convert(self, value: object, path: str, depth: int = 0) -> Any:
        """Return a JSON value equal to `value` after the documented conversions.

        Raises:
            ValidationError: naming the path of what has no JSON form.
        """
        kind = type(value)
        if kind is str:
            return self._text(cast("str", value), path)
        if kind is dict:
            return self._members(cast("dict[object, object]", value), path, depth)
        if kind is list:
            return self._elements(cast("list[object]", value), path, depth)
        if value is None or kind is bool:
            return value
        if kind is int or kind is float:
            return _number(cast("float", value), path)
        return self._other(value, path, depth)

    def _other(self, value: object, path: str, depth: int) -> Any:  # noqa: PLR0911  a table of types
        if isinstance(value, Enum):
            return self.convert(value.value, path, depth)
        if isinstance(value, str):
            return self._text(str.__str__(value), path)
        if isinstance(value, Mapping):
            return self._members(cast("Mapping[object, object]", value), path, depth)
        if isinstance(value, list | tuple | set | frozenset):
            return self._elements(cast("Iterable[object]", value), path, depth)
        if isinstance(value, date):
            return property_text(value, path)
        if isinstance(value, UUID):
            return str(value)
        if isinstance(value, Decimal):
            return _decimal(value, path)
        if isinstance(value, int | float):
            return _number(value, path)
        return self.convert(_plain(value, path), path, depth)

    def _text(self, value: str, path: str) -> str:
        if len(value) > facts.MAX_STRING_LENGTH:
            self.notes.append(
                f"{path}: text of {len(value)} characters truncated to {facts.MAX_STRING_LENGTH}"
            )
            value = value[: facts.MAX_STRING_LENGTH]
        if not value.isascii():
            _check_unicode(value, path)
        return value

    def _members(self, value: Mapping[object, object], path: str, depth: int) -> dict[str, Any]:
        depth = _deeper(depth, path)
        copy: dict[str, Any] = {}
        for key, member in value.items():
            name = text_key(key, path)
            copy[name] = self.convert(member, f"{path}.{name}", depth)
        return copy

    def _elements(self, value: Iterable[object], path: str, depth: int) -> list[Any]:
        depth = _deeper(depth, path)
        return [self.convert(each, f"{path}[{index}]", depth) for index, each in enumerate(value)]


def text_key(key: object, path: str) -> str:
    """Return the key of a mapping as plain text.

    Raises:
        ValidationError: naming the path of the mapping when the key is no text.
    """
    if not isinstance(key, str):
        raise ValidationError(path, f"the key {key!r} is not text; JSON keys are text")
    if not key.isascii():
        _check_unicode(key, path)
    return str.__str__(key)


def _plain(value: object, path: str) -> object:
    """What stands in a scalar of numpy and its like; an array is none, nor is a column of a table."""
    if _is_scalar(value):
        item = cast("_Scalar", value).item()
        if not _is_scalar(item):
            return item
    raise ValidationError(
        path,
        f"a {type(value).__name__} has no JSON form; pass text, a number, true or false, None, a date, "
        "a list or a mapping",
    )


def _is_scalar(value: object) -> bool:
    return callable(getattr(value, "item", None)) and getattr(value, "shape", None) == ()


def _deeper(depth: int, path: str) -> int:
    if depth >= facts.MAX_PROPERTY_DEPTH:
        shown = path if len(path) <= 80 else f"{path[:80]}..."  # noqa: PLR2004  one line
        raise ValidationError(
            shown, f"nested deeper than {facts.MAX_PROPERTY_DEPTH} layers (or containing itself)"
        )
    return depth + 1


def _check_unicode(value: str, path: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValidationError(path, "contains a lone surrogate, which is not a character") from None


def _number(value: float, path: str) -> float:
    if isinstance(value, int):
        if not _INT64_MIN <= value <= _UINT64_MAX:
            raise ValidationError(path, f"{value} does not fit into 64 bits; send it as text")
        return int(value)
    if not math.isfinite(value):
        raise ValidationError(path, f"{value} is not a JSON number; leave it out or send None")
    return float(value)


def _decimal(value: Decimal, path: str) -> orjson.Fragment:
    if not value.is_finite() or math.isinf(value):  # as a double, which is what readers make of it
        raise ValidationError(path, f"{value} is not a JSON number; leave it out or send None")
    return orjson.Fragment(str(value))
