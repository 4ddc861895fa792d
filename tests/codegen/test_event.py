"""The names of an event's members as Python arguments, in tiny documents."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.event import event_members, python_names


def document(**properties: dict[str, Any]) -> dict[str, Any]:
    schemas = {"Event": {"properties": properties}, "Text": {"type": "string", "title": "text"}}
    return {"components": {"schemas": schemas}}


def test_references_of_members_are_followed() -> None:
    referring = document(city={"$ref": "#/components/schemas/Text", "description": "Where."})
    assert event_members(referring) == {
        "city": {"type": "string", "title": "text", "description": "Where."}
    }


def test_a_member_has_its_wire_name_in_python_unless_the_spec_gives_another() -> None:
    named = document(city={}, productId={"x-python-name": "product_id"})
    assert python_names(named) == {"city": "city", "productId": "product_id"}


@pytest.mark.parametrize("name", ["$skip", "from", "two words", "1st"])
def test_what_cannot_be_an_argument_needs_another_name(name: str) -> None:
    with pytest.raises(ValueError, match="no Python argument; give an x-python-name"):
        python_names(document(**{name: {}}))


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match=r"Event.B: 'a' is another member's name"):
        python_names(document(a={}, B={"x-python-name": "a"}))
