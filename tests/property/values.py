"""JSON values on both sides of the wire: reading texts by type, comparing, staying within 64 bits."""

from __future__ import annotations

import json
import re
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Absent(Enum):
    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT
"""Stands for a body that is not there; None is JSON's null."""

_INTEGER: Final = re.compile(r"-?(0|[1-9]\d*)")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_LEAST, _MOST, _EXACT = -(2**63), 2**63 - 1, 2**53


def typed(schema: Mapping[str, Any], text: str) -> object:
    """Read the text of a parameter as its schema's type; text of another form stays text."""
    match schema.get("type"):
        case "integer" if _INTEGER.fullmatch(text):
            return int(text)
        case "number" if _NUMBER.fullmatch(text):
            return json.loads(text)
        case "boolean":
            return {"true": True, "false": False}.get(text, text)
        case _:
            return text


def same(one: object, other: object) -> bool:
    """Whether two JSON values are equal; times with offsets are compared as instants."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other or _same_instant(one, other)


def _same_instant(one: object, other: object) -> bool:
    moments = [instant(each) for each in (one, other) if isinstance(each, str)]
    return len(moments) == 2 and moments[0] is not None and moments[0] == moments[1]


def instant(text: str) -> datetime | None:
    """Read a time with an offset, None when `text` is none."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo is not None else None


def plain(value: Any) -> Any:
    """Return `value` with whole numbers as services write them: no `.0`, no more than 64 bits."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, float) and value.is_integer() and abs(value) <= _EXACT:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return max(_LEAST, min(_MOST, value))
    return value
