"""Reads decoded JSON leniently: unknown members stay in `.raw`, wrong types become a `DecodeError`."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final, cast

from amplitude_sdk.errors import DecodeError

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "Json",
    "axis",
    "flag",
    "instant",
    "items",
    "number",
    "obj",
    "rows_of",
    "text",
    "whole",
]

Json = dict[str, Any]

_SHOWN: Final = 200


def _refuse(what: str, value: object, path: str) -> DecodeError:
    return DecodeError(f"{path or 'the body'} should be {what}, got {_shown(value)}")


def _shown(value: object) -> str:
    """A short value as it is, else its kind: a value cut short could not be masked any more."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array"
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"a text of {len(shown)} characters"


def obj(value: object, path: str = "") -> Json:
    """A JSON object; null reads as an empty one."""
    if value is None:
        return {}
    if isinstance(value, dict):
        return cast("Json", value)
    raise _refuse("an object", value, path)


def items(value: object, path: str = "") -> list[Any]:
    """A JSON array; null reads as an empty one."""
    if value is None:
        return []
    if isinstance(value, list):
        return cast("list[object]", value)
    raise _refuse("an array", value, path)


def text(value: object, path: str = "") -> str | None:
    """A text or null; a number is taken as its text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise _refuse("a text", value, path)


def number(value: object, path: str = "") -> float | None:
    """A number or null; the service writes some numbers as text."""
    if isinstance(value, str):
        try:
            return float(value) if "." in value or "e" in value.lower() else int(value)
        except ValueError:
            raise _refuse("a number", value, path) from None
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise _refuse("a number", value, path)


def whole(value: object, path: str = "") -> int | None:
    """A whole number or null; accepted as text or as a float without a fraction."""
    read = number(value, path)
    if read is None or isinstance(read, int):
        return read
    if read.is_integer():
        return int(read)
    raise _refuse("a whole number", value, path)


def flag(value: object, path: str = "") -> bool | None:
    """A truth value or null."""
    if value is None or isinstance(value, bool):
        return value
    raise _refuse("true or false", value, path)


def instant(value: object, path: str = "") -> datetime | None:
    """An ISO 8601 time with an offset, or null; without an offset it is UTC."""
    from datetime import UTC  # noqa: PLC0415  named once, here

    written = text(value, path)
    if written is None:
        return None
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        raise _refuse("an ISO 8601 time", value, path) from None
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


def axis(value: object, path: str = "") -> tuple[date | str, ...]:
    """A time axis: days, or times where any of them is not midnight; other labels as they came."""
    read = [_moment(each, path) for each in items(value, path)]
    moments = [each for each in read if isinstance(each, datetime)]
    if any(each.timetz() != time.min for each in moments):
        return tuple(read)
    return tuple(each.date() if isinstance(each, datetime) else each for each in read)


def _moment(value: object, path: str) -> datetime | str:
    written = text(value, path) or ""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return written


def rows_of(value: object, path: str = "") -> tuple[tuple[float | None, ...], ...]:
    """A matrix of numbers, null rows and null cells included."""
    return tuple(
        tuple(number(cell, f"{path}[{row}]") for cell in items(cells, f"{path}[{row}]"))
        for row, cells in enumerate(items(value, path))
    )
