"""All that a user can reach from a client, found by walking it."""

from __future__ import annotations

import inspect
import re
from types import FunctionType
from typing import TYPE_CHECKING, Any

from amplitude_sdk import Amplitude, AsyncAmplitude
from amplitude_sdk.client.late import when_used

if TYPE_CHECKING:
    from collections.abc import Iterator

FORKS = {"before_fork", "after_fork_in_parent", "after_fork_in_child"}
DRIVER = {"wake", "changed", "can_wait", "close_at_exit", "begin_to_close", "put", *FORKS}
"""What the queue, forks and the end of the program call, each driver in its own way."""
RAW = {"sender"}
"""What a room of raw responses keeps for itself."""
CONTEXT = {"__aenter__": "__enter__", "__aexit__": "__exit__"}


def methods(kind: type) -> dict[str, FunctionType]:
    """The methods of a class: special and inherited ones included, private ones not."""
    return {
        CONTEXT.get(name, name): value
        for each in kind.__mro__[:-1]
        for name, value in vars(each).items()
        if isinstance(value, FunctionType)
        and (name.startswith("__") or name[0] != "_")
        and name not in DRIVER
    }


def rooms(thing: Any) -> Iterator[tuple[str, Any]]:
    """What stands under public names of an object and is no method."""
    late = inspect.getmembers(type(thing), lambda each: isinstance(each, when_used | property))
    names = {name for name, _ in late} | {*vars(thing)}
    for name in sorted(name for name in names - DRIVER - RAW if name[0] != "_"):
        yield name, getattr(thing, name)


def walk(thing: Any, path: str) -> Iterator[tuple[str, Any]]:
    """An object and all rooms in it, by their paths from the client."""
    yield path, thing
    for name, room in rooms(thing):
        yield from walk(room, f"{path}.{name}")


def faces() -> Iterator[tuple[str, type, type]]:
    """The classes at each path, of the async and of the sync client."""
    async_ = dict(walk(AsyncAmplitude(api_key="key-1"), "amp"))
    sync = dict(walk(Amplitude(api_key="key-1"), "amp"))
    assert async_.keys() == sync.keys()
    for path, thing in async_.items():
        yield path, type(thing), type(sync[path])


def without_async(text: Any) -> Any:
    """The sync form of a name, an annotation or a docstring."""
    if not isinstance(text, str):
        return text
    return re.sub(r"\bAsync(?=[A-Z])", "", re.sub(r"\bawait ", "", text))


def parameters(method: Any) -> list[tuple[Any, ...]]:
    """Name, kind, default and annotation of each."""
    return [
        (each.name, each.kind, each.default, without_async(each.annotation))
        for each in inspect.signature(method).parameters.values()
    ]
