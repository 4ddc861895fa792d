"""What equals the documented default is not sent; what differs is."""

from __future__ import annotations

from typing import Any

import pytest
from amplitude_api import facts

from amplitude_sdk.queries.arguments import Arguments
from tests.sdk.calls import DASHBOARD
from tests.sdk.clients import Service, call, nothing_found, ok

ARGUMENTS = {
    "m": "metric",
    "n": "user_type",
    "i": "interval",
    "rm": "mode",
    "cs": "conversion_window",
}
"""The names of the facade for those of the wire, where they differ."""
DEFAULTS = [
    (operation.id, parameter)
    for operation in facts.OPERATIONS.values()
    for parameter in operation.parameters
    if operation.api == "dashboard" and parameter.default is not None
]
WITH_DEFAULTS = pytest.mark.parametrize(
    ("operation", "parameter"), DEFAULTS, ids=[f"{each}-{p.name}" for each, p in DEFAULTS]
)


def sent(colour: str, operation: str, **arguments: Any) -> list[tuple[str, str]]:
    """The query of a call."""
    service = Service(nothing_found())
    call(colour, service, lambda amp: DASHBOARD[operation](amp, **arguments))
    return service.queries[0]


def test_every_query_is_among_the_calls() -> None:
    dashboard = {each.id for each in facts.OPERATIONS.values() if each.api == "dashboard"}
    assert set(DASHBOARD) == dashboard
    assert len(DEFAULTS) >= 15


@pytest.mark.parametrize("operation", DASHBOARD)
def test_without_arguments_only_what_is_required_is_sent(colour: str, operation: str) -> None:
    names = [name for name, _ in sent(colour, operation)]
    parameters = facts.OPERATIONS[operation].parameters
    assert sorted(names) == sorted(
        p.name for p in parameters if p.required and p.location == "query"
    )


@WITH_DEFAULTS
def test_the_default_itself_is_not_sent(colour: str, operation: str, parameter: Any) -> None:
    name = ARGUMENTS.get(parameter.name, parameter.name)
    query = sent(colour, operation, **{name: parameter.default})
    assert parameter.name not in dict(query)


@WITH_DEFAULTS
def test_another_value_is_sent(operation: str, parameter: Any) -> None:
    others = [each for each in parameter.enum if each != parameter.default]
    value = others[0] if others else parameter.default + 1
    assert Arguments(operation).add(parameter.name, value)() == {parameter.name: value}


@pytest.mark.parametrize("visible", [True, False])
def test_a_release_says_only_that_it_is_hidden(colour: str, *, visible: bool) -> None:
    service = Service(ok({"release": {"id": "1", "release_start": "2026-03-01 00:00:00"}}))
    release = {"version": "1", "title": "One", "release_start": "2026-03-01 00:00:00"}
    call(colour, service, lambda amp: amp.releases.create(**release, chart_visibility=visible))
    assert service.bodies[0].get("chart_visibility") is (None if visible else False)
