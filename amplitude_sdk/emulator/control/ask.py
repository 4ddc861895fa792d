"""One request to the emulator's own API, as its handlers see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson

from amplitude_sdk.emulator.contract import parse_json, parse_query
from amplitude_sdk.emulator.json_types import is_object
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.core import Core
    from amplitude_sdk.emulator.messages import Request
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.state import State

_INT64: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that may be answered."""

    request: Request
    path: Mapping[str, str]
    """The texts of the path parameters."""
    core: Core

    @property
    def state(self) -> State:
        """What the emulator holds."""
        return self.core.state

    def query(self, *names: str) -> Query:
        """Return the query parameters. Raises the 400 for one that is none of `names`."""
        given = parse_query(self.request.query)
        _known("parameter", given, names)
        for name, values in given.items():
            if len(values) > 1:
                raise refused(400, f"{name} must not be repeated")
        return Query({name: values[0] for name, values in given.items()})

    def body(self, *names: str) -> dict[str, Any]:
        """Return the JSON object of the body, empty when there is none.

        Raises the 400 for a member that is none of `names`, and for query parameters: a filter
        that is overlooked would change more than was meant.
        """
        self.query()
        value: Any = parse_json(self.request.body) if self.request.body else {}
        if not is_object(value):
            raise refused(400, "The body must be a JSON object")
        _known("member", value, names)
        return value

    def number(self, name: str) -> int:
        """Return a whole number of the path. Raises the 404 when it is none."""
        text = self.path[name]
        if not (text.isascii() and text.isdecimal() and len(text) < len(str(_INT64))):
            raise refused(404, f"There is nothing with the {name} {text!r}")
        return int(text)


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of a query string."""

    values: Mapping[str, str]

    def text(self, name: str) -> str | None:
        """Return a parameter; None when it is absent or empty."""
        return self.values.get(name) or None

    def whole(self, name: str, *, most: int = _INT64) -> int | None:
        """Return a whole number from 0 to `most`. Raises the 400 when it is none."""
        text = self.text(name)
        if text is None:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_INT64))):
            raise refused(400, f"{name} must be a whole number, not {text!r}")
        if int(text) > most:
            raise refused(400, f"{name} must be at most {most}")
        return int(text)


def as_json(value: Any) -> str:
    """Return the beginning of a JSON value as it was sent, to say what is wrong with it."""
    return f"{orjson.dumps(value).decode():.80}"


def project_of(ask: Ask, number: int) -> Project:
    """Return the project with this number. Raises the 404 when there is none."""
    with ask.state.lock:
        project = ask.state.projects.by_number(number)
    if project is None:
        raise refused(404, f"There is no project {number}")
    return project


def _known(what: str, given: Mapping[str, Any], names: tuple[str, ...]) -> None:
    unknown = sorted(given.keys() - set(names))
    if unknown:
        known = ", ".join(names) or "none"
        raise refused(400, f"Unknown {what} {unknown[0]!r}; there are: {known}")
