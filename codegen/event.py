"""The members of an event and their names as Python arguments, for the generators that need them."""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from codegen.document import follow


def event_members(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the schema of each member of `Event`, references followed, by its wire name."""
    event = document["components"]["schemas"]["Event"]
    return {name: follow(document, member) for name, member in event["properties"].items()}


def python_names(document: dict[str, Any]) -> dict[str, str]:
    """Return the name of each member as a Python argument, by its wire name.

    It is the wire name unless `x-python-name` says another. Raises `ValueError` for what cannot be an
    argument, and for two members of one name.
    """
    names: dict[str, str] = {}
    for wire, schema in event_members(document).items():
        name: str = schema.get("x-python-name", wire)
        if not name.isidentifier() or iskeyword(name):
            raise ValueError(f"Event.{wire}: {name!r} is no Python argument; give an x-python-name")
        if name in names.values():
            raise ValueError(f"Event.{wire}: {name!r} is another member's name in Python")
        names[wire] = name
    return names
