"""Tables as charts by Altair, imported when a plot is asked for.

Altair, because a chart of it is a value: a typed object that holds its data and a specification,
which notebooks show, and which can be pickled, changed by `.properties(...)`, saved as a page or read
as JSON. It leaves no global state behind and needs neither numpy nor pandas.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, cast

from amplitude_sdk.queries.arrow_layout import cells
from amplitude_sdk.queries.display import visible
from amplitude_sdk.queries.extras import needs

if TYPE_CHECKING:
    import altair as alt

    from amplitude_sdk.queries.tables import Column, Kind, Table

__all__ = ["bars", "heat_map", "lines", "ranking", "ticks"]

_TYPES: Final[dict[Kind, Any]] = {
    "text": "nominal",
    "whole": "quantitative",
    "number": "quantitative",
    "flag": "nominal",
    "day": "temporal",
    "moment": "temporal",
}
"""How Vega-Lite reads a column; what is of no such kind is left out of plots."""
_IN_WORDS: Final = "{} in words"
"""The field with a time as text: a tooltip would move the time itself to the reader's zone."""
_DARK: Final = 0.5
"""The share from which a cell is so dark that its text is white."""
_PALE: Final = 0.5
"""The opacity of a pale cell."""
_CELL: Final = 44
"""Pixels of the side of a cell of a heat map."""


def lines(table: Table, x: str, y: str, color: str, *, panels: str | None = None) -> alt.Chart:
    """Draw a line for each value of `color`, in a panel for each value of `panels`."""
    chart = _chart(table).mark_line(point=True)
    split = _apart(table, "color", color) | _apart(table, "row", panels)
    return _encoded(chart, _along(table, x), _measure("y", y), split)


def bars(table: Table, x: str, y: str, color: str | None = None) -> alt.Chart:
    """Draw a bar for each value of `x` in the order they came, beside each other for each `color`."""
    chart = _chart(table).mark_bar()
    split = _apart(table, "color", color) | _apart(table, "xOffset", color)
    return _encoded(chart, _steps("x", x), _measure("y", y), split)


def ranking(table: Table, x: str, y: str) -> alt.Chart:
    """Draw a lying bar for each value of `y`, the longest on top."""
    return _encoded(_chart(table).mark_bar(), _measure("x", x), _steps("y", y, order="-x"))


def ticks(table: Table, x: str, y: str) -> alt.Chart:
    """Draw a tick for each row, on a line for each value of `y`."""
    return _encoded(_chart(table).mark_tick(thickness=2), _along(table, x), _steps("y", y))


def heat_map(
    table: Table, x: str, y: str, share: str, *, pale: str, panels: str
) -> alt.LayerChart | alt.FacetChart:
    """Draw a cell for each `x` and `y` with its share in percent, a panel for each of `panels`.

    Args:
        table: what to draw.
        x: the column that runs to the right.
        y: the column that runs down.
        share: the column of the shares, 0 to 1.
        pale: the column of flags that make a cell pale.
        panels: the column that splits the table.
    """
    chart = _chart(table)
    import altair as alt

    base = chart.encode(**_steps("x", x), **_steps("y", y))
    color = alt.Color(share, type="quantitative", scale=alt.Scale(domain=[0, 1]))
    opacity = alt.condition(f"datum[{pale!r}]", alt.value(_PALE), alt.value(1))
    dark = f"datum[{share!r}] > {_DARK} && !datum[{pale!r}]"
    ink = alt.condition(dark, alt.value("white"), alt.value("black"))
    layers = alt.layer(
        base.mark_rect().encode(color=color, opacity=opacity),
        base.mark_text().encode(text=alt.Text(share, type="quantitative", format=".0%"), color=ink),
        data=chart.data,
    ).properties(width=alt.Step(_CELL))
    split = _apart(table, "row", panels)
    if not split:
        return layers
    faceted: alt.FacetChart = cast("Any", layers).facet(**split)
    return faceted


def _chart(table: Table) -> alt.Chart:
    """A chart that holds the rows, and shows all of a row when it is pointed at."""
    with needs("plot", "plot()"):
        import altair as alt

    columns = [column for column in table.schema if column.kind in _TYPES]
    tips = [alt.Tooltip(_in_words(each), title=each.name, type=_tip(each)) for each in columns]
    return alt.Chart(alt.InlineData(values=_values(table))).encode(tooltip=tips)


def _encoded(chart: alt.Chart, *channels: dict[str, Any]) -> alt.Chart:
    made: alt.Chart = chart.encode(
        **{name: each for some in channels for name, each in some.items()}
    )
    return made


def _values(table: Table) -> list[dict[str, Any]]:
    """The rows as JSON, times as text in addition."""
    fields: dict[str, list[Any]] = {}
    for column, held in zip(table.schema, cells(table), strict=True):
        if column.kind in _TYPES:
            fields[_in_words(column)] = [_drawn(cell) for cell in held]
            fields[column.name] = [_placed(column.kind, cell) for cell in held]
    return [dict(zip(fields, row, strict=True)) for row in zip(*fields.values(), strict=True)]


def _drawn(cell: Any) -> Any:
    """A cell as JSON has it, which knows no infinity."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return cell if cell is None or isinstance(cell, int | float) else _safe(str(cell))


def _safe(text: str) -> str:
    """Replace what starts a tag by a sign that looks like it: pages hold a chart inside a script."""
    return visible(text).replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")


def _placed(kind: Kind, cell: Any) -> Any:
    """A cell as an axis takes it; times are given as if they were UTC and drawn in UTC."""
    if cell is not None and kind == "moment":
        return f"{cell.isoformat()}Z"
    return _drawn(cell)


def _in_words(column: Column) -> str:
    return _IN_WORDS.format(column.name) if _TYPES[column.kind] == "temporal" else column.name


def _tip(column: Column) -> Any:
    return "quantitative" if _TYPES[column.kind] == "quantitative" else "nominal"


def _along(table: Table, name: str) -> dict[str, Any]:
    """An axis of time or of numbers, or of labels in the order they came."""
    import altair as alt

    (column,) = (column for column in table.schema if column.name == name)
    if _TYPES[column.kind] == "temporal":
        utc = alt.Scale(type="utc")
        return {"x": alt.X(name, type="temporal", scale=utc, title=None)}
    if _TYPES[column.kind] == "quantitative":
        return {"x": alt.X(name, type="quantitative", axis=alt.Axis(tickMinStep=1))}
    return _steps("x", name)


def _steps(channel: str, name: str, order: str | None = None) -> dict[str, Any]:
    """An axis of labels."""
    import altair as alt

    kinds = {"x": alt.X, "y": alt.Y}
    return {channel: kinds[channel](name, type="ordinal", sort=order, title=None)}


def _measure(channel: str, name: str) -> dict[str, Any]:
    """An axis of numbers."""
    import altair as alt

    kinds = {"x": alt.X, "y": alt.Y}
    return {channel: kinds[channel](name, type="quantitative")}


def _apart(table: Table, channel: str, name: str | None) -> dict[str, Any]:
    """A channel that tells the values of a column apart, when there are several."""
    import altair as alt

    values = list(dict.fromkeys(row[name] for row in _values(table))) if name else []
    if len(values) <= 1:
        return {}
    kinds: dict[str, Any] = {"color": alt.Color, "xOffset": alt.XOffset, "row": alt.Row}
    options = {} if channel == "xOffset" else {"title": None}
    order = [value for value in values if value is not None]
    return {channel: kinds[channel](name, type="nominal", sort=order, **options)}
