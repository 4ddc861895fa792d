"""Results as tables: columns by declaration, and a way into everything that reads tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import rich.table

    Plot = alt.Chart | alt.LayerChart | alt.FacetChart

__all__ = ["Column", "Kind", "Record", "Row", "Table", "View"]

Kind = Literal["text", "whole", "number", "flag", "day", "moment", "json"]
"""What a column holds.

`text`; `whole` numbers of 64 bits; `number`, whole or not (a double in frames); `flag`, true or
false; `day`, a date of the project's calendar; `moment`, a date and time that names no zone;
`json`, an object (its JSON text in frames).
"""
Row = dict[str, Any]
Record = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: what rows and frames call it.
        kind: what it holds; every cell is of this kind or None.
    """

    name: str
    kind: Kind


class Table:
    """A result with rows and columns.

    The columns do not depend on the rows: an empty result has the same ones, of the same types.
    Whatever speaks the Arrow C stream protocol (polars, DuckDB, pyarrow, pandas 3 and others) takes
    a result as it is, with nothing else installed: `polars.DataFrame(result)`,
    `duckdb.sql("select * from result")`. Terminals that print by rich and notebooks show it as a
    table.
    """

    __slots__ = ()

    @property
    def schema(self) -> tuple[Column, ...]:
        """The columns, in order."""
        raise NotImplementedError

    def records(self) -> Iterable[Record]:
        """The cells of each row, in the order of the columns."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """The rows as dicts by column name."""
        names = [column.name for column in self.schema]
        return [dict(zip(names, record, strict=True)) for record in self.records()]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame, of types that can be null.

        Raises:
            ConfigurationError: pandas is not installed (extra `pandas`).
        """
        from amplitude_sdk.queries.frames import pandas_frame

        return pandas_frame(self)

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars DataFrame.

        Raises:
            ConfigurationError: polars is not installed (extra `polars`).
        """
        from amplitude_sdk.queries.frames import polars_frame

        return polars_frame(self)

    def to_arrow(self) -> pa.Table:
        """The rows as a pyarrow Table.

        Raises:
            ConfigurationError: pyarrow is not installed (extra `arrow`).
        """
        from amplitude_sdk.queries.frames import arrow_table

        return arrow_table(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule with an `ArrowArrayStream` of one batch; needs nothing installed.

        Args:
            requested_schema: not followed, as the protocol allows: the columns keep their types.
        """
        from amplitude_sdk.queries.arrow_stream import capsule

        return capsule(self)

    def plot(self) -> Plot:
        """A chart by Altair: it shows itself in notebooks, and `.save("chart.html")` writes a page.

        Raises:
            ConfigurationError: Altair is not installed (extra `plot`).
        """
        raise NotImplementedError

    def __rich__(self) -> rich.table.Table:
        """A table for the terminal; called by rich, so rich is there."""
        from amplitude_sdk.queries.display import terminal

        return terminal(self)

    def _repr_html_(self) -> str:
        """A table for notebooks, every cell escaped."""
        from amplitude_sdk.queries.display import html

        return html(self)


@dataclass(frozen=True, slots=True)
class View(Table):
    """Another table made of a result.

    Attributes:
        columns: as in `schema`.
        cells: as in `records()`.
        drawing: makes its plot.
    """

    columns: tuple[Column, ...]
    cells: tuple[Record, ...]
    drawing: Callable[[Table], Any] = field(repr=False, compare=False)

    @property
    def schema(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return self.columns

    def records(self) -> tuple[Record, ...]:
        """The cells of each row, in the order of the columns."""
        return self.cells

    def plot(self) -> Plot:
        """A chart of this view."""
        drawn: Plot = self.drawing(self)
        return drawn
