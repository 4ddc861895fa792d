"""A path of the emulator's own API and what answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.messages import Response


class Route(NamedTuple):
    """One method of one path, with `{name}` for a part that varies."""

    method: str
    path: str
    answer: Callable[[Ask], Response]
