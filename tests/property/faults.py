"""Faults to seed into generated code, facts, facade and emulator while a test runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import amplitude_api.annotations.models as annotation_models
from amplitude_api import facts, languages

from amplitude_sdk import errors
from amplitude_sdk.delivery import encode
from amplitude_sdk.emulator import operations as emulator_operations
from amplitude_sdk.emulator.replies import json_response
from amplitude_sdk.queries import arguments, reading
from amplitude_sdk.transport import settings
from tests.property.endpoints import module_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import pytest

    Seed = Callable[[pytest.MonkeyPatch], None]
    Request = dict[str, Any]


def in_request(operation_id: str, change: Callable[[Request], object]) -> Seed:
    """Change what the generated `build_request` of an operation returns."""

    def seed(monkeypatch: pytest.MonkeyPatch) -> None:
        endpoint = module_of(operation_id)
        build = endpoint.build_request

        def faulty(*args: Any, **kwargs: Any) -> Request:
            request: Request = build(*args, **kwargs)
            change(request)
            return request

        monkeypatch.setattr(endpoint, "build_request", faulty)

    return seed


def drop(place: str, name: str) -> Callable[[Request], object]:
    return lambda request: request[place].pop(name, None)


def add(place: str, name: str, value: Any) -> Callable[[Request], object]:
    """Send a value where none is meant."""
    return lambda request: request[place].setdefault(name, value)


def send_once(name: str) -> Callable[[Request], object]:
    """Send the first of several values only."""
    return lambda request: request["params"].update({name: request["params"][name][0]})


def rename(old: str, new: str) -> Callable[[Request], object]:
    """Rename a member of the body."""

    def change(request: Request) -> None:
        if old in request["json"]:
            request["json"][new] = request["json"].pop(old)

    return change


def in_model(name: str, member: str) -> Seed:
    """Let a model of annotations not know one of its members, which it then keeps as an extra."""

    def seed(monkeypatch: pytest.MonkeyPatch) -> None:
        model = getattr(annotation_models, name)
        read = model.from_dict

        def faulty(source: dict[str, Any]) -> Any:
            known = {key: value for key, value in source.items() if key != member}
            parsed = read(known)
            if member in source:
                parsed.additional_properties[member] = source[member]
            return parsed

        monkeypatch.setattr(model, "from_dict", faulty)

    return seed


def in_reply(operation_id: str, status: int, treated_as: int) -> Seed:
    """Let the generated client read a status as if it were another one."""

    def seed(monkeypatch: pytest.MonkeyPatch) -> None:
        endpoint = module_of(operation_id)
        parse = endpoint.parse_response

        def faulty(*, status_code: int, content: bytes) -> Any:
            read = treated_as if status_code == status else status_code
            return parse(status_code=read, content=content)

        monkeypatch.setattr(endpoint, "parse_response", faulty)

    return seed


def host(api: str, region: str, url: str) -> Seed:
    return lambda monkeypatch: monkeypatch.setitem(facts.HOSTS[api], region, url)


def in_facts(operation_id: str, **members: Any) -> Seed:
    """Change facts of an operation."""
    changed = facts.OPERATIONS[operation_id]._replace(**members)
    return lambda monkeypatch: monkeypatch.setitem(facts.OPERATIONS, operation_id, changed)


def without_defaults(operation_id: str) -> Seed:
    """Forget the documented defaults of an operation, so that they are sent."""
    known = facts.OPERATIONS[operation_id].parameters
    return in_facts(operation_id, parameters=tuple(each._replace(default=None) for each in known))


def error_class(status: int, kind: type[errors.ApiError]) -> Seed:
    return lambda monkeypatch: monkeypatch.setitem(errors._KINDS, status, kind)


def language(tag: str, name: str) -> Seed:
    return lambda monkeypatch: monkeypatch.setitem(languages.LANGUAGES, tag, name)


def _attribute(owner: ModuleType | type, name: str, value: Any) -> Seed:
    return lambda monkeypatch: monkeypatch.setattr(owner, name, value)


LIMIT_IGNORED = _attribute(arguments.Arguments, "limit", lambda self, value: self)
AXIS_LOST = _attribute(reading, "axis", lambda value, path, promised: ("day", ()))
ONE_INSERT_ID = _attribute(encode, "new_insert_id", lambda now: "always the same")
CREDENTIALS_TO_INGESTION = _attribute(settings, "INGESTION", "no api")


def emulated(operation_id: str, answer: Callable[[], Any]) -> Seed:
    """Let the emulator answer an operation with another JSON body."""

    def handler(call: Any) -> Any:
        return json_response(200, answer())

    return lambda monkeypatch: monkeypatch.setitem(
        emulator_operations.HANDLERS, operation_id, handler
    )


def broken() -> Any:
    raise RuntimeError("a bug")


def misshapen() -> Any:
    return {"type": "nomatch", "matches": "none"}
