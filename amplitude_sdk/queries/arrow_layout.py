"""Columns as the bytes Arrow lays them out in ("Arrow Columnar Format"); nothing is installed for it.

A column is a validity bitmap, absent when no cell is null, and one or two buffers of values. Zeros
stand where a cell is null.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from itertools import accumulate
from struct import pack
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from amplitude_sdk.queries.tables import Kind, Table

__all__ = ["FORMATS", "Laid", "cells", "lay_out"]

FORMATS: Final[dict[Kind, bytes]] = {
    "text": b"u",
    "whole": b"l",
    "number": b"g",
    "flag": b"b",
    "day": b"tdD",
    "moment": b"tsu:",
    "json": b"u",
}
"""The type of each kind of column, as the Arrow C data interface spells it."""

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  moments name no zone
_MICROSECOND: Final = timedelta(microseconds=1)


class Laid(NamedTuple):
    """A column laid out: how many cells, how many of them null, and the buffers."""

    length: int
    nulls: int
    buffers: tuple[bytes | None, ...]


def cells(table: Table) -> list[list[Any]]:
    """The cells of each column as frames hold them: JSON and text as text that UTF-8 can carry."""
    schema = table.schema
    records = list(table.records())
    return [
        [_AS_HELD[column.kind](record[n]) if record[n] is not None else None for record in records]
        for n, column in enumerate(schema)
    ]


def _text(value: str) -> str:
    """Half a surrogate pair, which JSON can spell and UTF-8 cannot, becomes a question mark."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _json(value: object) -> str:
    return _text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


_AS_HELD: Final[dict[Kind, Callable[[Any], Any]]] = {
    "text": _text,
    "whole": int,
    "number": float,
    "flag": bool,
    "day": lambda day: day,
    "moment": lambda moment: moment,
    "json": _json,
}


def lay_out(kind: Kind, column: Sequence[Any]) -> Laid:
    """Lay out a column of `cells`."""
    nulls = sum(cell is None for cell in column)
    validity = _bitmap([cell is not None for cell in column]) if nulls else None
    return Laid(len(column), nulls, (validity, *_BUFFERS[kind](column)))


def _bitmap(flags: Sequence[bool]) -> bytes:
    """Eight flags a byte, the first in the lowest bit."""
    packed = bytearray((len(flags) + 7) // 8)
    for n, flag in enumerate(flags):
        if flag:
            packed[n >> 3] |= 1 << (n & 7)
    return bytes(packed)


def _strings(column: Sequence[str | None]) -> tuple[bytes, bytes]:
    """Where each text begins and the last one ends, and all texts on end."""
    texts = [(cell or "").encode() for cell in column]
    offsets = accumulate(map(len, texts), initial=0)
    return pack(f"={len(texts) + 1}i", *offsets), b"".join(texts)


def _wholes(column: Sequence[int | None]) -> tuple[bytes]:
    return (pack(f"={len(column)}q", *(cell or 0 for cell in column)),)


def _doubles(column: Sequence[float | None]) -> tuple[bytes]:
    return (pack(f"={len(column)}d", *(cell or 0.0 for cell in column)),)


def _flags(column: Sequence[bool | None]) -> tuple[bytes]:
    return (_bitmap([bool(cell) for cell in column]),)


def _days(column: Sequence[date | None]) -> tuple[bytes]:
    """Days since 1970, 32 bits each."""
    since = _EPOCH.toordinal()
    days = (0 if cell is None else cell.toordinal() - since for cell in column)
    return (pack(f"={len(column)}i", *days),)


def _moments(column: Sequence[datetime | None]) -> tuple[bytes]:
    """Microseconds since 1970 by the same clock, 64 bits each."""
    ticks = (0 if cell is None else (cell - _EPOCH) // _MICROSECOND for cell in column)
    return (pack(f"={len(column)}q", *ticks),)


_BUFFERS: Final[dict[Kind, Callable[[Any], tuple[bytes, ...]]]] = {
    "text": _strings,
    "whole": _wholes,
    "number": _doubles,
    "flag": _flags,
    "day": _days,
    "moment": _moments,
    "json": _strings,
}
