"""Everything public can be pickled and copied, and is the same afterwards.

The clients are the exception: they hold keys, connections and a queue of their own.
"""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import fields, is_dataclass
from enum import EnumType
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, is_typeddict

import httpx
import pytest

import amplitude_sdk
from amplitude_sdk import (
    Amplitude,
    AsyncAmplitude,
    DeliveryConfig,
    EventQuery,
    Identify,
    RetryPolicy,
    Segment,
    types,
)
from tests.sdk.bundles import examples
from tests.sdk.calls import QUERIES
from tests.sdk.clients import KEY, SECRET, Service, call, event, ok, uploaded
from tests.sdk.test_errors import ATTEMPTS, REQUEST, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS = (Amplitude, AsyncAmplitude)
"""What is not pickled, and says so."""


def public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Every public name with its value, those of public modules included."""
    for name in module.__all__:
        value = getattr(module, name)
        if isinstance(value, ModuleType):
            yield from public(value)
        else:
            yield f"{module.__name__}.{name}", value


def parts(value: Any) -> Iterator[Any]:
    """A value and every dataclass inside it."""
    if isinstance(value, list | tuple | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from parts(each)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def views(result: Any) -> Iterator[types.View]:
    """The other tables that a result can be seen as."""
    for name, method in inspect.getmembers(type(result), inspect.isfunction):
        if str(method.__annotations__.get("return")) == "View":
            yield getattr(result, name)()


def report() -> types.DeliveryReport:
    """What a client counts."""
    with Amplitude(api_key=KEY, transport=httpx.MockTransport(Service(uploaded()))) as amp:
        amp.track("Recipe Opened", user_id="mira.holm")
        return amp.flush()


def values() -> Iterator[Any]:
    """Instances of everything that can be instantiated, as they come up in programs."""
    for example in examples("200"):
        if example.operation in QUERIES:
            result = call("sync", Service(ok(example.value)), QUERIES[example.operation])
            yield from parts(result)
            yield from views(result)
    upload = [event(), event(user_id="no")]
    yield from parts(call("sync", Service(uploaded()), lambda amp: amp.events.upload(upload)))
    yield from call(
        "sync", Service(uploaded()), lambda amp: amp.with_raw_response.events.upload(upload)
    )
    yield from (report(), types.Outcome("rejected", "refused", 400, ("time",), ("truncated",)))
    query = EventQuery("Play Song").where("event", "genre", "is", "rock").group_by("user", "os")
    yield from (query, *query.filters)
    yield Segment.cohort("abc").performed("Play Song", ">=", 3)
    yield from (DeliveryConfig(gzip=True), RetryPolicy(max_attempts=7), Identify().set("a", [1]))
    yield from (*SAMPLES, REQUEST, *ATTEMPTS)


INSTANCES = [*values()]

PUBLIC = {name: value for name, value in public(amplitude_sdk) if value not in CLIENTS}
CLASSES = [
    name
    for name, value in PUBLIC.items()
    if isinstance(value, type) and not isinstance(value, EnumType) and not is_typeddict(value)
]
DUPLICATES = {
    "copied": copy.copy,
    "copied deeply": copy.deepcopy,
    **{
        f"pickled by protocol {protocol}": lambda value, protocol=protocol: pickle.loads(
            pickle.dumps(value, protocol)
        )
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    },
}
each_way = pytest.mark.parametrize("way", DUPLICATES)


def test_the_walk_meets_every_public_room() -> None:
    assert {name.split(".")[-2] for name in PUBLIC} == {
        "amplitude_sdk",
        "errors",
        "languages",
        "types",
    }
    assert len(PUBLIC) > 60


@each_way
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_travels(name: str, way: str) -> None:
    assert DUPLICATES[way](PUBLIC[name]) == PUBLIC[name]


@pytest.mark.parametrize(
    "name", [name for name, value in PUBLIC.items() if type(value) is EnumType]
)
def test_the_members_of_an_enum_stay_themselves(name: str) -> None:
    for member in PUBLIC[name]:
        assert all(duplicate(member) is member for duplicate in DUPLICATES.values())


def state(value: Any) -> Any:
    """What has to be the same; exceptions and partial functions are equal by identity only."""
    if isinstance(value, BaseException):
        inner = {name: state(each) for name, each in vars(value).items()}
        return type(value), value.args, inner, state(value.__cause__)
    if isinstance(value, partial):
        return value.func, [*map(state, value.args)], value.keywords
    if is_dataclass(value):
        return type(value), [
            (each.name, state(getattr(value, each.name))) for each in fields(value)
        ]
    return value


@each_way
@pytest.mark.parametrize("name", CLASSES)
def test_an_instance_travels_with_all_it_holds(name: str, way: str) -> None:
    instances = [each for each in INSTANCES if isinstance(each, PUBLIC[name])]
    assert instances, f"values() makes no {name}"
    for instance in instances:
        duplicate = DUPLICATES[way](instance)
        assert state(duplicate) == state(instance)
        assert repr(duplicate) == repr(instance)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("duplicate", [pickle.dumps, copy.deepcopy])
def test_a_client_says_why_it_does_not_travel(client: Any, duplicate: Any) -> None:
    amp = client(api_key=KEY, secret_key=SECRET, transport=httpx.MockTransport(Service()))
    with pytest.raises(TypeError, match="build the client anew") as refused:
        duplicate(amp)
    assert KEY not in str(refused.value)
    assert "not pickled" in client.__doc__
