"""Tables for people: in a terminal by rich, in notebooks as HTML. What is shown cannot act.

Names of events and values of properties come from whoever sent them, so nothing in them is taken for
markup, for a control sequence or for a change of the direction of writing.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.queries.arrow_layout import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import rich.table

    from amplitude_sdk.queries.tables import Table

__all__ = ["html", "shown", "terminal", "visible"]

_MOST_ROWS: Final = 50
_LONGEST: Final = 80
"""Characters of a cell."""
_NUMERIC: Final = frozenset({"whole", "number"})
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029"  # control characters, line and paragraph separators
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # changes of direction
    "\ud800-\udfff]"  # halves of surrogate pairs
)
_READABLE: Final = (1e-4, 1e15)
"""Numbers between these are written out, others in powers of ten."""


def shown(value: Any) -> str:
    """A cell as a person reads it; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, float):
        return _decimal(value)
    text = value.isoformat(" ") if isinstance(value, datetime) else str(value)
    read = visible(text)
    return read if len(read) <= _LONGEST else f"{read[: _LONGEST - 1]}…"


def visible(text: str) -> str:
    """A text with its control characters spelled out."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _decimal(value: float) -> str:
    least, most = _READABLE
    if value and not least <= abs(value) < most:
        return f"{value:.6g}"
    return f"{value:.4f}".rstrip("0").rstrip(".")


def terminal(table: Table) -> rich.table.Table:
    """Make a table for a terminal. Called by rich; its markup is not read."""
    from rich.table import Table as Grid
    from rich.text import Text

    lines, more = _lines(table)
    grid = Grid(caption=more)
    for column in table.schema:
        name = Text(shown(column.name))
        grid.add_column(name, justify="right" if column.kind in _NUMERIC else "left")
    for line in lines:
        grid.add_row(*map(Text, line))
    return grid


def html(table: Table) -> str:
    """Make a table for a notebook, which is kept from setting dollar signs as formulas."""
    lines, more = _lines(table)
    numeric = [column.kind in _NUMERIC for column in table.schema]
    header = "".join(f"<th>{escape(shown(column.name))}</th>" for column in table.schema)
    body = "".join(f"<tr>{''.join(_html_cells(line, numeric))}</tr>" for line in lines)
    caption = f"<caption>{escape(more)}</caption>" if more else ""
    return (
        f'<table class="tex2jax_ignore mathjax_ignore">{caption}'
        f"<thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"
    )


def _html_cells(line: Sequence[str], numeric: Sequence[bool]) -> Iterator[str]:
    for cell, right in zip(line, numeric, strict=True):
        style = ' style="text-align: right"' if right else ' style="text-align: left"'
        yield f"<td{style}>{escape(cell)}</td>"


def _lines(table: Table) -> tuple[list[list[str]], str | None]:
    """The first rows as texts, and a word about the rest."""
    held = cells(table)
    count = len(held[0]) if held else 0
    lines = [[shown(cell) for cell in row] for row in islice(zip(*held, strict=True), _MOST_ROWS)]
    more = f"the first {_MOST_ROWS} of {count} rows" if count > _MOST_ROWS else None
    return lines, more
