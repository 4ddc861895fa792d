"""Reads decoded JSON leniently: unknown members stay in `.raw`, wrong types become a `DecodeError`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from amplitude_sdk.errors import DecodeError

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "Json",
    "flag",
    "instant",
    "items",
    "moment",
    "number",
    "obj",
    "rows_of",
    "text",
    "whole",
]

Json = dict[str, Any]


def _refuse(what: str, value: object, path: str) -> DecodeError:
    return DecodeError(f"{path or 'the body'} should be {what}, got {value!r:.80}")


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


def moment(value: object, path: str = "") -> date | str:
    """A point of a time axis: a day, a time, or a label that is neither, as it came."""
    written = text(value, path) or ""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return written
    return read.date() if read == datetime(read.year, read.month, read.day) else read  # noqa: DTZ001  the project's own time zone, which the reply does not name


def rows_of(value: object, path: str = "") -> tuple[tuple[float | None, ...], ...]:
    """A matrix of numbers, null rows and null cells included."""
    return tuple(
        tuple(number(cell, f"{path}[{row}]") for cell in items(cells, f"{path}[{row}]"))
        for row, cells in enumerate(items(value, path))
    )
