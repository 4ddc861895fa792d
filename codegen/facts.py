"""Renders `facts.py`: what the facade and the emulator read from the specs at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegen.document import follow, operations
from codegen.event import event_members, python_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegen.document import OperationSite

_DECLARATIONS = '''
"""Facts of the four APIs, read from their specifications. Standard library only."""

from typing import Final, NamedTuple

class Parameter(NamedTuple):
    """A parameter of an operation."""

    name: str
    location: str
    """`query` or `path`."""
    required: bool
    default: object
    """What the service assumes without it; None when nothing is documented."""
    enum: tuple[object, ...]
    """The closed list of values; empty when there is none."""
    json: bool
    """Whether each value is JSON text."""
    repeated: bool
    """Whether the parameter is sent once for each of several values."""

class Cost(NamedTuple):
    """What a query of a type costs, before it is multiplied by days and conditions."""

    base: int
    per_event: int
    """Times the events it is about, each event counting for more by what it is grouped by."""

class Operation(NamedTuple):
    """An operation of an API."""

    id: str
    api: str
    method: str
    path: str
    retry: str
    """`safe`, `keyed` (safe with the idempotency key) or `never`."""
    idempotency_key: str | None
    statuses: tuple[str, ...]
    """Declared statuses, among them ranges such as `5XX`."""
    parameters: tuple[Parameter, ...]
    body: str | None
    """Name of the schema of the JSON body."""
    cost: Cost | None
    """None where no limit of cost is documented; nothing but zeros where the limit counts requests."""

class Member(NamedTuple):
    """A member of an object."""

    name: str
    """On the wire."""
    python_name: str
    """As an argument."""
    types: tuple[str, ...]
    """JSON types."""
    required: bool
    default: object
    """What the service assumes without it; None when nothing is documented."""
    source: str | None
    """How it is known when the vendor's main documentation does not have it."""
'''


def render(documents: dict[str, dict[str, Any]]) -> str:
    """Return the module's source for the bundled documents, by the name of their API."""
    operations_by_id = {
        site.operation["operationId"]: _operation(api, document, site)
        for api, document in documents.items()
        for site in operations(document)
    }
    versions = {api: document["info"]["version"] for api, document in documents.items()}
    return "\n".join(
        [
            _DECLARATIONS,
            _constant("HOSTS", "dict[str, dict[str, str]]", _hosts(documents)),
            _constant("VERSIONS", "dict[str, str]", versions),
            _constant("OPERATIONS", "dict[str, Operation]", operations_by_id),
            _constant("EVENT_MEMBERS", "dict[str, Member]", _event_members(documents["http_v2"])),
            *_limits(documents),
        ]
    )


class _Call(NamedTuple):
    """A call in the rendered source."""

    function: str
    arguments: dict[str, object]


def _hosts(documents: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
    return {
        api: {server["x-amplitude-region"]: server["url"] for server in document["servers"]}
        for api, document in documents.items()
    }


def _operation(api: str, document: dict[str, Any], site: OperationSite) -> _Call:
    operation = site.operation
    return _Call(
        "Operation",
        {
            "id": operation["operationId"],
            "api": api,
            "method": site.method.upper(),
            "path": site.path,
            "retry": operation["x-retry"],
            "idempotency_key": operation.get("x-idempotency-key"),
            "statuses": list(operation["responses"]),
            "parameters": [_parameter(document, parameter) for parameter in site.parameters],
            "body": _body(operation),
            "cost": _cost(operation),
        },
    )


def _cost(operation: dict[str, Any]) -> _Call | None:
    declared = operation.get("x-amplitude-cost")
    return None if declared is None else _Call("Cost", {"base": 0, "per_event": 0, **declared})


def _body(operation: dict[str, Any]) -> str | None:
    if "requestBody" not in operation:
        return None
    reference: str = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return reference.rpartition("/")[2]


def _parameter(document: dict[str, Any], parameter: dict[str, Any]) -> _Call:
    is_content = "content" in parameter
    schema = follow(document, {} if is_content else parameter["schema"])
    repeated = schema.get("type") == "array" and parameter.get("explode", True)
    value = follow(document, schema["items"]) if repeated else schema
    return _Call(
        "Parameter",
        {
            "name": parameter["name"],
            "location": parameter["in"],
            "required": parameter.get("required", False),
            "default": schema.get("default"),
            "enum": value.get("enum", []),
            "json": is_content or value.get("contentMediaType") == "application/json",
            "repeated": repeated,
        },
    )


def _event_members(document: dict[str, Any]) -> dict[str, _Call]:
    required = document["components"]["schemas"]["Event"]["required"]
    arguments = python_names(document)
    return {
        name: _Call(
            "Member",
            {
                "name": name,
                "python_name": arguments[name],
                "types": list(dict.fromkeys(_types(document, member))),
                "required": name in required,
                "default": member.get("default"),
                "source": member.get("x-amplitude-source"),
            },
        )
        for name, member in event_members(document).items()
    }


def _types(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    declared = schema.get("type", [])
    yield from [declared] if isinstance(declared, str) else declared
    for alternative in schema.get("anyOf", []):
        yield from _types(document, follow(document, alternative))


def _limits(documents: dict[str, dict[str, Any]]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for api, document in documents.items():
        for name, value in document.get("x-amplitude-limits", {}).items():
            if owner := owners.get(name):
                raise ValueError(f"x-amplitude-limits: {name!r} is in both {owner} and {api}")
            owners[name] = api
            yield _constant(name.upper(), _type(value), value)


def _type(value: object) -> str:
    if not isinstance(value, list):
        return type(value).__name__
    kinds = sorted({_type(item) for item in value})
    return f"tuple[{' | '.join(kinds)}, ...]"


def _constant(name: str, type_: str, value: object) -> str:
    return f"{name}: Final[{type_}] = {_source(value)}"


def _source(value: object) -> str:
    """Return Python source for a value of JSON (an array becomes a tuple) or a call."""
    if isinstance(value, _Call):
        arguments = (f"{key}={_source(item)}" for key, item in value.arguments.items())
        return f"{value.function}({', '.join(arguments)})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_source(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "(" + ", ".join(map(_source, value)) + ("," if len(value) == 1 else "") + ")"
    return repr(value)
