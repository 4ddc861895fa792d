"""What the names of properties in queries mean, as SQL over the table of events.

Documented (Dashboard REST API, "Event format", "Shared query parameters"): a custom user property
carries `gp:`, an event property and a built-in user property do not. Decided (T-X31): `version` is
`app_version`, `DMA` is `dma`, `os` is `os_name` with `os_version`, `device` and `device_type` are
brand and model, `$price` and the like are the revenue members. Seen live: an unknown user property
is a 400, "Invalid user property". Documented ("Overview of user properties and event properties"):
a custom user property has the value it had at the time of the event. Inferred: a built-in one has
the value sent with the event; `device` and `device_type` are the same; a list counts for each of
its values; numbers, truth values and objects are their JSON text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from amplitude_api.facts import USER_PROPERTY_PREFIX

from amplitude_sdk.emulator.columns import EVENT_COLUMNS, OWN_COLUMNS, REVENUE_PROPERTIES, quoted
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from amplitude_sdk.emulator.analytics.statement import Statement

_DEVICE: Final = "nullif(concat_ws(' ', device_brand, device_model), '')"

_SPECIAL_USER_PROPERTIES: Final = {
    "version": "app_version",
    "DMA": "dma",
    "os": "nullif(concat_ws(' ', os_name, os_version), '')",
    "device": _DEVICE,
    "device_type": _DEVICE,
    "start_version": "_start_version",
    "paying": "case when _paying then 'true' end",
    "amplitude_id": "_amplitude_id::varchar",
    "server_upload_time": "strftime(epoch_ms(_uploaded), '%Y-%m-%d %H:%M:%S')",
}

_NOT_OF_THE_USER: Final = frozenset({"event_type", "time", "insert_id"})


class Property(NamedTuple):
    """A property of an event, as SQL.

    When `is_list`, `sql` is a list of texts, empty when the property has no value; otherwise a
    text, null when it has none.
    """

    sql: str
    is_list: bool = False
    document: str | None = None
    """The JSON column the property is a member of."""
    number: str | None = None
    """The property as a double, when it is never anything else."""

    def numbers(self) -> str:
        """Return the SQL for its value as a finite double, or for the list of them.

        A text counts when it reads as a number; what does not is null, or missing in the list.
        """
        if self.number:
            return self.number
        if self.is_list:
            return (
                f"list_filter(list_transform({self.sql}, lambda text: try_cast(text as double)), "
                "lambda number: isfinite(number))"
            )
        number = f"try_cast({self.sql} as double)"
        return f"case when isfinite({number}) then {number} end"

    def texts(self) -> str:
        """Return the SQL for the list of its texts."""
        return (
            self.sql
            if self.is_list
            else f"case when {self.sql} is null then [] else [{self.sql}] end"
        )


def property_of(type_: str, name: str, statement: Statement) -> Property:
    """Return a property by its type, "event" or "user", and its name."""
    return (event_property if type_ == "event" else user_property)(name, statement)


def event_property(name: str, statement: Statement) -> Property:
    """Return a property of the event itself."""
    if name in REVENUE_PROPERTIES:
        return _column(REVENUE_PROPERTIES[name])
    return _json_member("event_properties", name, statement)


def user_property(name: str, statement: Statement) -> Property:
    """Return a property of the user. Raises the 400 for one that does not exist."""
    if name.startswith(USER_PROPERTY_PREFIX):
        return _json_member("_state", name.removeprefix(USER_PROPERTY_PREFIX), statement)
    if name in _SPECIAL_USER_PROPERTIES:
        return Property(_SPECIAL_USER_PROPERTIES[name])
    if EVENT_COLUMNS.get(name, "JSON") == "JSON" or name in _NOT_OF_THE_USER | OWN_COLUMNS.keys():
        raise refused(
            400,
            f"Invalid user property {name}; custom ones start with {USER_PROPERTY_PREFIX}, "
            "and those of events stand in the event, in its group_by or filters",
        )
    return _column(name)


def _column(name: str) -> Property:
    column, type_ = quoted(name), EVENT_COLUMNS[name]
    if type_ == "VARCHAR":
        return Property(column)
    number = f"{column}::double" if type_ in {"DOUBLE", "BIGINT"} else None
    text = written(column) if type_ == "DOUBLE" else f"{column}::varchar"
    return Property(text, number=number)


def written(number: str) -> str:
    """Return the SQL for the text of a double: whole numbers are written as such."""
    whole = f"{number} = trunc({number}) and abs({number}) < 9007199254740992"
    return f"case when {whole} then {number}::bigint::varchar else {number}::varchar end"


def _json_member(column: str, name: str, statement: Statement) -> Property:
    pointer = statement.bind("/" + name.replace("~", "~0").replace("/", "~1"))
    if not statement.subject.lists.includes(column, name):
        return Property(f"json_extract_string({column}, {pointer})", document=column)
    raw = f"json_extract({column}, {pointer})::varchar"
    texts = (
        f"case when {raw} is null or {raw} = 'null' then [] "
        f"when starts_with({raw}, '[') then list_distinct(from_json({raw}, '[\"VARCHAR\"]')) "
        f"else [json_extract_string({raw}, '$')] end"
    )
    return Property(texts, is_list=True, document=column)
