"""Reads decoded JSON leniently: unknown members stay in `.raw`, wrong types become a `DecodeError`."""

from __future__ import annotations

import math
import re
from dataclasses import field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast

from amplitude_sdk.errors import DecodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "Axis",
    "Json",
    "axis",
    "day",
    "each",
    "envelope",
    "flag",
    "in_common",
    "instant",
    "items",
    "moment",
    "number",
    "obj",
    "oldest_first",
    "raw_field",
    "rows_of",
    "text",
    "texts",
    "whole",
]

T = TypeVar("T")

Json = dict[str, Any]
Axis = Literal["day", "moment", "text"]
"""What a time axis is made of: dates, naive datetimes of the project's time zone, or labels."""

_SHOWN: Final = 200
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_NUMBERS: Final = (int, float)
_LEAST: Final = -(2**63)
_MOST: Final = 2**63 - 1
_DIGITS: Final = 309
"""Of the longest double; Python refuses to read much longer integers."""


def oldest_first(series: Json, path: str) -> Json:
    """The `values` of a series by date; its `dates`, where they are listed, run the other way."""
    values = obj(series.get("values"), f"{path}.values")
    dates = reversed(texts(series.get("dates"), f"{path}.dates"))
    return {date: values[date] for date in dates if date in values} | values


def raw_field() -> Any:
    """A field for the reply as it came, unknown members included: not compared, hashed or shown."""
    return field(repr=False, compare=False)


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


def envelope(reply: Json, name: str = "data") -> object:
    """The member that a reply is all about, which may be null.

    Raises:
        DecodeError: there is none: an empty result would be an answer that nobody gave (T-X2).
    """
    if name not in reply:
        raise DecodeError(f"{name} is missing")
    return reply[name]


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


def texts(value: object, path: str = "") -> tuple[str, ...]:
    """An array of texts; null among them reads as an empty one."""
    return tuple(read or "" for read in each(text, value, path))


def each(read: Callable[[object, str], T], value: object, path: str = "") -> tuple[T, ...]:
    """An array, its items read one by one; an error names the place of the first that is wrong."""
    found = items(value, path)
    try:
        return tuple([read(item, path) for item in found])
    except DecodeError:  # only now the paths are worth writing
        return tuple(read(item, f"{path}[{n}]") for n, item in enumerate(found))


def number(value: object, path: str = "") -> float | None:
    """A number or null; the service writes some numbers as text. None is larger than a double."""
    if value is None:
        return None
    read = _from_text(value) if isinstance(value, str) else value
    if type(read) in _NUMBERS and _is_double(cast("float", read)):
        return cast("float", read)
    raise _refuse("a number", value, path)


def _from_text(value: str) -> float | None:
    """Read a number as JSON writes it; Python would also take `1_000`, ` 7` and other digits."""
    if _NUMBER.fullmatch(value) is None:
        return None
    return float(value) if len(value) > _DIGITS or not value.lstrip("-").isdigit() else int(value)


def _is_double(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def whole(value: object, path: str = "") -> int | None:
    """A whole number of 64 bits or null; accepted as text or as a float without a fraction."""
    read = number(value, path)
    if read is None:
        return None
    if read != int(read) or not _LEAST <= read <= _MOST:
        raise _refuse("a whole number", value, path)
    return int(read)


def flag(value: object, path: str = "") -> bool | None:
    """A truth value or null."""
    if value is None or isinstance(value, bool):
        return value
    raise _refuse("true or false", value, path)


def instant(value: object, path: str = "") -> datetime | None:
    """An ISO 8601 time with an offset, or null; without an offset it is UTC."""
    written = text(value, path)
    if written is None:
        return None
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        raise _refuse("an ISO 8601 time", value, path) from None
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


def day(value: object, path: str = "") -> date | str | None:
    """A date, a time where the label has one, or the label itself; days may come with midnight."""
    read = moment(value, path)
    if isinstance(read, datetime) and read.time() == time.min:
        return read.date()
    return read


def moment(value: object, path: str = "") -> datetime | str | None:
    """A time that names no zone, as those of a project do, or the label as it came."""
    label = text(value, path)
    try:
        read = datetime.fromisoformat(label or "")
    except ValueError:
        return label
    return read if read.tzinfo is None else label


def axis(
    value: object, path: str = "", promised: Axis = "day"
) -> tuple[Axis, tuple[date | str | None, ...]]:
    """A time axis, and what it is made of.

    That is what the call promises, unless the reply breaks the promise: days of which one has an hour
    are moments, and labels of which one is no time are text, all as they came (T-X46). Days come as
    `2026-03-01` or as `2026-03-01T00:00:00` (T-X35).

    Args:
        value: the array.
        path: where it stands.
        promised: what the labels should be; an empty axis is of this kind.
    """
    labels = each(text, value, path)
    kind, points = in_common(map(_READ[promised], labels), promised)
    return kind, labels if kind == "text" else points


def in_common(
    points: Iterable[date | str | None], promised: Axis = "day"
) -> tuple[Axis, tuple[date | str | None, ...]]:
    """What dates, times and labels can be together, as much of it as promised, and they as that."""
    found = tuple(points)
    kinds = {*map(type, found)}
    if promised == "text" or str in kinds:
        return "text", tuple(None if point is None else str(point) for point in found)
    if promised == "day" and datetime not in kinds:
        return "day", found
    if date not in kinds:
        return "moment", found
    return "moment", tuple(_with_time(cast("date | None", point)) for point in found)


def _with_time(point: date | None) -> datetime | None:
    return (
        point if point is None or isinstance(point, datetime) else datetime.combine(point, time())
    )


_READ: Final = {"day": day, "moment": moment, "text": text}


def rows_of(value: object, path: str = "") -> tuple[tuple[float | None, ...], ...]:
    """A matrix of numbers, null rows and null cells included."""
    return each(lambda cells, place: each(number, cells, place), value, path)
