"""Compares stored events with what a test wants, and says what the nearest one lacks."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_sdk.emulator.json_types import is_object

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PARTS: Final = frozenset({"event_properties", "user_properties", "groups", "group_properties"})
"""Members of which a test names the parts it cares about."""
_ABSENT: Final = object()
_TYPES_SHOWN: Final = 10
_ALIKE: Final = 0.75
"""From this ratio on a name is taken for another: `product_id` for `productId`, not `city` for `price`."""


class _Difference(NamedTuple):
    """A member that is not as wanted, and what is `there` beside it."""

    where: str
    name: str
    wanted: Any
    there: Mapping[str, Any]


def matching(
    events: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """Return the events that have all the `wanted` members."""
    return [event for event in events if not _differing(event, wanted)]


def differences(event: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """Return how an event differs from what is wanted, a line for each member."""
    return [_line(*one) for one in _differing(event, wanted)]


def unmatched(
    events: Sequence[Mapping[str, Any]],
    wanted: Mapping[str, Any],
    found: int,
    count: int | None,
    elsewhere: Sequence[str] = (),
) -> str:
    """Return what a failed assertion says; `elsewhere` are projects it was not looked for in."""
    number = "at least one event" if count is None else f"{count} {_events(count)}"
    lines = [f"wanted {number} with {_described(wanted)}; found {found or 'none'}"]
    if not events:
        others = f" with this API key; there are: {', '.join(elsewhere)}" if elsewhere else ""
        return f"{lines[0]}\nno events are stored{others}"
    if not found:
        lines += _nearest(events, wanted)
    elif found < (count or 1):
        lines += _nearest([one for one in events if _is_near(one, wanted)], wanted)
    return "\n".join(lines)


def unwanted(found: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any]) -> str:
    """Return what a failed assertion of absence says."""
    first = "\n".join(f"  {name}: {value!r}" for name, value in found[0].items())
    return f"wanted no event with {_described(wanted)}; found {len(found)}, the first of them:\n{first}"


def _is_near(event: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Tell whether an event that does not match has the type that is wanted."""
    type_ = event["event_type"]
    return bool(wanted.get("event_type", type_) == type_ and _differing(event, wanted))


def _nearest(events: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any]) -> list[str]:
    if not events:
        return []
    type_ = wanted.get("event_type")
    stored = Counter(str(event["event_type"]) for event in events)
    lines: list[str] = []
    if type_ is not None and type_ not in stored:
        shown = ", ".join(f"{name!r} ({times})" for name, times in stored.most_common(_TYPES_SHOWN))
        lines.append(f"no event has the type {type_!r}; there are: {shown}")
        lines += [f"did you mean {near!r}?" for near in get_close_matches(str(type_), stored, 1)]
    of_type = [event for event in events if event["event_type"] == type_]
    # Of several that are equally near the latest: tests look for what they just did.
    nearest = min(reversed(of_type or list(events)), key=lambda one: len(_differing(one, wanted)))
    lines.append("the nearest differs in:")
    return lines + [f"  {line}" for line in differences(nearest, wanted)]


def _is_same(value: Any, wanted: Any) -> bool:
    """Compare as JSON does: a truth value is no number."""
    return bool(value == wanted) and isinstance(value, bool) == isinstance(wanted, bool)


def _differing(event: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[_Difference]:
    found: list[_Difference] = []
    for name, value in wanted.items():
        if name in _PARTS and is_object(value):
            parts = event.get(name, {})
            found += [
                _Difference(f"{name}.", part, one, parts)
                for part, one in value.items()
                if not _is_same(parts.get(part, _ABSENT), one)
            ]
        elif not _is_same(event.get(name, _ABSENT), value):
            found.append(_Difference("", name, value, event))
    return found


def _line(where: str, name: str, wanted: Any, there: Mapping[str, Any]) -> str:
    shown = f"it is {there[name]!r}" if name in there else f"it is absent{_near(name, there)}"
    return f"{where}{name}: wanted {wanted!r}, {shown}"


def _near(name: str, there: Mapping[str, Any]) -> str:
    """Ask for a name that is there, when it is much like the one that is not."""
    near = get_close_matches(str(name), there, 1, _ALIKE)
    return f"; did you mean {near[0]!r}?" if near else ""


def _described(wanted: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in wanted.items()) or "any members"


def _events(count: int) -> str:
    return "event" if count == 1 else "events"
