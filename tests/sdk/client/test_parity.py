"""The sync client is the async one without waiting: names, parameters, annotations, docstrings."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from amplitude_sdk import Amplitude, AsyncAmplitude
from amplitude_sdk.client.late import when_used
from amplitude_sdk.queries.cost import Cost
from amplitude_sdk.resources._async.dashboard import AsyncDashboard
from amplitude_sdk.resources._sync.dashboard import Dashboard
from amplitude_sdk.types import RawResponse
from tests.sdk.client.surface import faces, methods, parameters, without_async

FACES = {path: (async_, sync) for path, async_, sync in faces()}
BOTH = pytest.mark.parametrize(("async_", "sync"), FACES.values(), ids=FACES.keys())
QUEUED = {"track", "identify", "group_identify", "revenue", "report", "resume"}
NO_NETWORK = {"with_options", "__init__", "__repr__", "__reduce_ex__", "__deepcopy__", *QUEUED}
RAW = "amp.with_raw_response"
PLAIN = [path for path in FACES if path.startswith("amp.") and not path.startswith(RAW)]
RESOURCES = [path for path in PLAIN if path not in {"amp.delivery", "amp.dashboard.cost"}]
PER_CALL = {"timeout", "extra_query"}


def test_the_whole_surface_is_here() -> None:
    assert list(FACES) == [
        "amp",
        "amp.annotations",
        "amp.annotations.categories",
        "amp.dashboard",
        "amp.dashboard.cost",
        "amp.delivery",
        "amp.events",
        "amp.releases",
        "amp.with_raw_response",
        "amp.with_raw_response.annotations",
        "amp.with_raw_response.annotations.categories",
        "amp.with_raw_response.dashboard",
        "amp.with_raw_response.events",
        "amp.with_raw_response.releases",
    ]


@BOTH
def test_the_names_are_the_same(async_: type, sync: type) -> None:
    assert list(methods(async_)) == list(methods(sync))
    assert sync.__name__ == without_async(async_.__name__)


@BOTH
def test_parameters_defaults_and_annotations_are_the_same(async_: type, sync: type) -> None:
    for name, method in methods(async_).items():
        twin = methods(sync)[name]
        assert parameters(method) == parameters(twin), name
        returned = without_async(inspect.signature(method).return_annotation)
        assert returned == inspect.signature(twin).return_annotation, name


@BOTH
def test_docstrings_are_the_same(async_: type, sync: type) -> None:
    assert without_async(async_.__doc__) == sync.__doc__
    for name, method in methods(async_).items():
        assert without_async(method.__doc__) == methods(sync)[name].__doc__, name


@BOTH
def test_everything_public_has_a_docstring(async_: type, sync: type) -> None:
    for kind in (async_, sync):
        public = {name: each for name, each in methods(kind).items() if not name.startswith("_")}
        assert [name for name, each in {"": kind, **public}.items() if not each.__doc__] == []


@BOTH
def test_what_waits_for_the_network_is_awaited_and_nothing_else(async_: type, sync: type) -> None:
    if async_ is Cost:
        return
    waits = {name for name, each in methods(async_).items() if inspect.iscoroutinefunction(each)}
    assert waits == set(methods(async_)) - NO_NETWORK
    assert not any(inspect.iscoroutinefunction(each) for each in methods(sync).values())


def _attributes(kind: type) -> dict[str, tuple[str, str]]:
    """Annotation and docstring of what is an attribute of a client."""
    found = {}
    for name, each in inspect.getmembers(kind):
        if isinstance(each, when_used):
            make: Any = each._make
        elif isinstance(each, property):
            make = each.fget
        else:
            continue
        annotation = inspect.signature(make).return_annotation
        found[name] = (without_async(annotation), str(each.__doc__))
    return found


def test_the_attributes_of_both_clients_are_the_same() -> None:
    assert _attributes(AsyncAmplitude) == _attributes(Amplitude)
    named = {name: annotation for name, (annotation, _) in _attributes(Amplitude).items()}
    assert named == {
        "annotations": "Annotations",
        "dashboard": "Dashboard",
        "delivery": "Delivery",
        "events": "Events",
        "releases": "Releases",
        "with_raw_response": "RawResponses",
    }
    assert all(len(docstring) > 5 for _, docstring in _attributes(Amplitude).values())


@pytest.mark.parametrize("path", RESOURCES)
def test_every_call_takes_a_timeout_and_an_extra_query(path: str) -> None:
    for kind in FACES[path]:
        for name, method in methods(kind).items():
            if name != "__init__":
                named = inspect.signature(method).parameters
                assert named["timeout"].default is None, name
                assert named["extra_query"].default is None, name


@pytest.mark.parametrize("path", RESOURCES)
def test_raw_responses_take_what_the_plain_calls_take(path: str) -> None:
    raw_path = path.replace("amp.", f"{RAW}.", 1)
    result = list[RawResponse] if path == "amp.events" else RawResponse
    for plain, raw in zip(FACES[path], FACES[raw_path], strict=True):
        calls = {name: each for name, each in methods(plain).items() if name != "__init__"}
        raws = {name: each for name, each in methods(raw).items() if name != "__init__"}
        assert calls.keys() == raws.keys()
        for name, method in calls.items():
            assert raws[name].__name__ == name
            assert parameters(raws[name]) == parameters(method), name
            assert raws[name].__doc__ == method.__doc__
            assert inspect.signature(raws[name]).return_annotation == result
            assert inspect.iscoroutinefunction(raws[name]) == inspect.iscoroutinefunction(method)


DASHBOARD = (AsyncDashboard, Dashboard)


@pytest.mark.parametrize("kind", DASHBOARD)
def test_every_query_with_dates_has_a_cost_with_the_same_arguments(kind: type) -> None:
    calls = dict(inspect.getmembers(kind, inspect.isfunction))
    dated = {name for name, call in calls.items() if "start" in inspect.signature(call).parameters}
    costs = {name: getattr(Cost, name) for name in vars(Cost) if not name.startswith("_")}
    assert costs.keys() == dated
    for name, cost in costs.items():
        known = [each for each in parameters(calls[name]) if each[0] not in {"self", *PER_CALL}]
        assert parameters(cost) == known, name
        assert inspect.signature(cost).return_annotation == "int"


def test_costs_are_plain_calls_and_the_same_of_both_clients() -> None:
    async_, sync = AsyncAmplitude(api_key="key-1"), Amplitude(api_key="key-1")
    assert type(async_.dashboard.cost) is type(sync.dashboard.cost) is Cost
    for amp in (async_, sync):
        assert amp.dashboard.cost.users("20260301", "20260330") == 30
    sync.close()
