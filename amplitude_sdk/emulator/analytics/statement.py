"""One SQL statement about the events of one project, while it is being written.

SQL is put together from names that are ours; values are bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.analytics.definitions import definitions_of
from amplitude_sdk.emulator.columns import EVENTS, TABLES, quoted

if TYPE_CHECKING:
    from amplitude_sdk.emulator.analytics.definitions import Definitions
    from amplitude_sdk.emulator.analytics.list_properties import ListProperties
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.store import Store

_BOUND: Final = re.compile(r"\$(p[0-9]+)")
_EVENTS_OF_PROJECT: Final = "_events_of_project"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the statements of a request are about: a project, as it was when the request arrived."""

    app: int
    merged: tuple[tuple[int, int], ...]
    """Amplitude IDs that were merged, each with the one it counts as."""
    definitions: Definitions
    lists: ListProperties
    store: Store

    def statement(self) -> Statement:
        """Begin a statement."""
        return Statement(self)

    def has_events(self) -> bool:
        """Tell whether the project has any event: seen live, an empty one has empty series."""
        statement = self.statement()
        return bool(statement.rows(f"select 1 from {statement.events} limit 1"))  # noqa: S608 -- our own names only


def subject_of(call: Call) -> Subject:
    """Return what a request is about."""
    with call.state.lock:
        project = call.project
        merged = tuple(project.users.merged())
        definitions = definitions_of(project)
    return Subject(
        project.app_id, merged, definitions, call.state.list_properties, call.state.store
    )


class Statement:
    """Collects the values of a statement, so that none of them becomes part of its text."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.values: dict[str, Any] = {}
        self.events = _EVENTS_OF_PROJECT
        """The events of the project as something to select from. It has the columns of the table;
        `_amplitude_id` is that of the user an event counts for, after merges."""

    def bind(self, value: Any) -> str:
        """Return the SQL that stands for a value."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of `sql`, which may leave out some of what was bound."""
        whole = sql.replace(_EVENTS_OF_PROJECT, self._source(sql))
        used = set(_BOUND.findall(whole))
        return self.subject.store.query(
            whole, {name: value for name, value in self.values.items() if name in used}
        )

    def _source(self, sql: str) -> str:
        """Return what stands for the events, with the columns `sql` names.

        All columns would be as right, but DuckDB takes longer to look through them all than to
        compute an answer that is short.
        """
        app = self.bind(self.subject.app)
        named = ", ".join(quoted(name) for name in TABLES[EVENTS] if name in sql) or "_app"
        if not self.subject.merged:
            return f"(select {named} from {EVENTS} where _app = {app})"  # noqa: S608 -- our own names only
        # A join, because looking each user up in a map took ten times as long.
        before, after = zip(*self.subject.merged, strict=True)
        merged = (
            f"(select unnest({self.bind(list(before))}::bigint[]) as _before, "
            f"unnest({self.bind(list(after))}::bigint[]) as _after)"
        )
        return (
            f"(select {named} from (select * exclude (_before, _after) "  # noqa: S608 -- our own names only
            "replace (coalesce(_after, _amplitude_id) as _amplitude_id) "
            f"from {EVENTS} left join {merged} on _before = _amplitude_id where _app = {app}))"
        )
