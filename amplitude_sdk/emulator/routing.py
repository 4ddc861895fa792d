"""Finds the operation a method and a path belong to, from the generated facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from amplitude_api.facts import Operation


class Match(NamedTuple):
    """An operation and the texts of its path parameters, still percent-encoded."""

    operation: Operation
    path: Mapping[str, str]


class _Route(NamedTuple):
    pattern: re.Pattern[str]
    operations: dict[str, Operation]


class Router:
    """The paths of all APIs on one host: no two APIs share a path, and both regions have the same."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        routes: dict[str, _Route] = {}
        for operation in operations:
            route = routes.setdefault(operation.path, _Route(_pattern(operation.path), {}))
            route.operations[operation.method] = operation
        self._routes = list(routes.values())

    def find(self, method: str, path: str) -> Match:
        """Return what answers. Raises the 404 of an unknown path, the 405 of a wrong method."""
        found = [
            (route, match) for route in self._routes if (match := route.pattern.fullmatch(path))
        ]
        if not found:
            raise refused(404, f"There is no such path: {path}")
        for route, match in found:
            if method in route.operations:
                return Match(route.operations[method], match.groupdict())
        allowed = ", ".join(sorted({name for route, _ in found for name in route.operations}))
        raise refused(405, f"{path} answers {allowed}", headers={"allow": allowed})


def _pattern(path: str) -> re.Pattern[str]:
    parts = [
        f"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else re.escape(part)
        for part in path.split("/")
    ]
    return re.compile("/".join(parts), re.DOTALL)
