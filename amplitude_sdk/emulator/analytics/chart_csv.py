"""The CSV export of a saved chart.

Seen live, for a chart of event segmentation: lines end in CR LF; every cell is quoted; cells of text
start with a tab, which keeps a spreadsheet from reading them as formulas; lines of titles, an empty
line, a header of `Segment` and the dates, a row for each series. Inferred: two lines of titles, the
chart's and what it measures; a series without a label is called by what it measures. Unknown, and
decided here, is the table of the other types: their dates, steps or intervals stand in the header,
and a funnel shows the users of each step, a retention and a lifetime value a row for each date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SEGMENT: Final = "Segment"

_INTERVALS: Final = {
    -300000: "real-time",
    -3600000: "hourly",
    1: "daily",
    7: "weekly",
    30: "monthly",
}

_Row: TypeAlias = "list[str | float | None]"
_Table: TypeAlias = "tuple[_Row, list[_Row]]"


def csv_text(title: str, type_: str, parameters: Mapping[str, Any], data: Any) -> str:
    """Return the CSV of a chart. `data` is what its query answered."""
    subtitle = _subtitle(type_, parameters)
    table: Callable[[Any, str], _Table] = _TABLES.get(type_, _series_table)
    header, rows = table(data, subtitle)
    lines: list[_Row] = [[title], [subtitle], [], header, *rows]
    return "".join(f"{','.join(_cell(one) for one in line)}\r\n" for line in lines)


def _subtitle(type_: str, parameters: Mapping[str, Any]) -> str:
    measured = parameters.get("m", type_)
    name = str(measured if isinstance(measured, str) else type_).replace("_", " ").capitalize()
    interval = _INTERVALS.get(parameters.get("i", 1))
    return name if interval is None else f"{name}, {interval}"


def _cell(value: str | float | None) -> str:
    text = f"\t{value}" if isinstance(value, str) else _number(value)
    return '"' + text.replace('"', '""') + '"'


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


def _series_table(data: Mapping[str, Any], subtitle: str) -> _Table:
    """Return the table of replies with `xValues`."""
    labels = data.get("seriesLabels") or [subtitle] * len(data["series"])
    rows: list[_Row] = [
        [label if isinstance(label, str) else subtitle, *values]
        for label, values in zip(labels, data["series"], strict=True)
    ]
    return [_SEGMENT, *data["xValues"]], rows


def _funnel_table(data: Sequence[Mapping[str, Any]], subtitle: str) -> _Table:
    """Return the users of each step."""
    steps: _Row = data[0]["events"] if data else []
    rows: list[_Row] = [[one.get("groupValue", subtitle), *one["cumulativeRaw"]] for one in data]
    return [_SEGMENT, *steps], rows


def _retention_table(data: Mapping[str, Any], _: str) -> _Table:
    """Return the users who came back, by date: element 0 has all users of the date (T-X34)."""
    rows: list[_Row] = [
        [label, date, *(cell["count"] for cell in one["values"][date])]
        for label, one in zip(data["seriesLabels"], data["series"], strict=True)
        for date in one["dates"]
    ]
    longest = max((len(row) for row in rows), default=3)
    intervals = [f"Interval {number}" for number in range(longest - 3)]
    return [_SEGMENT, "Date", "Users", *intervals], rows


def _lifetime_table(data: Mapping[str, Any], subtitle: str) -> _Table:
    """Return the values of each date, in columns by their names."""
    labels = data["seriesLabels"] or [subtitle] * len(data["series"])
    cells = [
        (str(label) or subtitle, date, one["values"][date])
        for label, one in zip(labels, data["series"], strict=True)
        for date in one["dates"]
    ]
    names = list(dict.fromkeys(name for _, _, values in cells for name in values))
    rows: list[_Row] = [
        [label, date, *(values.get(name) for name in names)] for label, date, values in cells
    ]
    return [_SEGMENT, "Date", *names], rows


_TABLES: Final[Mapping[str, Callable[[Any, str], _Table]]] = {
    "funnel": _funnel_table,
    "retention": _retention_table,
    "revenue_ltv": _lifetime_table,
}
"""By type of chart; all others have series over `xValues`."""
