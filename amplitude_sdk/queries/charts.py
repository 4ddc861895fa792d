"""Saved charts: as JSON, whose shape is the chart's, and as the table of their CSV export."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.reading import Json, axis, envelope, number, obj, raw_field, text
from amplitude_sdk.queries.tables import Column, Kind, Record, Table, View

if TYPE_CHECKING:
    from amplitude_sdk.queries.tables import Plot

__all__ = ["Chart", "ChartTable"]

T_co = TypeVar("T_co", covariant=True)

_MARK: Final = "\t"
"""Stands before cells of text, also of text that looks like a number."""
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


class Readable(Protocol[T_co]):
    """A type of result that reads replies."""

    def parse(self, body: object, /) -> T_co: ...


@dataclass(frozen=True, slots=True)
class Chart:
    """The results of a saved chart; their shape depends on the chart.

    Attributes:
        data: what stands under `data`.
        raw: the reply as it came.
    """

    data: Any
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> Chart:
        """Read the reply of a saved chart."""
        raw = obj(body)
        return cls(envelope(raw), raw)

    def read_as(self, kind: Readable[T_co]) -> T_co:
        """Read the results as those of the query that the chart was made by.

        Args:
            kind: one of `amplitude_sdk.types`: `TimeSeries` for segmentation, `Funnel`,
                `Retention`, `LifetimeValue`, ...

        Raises:
            DecodeError: it is a chart of another type.
        """
        return kind.parse(self.raw)


@dataclass(frozen=True, slots=True)
class ChartTable(Table):
    """A saved chart as the table of its CSV export, by the columns of its header.

    A column holds numbers when all of its cells are numbers or empty. What is marked as text, has a
    unit or starts with a zero is no number (T-X46). A column without cells holds numbers if it is a
    date's.

    Attributes:
        text: the CSV text as it came.
        titles: the lines above the header, their cells joined by "; ".
        columns: as in `schema`; a name that comes again is numbered, a missing one is made up.
        cells: as in `records()`; None where a cell is empty or missing.
        raw: the reply as it came.
    """

    text: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: tuple[Record, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> ChartTable:
        """Read the reply of a chart's CSV export: CSV text inside JSON."""
        raw = obj(body)
        written = text(envelope(raw), "data") or ""
        titles, header, lines = _parts(_lines(written))
        width = max(map(len, (header, *lines)))
        filled = [(*line, *[""] * (width - len(line))) for line in (header, *lines)]
        read = [_column(*column) for column in zip(*filled, strict=True)]
        names = _distinct([name for name, _, _ in read])
        return cls(
            text=written,
            titles=titles,
            columns=tuple(
                Column(name, kind) for name, (_, kind, _) in zip(names, read, strict=True)
            ),
            cells=tuple(zip(*(cells for _, _, cells in read), strict=True)),
            raw=raw,
        )

    @property
    def schema(self) -> tuple[Column, ...]:
        """The columns of the header."""
        return self.columns

    def records(self) -> tuple[Record, ...]:
        """One row a line below the header."""
        return self.cells

    def long(self) -> View:
        """The same numbers one a row: `label`, `point`, `value`.

        The label is the text of the row, its cells joined by "; ", and the point the name of the
        column, a date if all such names are.
        """
        from amplitude_sdk.queries.plots import lines

        numeric = [n for n, column in enumerate(self.columns) if column.kind == "number"]
        kind, points = axis([self.columns[n].name for n in numeric])
        cells = (
            (self._label(row), point, row[n])
            for row in self.cells
            for n, point in zip(numeric, points, strict=True)
        )
        columns = Column("label", "text"), Column("point", kind), Column("value", "number")
        drawing = partial(lines, x="point", y="value", color="label")
        return View(columns, tuple(cells), drawing)

    def plot(self) -> Plot:
        """A line for each row over the columns of numbers, on an axis of time if these are dates."""
        return self.long().plot()

    def _label(self, row: Record) -> str:
        named = zip(self.columns, row, strict=True)
        return "; ".join(cell for column, cell in named if column.kind == "text" and cell)


def _lines(written: str) -> list[list[str]]:
    try:
        return [*csv.reader(io.StringIO(written, newline=""))]
    except csv.Error as error:
        raise DecodeError(f"data should be CSV text: {error}") from None


def _parts(lines: list[list[str]]) -> tuple[tuple[str, ...], list[str], list[list[str]]]:
    """The titles, which end with an empty line if there are any; the header; the lines below it."""
    blank = next((n for n, line in enumerate(lines) if not any(line)), -1)
    titles = tuple("; ".join(cell.removeprefix(_MARK) for cell in line) for line in lines[:blank])
    header, *below = lines[blank + 1 :] or [[]]
    return titles if blank > 0 else (), header, [line for line in below if any(line)]


def _column(header: str, *cells: str) -> tuple[str, Kind, tuple[float | str | None, ...]]:
    """Read a column: its name, its kind and its cells, None for an empty one."""
    name = header.removeprefix(_MARK).encode("utf-8", "replace").decode()
    name = name.replace("\0", "\N{REPLACEMENT CHARACTER}")  # where names end in C
    present = [cell for cell in cells if cell]
    if all(map(_is_number, present)) and (present or axis([name])[0] == "day"):
        return name, "number", tuple(number(cell) if cell else None for cell in cells)
    return name, "text", tuple(cell.removeprefix(_MARK) if cell else None for cell in cells)


def _is_number(cell: str) -> bool:
    """Whether a cell is a number to everybody, and one that a double can hold."""
    return _NUMBER.fullmatch(cell) is not None and math.isfinite(float(cell))


def _distinct(names: Iterable[str]) -> list[str]:
    """Names that differ: a missing one is "column 3", one that comes again "name (2)"."""
    taken: list[str] = []
    for position, name in enumerate(names, 1):
        wanted = name or f"column {position}"
        numbered = (wanted if n == 1 else f"{wanted} ({n})" for n in count(1))
        taken.append(next(each for each in numbered if each not in taken))
    return taken
