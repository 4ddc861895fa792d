"""Python values to JSON values, faithfully or not at all.

Aware datetimes become ISO 8601 text in UTC, naive ones and dates ISO text as they are (the service
compares dates as text: "HTTP V2 API", section "Set date values"); Decimal becomes a number, Enum its
value, UUID text, tuple and set lists, numpy-like scalars what their `item()` returns.

`Converter` can do all of it and says what is wrong with the rest. Most values need none of it:
`is_native` finds out whether the encoder would write a value exactly as the Converter would.
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

__all__ = ["MOST_LAYERS", "Converter", "is_native", "shown", "text_key", "texts_fit", "unreadable"]

MOST_LAYERS: Final = 253
"""Containers inside one another that the encoder can write within an event."""

_INT64_MIN: Final = -(2**63)
_UINT64_MAX: Final = 2**64 - 1
_NATIVE: Final = frozenset({str, int, bool, type(None), UUID})
_CONTAINERS: Final = frozenset({dict, list, tuple})


class _Scalar(Protocol):
    def item(self) -> object: ...


def is_native(value: object, layers: int = facts.MAX_PROPERTY_DEPTH) -> bool:
    """Whether the encoder writes `value` as the Converter would, or refuses it itself.

    It would write NaN as null, anything inside an `orjson.Fragment` as it stands and any number of
    tuples inside one another without a word, so only exact types pass, finite numbers, and as many
    `layers` of containers. Texts may still be too long (`texts_fit`).
    """
    kind = type(value)
    if kind is dict:
        inside: Iterable[Any] = cast("dict[object, Any]", value).values()
    elif kind is list or kind is tuple:
        inside = cast("list[Any]", value)
    else:
        return kind in _NATIVE or (kind is float and math.isfinite(cast("float", value)))
    if not layers:
        return False
    for each in inside:
        if type(each) not in _NATIVE:
            if type(each) is float:
                if each - each != 0.0:  # a number minus itself is zero, if it is finite
                    return False
            elif not is_native(each, layers - 1):
                return False
    return True


def texts_fit(value: object, longest: int = facts.MAX_STRING_LENGTH) -> bool:
    """Whether no text in a native value is longer than `longest` characters; keys may be."""
    kind = type(value)
    if kind is dict:
        inside: Iterable[Any] = cast("dict[object, Any]", value).values()
    elif kind is list or kind is tuple:
        inside = cast("list[Any]", value)
    else:
        return kind is not str or len(cast("str", value)) <= longest
    for each in inside:
        if type(each) is str:
            if len(each) > longest:
                return False
        elif type(each) in _CONTAINERS and not texts_fit(each, longest):
            return False
    return True


class Converter:
    """Copies one event's values, noting what was shortened on the way.

    Args:
        longest: characters a text may have before it is truncated.
        layers: how deep containers may be nested.
    """

    __slots__ = ("_layers", "_longest", "notes")

    def __init__(
        self,
        longest: int = facts.MAX_STRING_LENGTH,
        layers: int = facts.MAX_PROPERTY_DEPTH,
    ) -> None:
        self.notes: list[str] = []
        self._longest = longest
        self._layers = layers

    def keeps(self, value: object) -> bool:
        """Whether `convert` would return a scalar as it is, so that nobody has to know its path."""
        kind = type(value)
        if kind is str:
            text = cast("str", value)
            return text.isascii() and len(text) <= self._longest
        if kind is int:
            return _INT64_MIN <= cast("int", value) <= _UINT64_MAX
        return kind is bool or value is None

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
        if kind is list or kind is tuple:
            return self._elements(cast("Iterable[object]", value), path, depth)
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
        if isinstance(value, date):
            return _date(value, path)
        if isinstance(value, Decimal):
            return _decimal(value, path)
        if isinstance(value, UUID):
            return UUID.__str__(value)
        if isinstance(value, list | tuple | set | frozenset):
            return self._elements(cast("Iterable[object]", value), path, depth)
        if isinstance(value, int | float):
            return _number(value, path)
        if isinstance(value, Mapping):
            return self._members(cast("Mapping[object, object]", value), path, depth)
        return self.convert(_plain(value, path), path, depth)

    def _text(self, value: str, path: str) -> str:
        if len(value) > self._longest:
            self.notes.append(
                f"{path}: text of {len(value)} characters truncated to {self._longest}"
            )
            value = value[: self._longest]
        if not value.isascii():
            _check_unicode(value, path)
        return value

    def _members(self, value: Mapping[object, object], path: str, depth: int) -> dict[str, Any]:
        depth = self._deeper(depth, path)
        copy: dict[str, Any] = {}
        for key, member in value.items():
            name = key if type(key) is str and key.isascii() else text_key(key, path)
            if name in copy:
                raise ValidationError(path, f"the key {shown(name)} stands there twice")
            copy[name] = (
                member if self.keeps(member) else self.convert(member, f"{path}.{name}", depth)
            )
        return copy

    def _elements(self, value: Iterable[object], path: str, depth: int) -> list[Any]:
        depth = self._deeper(depth, path)
        copy: list[Any] = []
        for index, each in enumerate(
            value
        ):  # not a comprehension: each level would take two frames
            copy.append(each if self.keeps(each) else self.convert(each, f"{path}[{index}]", depth))
        return copy

    def _deeper(self, depth: int, path: str) -> int:
        if depth >= self._layers:
            shown = path if len(path) <= 80 else f"{path[:80]}..."  # noqa: PLR2004  one line
            raise ValidationError(
                shown, f"nested deeper than {self._layers} layers (or containing itself)"
            )
        return depth + 1


def text_key(key: object, path: str) -> str:
    """Return the key of a mapping as plain text.

    Raises:
        ValidationError: naming the path of the mapping when the key is no text.
    """
    if not isinstance(key, str):
        raise ValidationError(path, f"the key {shown(key)} is not text; JSON keys are text")
    plain = str.__str__(key)
    if not plain.isascii():
        _check_unicode(plain, path)
    return plain


def shown(value: object) -> str:
    """What a value looks like, on one line, for a message."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001  the caller's own code; Python itself refuses huge integers
        return f"a value of type {type(value).__name__}"
    return text if len(text) <= 60 else f"{text[:60]}..."  # noqa: PLR2004  one line


def unreadable(field: str, error: Exception) -> ValidationError:
    """The error about a value of the caller's that raised something of its own when it was read."""
    return ValidationError(field, f"reading it raised {type(error).__name__}")


def _plain(value: object, path: str) -> object:
    """What stands in a scalar of numpy and its like; an array is none, nor is a column of a table."""
    if _is_scalar(value):
        item = cast("_Scalar", value).item()
        if isinstance(item, int) and _is_time(value):
            raise ValidationError(path, "a time of nanoseconds is a bare number; pass a datetime")
        if not _is_scalar(item):
            return item
    raise ValidationError(
        path,
        f"a {type(value).__name__} has no JSON form; pass text, a number, true or false, None, a date, "
        "a list or a mapping",
    )


def _is_scalar(value: object) -> bool:
    return callable(getattr(value, "item", None)) and getattr(value, "shape", None) == ()


def _is_time(value: object) -> bool:
    """Whether numpy knows a scalar as a moment or a span (its `item()` may be a count of them)."""
    return getattr(getattr(value, "dtype", None), "kind", None) in {"M", "m"}


def _check_unicode(value: str, path: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValidationError(path, "contains a lone surrogate, which is not a character") from None


def _number(value: float, path: str) -> float:
    if isinstance(value, int):
        whole = int.__index__(value)
        if not _INT64_MIN <= whole <= _UINT64_MAX:
            raise ValidationError(
                path, f"{shown(whole)} does not fit into 64 bits; send it as text"
            )
        return whole
    number = float.__float__(value)
    if not math.isfinite(number):
        raise ValidationError(path, f"{value} is not a JSON number; leave it out or send None")
    return number


def _date(value: date, path: str) -> str:
    if value != value:  # noqa: PLR0124  the missing time of pandas is a datetime that is not itself
        raise ValidationError(path, f"{shown(value)} is no time; leave it out or send None")
    text = property_text(value, path)
    if type(text) is not str or not text.isascii():  # from a datetime of the caller's own kind
        raise ValidationError(path, f"{shown(text)} is no date as text; pass a datetime")
    return text


def _decimal(value: Decimal, path: str) -> orjson.Fragment:
    text = Decimal.__str__(value)  # what goes out as it stands is not left to a subclass
    plain = Decimal(text)
    if not plain.is_finite() or math.isinf(plain):  # as a double, which is what readers make of it
        raise ValidationError(path, f"{text} is not a JSON number; leave it out or send None")
    return orjson.Fragment(text)
