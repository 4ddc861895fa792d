"""Counts what segmentation counts, slowly and obviously, from the events as they were sent.

It shares no code and no SQL with the emulator: it keeps lists and walks over them.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

NONE = "(none)"


def count(uploads: list[dict[str, Any]], query: dict[str, Any]) -> dict[str, Any]:
    """Return what segmentation is to answer to `query` after these events were uploaded in order."""
    happened = _with_people(_without_repetitions(uploads))
    days = _days(query["start"], query["end"])
    labels = list(dict.fromkeys(_name(day, query["i"]) for day in days))
    lines = []
    for position, event in enumerate(query["events"]):
        for segment in query["segments"]:
            matching = [
                one
                for one in happened
                if one["day"] in days and _matches(one, event) and _in_segment(one, segment)
            ]
            lines += _lines(matching, event, query, labels, position)
    if not happened:
        lines = []
    return {
        "xValues": labels,
        "series": [line["values"] for line in lines],
        "seriesCollapsed": [[{"value": line["collapsed"]}] for line in lines],
        "seriesLabels": [
            line["label"] if line["label"] is not None else number
            for number, line in enumerate(lines)
        ],
    }


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
    happened = []
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
            named.add(person)
        person_of_device[device] = person
        state[person] = {**state.get(person, {}), **_plain(event)}
        if event["event_type"] == "$identify":
            continue
        if "price" in event or "revenue" in event:
            paying.add(person)
        first_version.setdefault(person, event.get("app_version"))
        moment = datetime.fromtimestamp(event["time"] / 1000, UTC)
        happened.append(
            {
                "sent": event,
                "person": person,
                "state": state[person],
                "start_version": first_version[person],
                "paying": person in paying,
                "day": moment.date(),
            }
        )
    for one in happened:
        one["person"] = same_as.get(one["person"], one["person"])
    return happened


def _plain(event: dict[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = event.get("user_properties", {})
    properties: dict[str, Any] = sent.get("$set", sent)
    return properties


def _days(start: str, end: str) -> list[date]:
    day = datetime.strptime(start, "%Y%m%d").replace(tzinfo=UTC).date()
    last = datetime.strptime(end, "%Y%m%d").replace(tzinfo=UTC).date()
    days = []
    while day <= last:
        days.append(day)
        day += timedelta(days=1)
    return days


def _name(day: date, interval: int) -> str:
    if interval == 7:
        while day.strftime("%A") != "Monday":
            day -= timedelta(days=1)
    return day.strftime("%Y-%m-01") if interval == 30 else day.strftime("%Y-%m-%d")


def _matches(one: dict[str, Any], event: dict[str, Any]) -> bool:
    name, sent = event["event_type"], one["sent"]
    if name == "revenue_amount" and "price" not in sent and "revenue" not in sent:
        return False
    if name not in {"_active", "_all", "revenue_amount", sent["event_type"]}:
        return False
    return all(
        _holds(
            _texts(one, part["subprop_type"], part["subprop_key"]),
            part["subprop_op"],
            part["subprop_value"],
        )
        for part in event.get("filters", [])
    )


def _in_segment(one: dict[str, Any], segment: list[dict[str, Any]]) -> bool:
    return all(
        _holds(_texts(one, "user", part["prop"]), part["op"], part["values"]) for part in segment
    )


def _holds(texts: list[str], operator: str, values: list[str]) -> bool:
    if operator in {"is not", "does not contain", "set is not"}:
        opposite = {"is not": "is", "does not contain": "contains", "set is not": "set is"}
        return not _holds(texts, opposite[operator], values)
    if operator == "is":
        return any(text in values for text in texts) or (not texts and NONE in values)
    if operator == "contains":
        return any(value.lower() in text.lower() for text in texts for value in values)
    if operator == "set is":
        return set(texts) == {value for value in values if value != NONE}
    return any(_compares(text, operator, value) for text in texts for value in values)


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


def _texts(one: dict[str, Any], kind: str, name: str) -> list[str]:
    value = _value(one, kind, name)
    values = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(_text(each) for each in values if each is not None))


def _value(one: dict[str, Any], kind: str, name: str) -> Any:
    return _event_value(one["sent"], name) if kind == "event" else _user_value(one, name)


def _event_value(sent: dict[str, Any], name: str) -> Any:
    if name == "$revenue":
        return _revenue(sent)
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


def _lines(
    matching: list[dict[str, Any]],
    event: dict[str, Any],
    query: dict[str, Any],
    labels: list[str],
    position: int,
) -> list[dict[str, Any]]:
    if query["g"] is None and not event.get("group_by"):
        return [_line(None, matching, query, labels)]
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in matching:
        for label in _groups_of(one, event, query["g"]):
            groups.setdefault(label, []).append(one)
    lines = [_line(label, members, query, labels) for label, members in groups.items()]
    lines.sort(key=lambda line: (-line["collapsed"], line["label"]))
    return lines[: query["limit"]]


def _groups_of(one: dict[str, Any], event: dict[str, Any], g: str | None) -> list[str]:
    if g is not None:
        return _texts(one, "user", g) or [NONE]
    (group_by,) = event["group_by"]
    return _texts(one, group_by["type"], group_by["value"]) or [NONE]


def _line(
    label: str | None, members: list[dict[str, Any]], query: dict[str, Any], labels: list[str]
) -> dict[str, Any]:
    by_name: dict[str, list[int]] = {name: [] for name in labels}
    for one in members:
        by_name[_name(one["day"], query["i"])].append(one["person"])
    measure = len if query["m"] == "totals" else lambda people: len(set(people))
    return {
        "label": label,
        "values": [measure(people) for people in by_name.values()],
        "collapsed": measure([one["person"] for one in members]),
    }
