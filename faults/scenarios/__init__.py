"""Every row of the table, in its order.

`quick` shortens outages and loops, never the faults themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faults.scenarios.connections import connections
from faults.scenarios.mixture import mixtures
from faults.scenarios.programs import programs
from faults.scenarios.refusals import refusals

if TYPE_CHECKING:
    from faults.scenario import Scenario

__all__ = ["mixtures", "scenarios"]


def scenarios(*, quick: bool) -> list[Scenario]:
    """All rows but the mixture, which needs a seed."""
    return [*refusals(quick=quick), *connections(quick=quick), *programs(quick=quick)]
