"""The aggregates that metrics are made of, as SQL over the rows of `cells.py`.

A row is an event with `person`, its user, and the property that is measured, in two forms: `number`,
its numbers, and `text`, its values. Both are lists when the property is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

USERS: Final = "users"
EVENTS: Final = "events"
SUM: Final = "sum"
VALUES: Final = "values"
LEAST: Final = "least"
MOST: Final = "most"
DISTINCT: Final = "distinct"
PAIRS: Final = "pairs"
PERCENTILE: Final = "percentile"
FREQUENCY: Final = "frequency"


class _Forms(NamedTuple):
    """The SQL of an aggregate, with `{0}` for its argument."""

    plain: str
    of_lists: str


_AGGREGATES: Final[Mapping[str, _Forms]] = {
    USERS: _Forms("count(distinct person)", "count(distinct person)"),
    EVENTS: _Forms("count(*)", "count(*)"),
    SUM: _Forms("coalesce(fsum(number), 0)", "coalesce(fsum(list_sum(number)), 0)"),
    VALUES: _Forms("count(number)", "coalesce(sum(len(number)), 0)"),
    LEAST: _Forms("coalesce(min(number), 0)", "coalesce(min(list_min(number)), 0)"),
    MOST: _Forms("coalesce(max(number), 0)", "coalesce(max(list_max(number)), 0)"),
    DISTINCT: _Forms(
        "count(distinct text)", "coalesce(len(list_distinct(flatten(list(text)))), 0)"
    ),
    PAIRS: _Forms(
        "count(distinct (person, text)) filter (text is not null)",
        "coalesce(len(list_distinct(flatten(list("
        "list_transform(text, lambda one: {{'person': person, 'text': one}}))))), 0)",
    ),
    PERCENTILE: _Forms(
        "coalesce(quantile_cont(number, {0}), 0)",
        "coalesce(list_aggregate(flatten(list(number)), 'quantile_cont', {0}), 0)",
    ),
    FREQUENCY: _Forms(
        "coalesce(list_aggregate(map_values(histogram(person)), 'quantile_cont', {0}), 0)",
        "coalesce(list_aggregate(map_values(histogram(person)), 'quantile_cont', {0}), 0)",
    ),
}


_SUMMED: Final = frozenset({EVENTS, SUM, VALUES})
"""The aggregates of a set of events that are the sums of those of its parts."""


class Aggregate(NamedTuple):
    """An aggregate, with the share that a percentile needs."""

    name: str
    share: float | None = None

    def sql(self, *, of_lists: bool) -> str:
        """Return the SQL."""
        forms = _AGGREGATES[self.name]
        return (forms.of_lists if of_lists else forms.plain).format(self.share)

    @property
    def from_parts(self) -> bool:
        """Whether it follows from the aggregates of each person at each point."""
        return self.name == USERS or self.name in _SUMMED

    def part(self, *, of_lists: bool) -> str:
        """Return the SQL for the aggregate of one person at a point, for `merged`."""
        return "1" if self.name == USERS else self.sql(of_lists=of_lists)

    def merged(self, part: str) -> str:
        """Return the SQL that puts the column of parts together, one for each person and point."""
        if self.name == USERS:
            return "count(distinct person)"
        return f"fsum({part})" if self.name == SUM else f"sum({part})::bigint"
