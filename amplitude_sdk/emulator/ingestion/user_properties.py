"""What an upload does to the properties of a user.

Documented (HTTP V2 API, "Event array keys"; the vendor's Identify page): plain keys set properties;
with operators, `$set` sets, `$setOnce` sets what is not set, `$add` adds to a number, `$append` and
`$prepend` add to a list, `$preInsert` and `$postInsert` do so for values the list lacks, `$remove`
removes from a list, `$unset` removes the property, `$clearAll` all of them. Operators and plain keys
do not mix. Inferred: a property that is not a list becomes one of one value before something is
added to it; adding to what is no number starts from zero; a sum beyond 64 bits is a float, and one
that is no number any more changes nothing.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import orjson
from amplitude_api.facts import USER_PROPERTY_OPERATORS

from amplitude_sdk.emulator.json_types import is_list, is_number, is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Properties: TypeAlias = dict[str, Any]

_OPERATORS: Final = frozenset(USER_PROPERTY_OPERATORS)
_SCALARS: Final = frozenset({str, int, float, bool, type(None)})
_INTEGERS: Final = range(-(2**63), 2**64)
"""The integers JSON is read and written with."""


def mixes(sent: Mapping[str, Any]) -> bool:
    """Tell whether operators and plain keys stand beside each other."""
    return not _OPERATORS.isdisjoint(sent) and not sent.keys() <= _OPERATORS


def malformed(sent: Mapping[str, Any]) -> bool:
    """Tell whether an operator other than `$clearAll` has no properties to work on."""
    return any(
        not is_object(operand)
        for name, operand in sent.items()
        if name in _OPERATORS and name != "$clearAll"
    )


def updated(properties: Properties, sent: Mapping[str, Any]) -> Properties:
    """Return the properties after an upload has `sent` plain keys or operators."""
    if _OPERATORS.isdisjoint(sent):
        # Most events repeat what is known; then nothing is copied.
        return properties if _repeats(properties, sent) else {**properties, **sent}
    if "$clearAll" in sent:
        return {}
    result = dict(properties)
    for name, operand in sent.items():
        for key, value in operand.items():
            _APPLY[name](result, key, value)
    return result


def _repeats(properties: Properties, sent: Mapping[str, Any]) -> bool:
    """Tell whether all that is sent is known, as far as that can be seen quickly."""
    for key, value in sent.items():
        kind = value.__class__
        if kind not in _SCALARS or key not in properties:
            return False
        known = properties[key]
        if known.__class__ is not kind or known != value:  # true equals 1 in Python, not in JSON
            return False
    return True


def _set(properties: Properties, key: str, value: Any) -> None:
    properties[key] = value


def _set_once(properties: Properties, key: str, value: Any) -> None:
    properties.setdefault(key, value)


def _add(properties: Properties, key: str, value: Any) -> None:
    total = _number(properties.get(key)) + _number(value)
    whole = isinstance(total, int) and total in _INTEGERS
    if isfinite(total):  # JSON has no other numbers
        properties[key] = total if whole else float(total)


def _append(properties: Properties, key: str, value: Any) -> None:
    properties[key] = [*_list(properties.get(key)), *_list(value)]


def _prepend(properties: Properties, key: str, value: Any) -> None:
    properties[key] = [*_list(value), *_list(properties.get(key))]


def _post_insert(properties: Properties, key: str, value: Any) -> None:
    present = _list(properties.get(key))
    properties[key] = [*present, *_without(_list(value), present)]


def _pre_insert(properties: Properties, key: str, value: Any) -> None:
    present = _list(properties.get(key))
    properties[key] = [*_without(_list(value), present), *present]


def _remove(properties: Properties, key: str, value: Any) -> None:
    if key in properties:
        properties[key] = _without(_list(properties[key]), _list(value))


def _unset(properties: Properties, key: str, _value: Any) -> None:
    properties.pop(key, None)


def _number(value: Any) -> float:
    return value if is_number(value) else 0


def _without(values: list[Any], others: list[Any]) -> list[Any]:
    """Return the values that are none of the others, compared as JSON."""
    texts = {_text(one) for one in others}
    return [one for one in values if _text(one) not in texts]


def _text(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if is_list(value) else [value]


_APPLY: Final[Mapping[str, Callable[[Properties, str, Any], None]]] = {
    "$set": _set,
    "$setOnce": _set_once,
    "$add": _add,
    "$append": _append,
    "$prepend": _prepend,
    "$postInsert": _post_insert,
    "$preInsert": _pre_insert,
    "$remove": _remove,
    "$unset": _unset,
}
