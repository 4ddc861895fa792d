"""The keywords of JSON schemas that look at one value only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from amplitude_sdk.emulator.instants import parse_instant
from amplitude_sdk.emulator.json_types import is_list, is_number

Checker: TypeAlias = Callable[[Any], str | None]
"""Returns what is wrong with a value, starting with where; None when nothing is."""

Schema: TypeAlias = Mapping[str, Any]

_PYTHON_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}

_INT64: Final = range(-(2**63), 2**63)


def nothing(_value: Any) -> str | None:
    """Find nothing wrong."""
    return None


def type_check(schema: Schema) -> Checker:
    """Check `type`. A whole number is an integer however it is written."""
    declared = schema["type"]
    names: list[str] = [declared] if isinstance(declared, str) else list(declared)
    allowed = frozenset(kind for name in names for kind in _PYTHON_TYPES[name])
    whole = "integer" in names
    problem = f" must be {' or '.join(names)}"

    def check(value: Any) -> str | None:
        if type(value) in allowed or (whole and type(value) is float and value.is_integer()):
            return None
        return problem

    return check


def enum_check(schema: Schema) -> Checker:
    """Check `enum`."""
    values = schema["enum"]
    problem = f" must be one of {', '.join(map(str, values))}"
    return lambda value: None if value in values and not isinstance(value, bool) else problem


def pattern_check(schema: Schema) -> Checker:
    """Check `pattern`. Its final "$" is the end of the text, not a place before a line break."""
    pattern = re.compile(re.sub(r"(?<!\\)\$\Z", r"\\Z", schema["pattern"]), re.ASCII)
    problem = f" must match {schema['pattern']}{_explained(schema)}"
    return lambda value: problem if isinstance(value, str) and not pattern.search(value) else None


def _explained(schema: Schema) -> str:
    """Return what the spec says about it in its first sentence, for a person."""
    sentence = schema.get("description", "").partition(". ")[0].rstrip(".")
    return f": {sentence[0].lower()}{sentence[1:]}" if sentence else ""


def format_check(schema: Schema) -> Checker:
    """Check `format`, as far as a format restricts anything."""
    return _FORMATS.get(schema["format"], nothing)


def bound_check(keyword: str) -> Callable[[Schema], Checker]:
    """Check one of the keywords that are a limit."""
    holds, problem = _BOUNDS[keyword]

    def make(schema: Schema) -> Checker:
        limit = schema[keyword]
        return lambda value: None if holds(value, limit) else problem.format(limit)

    return make


def _int64(value: Any) -> str | None:
    in_range = not is_number(value) or int(value) in _INT64
    return None if in_range else " must fit into 64 bits"


def _date_time(value: Any) -> str | None:
    if not isinstance(value, str) or parse_instant(value) is not None:
        return None
    if parse_instant(value.replace(" ", "+")) is not None:
        return " has a space where its offset begins; write the plus sign of a query as %2B"
    return " must be an ISO 8601 time with seconds and offset, such as 2026-01-31T00:00:00Z"


_FORMATS: Final[Mapping[str, Checker]] = {"int64": _int64, "date-time": _date_time}


def _longer(value: Any, limit: int) -> bool:
    return not isinstance(value, str) or len(value) >= limit


def _larger(value: Any, limit: float) -> bool:
    return not is_number(value) or value >= limit


def _smaller(value: Any, limit: float) -> bool:
    return not is_number(value) or value <= limit


def _fuller(value: Any, limit: int) -> bool:
    return not is_list(value) or len(value) >= limit


def _emptier(value: Any, limit: int) -> bool:
    return not is_list(value) or len(value) <= limit


_BOUNDS: Final[Mapping[str, tuple[Callable[[Any, Any], bool], str]]] = {
    "minLength": (_longer, " must have at least {} characters"),
    "minimum": (_larger, " must be at least {}"),
    "maximum": (_smaller, " must be at most {}"),
    "minItems": (_fuller, " must have at least {} items"),
    "maxItems": (_emptier, " must have at most {} items"),
}
