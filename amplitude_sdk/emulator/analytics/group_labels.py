"""The groups of a query that is grouped by one property: funnels, retention and lifetime value.

Documented (Dashboard REST API, "Shared query parameters"; T-D26, T-X28): these take one property,
and only with a single segment. Inferred: an event whose property is a list is in the group of each
of its values; one without the property in the group `(none)`; as many groups are kept as other
queries keep unless they are told, the largest ones, and of the same size the first by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.analytics.filters import NONE
from amplitude_sdk.emulator.analytics.properties import user_property
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.analytics.properties import Property
    from amplitude_sdk.emulator.analytics.statement import Statement

MOST_GROUPS: Final = next(
    one.default for one in OPERATIONS["getFunnel"].parameters if one.name == "limit"
)
"""How many groups a query has that takes no limit."""

UNGROUPED: Final = ""
"""The label of everything in a query that is not grouped."""


def group_of(parameters: Mapping[str, Any]) -> str | None:
    """Return the user property of `g`. Raises the 400 when there are several segments."""
    g: str | None = parameters["g"]
    if g is not None and len(parameters["s"] or ()) > 1:
        raise refused(400, "g is available only with a single segment")
    return g


def labels(property_: Property) -> str:
    """Return the SQL for the list of the groups an event is in."""
    if property_.is_list:
        return f"case when len({property_.sql}) = 0 then ['{NONE}'] else {property_.sql} end"
    return f"[coalesce({property_.sql}, '{NONE}')]"


def labels_of(g: str | None, statement: Statement) -> str:
    """Return the SQL for the list of the groups of an event by a user property, if there is one."""
    return f"['{UNGROUPED}']" if g is None else labels(user_property(g, statement))
