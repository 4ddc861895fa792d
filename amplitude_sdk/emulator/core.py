"""The emulator without a server: a request goes in, a response comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from amplitude_api.facts import MAX_REQUEST_BYTES, OPERATIONS

from amplitude_sdk.emulator.call import Call
from amplitude_sdk.emulator.contract import contract, parse_query
from amplitude_sdk.emulator.ingestion.uploads import upload_events
from amplitude_sdk.emulator.operations import HANDLERS
from amplitude_sdk.emulator.replies import RefusedError, not_built, refused
from amplitude_sdk.emulator.routing import Router

if TYPE_CHECKING:
    from amplitude_api.facts import Operation

    from amplitude_sdk.emulator.messages import Request, Response
    from amplitude_sdk.emulator.routing import Match
    from amplitude_sdk.emulator.state import State

_INGESTION: Final = "http_v2"
"""The API whose key is in the body; all others take Basic authentication."""


class Core:
    """Answers requests from a state. Any number of threads may ask at once."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._router = Router(OPERATIONS.values())

    def handle(self, request: Request) -> Response:
        """Answer a request and record it in the journal."""
        operation: Operation | None = None
        try:
            match = self._router.find(request.method, request.path)
            operation = match.operation
            response = self._answer(match, request)
        except RefusedError as refusal:
            response = refusal.response
        name = operation.id if operation else None
        self.state.journal.add(request, response, name, self.state.clock.now_ms())
        return response

    def _answer(self, match: Match, request: Request) -> Response:
        if match.operation.api == _INGESTION:
            return upload_events(request, self.state)
        return self._answer_query(match, request)

    def _answer_query(self, match: Match, request: Request) -> Response:
        with self.state.lock:
            project = self.state.projects.authenticate(request.headers.get("authorization"))
        if len(request.body) >= MAX_REQUEST_BYTES:  # documented for uploads only; taken for all
            raise refused(413, f"The body must stay below {MAX_REQUEST_BYTES} bytes")
        operation = match.operation
        handler = HANDLERS.get(operation.id)
        if handler is None:
            raise not_built(f"the operation {operation.id} ({operation.method} {operation.path})")
        query = parse_query(request.query)
        parameters = contract(operation.id).parameters(match.path, query)
        return handler(Call(operation, request, parameters, project, self.state))
