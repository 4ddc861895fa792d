"""Tables as the frames of pandas, polars and pyarrow, each imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from amplitude_sdk.queries.arrow_layout import cells
from amplitude_sdk.queries.extras import needs

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from amplitude_sdk.queries.tables import Kind, Table

__all__ = ["arrow_table", "pandas_frame", "polars_frame"]

_PANDAS: Final[dict[Kind, str]] = {
    "text": "string",
    "whole": "Int64",
    "number": "Float64",
    "flag": "boolean",
    "day": "datetime64[s]",
    "moment": "datetime64[us]",
    "json": "string",
}
"""Types with a null of their own: a whole number beside one stays whole."""


def pandas_frame(table: Table) -> pd.DataFrame:
    """Make a pandas DataFrame; pandas reads Arrow only where pyarrow is installed beside it."""
    with needs("pandas", "to_pandas()"):
        import pandas as pd

    columns = zip(table.schema, cells(table), strict=True)
    return pd.DataFrame(
        {column.name: pd.Series(held, dtype=_PANDAS[column.kind]) for column, held in columns}
    )


def polars_frame(table: Table) -> pl.DataFrame:
    """Make a polars DataFrame of the Arrow stream."""
    with needs("polars", "to_polars()"):
        import polars as pl

    return pl.DataFrame(table)


def arrow_table(table: Table) -> pa.Table:
    """Make a pyarrow Table of the Arrow stream."""
    with needs("arrow", "to_arrow()"):
        import pyarrow as pa

    return pa.table(table)
