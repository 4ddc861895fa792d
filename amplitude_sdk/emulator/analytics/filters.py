"""The operators of filters and segments, as SQL conditions.

Documented (the vendor's page "Segment operators"): `is` compares exactly, `contains` looks for a
part of the text without regard to case, `set is` means exactly these values and no others.
Documented ("HTTP V2 API", "Set date values"): dates are compared as texts. Documented (Dashboard
REST API, samples): `(none)` stands for no value. Inferred: of several values one has to fit; each
`not` is the opposite of its operator, so it holds for an event without the property; `less` and
the like compare numbers when both sides read as numbers and texts otherwise, and never hold
without a value.

A condition is true for the events that fulfil it, and false or null for all others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from amplitude_sdk.emulator.analytics.properties import Property
    from amplitude_sdk.emulator.analytics.statement import Statement

NONE: Final = "(none)"
"""How an absent value is written."""

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")

_AS_IN_JSON: Final = re.compile(r"[^\x00-\x1f\x7f\"\\/]+")
"""Texts that JSON writes as they are, without escapes."""

_Operator: TypeAlias = "Callable[[Property, Sequence[str], Statement], str]"


def condition(
    property_: Property, operator: str, values: Sequence[str], statement: Statement
) -> str:
    """Return the SQL condition for a property and the values it is compared with."""
    if operator not in _OPERATORS:
        raise refused(400, f"Invalid operator {operator}; use one of {', '.join(_OPERATORS)}")
    return f"({_OPERATORS[operator](property_, values, statement)})"


def _is(property_: Property, values: Sequence[str], statement: Statement) -> str:
    if NONE in values:
        return f"{_is_one_of(property_, values, statement)} or {_has_no_value(property_)}"
    if property_.document is None or not all(map(_stands_in_json, values)):
        return _is_one_of(property_, values, statement)
    # Looking for the text in the whole document takes half as long as finding the member in it.
    parts = [f"contains({property_.document}::varchar, {statement.bind(each)})" for each in values]
    return f"{_or(parts)} and {_is_one_of(property_, values, statement)}"


def _is_one_of(property_: Property, values: Sequence[str], statement: Statement) -> str:
    if len(values) == 1:
        value = statement.bind(values[0])
        return _any_text(property_, lambda text: f"{text} = {value}")
    listed = statement.bind(list(values))
    return _any_text(property_, lambda text: f"list_contains({listed}::varchar[], {text})")


def _stands_in_json(value: str) -> bool:
    """Tell whether JSON that has this value has its text; numbers can be written in several ways."""
    return bool(_AS_IN_JSON.fullmatch(value)) and not _NUMBER.fullmatch(value)


def _contains(property_: Property, values: Sequence[str], statement: Statement) -> str:
    parts = [statement.bind(value) for value in values]
    return _any_text(
        property_, lambda text: _or([f"contains(lower({text}), lower({part}))" for part in parts])
    )


def _compares(sign: str) -> _Operator:
    def make(property_: Property, values: Sequence[str], statement: Statement) -> str:
        tests = [_comparison(sign, value, statement) for value in values]
        return _any_text(property_, lambda text: _or([test.format(text=text) for test in tests]))

    return make


def _comparison(sign: str, value: str, statement: Statement) -> str:
    """Return the SQL test of `{text}` against one value."""
    as_text = f"{{text}} {sign} {statement.bind(value)}"
    if not _NUMBER.fullmatch(value):
        return as_text
    as_number = f"try_cast({{text}} as double) {sign} {statement.bind(float(value))}::double"
    return f"coalesce({as_number}, {as_text})"


def _set_is(property_: Property, values: Sequence[str], statement: Statement) -> str:
    wanted = statement.bind(sorted({value for value in values if value != NONE}))
    return f"list_sort({property_.texts()}) = {wanted}::varchar[]"


def _not(operator: _Operator) -> _Operator:
    return lambda property_, values, statement: (
        f"({operator(property_, values, statement)}) is not true"
    )


def _any_text(property_: Property, test: Callable[[str], str]) -> str:
    if property_.is_list:
        return f"len(list_filter({property_.sql}, lambda text: {test('text')})) > 0"
    return test(f"({property_.sql})")


def _has_no_value(property_: Property) -> str:
    return f"len({property_.sql}) = 0" if property_.is_list else f"({property_.sql}) is null"


def _or(tests: Sequence[str]) -> str:
    return f"({' or '.join(tests)})" if tests else "false"


_OPERATORS: Final[Mapping[str, _Operator]] = {
    "is": _is,
    "is not": _not(_is),
    "contains": _contains,
    "does not contain": _not(_contains),
    "less": _compares("<"),
    "less or equal": _compares("<="),
    "greater": _compares(">"),
    "greater or equal": _compares(">="),
    "set is": _set_is,
    "set is not": _not(_set_is),
}
