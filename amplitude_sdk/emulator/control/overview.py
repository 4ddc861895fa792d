"""How the emulator is, what projects it has, and forgetting all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.columns import EVENTS
from amplitude_sdk.emulator.replies import json_response, refused
from amplitude_sdk.emulator.seeding import project_for

if TYPE_CHECKING:
    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.messages import Response
    from amplitude_sdk.emulator.state import State

_SHOWN_LETTERS: Final = 4


def health(ask: Ask) -> Response:
    """Tell that the emulator answers."""
    ask.query()
    state = ask.state
    with state.lock:
        projects = len(state.projects.all())
    content = {
        "service": "amplitude-emulator",
        "status": "ok",
        "now": state.clock.now_ms(),
        "projects": projects,
        "generation": state.generation,
        "last_sequence": state.store.last_sequence,
    }
    return json_response(200, content)


def projects(ask: Ask) -> Response:
    """List the projects."""
    ask.query()
    return json_response(200, {"projects": project_list(ask.state)})


def open_project(ask: Ask) -> Response:
    """Tell the number of the project of an API key, which is a new one if need be."""
    key = ask.body("api_key").get("api_key")
    if not isinstance(key, str | None):
        raise refused(400, "api_key must be a text")
    with ask.state.lock:  # a reset meanwhile would leave nothing to tell
        try:
            number = project_for(ask.state, key).app_id
        except ValueError as problem:
            raise refused(400, str(problem)) from None
        ask.state.saved()
        (project,) = [one for one in project_list(ask.state) if one["number"] == number]
    return json_response(200, {"project": project})


def reset(ask: Ask) -> Response:
    """Forget everything."""
    ask.body()
    ask.state.reset()
    return json_response(200, {"reset": True})


def project_list(state: State) -> list[dict[str, Any]]:
    """Return number, masked key and number of events of each project."""
    with state.lock:
        found = state.projects.all()
    counts = dict(state.store.query(f"select _app, count(*) from {EVENTS} group by _app"))  # noqa: S608 -- our own names only
    return [
        {"number": one.app_id, "api_key": masked(one.key), "events": counts.get(one.app_id, 0)}
        for one in found
    ]


def masked(key: str) -> str:
    """Return the beginning of a key: at most four letters, and never most of it."""
    return f"{key[: min(_SHOWN_LETTERS, len(key) // 3)]}…"
