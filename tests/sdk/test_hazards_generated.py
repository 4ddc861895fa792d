"""What the facade takes from the generated clients, and what it leaves.

It takes requests: `build_request` of each operation. It leaves everything that is unsafe in stock
output of openapi-python-client: the clients, whose `repr` shows the token and whose `with_...`
change the original, the parsing of replies, and models that a copy breaks. What two overridden
templates make safe for people who use the generated clients by themselves is tested here as well.
"""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from amplitude_api import facts

import amplitude_sdk
from tests.property.endpoints import module_of
from tests.sdk.bundles import APIS, METHODS, bundle

if TYPE_CHECKING:
    from collections.abc import Iterator

SDK = Path(amplitude_sdk.__file__).parent
PAGE = b"<html><body>no JSON</body></html>"
UNDECLARED = (204, 299, 302, 418, 451, 600, 999)
UNSAFE = {
    "AuthenticatedClient",
    "asyncio_detailed",
    "parse_response",
    "sync_detailed",
    "to_dict",
}
"""Names in generated code that the facade does not touch."""


def names_in(path: Path) -> Iterator[str]:
    """Every name a module uses, imports or looks up."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name


def homes_in(path: Path) -> Iterator[str]:
    """The modules of the generated package that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module="amplitude_api", names=names):
                yield from (each.name for each in names)
            case ast.ImportFrom(module=str(home)) if home.startswith("amplitude_api."):
                yield home.removeprefix("amplitude_api.")
            case ast.Import(names=names):
                yield from (each.name for each in names if each.name.startswith("amplitude_api"))


SOURCES = [path for path in SDK.rglob("*.py") if "emulator" not in path.parts]


def test_the_facade_uses_no_generated_client_and_parses_no_reply_by_one() -> None:
    used = {name: path.name for path in SOURCES for name in names_in(path)}
    assert {name: path for name, path in used.items() if name in UNSAFE} == {}


def test_the_facade_knows_facts_languages_and_typed_inputs_and_one_way_to_endpoints() -> None:
    homes = {home for path in SOURCES for home in homes_in(path)}
    assert {home.partition(".")[0] for home in homes} == {"facts", "inputs", "languages"}
    ways = [
        path.name
        for path in SOURCES
        if '"amplitude_api.{' in path.read_text("utf-8") and path.name != "__init__.py"
    ]
    assert ways == ["endpoints.py"]


def schemas_of_replies(node: Any, document: dict[str, Any], seen: frozenset[str]) -> Iterator[Any]:
    """Every schema that a reply is described by, references followed once."""
    if isinstance(node, list):
        for each in node:
            yield from schemas_of_replies(each, document, seen)
    if not isinstance(node, dict):
        return
    if (reference := node.get("$ref")) is not None:
        if reference not in seen:
            found: Any = document
            for step in reference.removeprefix("#/").split("/"):
                found = found[step]
            yield from schemas_of_replies(found, document, seen | {reference})
        return
    yield node
    for name, each in node.items():
        if name not in ("example", "examples"):
            yield from schemas_of_replies(each, document, seen)


@pytest.mark.parametrize("api", APIS)
def test_no_reply_is_described_by_a_closed_list_of_words(api: str) -> None:
    document = bundle(api)
    replies = [
        item[method]["responses"]
        for item in document["paths"].values()
        for method in METHODS
        if method in item
    ]
    found = list(schemas_of_replies(replies, document, frozenset()))
    assert len(found) > 50
    assert [each for each in found if "enum" in each or "const" in each] == []


@pytest.mark.parametrize("status", UNDECLARED)
@pytest.mark.parametrize("operation", facts.OPERATIONS)
def test_a_status_nobody_declared_is_no_value_error(operation: str, status: int) -> None:
    assert module_of(operation).parse_response(status_code=status, content=PAGE) is None


@pytest.mark.parametrize("operation", facts.OPERATIONS)
def test_models_of_replies_keep_members_and_words_they_do_not_know(operation: str) -> None:
    content = b'{"news": {"at": [1]}, "type": "unheard of", "code": 400, "error": "x"}'
    parsed = module_of(operation).parse_response(status_code=429, content=content)
    assert parsed.to_dict()["news"] == {"at": [1]}
    assert parsed.to_dict()["type"] == "unheard of"


@pytest.mark.parametrize("api", ["annotations", "dashboard"])
def test_a_generated_client_takes_any_status_as_a_number(api: str) -> None:
    client = import_module(f"amplitude_api.{api}").AuthenticatedClient(
        base_url="https://amplitude.com",
        token="x",
        httpx_args={"transport": httpx.MockTransport(lambda _: httpx.Response(299))},
    )
    operation = {"annotations": "listAnnotations", "dashboard": "listEvents"}[api]
    with client:
        response = module_of(operation).sync_detailed(client=client)
    assert (response.status_code, response.parsed) == (299, None)
