"""A question to the dashboard, and the bare DuckDB statement that answers it.

The statements are what somebody would write who knows the table of events and DuckDB, but not the
emulator: one statement that computes all numbers of the reply, without HTTP, JSON and labels. They
may use the parameters `$app`, `$start`, `$end` (epoch milliseconds, the end exclusive), `$monday`
and `$recent`, where this week and the last two days begin, and `$user`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from benchmarks.emulator.events import DAYS, END, START, START_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["DAY_MS", "NOW_MS", "SPAN", "Answer", "Question"]

DAY_MS: Final = 24 * 60 * 60 * 1000
NOW_MS: Final = START_MS + DAYS * DAY_MS
"""When it is asked: as soon as the last day is over."""

SPAN: Final = {"start": f"{START:%Y%m%d}", "end": f"{END:%Y%m%d}"}

_FIVE_MINUTES_MS: Final = 5 * 60 * 1000
_MONDAY: Final = 3
"""The day of the epoch's week that was a Thursday: days since its Monday."""

_VALUES: Final = {
    "start": START_MS,
    "end": NOW_MS,
    "monday": NOW_MS - (NOW_MS // DAY_MS + _MONDAY) % 7 * DAY_MS,
    "recent": (NOW_MS // _FIVE_MINUTES_MS + 1) * _FIVE_MINUTES_MS - 2 * DAY_MS,
}
_PARAMETER: Final = re.compile(r"\$([a-z]+)")

Answer = dict[tuple[Any, ...], Any]
"""Numbers by what they are about. Zeros may be missing."""


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the results.

    Attributes:
        name: unique.
        path: below /api.
        parameters: the query; what is no text is sent as JSON, a tuple as repeated parameters.
        sql: the bare statement.
        of_reply: the numbers of a reply.
        of_rows: the numbers of the statement's rows: the last column by the others, unless told.
    """

    name: str
    path: str
    parameters: Mapping[str, Any]
    sql: str
    of_reply: Callable[[Any], Answer]
    of_rows: Callable[[Sequence[tuple[Any, ...]]], Answer] = field(
        default=lambda rows: {row[:-1]: row[-1] for row in rows}
    )

    @property
    def query(self) -> str:
        """The query string."""
        pairs = [
            (name, value if isinstance(value, str) else json.dumps(value))
            for name, values in self.parameters.items()
            for value in (values if isinstance(values, tuple) else (values,))
        ]
        return urlencode(pairs)

    def bound(self, app: int, user: int) -> dict[str, int]:
        """The values of the statement's parameters."""
        values = {**_VALUES, "app": app, "user": user}
        return {name: values[name] for name in set(_PARAMETER.findall(self.sql))}
