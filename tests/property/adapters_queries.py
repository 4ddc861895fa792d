"""Events and segments of the wire as the builders of the facade write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_sdk import EventQuery, Segment

if TYPE_CHECKING:
    from tests.property.adapters import Style

Wire = dict[str, Any]


def lawful_event(wire: Wire, style: Style) -> Wire:
    """Return an event of the wire that the facade can write in this style.

    Builders know the documented members only, leave out empty lists, and want names and a value
    to compare with; a raw mapping is sent as it is. An event has a name.
    """
    name = wire["event_type"] or "_all"
    if not style.built:
        return {**wire, "event_type": name}
    lawful: Wire = {"event_type": name}
    if filters := wire.get("filters"):
        lawful["filters"] = [_lawful_filter(each) for each in filters]
    if group_bys := wire.get("group_by"):
        lawful["group_by"] = [
            {"type": each["type"], "value": each["value"] or "(none)"} for each in group_bys
        ]
    return lawful


def _lawful_filter(wire: Wire) -> Wire:
    lawful = {name: wire[name] for name in ("subprop_type", "subprop_op")}
    lawful["subprop_key"] = wire["subprop_key"] or "(none)"
    return {**lawful, "subprop_value": wire["subprop_value"] or ["(none)"]}


def event_argument(wire: Wire, style: Style) -> Any:
    """Return the argument that stands for a lawful event."""
    if not style.built:
        return wire
    if style.named and wire.keys() == {"event_type"}:
        return wire["event_type"]
    return _event_query(wire)


def _event_query(wire: Wire) -> EventQuery:
    query = EventQuery(wire["event_type"])
    for each in wire.get("filters", ()):
        kind, key, operator = each["subprop_type"], each["subprop_key"], each["subprop_op"]
        query = query.where(kind, key, operator, each["subprop_value"])
    for each in wire.get("group_by", ()):
        query = query.group_by(each["type"], each["value"])
    return query


def lawful_segments(wires: list[list[Wire]], style: Style) -> list[list[Wire]]:
    """Return segments of the wire that the facade can write in this style; empty ones say nothing."""
    filled = [wire for wire in wires if wire]
    return (
        [[_lawful_condition(each) for each in wire] for wire in filled] if style.built else filled
    )


def _lawful_condition(wire: Wire) -> Wire:
    if "prop" in wire:
        lawful = {"prop": wire["prop"] or "(none)", "op": wire["op"]}
        return {**lawful, "values": wire["values"] or ["(none)"]}
    lawful = {name: wire[name] for name in ("type", "value")}
    lawful |= {name: wire[name] or "any" for name in ("event_type", "op")}
    lawful["filters"] = [_lawful_filter(each) for each in wire.get("filters", ())]
    if "time_type" in wire:
        lawful["time_type"] = wire["time_type"]
    if wire.get("time_type") == "forEachInterval":
        lawful["time_value"] = wire.get("time_value", 7)
    return lawful


def segments_argument(wires: list[list[Wire]], style: Style) -> Any:
    """Return the argument that stands for lawful segments."""
    several = [_segment(wire) for wire in wires] if style.built else wires
    return several[0] if style.named and len(several) == 1 else several


def _segment(wire: list[Wire]) -> Segment:
    segment = Segment()
    for each in wire:
        segment = _with_condition(segment, each)
    return segment


def _with_condition(segment: Segment, wire: Wire) -> Segment:
    if "prop" not in wire:
        times = {name: wire[name] for name in ("time_type", "time_value") if name in wire}
        return segment.performed(_event_query(wire), wire["op"], wire["value"], **times)
    if wire["prop"] == "userdata_cohort" and wire["op"] == "is":
        return segment.cohort(*wire["values"])
    return segment.where(wire["prop"], wire["op"], wire["values"])
