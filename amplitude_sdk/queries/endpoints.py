"""The way into the generated clients: one operation, its arguments by wire name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from amplitude_api import facts

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.transport.loading import loaded
from amplitude_sdk.transport.messages import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["call"]

T = TypeVar("T")

_HUMP: Final = re.compile(r"(?<=[a-z0-9])([A-Z])")


def call(
    operation_id: str,
    decode: Callable[[Any], T],
    *,
    arguments: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
    check: str = "",
    cost: int = 0,
) -> Call[T]:
    """Build a call through the generated `build_request` of an operation.

    Generated modules are imported when their operation is first called, so that nobody pays for
    the models of calls they do not make.

    Raises:
        ValidationError: an id that cannot stand in a path, or a member of the body that is missing
            or of a wrong type.

    Args:
        operation_id: as the specs name it.
        decode: reads the decoded reply.
        arguments: parameters by wire name.
        body: the JSON body by wire name; a member that is None is sent as null.
        check: for operations that must not be repeated, how to find out whether one was applied.
        cost: what a query costs, see `cost_of`.
    """
    operation = facts.OPERATIONS[operation_id]
    for parameter in operation.parameters:
        if parameter.location == "path":
            _check_segment(parameter.name, (arguments or {})[parameter.name])
    package = f"amplitude_api.{operation.api}"
    endpoint: Any = loaded(f"{package}.api.{operation.api}.{_snake(operation_id)}")
    given = {_snake(name): value for name, value in (arguments or {}).items()}
    if body is not None:
        model = getattr(loaded(f"{package}.models"), operation.body or "")
        given["body"] = _filled(model, body)
    return Call(operation, endpoint.build_request(**given), decode, check, cost)


def _check_segment(name: str, value: object) -> None:
    """Refuse what would name another path, or is no Unicode; the rest is percent-encoded."""
    text = str(value)
    if text in {"", ".", ".."} or text.encode("utf-8", "replace").decode() != text:
        raise ValidationError(name, f"{value!r} is not an id")


def _filled(model: Any, body: Mapping[str, Any]) -> Any:
    try:
        return model.from_dict(dict(body))
    except KeyError as missing:
        raise ValidationError(str(missing.args[0]), "is required") from None
    except (AttributeError, TypeError, ValueError) as error:
        raise ValidationError("body", f"is not as the specs describe it: {error}") from None


@cache
def _snake(name: str) -> str:
    return _HUMP.sub(r"_\1", name).lower()
