"""Sets, lists and clears faults over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.fault_effects import Mark, Reply
from amplitude_sdk.emulator.faults import Trigger
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.faults import Fault
    from amplitude_sdk.emulator.messages import Response

_OFTEN: Final = ("times", "rate", "seed")
_TRIGGER: Final = ("operation", *_OFTEN, "match")
_REPLY: Final = ("status", "when", "delay", "reset", "truncate", "body", "retry_after")
_MARK: Final = ("user_id", "device_id")
_KINDS: Final = ("reply", "throttle", "silence", "quota")


def show(ask: Ask) -> Response:
    """List the faults that are set."""
    ask.query()
    return _listed(ask)


def add(ask: Ask) -> Response:
    """Set a fault."""
    body = ask.body("kind", *_TRIGGER, *_REPLY, *_MARK)
    given = {name: value for name, value in body.items() if value is not None}
    kind = given.pop("kind", "reply")
    if kind not in _KINDS:
        raise refused(400, f"kind must be one of {', '.join(_KINDS)}, not {kind!r}")
    meant = {*_REPLY, *_TRIGGER} if kind == "reply" else {*_MARK, *_OFTEN}
    surplus = sorted(given.keys() - meant)
    if surplus:
        raise refused(400, f"{surplus[0]} has no meaning for a fault of the kind {kind!r}")
    try:
        effect, trigger = _effect(kind, given), _trigger(kind, given)
    except ValueError as problem:
        raise refused(400, str(problem)) from None
    return json_response(200, {"fault": as_json(ask.state.faults.add(effect, trigger))})


def clear(ask: Ask) -> Response:
    """Clear one fault, or all."""
    ask.body()
    faults = ask.state.faults
    if "id" not in ask.path:
        faults.clear()
    elif not faults.remove(ask.number("id")):
        raise refused(404, f"There is no fault {ask.path['id']}")
    return _listed(ask)


def as_json(fault: Fault) -> dict[str, Any]:
    """Return a fault as it is shown."""
    effect, trigger = fault.effect, fault.trigger
    shown = {name: getattr(trigger, name) for name in ("operation", "times", "rate", "seed")}
    shown["match"] = trigger.matches if isinstance(trigger.matches, str | None) else "a function"
    kind: str
    if isinstance(effect, Mark):
        kind, members = effect.kind, {name: getattr(effect, name) for name in _MARK}
    else:
        kind, members = "reply", {name: getattr(effect, name) for name in _REPLY}
        body = effect.body
        members["body"] = None if body is None else body.decode(errors="replace")
    return {"id": fault.id, "kind": kind, "hits": fault.hits, **shown, **members}


def _listed(ask: Ask) -> Response:
    return json_response(200, {"faults": [as_json(one) for one in ask.state.faults.all()]})


def _effect(kind: Any, given: dict[str, Any]) -> Reply | Mark:
    if kind != "reply":
        return Mark(kind, **{name: given[name] for name in _MARK if name in given})
    members = {name: given[name] for name in _REPLY if name in given}
    if "body" in members:
        if not isinstance(members["body"], str):
            raise refused(400, "body must be a text")
        members["body"] = members["body"].encode()
    return Reply(**members)


def _trigger(kind: Any, given: dict[str, Any]) -> Trigger:
    operation = given.get("operation") if kind == "reply" else "uploadEvents"
    match = given.get("match")
    if not isinstance(match, str | None):
        raise refused(400, "match must be a text")
    return Trigger(operation, given.get("times"), given.get("rate"), given.get("seed", 0), match)
