"""Tells, slowly and obviously, who did what, from the events as they were sent.

It shares no code and no SQL with the emulator: it keeps lists and walks over them. A `world` has what
the project defines: `custom` events by name, `cohorts` of user ids by id, `inactive` event types.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

NONE = "(none)"


def happened(uploads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events that count, with their person and the person's state, in order of arrival."""
    return _with_people(_without_repetitions(uploads))


def _without_repetitions(uploads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for event in uploads:
        repeated = any(
            "insert_id" in event
            and other.get("insert_id") == event["insert_id"]
            and _device(other) == _device(event)
            for other in kept
        )
        if not repeated:
            kept.append(event)
    return kept


def _device(event: dict[str, Any]) -> str:
    return str(event.get("device_id", f"device of {event.get('user_id')}"))


def _with_people(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events that are no identifications, with their person and the person's state."""
    person_of_name: dict[str, int] = {}
    person_of_device: dict[str, int] = {}
    named: set[int] = set()
    same_as: dict[int, int] = {}
    state: dict[int, dict[str, Any]] = {}
    first_version: dict[int, Any] = {}
    paying: set[int] = set()
    counted = []
    names: dict[int, str] = {}
    for number, event in enumerate(events):
        name, device = event.get("user_id"), _device(event)
        here = person_of_device.get(device)
        if name is None:
            person = number if here is None else here
        elif name in person_of_name:
            person = person_of_name[name]
            if here is not None and here not in named:
                same_as[here] = person
        else:
            person = here if here is not None and here not in named else number
            person_of_name[name] = person
            names[person] = name
            named.add(person)
        person_of_device[device] = person
        state[person] = {**state.get(person, {}), **_plain(event)}
        if event["event_type"] == "$identify":
            continue
        if "price" in event or "revenue" in event:
            paying.add(person)
        first_version.setdefault(person, event.get("app_version"))
        moment = datetime.fromtimestamp(event["time"] / 1000, UTC)
        counted.append(
            {
                "sent": event,
                "person": person,
                "state": state[person],
                "start_version": first_version[person],
                "paying": person in paying,
                "moment": moment,
                "arrived": number,
            }
        )
    for one in counted:
        one["person"] = same_as.get(one["person"], one["person"])
        one["name"] = names.get(one["person"])
    return counted


def _plain(event: dict[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = event.get("user_properties", {})
    properties: dict[str, Any] = sent.get("$set", sent)
    return properties


def matches(one: dict[str, Any], event: dict[str, Any], world: dict[str, Any]) -> bool:
    """Tell whether something that happened is an event that is asked for."""
    name = event["event_type"]
    if name.startswith("ce:"):
        kind = any(matches(one, part, world) for part in world["custom"][name[3:]])
    else:
        kind = name in _names_of(one, world)
    return kind and all(
        holds(
            texts(one, part["subprop_type"], part["subprop_key"]),
            part["subprop_op"],
            part["subprop_value"],
        )
        for part in event.get("filters", [])
    )


def _names_of(one: dict[str, Any], world: dict[str, Any]) -> set[str]:
    sent = one["sent"]
    names = {"_all", sent["event_type"]}
    if sent["event_type"] not in world["inactive"]:
        names.add("_active")
    if "price" in sent or "revenue" in sent:
        names |= {"revenue_amount", "unverified_revenue"}
    return names


def holds(found: list[str], operator: str, values: list[str]) -> bool:
    """Tell whether a property with these texts fulfils a condition."""
    if operator in {"is not", "does not contain", "set is not"}:
        opposite = {"is not": "is", "does not contain": "contains", "set is not": "set is"}
        return not holds(found, opposite[operator], values)
    if operator == "is":
        return any(text in values for text in found) or (not found and NONE in values)
    if operator == "contains":
        return any(value.lower() in text.lower() for text in found for value in values)
    if operator == "set is":
        return set(found) == {value for value in values if value != NONE}
    return any(_compares(text, operator, value) for text in found for value in values)


def _compares(text: str, operator: str, value: str) -> bool:
    numbers = _is_number(text) and _is_number(value)
    same = float(text) == float(value) if numbers else text == value
    less = float(text) < float(value) if numbers else text < value
    if same:
        return operator.endswith("equal")
    return less if operator.startswith("less") else not less


def _is_number(text: str) -> bool:
    """JSON's idea of a number, which knows no spaces, underscores or infinities."""
    digits = text.removeprefix("-").replace(".", "", 1)
    parts = text.removeprefix("-").split(".")
    return digits.isascii() and digits.isdigit() and all(parts)


def texts(one: dict[str, Any], kind: str, name: str) -> list[str]:
    """Return the values of a property, "event" or "user", each once."""
    value = _value(one, kind, name)
    values = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(_text(each) for each in values if each is not None))


def _value(one: dict[str, Any], kind: str, name: str) -> Any:
    return _event_value(one["sent"], name) if kind == "event" else _user_value(one, name)


def _event_value(sent: dict[str, Any], name: str) -> Any:
    if name == "$revenue":
        return _revenue(sent)
    if name == "$quantity" and "price" in sent and "revenue" not in sent:
        return sent.get("quantity", 1)
    if name in {"$price", "$quantity", "$productId"}:
        return sent.get(name[1:])
    return sent.get("event_properties", {}).get(name)


def _user_value(one: dict[str, Any], name: str) -> Any:
    sent = one["sent"]
    if name.startswith("gp:"):
        return one["state"].get(name[3:])
    if name == "os":
        return f"{sent.get('os_name', '')} {sent.get('os_version', '')}".strip() or None
    if name == "paying":
        return "true" if one["paying"] else None
    if name == "start_version":
        return one["start_version"]
    return sent.get({"version": "app_version", "DMA": "dma"}.get(name, name))


def _revenue(sent: dict[str, Any]) -> Any:
    if "revenue" in sent and not {"price", "quantity"} <= sent.keys():
        return sent["revenue"]
    return sent["price"] * sent.get("quantity", 1) if "price" in sent else None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return json.dumps(value, separators=(",", ":"))
