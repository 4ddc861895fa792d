"""The operators of filters and segments, as SQL conditions.

Documented (the vendor's page "Segment operators"): `is` compares exactly, `contains` looks for a
part of the text without regard to case, `set is` means exactly these values and no others.
Documented ("HTTP V2 API", "Set date values"): dates are compared as texts. Documented (Dashboard
REST API, samples): `(none)` stands for no value. Inferred: of several values one has to fit; each
`not` is the opposite of its operator, so it holds for an event without the property; `less` and
the like compare numbers when both sides are written as numbers and texts otherwise, and never hold
without a value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from amplitude_sdk.emulator.analytics.properties import Bindings, Property

NONE: Final = "(none)"
"""How an absent value is written."""

_NUMBER: Final = r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?"

_Operator: TypeAlias = "Callable[[Property, Sequence[str], Bindings], str]"


def condition(property_: Property, operator: str, values: Sequence[str], bindings: Bindings) -> str:
    """Return the SQL condition for a property and the values it is compared with."""
    if operator not in _OPERATORS:
        raise refused(400, f"Invalid operator {operator}")
    return f"({_OPERATORS[operator](property_, values, bindings)})"


def _is(property_: Property, values: Sequence[str], bindings: Bindings) -> str:
    listed = bindings.bind(list(values))
    fits = _any_text(property_, lambda text: f"list_contains({listed}::varchar[], {text})")
    return f"{fits} or {_has_no_value(property_)}" if NONE in values else fits


def _contains(property_: Property, values: Sequence[str], bindings: Bindings) -> str:
    parts = [bindings.bind(value) for value in values]
    return _any_text(
        property_, lambda text: _or([f"contains(lower({text}), lower({part}))" for part in parts])
    )


def _compares(sign: str) -> _Operator:
    def make(property_: Property, values: Sequence[str], bindings: Bindings) -> str:
        tests = [_comparison(sign, value, bindings) for value in values]
        return _any_text(property_, lambda text: _or([test.format(text=text) for test in tests]))

    return make


def _comparison(sign: str, value: str, bindings: Bindings) -> str:
    """Return the SQL test of `{text}` against one value."""
    as_text = f"{{text}} {sign} {bindings.bind(value)}"
    if not re.fullmatch(_NUMBER, value):
        return as_text
    number = f"try_cast({{text}} as double) {sign} {bindings.bind(float(value))}"
    return f"case when regexp_full_match({{text}}, '{_NUMBER}') then {number} else {as_text} end"


def _set_is(property_: Property, values: Sequence[str], bindings: Bindings) -> str:
    wanted = bindings.bind(sorted({value for value in values if value != NONE}))
    return f"list_sort({property_.texts()}) = {wanted}::varchar[]"


def _not(operator: _Operator) -> _Operator:
    return lambda property_, values, bindings: f"not ({operator(property_, values, bindings)})"


def _any_text(property_: Property, test: Callable[[str], str]) -> str:
    if property_.is_list:
        return f"len(list_filter({property_.sql}, lambda text: {test('text')})) > 0"
    return f"coalesce({test(f'({property_.sql})')}, false)"


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
