"""The sync client is the async one without waiting: names, parameters, annotations, docstrings."""

from __future__ import annotations

import inspect
import re
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk import Amplitude, AsyncAmplitude
from amplitude_sdk.client.late import when_used
from amplitude_sdk.delivery.asyncio_driver import AsyncDelivery
from amplitude_sdk.delivery.thread_driver import Delivery
from amplitude_sdk.queries.cost import Cost
from amplitude_sdk.resources._async import analyses as async_analyses
from amplitude_sdk.resources._async import annotations as async_annotations
from amplitude_sdk.resources._async import categories as async_categories
from amplitude_sdk.resources._async import dashboard as async_dashboard
from amplitude_sdk.resources._async import events as async_events
from amplitude_sdk.resources._async import releases as async_releases
from amplitude_sdk.resources._sync import (
    analyses,
    annotations,
    categories,
    dashboard,
    events,
    releases,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS = (
    (AsyncAmplitude, Amplitude),
    (AsyncDelivery, Delivery),
    (async_analyses.AsyncAnalyses, analyses.Analyses),
    (async_annotations.AsyncAnnotations, annotations.Annotations),
    (async_categories.AsyncCategories, categories.Categories),
    (async_dashboard.AsyncDashboard, dashboard.Dashboard),
    (async_events.AsyncEvents, events.Events),
    (async_releases.AsyncReleases, releases.Releases),
)
CONTEXT = {"__aenter__": "__enter__", "__aexit__": "__exit__"}
QUEUED = {"track", "identify", "group_identify", "revenue", "report", "resume"}
NO_NETWORK = {"with_options", "__init__", "__repr__", *QUEUED}
FORKS = {"before_fork", "after_fork_in_parent", "after_fork_in_child"}
DRIVER = {"wake", "changed", "can_wait", "close_at_exit", "begin_to_close", *FORKS}
"""What the queue, forks and the end of the program call, each driver in its own way."""
BOTH = pytest.mark.parametrize(("async_", "sync"), PAIRS, ids=lambda kind: kind.__name__)


def _methods(kind: type) -> dict[str, FunctionType]:
    """The methods a user can call; special and inherited ones included, private ones not."""
    return {
        CONTEXT.get(name, name): value
        for each in kind.__mro__[:-1]
        for name, value in vars(each).items()
        if isinstance(value, FunctionType)
        and (name.startswith("__") or name[0] != "_")
        and name not in DRIVER
    }


def _without_async(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    return re.sub(r"\bAsync(?=[A-Z])", "", re.sub(r"\bawait ", "", text))


def _parameters(method: FunctionType) -> list[tuple[Any, ...]]:
    signature = inspect.signature(method)
    return [
        (each.name, each.kind, each.default, _without_async(each.annotation))
        for each in signature.parameters.values()
    ]


@BOTH
def test_the_names_are_the_same(async_: type, sync: type) -> None:
    assert list(_methods(async_)) == list(_methods(sync))
    assert sync.__name__ == _without_async(async_.__name__)


@BOTH
def test_parameters_defaults_and_annotations_are_the_same(async_: type, sync: type) -> None:
    for name, method in _methods(async_).items():
        twin = _methods(sync)[name]
        assert _parameters(method) == _parameters(twin), name
        returned = _without_async(inspect.signature(method).return_annotation)
        assert returned == inspect.signature(twin).return_annotation, name


@BOTH
def test_docstrings_are_the_same(async_: type, sync: type) -> None:
    assert _without_async(async_.__doc__) == sync.__doc__
    for name, method in _methods(async_).items():
        assert _without_async(method.__doc__) == _methods(sync)[name].__doc__, name


@BOTH
def test_every_public_method_has_a_docstring(async_: type, sync: type) -> None:
    for kind in (async_, sync):
        assert [
            n for n, m in _methods(kind).items() if not n.startswith("_") and not m.__doc__
        ] == []


@BOTH
def test_what_waits_for_the_network_is_awaited_and_nothing_else(async_: type, sync: type) -> None:
    waits = {name for name, each in _methods(async_).items() if inspect.iscoroutinefunction(each)}
    assert waits == set(_methods(async_)) - NO_NETWORK
    assert not any(inspect.iscoroutinefunction(each) for each in _methods(sync).values())


def _resources(client: Any) -> Iterator[tuple[str, str]]:
    for name, value in inspect.getmembers(type(client)):
        if isinstance(value, when_used | property):
            yield name, _without_async(type(getattr(client, name)).__name__)
            assert vars(type(client)).get(name, value).__doc__, name


def test_both_clients_have_the_same_resources() -> None:
    async_, sync = AsyncAmplitude(api_key="key-1"), Amplitude(api_key="key-1")
    assert dict(_resources(async_)) == dict(_resources(sync))
    assert dict(_resources(sync)) == {
        "delivery": "Delivery",
        "events": "Events",
        "releases": "Releases",
        "annotations": "Annotations",
        "dashboard": "Dashboard",
    }
    assert isinstance(sync.annotations.categories, categories.Categories)
    assert isinstance(async_.annotations.categories, async_categories.AsyncCategories)
    sync.close()


PER_CALL = {"timeout", "extra_query"}
DASHBOARD = (async_dashboard.AsyncDashboard, dashboard.Dashboard)


@pytest.mark.parametrize("kind", DASHBOARD)
def test_every_query_with_dates_has_a_cost_with_the_same_arguments(kind: type) -> None:
    calls = dict(inspect.getmembers(kind, inspect.isfunction))
    dated = {name for name, call in calls.items() if "start" in inspect.signature(call).parameters}
    costs = {name: getattr(Cost, name) for name in vars(Cost) if not name.startswith("_")}
    assert costs.keys() == dated
    for name, cost in costs.items():
        known = [each for each in _parameters(calls[name]) if each[0] not in {"self", *PER_CALL}]
        assert _parameters(cost) == known, name
        assert inspect.signature(cost).return_annotation == "int"


def test_costs_are_plain_calls_and_the_same_of_both_clients() -> None:
    async_, sync = AsyncAmplitude(api_key="key-1"), Amplitude(api_key="key-1")
    assert type(async_.dashboard.cost) is type(sync.dashboard.cost) is Cost
    for amp in (async_, sync):
        assert amp.dashboard.cost.users("20260301", "20260330") == 30
    sync.close()


@BOTH
def test_every_call_takes_a_timeout_and_an_extra_query(async_: type, sync: type) -> None:
    if async_ in {AsyncAmplitude, AsyncDelivery}:
        return
    for name, method in _methods(sync).items():
        if name != "__init__":
            parameters = inspect.signature(method).parameters
            assert parameters["timeout"].default is None, name
            assert parameters["extra_query"].default is None, name
