"""Stores, copies and hands out what the emulator holds, over HTTP."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.control.ask import project_of
from amplitude_sdk.emulator.export import FORMATS, export
from amplitude_sdk.emulator.json_types import is_list, is_object
from amplitude_sdk.emulator.messages import Response
from amplitude_sdk.emulator.replies import json_response, refused
from amplitude_sdk.emulator.seeding import InvalidEventError, project_for, seed
from amplitude_sdk.emulator.synthetic import SyntheticUsers

if TYPE_CHECKING:
    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.export import Format
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.seeding import Source

_MEDIA_TYPES: Final = {
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
_GENERATE: Final = ("users", "days", "seed")
_MOST_USER_DAYS: Final = 3_000_000
"""Bounds how long one request takes."""


def seed_events(ask: Ask) -> Response:
    """Store events that no program has sent."""
    body = ask.body("project", "api_key", "events", "generate")
    if ("events" in body) == ("generate" in body):
        raise refused(400, "Give either events or generate")
    try:
        source = _source(body)  # first, so that what is refused makes no project
        seeded = seed(ask.state, _project(ask, body), source)
    except InvalidEventError as invalid:
        raise refused(400, str(invalid), event=invalid.position, problem=invalid.problem) from None
    except ValueError as problem:
        raise refused(400, str(problem)) from None
    return json_response(200, seeded._asdict())


def take_snapshot(ask: Ask) -> Response:
    """Copy everything."""
    ask.body()
    return json_response(200, {"snapshot": asdict(ask.state.snapshots.take())})


def list_snapshots(ask: Ask) -> Response:
    """List the copies."""
    ask.query()
    return _snapshots(ask)


def restore_snapshot(ask: Ask) -> Response:
    """Go back to a copy."""
    ask.body()
    try:
        restored = ask.state.snapshots.restore(ask.number("id"))
    except KeyError:
        raise _no_snapshot(ask) from None
    return json_response(200, {"snapshot": asdict(restored)})


def drop_snapshot(ask: Ask) -> Response:
    """Forget a copy."""
    ask.body()
    try:
        ask.state.snapshots.drop(ask.number("id"))
    except KeyError:
        raise _no_snapshot(ask) from None
    return _snapshots(ask)


def export_events(ask: Ask) -> Response:
    """Hand out a file of all events."""
    query = ask.query("format", "project")
    named = query.text("format") or "jsonl"
    chosen: Format | None = next((one for one in FORMATS if one == named), None)
    if chosen is None:
        raise refused(400, f"format must be one of {', '.join(FORMATS)}, not {named!r}")
    number = query.whole("project")
    if number is not None:
        project_of(ask, number)
    with TemporaryDirectory() as folder:
        path = Path(folder, "events")
        export(ask.state, path, chosen, number)
        content = path.read_bytes()
    name = f'attachment; filename="events.{chosen}"'
    return Response(
        200, content, {"content-type": _MEDIA_TYPES[chosen], "content-disposition": name}
    )


def _snapshots(ask: Ask) -> Response:
    return json_response(200, {"snapshots": [asdict(one) for one in ask.state.snapshots.all()]})


def _no_snapshot(ask: Ask) -> Exception:
    return refused(404, f"There is no snapshot {ask.path['id']}")


def _source(body: dict[str, Any]) -> Source:
    if "events" in body:
        events = body["events"]
        if not is_list(events):
            raise refused(400, "events must be a list of events")
        return events
    wanted = body["generate"]
    if not is_object(wanted):
        raise refused(400, "generate must be an object")
    unknown = sorted(wanted.keys() - set(_GENERATE))
    if unknown:
        known = ", ".join(_GENERATE)
        raise refused(400, f"generate has no {unknown[0]!r}; there are: {known}")
    made = SyntheticUsers(**wanted)
    if made.users * made.days > _MOST_USER_DAYS:
        raise refused(
            400,
            f"users times days must be at most {_MOST_USER_DAYS:,} in one request; ask again with "
            "another seed for more",
        )
    return made


def _project(ask: Ask, body: dict[str, Any]) -> Project:
    number, key = body.get("project"), body.get("api_key")
    if not isinstance(key, str | None):
        raise refused(400, "api_key must be a text")
    if number is None:
        return project_for(ask.state, key)
    if type(number) is not int or key is not None:
        raise refused(400, "project must be a whole number, and api_key left out")
    return project_of(ask, number)
