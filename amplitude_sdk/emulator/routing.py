"""Finds what a method and a path belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Routed(Protocol):
    """What a router finds: it has a method and a path, with `{name}` for a part that varies."""

    @property
    def method(self) -> str:
        """The HTTP method."""
        ...

    @property
    def path(self) -> str:
        """The path."""
        ...


RouteT = TypeVar("RouteT", bound=Routed)


class Match(NamedTuple, Generic[RouteT]):
    """What was found, and the texts of its path parameters, still percent-encoded."""

    route: RouteT
    path: Mapping[str, str]


class _Path(NamedTuple, Generic[RouteT]):
    pattern: re.Pattern[str]
    methods: dict[str, RouteT]


class Router(Generic[RouteT]):
    """Finds what a method and a path belong to.

    One router has the paths of all APIs: no two share a path, and both regions have the same.
    """

    def __init__(self, routes: Iterable[RouteT]) -> None:
        paths: dict[str, _Path[RouteT]] = {}
        for route in routes:
            path = paths.setdefault(route.path, _Path(_pattern(route.path), {}))
            path.methods[route.method] = route
        self._paths = list(paths.values())

    def find(self, method: str, path: str) -> Match[RouteT]:
        """Return what answers. Raises the 404 of an unknown path, the 405 of a wrong method."""
        found = [(one, match) for one in self._paths if (match := one.pattern.fullmatch(path))]
        if not found:
            raise refused(404, f"There is no such path: {path}")
        for one, match in found:
            if method in one.methods:
                return Match(one.methods[method], match.groupdict())
        allowed = ", ".join(sorted({name for one, _ in found for name in one.methods}))
        raise refused(405, f"{path} answers {allowed}", headers={"allow": allowed})


def _pattern(path: str) -> re.Pattern[str]:
    parts = [
        f"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else re.escape(part)
        for part in path.split("/")
    ]
    return re.compile("/".join(parts), re.DOTALL)
