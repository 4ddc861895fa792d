"""Event segmentation (Dashboard REST API, "Event segmentation"): a metric of events over time."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from amplitude_api.facts import PROPERTY_METRICS

from amplitude_sdk.emulator.analytics.cells import Selection
from amplitude_sdk.emulator.analytics.evaluation import Query, evaluate
from amplitude_sdk.emulator.analytics.formula import mapped, parse_formulas, terms
from amplitude_sdk.emulator.analytics.grouping import Grouping, segment_properties
from amplitude_sdk.emulator.analytics.measures import MEASURES
from amplitude_sdk.emulator.analytics.metrics import FORMULA, METRICS
from amplitude_sdk.emulator.analytics.rolling import check_rolling, rolled, rolling_of
from amplitude_sdk.emulator.analytics.series import Series, check_size, is_drawn, series_data
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import check_reach, parse_timeline
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.cells import Label
    from amplitude_sdk.emulator.analytics.formula import Expression, Term
    from amplitude_sdk.emulator.analytics.functions import Values
    from amplitude_sdk.emulator.analytics.timeline import Timeline
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response


def segmentation(call: Call) -> Response:
    """Answer a segmentation query. Raises the 400."""
    parameters = call.parameters
    timeline = parse_timeline(parameters["start"], parameters["end"], parameters["i"])
    check_reach(timeline)
    check_size(timeline.size(), len(_events(parameters)) * len(_segments(parameters)))
    of_formula = _is_formula(parameters)
    lines = _formula_lines(call, timeline) if of_formula else _lines(call, timeline)
    # A formula can have a value where there is nothing, as `UNIQUES(A)+1` has.
    shows_events = not of_formula and is_drawn(lines)
    drawn = lines if shows_events or subject_of(call).has_events() else []
    return json_response(200, {"data": series_data(timeline.labels(), drawn)})


def _is_formula(parameters: Mapping[str, Any]) -> bool:
    if parameters["m"] == FORMULA and not parameters["formula"]:
        raise refused(400, "The metric formula needs the parameter formula")
    return bool(parameters["m"] == FORMULA)


def _lines(call: Call, timeline: Timeline) -> list[Series]:
    """Return the series of a metric: for each event and segment one, or one for each group."""
    parameters = call.parameters
    metric = METRICS[parameters["m"]]
    of_property = parameters["m"] in PROPERTY_METRICS
    roll = rolling_of(parameters)
    lines: list[Series] = []
    for at, segment in product(range(len(_events(parameters))), range(len(_segments(parameters)))):
        selection = _selection(parameters, at, segment, of_property=of_property)
        if metric.distribution:
            selection = selection.as_distribution()
        expression = rolled(metric.expression(at, segment), roll)
        query = Query(subject_of(call), timeline, {(at, segment): selection}, parameters["limit"])
        found = _named(evaluate(query, expression, metric.rank), at, segment)
        lines += sorted(found, key=_by_number) if metric.distribution else found
        check_size(timeline.size(), len(lines))
    return lines


def _formula_lines(call: Call, timeline: Timeline) -> list[Series]:
    """Return the series of formulas: for each of them, for each segment unless it names its own."""
    parameters = call.parameters
    roll = rolling_of(parameters)
    lines: list[Series] = []
    for formula in parse_formulas(parameters["formula"]):
        used = list(terms(formula))
        _check_terms(used, parameters)
        check_rolling(formula, parameters["i"])
        for segment in _segments_of(used, parameters):
            expression = rolled(_in_segment(formula, segment), roll)
            selections = _selections(list(terms(expression)), parameters)
            query = Query(subject_of(call), timeline, selections, parameters["limit"])
            lines += _named(evaluate(query, expression), used[0].event, segment)
            check_size(timeline.size(), len(lines))
    return lines


def _named(found: Mapping[Label, Values], event: int, segment: int) -> list[Series]:
    meta = {"segmentIndex": segment, "eventIndex": event}
    return [Series(label, values, meta) for label, values in found.items()]


def _by_number(line: Series) -> tuple[tuple[str, ...], float]:
    return line.label[1:], float(line.label[0])


def _events(parameters: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    events = (parameters["e"], parameters["e2"])
    return [event for event in events if event is not None]


def _segments(parameters: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
    return parameters["s"] or [[]]


def _selection(
    parameters: Mapping[str, Any], event: int, segment: int, *, of_property: bool
) -> Selection:
    """Return an event in a segment. Raises the 400 when nothing says which property is measured."""
    asked = _events(parameters)[event]
    group_by = asked.get("group_by", [])
    if of_property and not group_by:
        raise refused(
            400, f"{_what(parameters)} needs a group_by in the event {asked['event_type']}"
        )
    return Selection(
        asked,
        _segments(parameters)[segment],
        Grouping(group_by[of_property:], segment_properties(parameters)),
        group_by[0] if of_property else None,
        active_users=parameters["n"] == "active",
    )


def _what(parameters: Mapping[str, Any]) -> str:
    return parameters["formula"] if parameters["m"] == FORMULA else f"The metric {parameters['m']}"


def _selections(
    used: Sequence[Term], parameters: Mapping[str, Any]
) -> dict[tuple[int, int], Selection]:
    """Return the selections of a formula's terms. Raises the 400 when their groups cannot match."""
    measured = {term.event for term in used if MEASURES[term.measure].of_property}
    keys = dict.fromkeys((term.event, term.segment or 0) for term in used)
    selections = {
        (event, segment): _selection(parameters, event, segment, of_property=event in measured)
        for event, segment in keys
    }
    if len({selection.grouping.size() for selection in selections.values()}) > 1:
        raise refused(400, "The events of a formula have to be grouped by as many properties each")
    return selections


def _check_terms(used: Sequence[Term], parameters: Mapping[str, Any]) -> None:
    """Raise the 400 for a formula without events, or with one the query has not."""
    events, segments = len(_events(parameters)), len(_segments(parameters))
    if not used:
        raise refused(400, "formula measures no event; an example is UNIQUES(A)")
    if max(term.event for term in used) >= events:
        raise refused(400, "formula has the event B, which is sent as e2")
    if max(term.segment or 0 for term in used) >= segments:
        raise refused(400, f"formula has a segment beyond the {segments} of the query")


def _segments_of(used: Sequence[Term], parameters: Mapping[str, Any]) -> Sequence[int]:
    """Return the segments a formula is evaluated for: one when it compares segments itself."""
    named = [term.segment for term in used if term.segment is not None]
    return named[:1] or range(len(_segments(parameters)))


def _in_segment(formula: Expression, segment: int) -> Expression:
    """Return a formula for a segment, but for the terms that name one."""
    return mapped(
        formula,
        lambda term: term if term.segment is not None else term._replace(segment=segment),
    )
