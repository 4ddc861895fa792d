"""Saved charts (Dashboard REST API, "Get results from an existing chart").

In the service people save charts in the web app. Here a chart comes through the emulator's own API:
a type, which names a query of the Dashboard REST API, and its parameters (T-X48). Documented: the
results have the shape of the chart's type. Inferred: they are what the query answers, now; a chart
that was not saved is a 400, for the documents know no 404 here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.analytics.chart_csv import csv_text
from amplitude_sdk.emulator.analytics.definitions import CHART, definition
from amplitude_sdk.emulator.call import Call
from amplitude_sdk.emulator.contract import contract
from amplitude_sdk.emulator.json_types import is_list
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from amplitude_sdk.emulator.messages import Response
    from amplitude_sdk.emulator.records import Record

    Handlers = Mapping[str, Callable[[Call], Response]]

CHART_TYPES: Final = {
    "segmentation": "getSegmentation",
    "funnel": "getFunnel",
    "retention": "getRetention",
    "users": "getUsers",
    "session_lengths": "getSessionLengths",
    "average_session_length": "getAverageSessionLength",
    "sessions_per_user": "getSessionsPerUser",
    "composition": "getComposition",
    "revenue_ltv": "getRevenueLtv",
}
"""The types of charts, each with the operation that computes it."""


def results(handlers: Handlers, call: Call) -> Response:
    """Answer with the results of a chart. Raises the 400 for one that was not saved."""
    return _answer(handlers, call, _saved(call))


def csv(handlers: Handlers, call: Call) -> Response:
    """Answer with the results of a chart as CSV text. Raises the 400 for one that was not saved."""
    chart = _saved(call)
    data = orjson.loads(_answer(handlers, call, chart).body)["data"]
    text = csv_text(chart["title"], chart["type"], chart["parameters"], data)
    return json_response(200, {"data": text}, media_type="application/json")


def chart_parameters(type_: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a chart's query as its handler wants them.

    They are given as JSON, each under its name; one that repeats as a list. Raises the 400 for a
    type that does not exist and for parameters that do not fit.
    """
    if type_ not in CHART_TYPES:
        raise refused(400, f"There is no chart type {type_}; there are {', '.join(CHART_TYPES)}")
    operation = OPERATIONS[CHART_TYPES[type_]]
    facts = {fact.name: fact for fact in operation.parameters}
    texts: dict[str, list[str]] = {}
    for name, value in parameters.items():
        if name not in facts:
            raise refused(
                400, f"A {type_} chart has no parameter {name}; it has {', '.join(facts)}"
            )
        several = value if facts[name].repeated and is_list(value) else [value]
        texts[name] = [_text(one, json=facts[name].json) for one in several]
    return contract(operation.id).parameters({}, texts)


def _saved(call: Call) -> Record:
    with call.state.lock:
        chart = definition(call.project, CHART, call.parameters["chart_id"])
    if chart is None:
        raise refused(400, f"There is no chart {call.parameters['chart_id']}; define it first")
    return chart


def _answer(handlers: Handlers, call: Call, chart: Record) -> Response:
    operation = OPERATIONS[CHART_TYPES[chart["type"]]]
    parameters = chart_parameters(chart["type"], chart["parameters"])
    asked = Call(operation, call.request, parameters, call.project, call.state)
    return handlers[operation.id](asked)


def _text(value: Any, *, json: bool) -> str:
    return value if isinstance(value, str) and not json else orjson.dumps(value).decode()
