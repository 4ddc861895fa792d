"""Facts of tiny documents; those of the real ones are compared with the specs elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from codegen import facts


def document(**members: Any) -> dict[str, Any]:
    return {
        "info": {"version": "1.2.3"},
        "servers": [
            {"url": "https://us.example.com", "x-amplitude-region": "us"},
            {"url": "https://eu.example.com", "x-amplitude-region": "eu"},
        ],
        "paths": {},
        "components": {"schemas": {"Event": {"properties": {}, "required": []}}},
        **members,
    }


def evaluate(**documents: dict[str, Any]) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "facts"}
    exec(facts.render({"http_v2": document(), **documents}), namespace)
    return namespace


def with_operation(operation: dict[str, Any], **components: Any) -> dict[str, Any]:
    whole = {"operationId": "getThing", "x-retry": "safe", "responses": {"200": {}}, **operation}
    return document(paths={"/things/{id}": {"get": whole}}, components=components)


def parameter(description: dict[str, Any], **components: Any) -> Any:
    described = {"name": "p", "in": "query", **description}
    namespace = evaluate(things=with_operation({"parameters": [described]}, **components))
    [found] = namespace["OPERATIONS"]["getThing"].parameters
    return found


def test_hosts_and_versions_are_those_of_each_document() -> None:
    namespace = evaluate(things=document(info={"version": "2"}))

    assert namespace["HOSTS"]["things"] == {
        "us": "https://us.example.com",
        "eu": "https://eu.example.com",
    }
    assert namespace["VERSIONS"] == {"http_v2": "1.2.3", "things": "2"}


def test_an_operation_says_how_it_is_called_and_repeated() -> None:
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
    described = {"x-retry": "keyed", "x-idempotency-key": "key", "requestBody": body}
    responses = {"200": {}, "5XX": {}}
    namespace = evaluate(things=with_operation({**described, "responses": responses}))

    operation = namespace["OPERATIONS"]["getThing"]
    assert operation._asdict() == {
        "id": "getThing",
        "api": "things",
        "method": "GET",
        "path": "/things/{id}",
        "retry": "keyed",
        "idempotency_key": "key",
        "statuses": ("200", "5XX"),
        "parameters": (),
        "body": "Thing",
        "cost": None,
    }


def test_an_operation_without_a_body_has_none() -> None:
    operation = evaluate(things=with_operation({}))["OPERATIONS"]["getThing"]

    assert operation.body is None
    assert operation.idempotency_key is None


@pytest.mark.parametrize(
    ("declared", "cost"),
    [({"base": 8}, (8, 0)), ({"per_event": 2}, (0, 2)), ({"base": 0}, (0, 0))],
)
def test_an_operation_says_what_its_queries_cost(
    declared: dict[str, int], cost: tuple[int, int]
) -> None:
    namespace = evaluate(things=with_operation({"x-amplitude-cost": declared}))

    assert tuple(namespace["OPERATIONS"]["getThing"].cost) == cost


def test_a_plain_parameter() -> None:
    described = {"required": True, "schema": {"enum": [1, 7], "default": 1}}

    assert parameter(described)._asdict() == {
        "name": "p",
        "location": "query",
        "required": True,
        "default": 1,
        "enum": (1, 7),
        "json": False,
        "repeated": False,
    }


def test_a_parameter_and_its_schema_may_be_references() -> None:
    found = parameter(
        {"$ref": "#/components/parameters/P"},
        parameters={"P": {"schema": {"$ref": "#/components/schemas/S"}}},
        schemas={"S": {"enum": ["a"], "default": "a"}},
    )

    assert (found.name, found.default, found.enum) == ("p", "a", ("a",))


def test_a_parameter_described_by_content_is_json_text_sent_once() -> None:
    found = parameter({"content": {"application/json": {"schema": {"default": 1}}}})

    assert (found.json, found.repeated, found.default) == (True, False, None)


def test_an_exploded_array_of_json_texts_is_repeated_json() -> None:
    items = {"type": "string", "contentMediaType": "application/json"}
    found = parameter({"schema": {"type": "array", "items": items}, "explode": True})

    assert (found.json, found.repeated) == (True, True)


def test_an_array_joined_into_one_value_is_not_repeated() -> None:
    found = parameter({"schema": {"type": "array", "items": {}}, "explode": False})

    assert not found.repeated


def test_members_of_events_know_their_types_defaults_and_sources() -> None:
    event = {
        "required": ["a"],
        "properties": {
            "a": {"type": "string"},
            "b": {"type": ["integer", "null"], "default": 1},
            "c": {"anyOf": [{"$ref": "#/components/schemas/Text"}, {"type": "number"}]},
            "d": {"$ref": "#/components/schemas/Text", "x-amplitude-source": "live"},
            "$e": {"type": "boolean", "x-python-name": "e"},
        },
    }
    schemas = {"Event": event, "Text": {"type": "string"}}
    members = evaluate(http_v2=document(components={"schemas": schemas}))["EVENT_MEMBERS"]

    assert {name: tuple(member) for name, member in members.items()} == {
        "a": ("a", "a", ("string",), True, None, None),
        "b": ("b", "b", ("integer", "null"), False, 1, None),
        "c": ("c", "c", ("string", "number"), False, None, None),
        "d": ("d", "d", ("string",), False, None, "live"),
        "$e": ("$e", "e", ("boolean",), False, None, None),
    }


def test_limits_become_constants_and_lists_tuples() -> None:
    limits = {"max_events": 2000, "refused_ids": ["", "0"], "share": 0.5, "name": "n", "one": [1]}
    limited = document(**{"x-amplitude-limits": limits})
    namespace = evaluate(things=limited)

    assert namespace["MAX_EVENTS"] == 2000
    assert namespace["REFUSED_IDS"] == ("", "0")
    assert (namespace["SHARE"], namespace["NAME"], namespace["ONE"]) == (0.5, "n", (1,))
    source = facts.render({"http_v2": limited})
    assert "REFUSED_IDS: Final[tuple[str, ...]] = ('', '0')" in source.splitlines()


def test_a_limit_of_two_documents_is_refused() -> None:
    limited = document(**{"x-amplitude-limits": {"max_events": 1}})

    with pytest.raises(ValueError, match="'max_events' is in both http_v2 and things"):
        evaluate(http_v2=limited, things=limited)
