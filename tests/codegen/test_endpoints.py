"""The generated endpoint modules keep what the overridden templates promise."""

from __future__ import annotations

import asyncio
import difflib
import importlib
import inspect
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from amplitude_api.annotations import Client
from amplitude_api.annotations.api.annotations import (
    create_annotation_category,
    get_annotation,
    list_annotations,
    update_annotation,
)
from amplitude_api.annotations.errors import UnexpectedStatus
from amplitude_api.annotations.models import (
    AnnotationCategoryWrite,
    AnnotationReply,
    AnnotationUpdate,
    QueryError,
)
from amplitude_api.dashboard.api.dashboard import get_funnel
from amplitude_api.facts import OPERATIONS

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "generated" / "amplitude_api"

REPLY = b'{"data": {"id": 1, "label": "Launch", "start": "2026-03-02T09:00:00+00:00"}}'


def endpoints() -> list[str]:
    modules = PACKAGE.glob("*/api/*/[a-z]*.py")
    return sorted(".".join(file.relative_to(PACKAGE).with_suffix("").parts) for file in modules)


def test_there_is_one_endpoint_for_each_operation() -> None:
    assert len(endpoints()) == len(OPERATIONS) == 28


@pytest.mark.parametrize("name", endpoints())
def test_an_endpoint_builds_requests_and_parses_replies(name: str) -> None:
    endpoint = importlib.import_module(f"amplitude_api.{name}")

    assert callable(endpoint.build_request)
    parameters = inspect.signature(endpoint.parse_response).parameters.values()
    assert [(p.name, p.kind.description) for p in parameters] == [
        ("status_code", "keyword-only"),
        ("content", "keyword-only"),
    ]


def test_a_request_is_the_arguments_of_an_httpx_client() -> None:
    body = AnnotationCategoryWrite(category="Releases")

    assert create_annotation_category.build_request(body=body) == {
        "method": "post",
        "url": "/api/3/annotation-categories",
        "json": {"category": "Releases"},
        "headers": {"Content-Type": "application/json"},
    }


def test_parameters_nobody_gave_are_not_sent() -> None:
    assert list_annotations.build_request(category="Releases")["params"] == {"category": "Releases"}


def test_repeated_parameters_are_lists() -> None:
    request = get_funnel.build_request(e=['{"a": 1}', "{}"], start="20260301", end="20260302")

    assert request["params"]["e"] == ['{"a": 1}', "{}"]


def test_null_and_absent_are_told_apart() -> None:
    request = update_annotation.build_request(7, body=AnnotationUpdate(end=None))

    assert request["url"] == "/api/3/annotations/7"
    assert request["json"] == {"end": None}


def test_a_declared_status_gives_its_model() -> None:
    reply = get_annotation.parse_response(status_code=200, content=REPLY)

    assert isinstance(reply, AnnotationReply)
    assert reply.data.label == "Launch"


@pytest.mark.parametrize("status", [500, 520, 599])
def test_a_range_covers_statuses_python_does_not_know(status: int) -> None:
    reply = get_annotation.parse_response(status_code=status, content=b'{"error": "failed"}')

    assert reply == QueryError(error="failed")


@pytest.mark.parametrize("status", [204, 299, 302, 418, 600])
def test_an_undeclared_status_gives_nothing(status: int) -> None:
    assert get_annotation.parse_response(status_code=status, content=b"<html>") is None


@pytest.mark.parametrize("content", [b"", b"<html>", REPLY[:-3]])
def test_a_body_that_is_not_json_is_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"line 1|Expecting"):
        get_annotation.parse_response(status_code=200, content=content)


def client(status: int, content: bytes, **options: bool) -> Client:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, content=content))
    return Client("https://example.com", httpx_args={"transport": transport}, **options)


def test_the_generated_client_itself_works() -> None:
    response = get_annotation.sync_detailed(1, client=client(200, REPLY))

    assert response.status_code == 200
    assert response.parsed == get_annotation.parse_response(status_code=200, content=REPLY)
    assert get_annotation.sync(1, client=client(200, REPLY)) == response.parsed


def test_the_generated_client_works_in_an_event_loop() -> None:
    response = asyncio.run(get_annotation.asyncio_detailed(1, client=client(520, b"{}")))

    assert response.status_code == 520
    assert type(response.status_code) is int
    assert response.parsed == QueryError()


def test_the_generated_client_gives_back_undeclared_statuses() -> None:
    response = get_annotation.sync_detailed(1, client=client(299, b"later"))

    assert (response.status_code, response.content, response.parsed) == (299, b"later", None)


def test_the_generated_client_raises_on_undeclared_statuses_when_told_to() -> None:
    with pytest.raises(UnexpectedStatus, match="299"):
        get_annotation.sync_detailed(
            1, client=client(299, b"later", raise_on_unexpected_status=True)
        )


def test_building_a_request_loads_no_models() -> None:
    script = (
        "import sys\n"
        "from amplitude_api.dashboard.api.dashboard.get_users import build_request\n"
        "build_request(start='20260301', end='20260302', m='new', i=7)\n"
        "print([name for name in sys.modules if '.models' in name])"
    )
    printed = subprocess.check_output([sys.executable, "-c", script], cwd=PACKAGE.parent, text=True)

    assert printed == "[]\n"


def test_facts_and_languages_load_nothing_but_the_standard_library() -> None:
    script = (
        "import sys\n"
        "import amplitude_api.facts, amplitude_api.languages\n"
        "names = {name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names\n"
        "print(sorted(name for name in names if not name.startswith('_')))"
    )
    command = [sys.executable, "-S", "-c", script]
    printed = subprocess.check_output(command, cwd=PACKAGE.parent, text=True)

    assert printed == "['amplitude_api']\n"


def _changes(template: str) -> list[str]:
    """What an overridden template has, and has not, in comparison to the original."""
    original = files("openapi_python_client") / "templates" / template
    ours = PROJECT / "specs" / "generator" / "templates" / template
    lines = difflib.ndiff(
        original.read_text(encoding="utf-8").splitlines(),
        ours.read_text(encoding="utf-8").splitlines(),
    )
    return [line for line in lines if line[0] in "+-" and line[2:]]


def test_the_types_template_differs_from_the_original_in_one_field_and_the_kind_of_classes() -> (
    None
):
    assert sorted(_changes("types.py.jinja")) == sorted(
        [
            "- from http import HTTPStatus",
            "-     status_code: HTTPStatus",
            "+     status_code: int",
            "- from attrs import define",
            "- @define",
            "- @define",
            "+ from dataclasses import dataclass",
            "+ @dataclass(slots=True)",
            "+ @dataclass(slots=True)",
        ]
    )


def test_the_package_template_keeps_what_the_original_offers() -> None:
    assert [line for line in _changes("package_init.py.jinja") if line[0] == "-"] == [
        "- from .client import AuthenticatedClient, Client",
    ]
    assert "+     from .client import AuthenticatedClient, Client" in _changes(
        "package_init.py.jinja"
    )


def test_a_generated_package_loads_its_client_when_it_is_asked_for() -> None:
    script = (
        "import sys, amplitude_api.dashboard as package\n"
        "print([name for name in sys.modules if name.partition('.')[0] in {'httpx', 'attr'}])\n"
        "from amplitude_api.dashboard import Client\n"
        "print(Client is package.client.Client, hasattr(package, 'Clients'))"
    )
    printed = subprocess.check_output([sys.executable, "-c", script], cwd=PACKAGE.parent, text=True)

    assert printed == "[]\nTrue False\n"


def test_every_generated_module_says_so() -> None:
    header = "# Generated from specs/ by `nox -s generate`; do not edit.\n"
    modules = list(PACKAGE.rglob("*.py"))

    assert len(modules) > len(OPERATIONS)
    assert [m for m in modules if not m.read_text(encoding="utf-8").startswith(header)] == []
