"""Rolling windows and rolling averages of a whole query.

Documented (Dashboard REST API): `rollingWindow` and `rollingAverage` are numbers of days, weeks or
months, as the interval says. Documented ("Interpret your analysis, part 2"): they reach 36 intervals
of five minutes, 72 hours, 90 days, 12 weeks or 12 months. Inferred: a query has one of them, and it
is applied to each measure of a formula that does not roll by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import HOURLY_INTERVAL, REALTIME_INTERVAL

from amplitude_sdk.emulator.analytics.formula import ROLLAVG, ROLLWIN, Roll, mapped, terms
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.analytics.formula import Expression, Term

_MOST_INTERVALS: Final = {REALTIME_INTERVAL: 36, HOURLY_INTERVAL: 72, 1: 90, 7: 12, 30: 12}

_PARAMETERS: Final = {"rollingWindow": ROLLWIN, "rollingAverage": ROLLAVG}


def rolling_of(parameters: Mapping[str, Any]) -> Roll | None:
    """Return how the measures of a query roll. Raises the 400."""
    given = [name for name in _PARAMETERS if parameters[name] is not None]
    if not given:
        return None
    if len(given) > 1:
        raise refused(400, f"Send only one of {' and '.join(given)}")
    (name,) = given
    check_reach(name, parameters[name], parameters["i"])
    return Roll(_PARAMETERS[name], parameters[name])


def rolled(expression: Expression, roll: Roll | None) -> Expression:
    """Return the expression with its measures rolling, those that do not roll by themselves."""

    def roll_it(term: Term) -> Term:
        return term._replace(roll=term.roll or roll)

    return mapped(expression, roll_it)


def check_rolling(expression: Expression, interval: int) -> None:
    """Raise the 400 when a measure of a formula rolls over too many intervals."""
    for term in terms(expression):
        if term.roll and term.roll.intervals is not None:
            check_reach(term.roll.name, term.roll.intervals, interval)


def check_reach(name: str, intervals: int, interval: int) -> None:
    """Raise the 400 when so many intervals are too many, or none."""
    if not 1 <= intervals <= _MOST_INTERVALS[interval]:
        raise refused(
            400, f"{name} goes from 1 to {_MOST_INTERVALS[interval]} intervals, not {intervals}"
        )
