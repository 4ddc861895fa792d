"""An unofficial SDK for Amplitude. This module is its table of contents; names load when used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from amplitude_api.inputs.http_v2 import Event

    from amplitude_sdk import errors, languages, types
    from amplitude_sdk._version import __version__
    from amplitude_sdk.client._async import AsyncAmplitude
    from amplitude_sdk.client._sync import Amplitude
    from amplitude_sdk.delivery.configuration import DeliveryConfig
    from amplitude_sdk.delivery.identify import Identify
    from amplitude_sdk.queries.events import EventQuery, user_property
    from amplitude_sdk.queries.segments import Segment
    from amplitude_sdk.region import Region
    from amplitude_sdk.retry import RetryPolicy
    from amplitude_sdk.unset import UNSET

__all__ = [
    "UNSET",
    "Amplitude",
    "AsyncAmplitude",
    "DeliveryConfig",
    "Event",
    "EventQuery",
    "Identify",
    "Region",
    "RetryPolicy",
    "Segment",
    "__version__",
    "errors",
    "languages",
    "types",
    "user_property",
]

_HOMES: Final = {
    "UNSET": "amplitude_sdk.unset",
    "Amplitude": "amplitude_sdk.client._sync",
    "AsyncAmplitude": "amplitude_sdk.client._async",
    "DeliveryConfig": "amplitude_sdk.delivery.configuration",
    "Event": "amplitude_api.inputs.http_v2",
    "EventQuery": "amplitude_sdk.queries.events",
    "Identify": "amplitude_sdk.delivery.identify",
    "Region": "amplitude_sdk.region",
    "RetryPolicy": "amplitude_sdk.retry",
    "Segment": "amplitude_sdk.queries.segments",
    "__version__": "amplitude_sdk._version",
    "user_property": "amplitude_sdk.queries.events",
}
_MODULES: Final = frozenset({"errors", "languages", "types"})


def __getattr__(name: str) -> object:
    if name in _MODULES:
        value: object = import_module(f"{__name__}.{name}")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]
