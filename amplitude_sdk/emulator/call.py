"""One authenticated request of the query side, as the operations see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amplitude_sdk.emulator.contract import contract

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_api.facts import Operation

    from amplitude_sdk.emulator.messages import Request
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.state import State


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose parameters fit the spec."""

    operation: Operation
    request: Request
    parameters: Mapping[str, Any]
    """Decoded, with the documented defaults; None for what is absent and has none."""
    project: Project
    state: State

    def body(self) -> dict[str, Any]:
        """Return the JSON body. Raises the 400 when it does not fit the spec."""
        return contract(self.operation.id).body(self.request.body)
