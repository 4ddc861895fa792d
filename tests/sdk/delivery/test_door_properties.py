"""Whatever a caller passes: the event is what the documentation says, or the call is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import orjson
import pytest
from amplitude_api import facts
from hypothesis import event as note
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.delivery.encode import Door, Rules
from amplitude_sdk.delivery.members import by_wire_name
from amplitude_sdk.errors import ValidationError
from tests.sdk.delivery.oracle import MEMBERS, Refused, event_of, paths, picture, same
from tests.strategies import Level, Plan, json_values, moments, python_scalars, python_values

RULES = {
    "checked": Rules(map_language=False),
    "unchecked": Rules(map_language=False, validate=False),
}
ADDED = ("time", "insert_id")

ids = st.one_of(
    st.text("abcxyz", min_size=5, max_size=12),
    st.sampled_from(["mira.holm", "0000-0000", "00000000a", "-----", "ab", "", *facts.REFUSED_IDS]),
    st.sampled_from(["NONE", "Unknown", "x" * 1024, "x" * 1025, Plan.PRO, None, 12345]),
)
event_types = st.one_of(
    st.text(min_size=1, max_size=5),
    st.sampled_from(["Recipe Opened", "y" * 1030, Plan.PRO, Level.ONE, "", None, 7]),
    st.sampled_from(facts.RESERVED_EVENT_TYPES),
)
FITTING: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(max_size=6),
    "integer": st.integers(-(2**63), 2**64 - 1),
    "number": st.one_of(st.integers(-99, 99), st.floats(-9, 9), st.decimals(-9, 9, places=2)),
    "boolean": st.booleans(),
    "object": st.one_of(
        st.dictionaries(st.text(max_size=4), json_values, max_size=4),
        st.dictionaries(st.text(max_size=4), python_scalars, max_size=4),
        st.dictionaries(st.text(max_size=4), python_values, max_size=4),
    ),
}


def values(name: str) -> st.SearchStrategy[Any]:
    """Mostly what the argument is for."""
    if name in {"user_id", "device_id"}:
        return ids
    if name not in MEMBERS:
        return python_values
    fitting = [FITTING[kind] for kind in MEMBERS[name].types]
    fitting = [*fitting, moments] if name == "time" else fitting
    return st.one_of(*fitting, *fitting, *fitting, st.none(), python_values)


@st.composite
def calls(draw: st.DrawFn) -> tuple[Any, dict[str, Any]]:
    """An event type, and arguments of which most are as they should be."""
    known = [name for name in MEMBERS if name != "event_type"]
    names = draw(st.lists(st.sampled_from([*known, *known, "userId", "x"]), max_size=5))
    arguments = {"user_id": draw(st.just("mira.holm") | ids)}
    arguments |= {name: draw(values(name)) for name in ("event_properties", *names)}
    return draw(st.just("Recipe Opened") | event_types), arguments


def decoded(data: bytes) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(data, parse_float=Decimal)
    return event


def tracked(rules: Rules, call: tuple[Any, dict[str, Any]]) -> dict[str, Any]:
    event_type, arguments = call
    data, _ = Door(rules).track(event_type, dict(arguments))
    return decoded(data)


@pytest.mark.parametrize("kind", RULES)
@given(call=calls())
def test_an_event_is_what_the_documentation_says_or_is_refused(
    kind: str, call: tuple[Any, dict[str, Any]]
) -> None:
    try:
        wanted = event_of(*call, validate=RULES[kind].validate)
    except Refused as why:
        note(f"refused: {str(why).partition(':')[0][:20]}")
        with pytest.raises(ValidationError):
            tracked(RULES[kind], call)
        return
    note("taken")
    sent = tracked(RULES[kind], call)
    added = {name: sent.pop(name) for name in ADDED if name not in wanted}
    assert same(sent, wanted)
    assert all(added.values())


@pytest.mark.parametrize("kind", RULES)
@given(call=calls())
def test_both_ways_through_the_door_lead_to_the_same_event(
    kind: str, call: tuple[Any, dict[str, Any]]
) -> None:
    event_type, arguments = call
    try:
        given_members = by_wire_name({**arguments, "event_type": event_type})
    except ValidationError:
        note("unknown argument")
        return
    door = Door(RULES[kind])
    quick = door._natively(dict(given_members), door._types.simple, None)
    note("slow" if quick is None else "quick")
    if quick is not None:
        converted, notes = door._convert(given_members, {})
        assert decoded(quick) == decoded(orjson.dumps(converted))
        assert notes == ()


@given(call=calls())
def test_what_the_caller_gave_stays_as_it_is(call: tuple[Any, dict[str, Any]]) -> None:
    event_type, arguments = call
    before = picture(arguments)
    for rules in RULES.values():
        try:
            tracked(rules, (event_type, arguments))
        except ValidationError:
            note("refused")
    assert picture(arguments) == before


@pytest.mark.parametrize("kind", RULES)
@given(call=calls())
def test_an_error_names_a_place_in_what_was_given(
    kind: str, call: tuple[Any, dict[str, Any]]
) -> None:
    error = refusal(RULES[kind], call)
    if error is None:
        return
    event_type, arguments = call
    named = {"event_type": event_type, "user_id": None, **arguments}
    places = {place for name, value in named.items() for place in paths(value, name)}
    shortened = error.field.removesuffix("...")
    assert error.field in places or any(place.startswith(shortened) for place in places)
    assert str(error) == f"{error.field}: {error.problem}"


def refusal(rules: Rules, call: tuple[Any, dict[str, Any]]) -> ValidationError | None:
    try:
        tracked(rules, call)
    except ValidationError as error:
        return error
    return None


@pytest.mark.parametrize("kind", RULES)
@given(call=calls())
def test_an_upload_takes_what_a_tracking_call_takes(
    kind: str, call: tuple[Any, dict[str, Any]]
) -> None:
    try:
        wanted = event_of(*call, validate=RULES[kind].validate)
    except Refused:
        return
    members = by_wire_name({**call[1], "event_type": call[0]})
    encoded = Door(RULES[kind]).event(members)
    wanted.setdefault("insert_id", encoded.insert_id)
    assert same(decoded(encoded.data), wanted)
