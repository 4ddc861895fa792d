"""The annotations of what users call can be read at run time, and nothing is loaded for it.

`typing.get_type_hints` is what validators, dependency injection and documentation tools call.
"""

from __future__ import annotations

import dataclasses
import inspect
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from amplitude_sdk import Amplitude, AsyncAmplitude, EventQuery, RetryPolicy, Segment, types
from amplitude_sdk.queries.terms import Interval
from amplitude_sdk.resources._async.annotations import AsyncAnnotations
from amplitude_sdk.resources._async.categories import AsyncCategories
from amplitude_sdk.resources._async.dashboard import AsyncDashboard
from amplitude_sdk.resources._async.events import AsyncEvents
from amplitude_sdk.resources._async.releases import AsyncReleases
from amplitude_sdk.resources._sync.annotations import Annotations
from amplitude_sdk.resources._sync.categories import Categories
from amplitude_sdk.resources._sync.dashboard import Dashboard
from amplitude_sdk.resources._sync.events import Events
from amplitude_sdk.resources._sync.releases import Releases

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS = (Amplitude, AsyncAmplitude)
ROOMS = (
    *(Annotations, Categories, Dashboard, Events, Releases),
    *(AsyncAnnotations, AsyncCategories, AsyncDashboard, AsyncEvents, AsyncReleases),
)
BUILDERS = (EventQuery, Segment)
OF_EVENTS = {"track", "identify", "group_identify", "revenue", "upload"}
"""They name the generated TypedDicts of events. Importing those takes several milliseconds of every
start of a process, so only type checkers do."""


def methods(kind: type) -> Iterator[tuple[str, Any]]:
    for name, value in inspect.getmembers(kind, callable):
        if not name.startswith("_"):
            yield f"{kind.__name__}.{name}", value


METHODS = dict(each for kind in (*CLIENTS, *ROOMS, *BUILDERS) for each in methods(kind))
READABLE = {name: value for name, value in METHODS.items() if name.split(".")[1] not in OF_EVENTS}


@pytest.mark.parametrize("name", READABLE)
def test_the_annotations_of_a_method_can_be_read(name: str) -> None:
    hints = get_type_hints(READABLE[name])
    parameters = inspect.signature(READABLE[name]).parameters
    named = {each for each in parameters if each != "self"}
    assert named <= hints.keys()
    assert "return" in hints


def test_only_methods_that_take_events_are_left_to_type_checkers() -> None:
    assert {name.split(".")[1] for name in METHODS.keys() - READABLE.keys()} == OF_EVENTS
    assert len(READABLE) > 60


VALUES = {
    kind.__name__: kind
    for kind in [*vars(types).values(), RetryPolicy]
    if dataclasses.is_dataclass(kind) and kind is not types.DeliveryReport
}
"""A report names the errors, which name reports: only one of the two can be read."""


@pytest.mark.parametrize("name", VALUES)
def test_the_fields_of_a_value_can_be_read(name: str) -> None:
    fields = {each.name for each in dataclasses.fields(VALUES[name])}
    assert fields <= get_type_hints(VALUES[name]).keys()


def test_what_a_policy_decides_can_be_read() -> None:
    assert get_type_hints(RetryPolicy.wait)["return"] == float | None


def test_what_is_read_is_what_is_written() -> None:
    hints = get_type_hints(Dashboard.users)
    assert get_args(hints["interval"]) == get_args(Interval)
    assert get_type_hints(AsyncDashboard.users) == hints
