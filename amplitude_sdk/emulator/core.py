"""The emulator without a server: a request goes in, a response comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.call import Call
from amplitude_sdk.emulator.contract import contract, parse_query
from amplitude_sdk.emulator.control.api import PREFIX, Control
from amplitude_sdk.emulator.ingestion.cross_origin import preflight, shown_to_page
from amplitude_sdk.emulator.ingestion.uploads import upload_events
from amplitude_sdk.emulator.limits import MOST_BYTES
from amplitude_sdk.emulator.operations import HANDLERS
from amplitude_sdk.emulator.page.site import page_response
from amplitude_sdk.emulator.replies import RefusedError, refused
from amplitude_sdk.emulator.routing import Router

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_api.facts import Operation

    from amplitude_sdk.emulator.messages import Request, Response
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.routing import Match
    from amplitude_sdk.emulator.state import State

_INGESTION: Final = "http_v2"
"""The API whose key is in the body; all others take Basic authentication."""


class Core:
    """Answers requests from a state. Any number of threads may ask at once.

    `bound` is the address or name the emulator listens on, which its own API answers to.
    """

    def __init__(self, state: State, bound: str = "localhost") -> None:
        self.state = state
        self._router = Router(OPERATIONS.values())
        self._control = Control(self, bound)

    def handle(self, request: Request) -> Response:
        """Answer a request, and record in the journal what was asked of Amplitude."""
        page = page_response(request)
        if page is not None:
            return page
        if request.path.startswith(PREFIX):
            return self._control.handle(request)
        allowed = preflight(request)
        if allowed is not None:
            return allowed
        match: Match[Operation] | None = None
        try:
            match = self._router.find(request.method, request.path)
        except RefusedError as refusal:
            unknown = refusal.response
            response = self._with_faults(None, request, lambda: unknown)
        else:
            response = self._with_faults(match.route, request, lambda: self._answer(match, request))
        name = match.route.id if match else None
        if match and match.route.api == _INGESTION:
            response = shown_to_page(request, response)
        self.state.journal.add(request, response, name, self.state.clock.now_ms())
        return response

    def most_bytes(self, path: str) -> int:
        """Return what the body of a request for a path has fewer bytes than."""
        return MOST_BYTES if path.startswith(PREFIX) else self.state.limits.most_bytes

    def answer_for(self, project: Project, request: Request) -> Response:
        """Answer a query for a project, whatever the credentials. Raises `RefusedError`."""
        match = self._router.find(request.method, request.path)
        return _handled(self._call(match, request, project))

    def _with_faults(
        self, operation: Operation | None, request: Request, answer: Callable[[], Response]
    ) -> Response:
        """Return the answer, or what a fault that is set makes of it."""
        taken = self.state.faults.take_reply(operation.id if operation else None, request)
        if taken is None:
            return _caught(answer)
        fault, effect = taken
        true = _caught(answer) if effect.is_carried_out else None
        return replace(effect.changed(true, operation), fault=fault.id)

    def _answer(self, match: Match[Operation], request: Request) -> Response:
        if match.route.api == _INGESTION:
            return upload_events(request, self.state)
        with self.state.lock:
            project = self.state.projects.authenticate(request.headers.get("authorization"))
        call = self._call(match, request, project)
        if not self.state.limits.queries:
            return _handled(call)
        with self.state.query_limits.running(call, self.state.clock.now_ms()):
            return _handled(call)

    def _call(self, match: Match[Operation], request: Request, project: Project) -> Call:
        most = self.state.limits.most_bytes
        if len(request.body) >= most:  # documented for uploads only; taken for all
            raise refused(413, f"The body must stay below {most} bytes")
        operation = match.route
        query = parse_query(request.query)
        parameters = contract(operation.id).parameters(match.path, query)
        return Call(operation, request, parameters, project, self.state)


def _handled(call: Call) -> Response:
    return HANDLERS[call.operation.id](call)


def _caught(answer: Callable[[], Response]) -> Response:
    try:
        return answer()
    except RefusedError as refusal:
        return refusal.response
