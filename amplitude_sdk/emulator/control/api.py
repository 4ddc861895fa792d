"""Answers the requests of the emulator's own API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from amplitude_sdk.emulator.control import (
    catalogue,
    clock,
    contents,
    definitions,
    events,
    faults,
    overview,
    properties,
    requests,
)
from amplitude_sdk.emulator.control.ask import Ask, project_of
from amplitude_sdk.emulator.control.guard import admit, check_media_type
from amplitude_sdk.emulator.control.route import Route
from amplitude_sdk.emulator.limits import MOST_BYTES
from amplitude_sdk.emulator.messages import Request
from amplitude_sdk.emulator.replies import RefusedError, refused
from amplitude_sdk.emulator.routing import Router

if TYPE_CHECKING:
    from amplitude_sdk.emulator.core import Core
    from amplitude_sdk.emulator.messages import Response

PREFIX: Final = "/_emulator/"

ROUTES: Final = (
    Route("GET", "/_emulator/health", overview.health),
    Route("HEAD", "/_emulator/health", overview.health),
    Route("GET", "/_emulator/projects", overview.projects),
    Route("POST", "/_emulator/projects", overview.open_project),
    Route("GET", "/_emulator/projects/{number}/user-properties", properties.of_user),
    Route("GET", "/_emulator/projects/{number}/group-properties", properties.of_group),
    Route("GET", "/_emulator/projects/{number}/catalogue", catalogue.show),
    Route("GET", "/_emulator/projects/{number}/releases", catalogue.releases),
    Route("GET", "/_emulator/operations", catalogue.operations),
    Route("POST", "/_emulator/reset", overview.reset),
    Route("GET", "/_emulator/events", events.latest),
    Route("GET", "/_emulator/requests", requests.latest),
    Route("GET", "/_emulator/clock", clock.show),
    Route("PUT", "/_emulator/clock", clock.set_to),
    Route("DELETE", "/_emulator/clock", clock.back),
    Route("POST", "/_emulator/clock/advance", clock.advance),
    Route("GET", "/_emulator/faults", faults.show),
    Route("POST", "/_emulator/faults", faults.add),
    Route("DELETE", "/_emulator/faults", faults.clear),
    Route("DELETE", "/_emulator/faults/{id}", faults.clear),
    Route("POST", "/_emulator/seed", contents.seed_events),
    Route("GET", "/_emulator/snapshots", contents.list_snapshots),
    Route("POST", "/_emulator/snapshots", contents.take_snapshot),
    Route("POST", "/_emulator/snapshots/{id}/restore", contents.restore_snapshot),
    Route("DELETE", "/_emulator/snapshots/{id}", contents.drop_snapshot),
    Route("GET", "/_emulator/export", contents.export_events),
    *definitions.ROUTES,
)

_PROJECT_API: Final = re.compile(
    r"/_emulator/projects/(?P<number>[^/]+)(?P<path>/api/.*)", re.DOTALL
)


class Control:
    """The emulator's own API. `bound` is the address or name the emulator was told to listen on."""

    def __init__(self, core: Core, bound: str) -> None:
        self._core = core
        self._bound = bound
        self._router = Router(ROUTES)

    def handle(self, request: Request) -> Response:
        """Answer a request whose path starts with `PREFIX`."""
        try:
            admit(request, self._bound)
            if len(request.body) >= MOST_BYTES:
                raise refused(413, f"The body must stay below {MOST_BYTES} bytes")
            return self._answer(request)
        except RefusedError as refusal:
            return refusal.response

    def _answer(self, request: Request) -> Response:
        inside = _PROJECT_API.fullmatch(request.path)
        if inside:
            return self._answer_inside(request, inside)
        match = self._router.find(request.method, request.path)
        check_media_type(request)
        return match.route.answer(Ask(request, match.path, self._core))

    def _answer_inside(self, request: Request, inside: re.Match[str]) -> Response:
        """Answer a query of the Amplitude API for the project that is named in the path."""
        if request.method != "GET":
            raise refused(405, "Only GET is answered without credentials", headers={"allow": "GET"})
        ask = Ask(request, inside.groupdict(), self._core)
        project = project_of(ask, ask.number("number"))
        asked = Request("GET", ask.path["path"], request.query, request.headers, request.body)
        return self._core.answer_for(project, asked)
