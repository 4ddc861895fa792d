"""Calls the generated clients with generated arguments, in both colours."""

from __future__ import annotations

import asyncio
import importlib
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx

from tests.property.documents import operations, resolve
from tests.property.values import ABSENT
from tests.property.wire import KEY, SECRET, check_request

if TYPE_CHECKING:
    from types import ModuleType

    from tests.property.documents import Parameter
    from tests.property.generation import Meant


def snake(name: str) -> str:
    """Write a wire name as the generated code spells it."""
    return (
        re.sub(r"(?<=[a-z0-9])([A-Z])|(?<=[A-Z])([A-Z])(?=[a-z])", r"_\1\2", name)
        .lower()
        .strip("$")
    )


def module_of(operation_id: str) -> ModuleType:
    """Import the endpoint module of an operation."""
    operation = operations()[operation_id]
    (tag,) = operation.definition["tags"]
    return importlib.import_module(f"amplitude_api.{operation.api}.api.{tag}.{snake(operation_id)}")


def models_of(operation_id: str) -> ModuleType:
    """Import the models of an operation's API."""
    return importlib.import_module(f"amplitude_api.{operations()[operation_id].api}.models")


def arguments(meant: Meant) -> dict[str, Any]:
    """Return the arguments of the generated functions that say what is meant."""
    operation = operations()[meant.operation]
    given = {
        snake(name): _argument(operation.parameters[name], value)
        for name, value in {**meant.path, **meant.query}.items()
    }
    if meant.body is not ABSENT:
        given["body"] = model(operation.api, meant.operation, meant.body)
    return given


def _argument(parameter: Parameter, value: Any) -> Any:
    if parameter.repeated:
        return [_one(parameter, each) for each in value]
    return _one(parameter, value)


def _one(parameter: Parameter, value: Any) -> Any:
    if parameter.json:
        return json.dumps(value)
    if parameter.schema.get("format") == "date-time":
        return datetime.fromisoformat(value)
    return value


def model(api: str, operation_id: str, body: Any) -> Any:
    """Return the generated model of a request body."""
    schema = operations()[operation_id].body
    assert schema is not None
    name = schema["$ref"].rpartition("/")[2]
    assert "properties" in resolve(api, schema)
    return getattr(models_of(operation_id), name).from_dict(body)


class Exchange:
    """One request and its reply: checks the request as it arrives, answers with the reply."""

    def __init__(self, meant: Meant, status: int, body: Any) -> None:
        self.meant, self.status, self.body = meant, status, body
        self.server = operations()[meant.operation].server("us")
        self.requests = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        check_request(request, self.meant, self.server)
        return httpx.Response(self.status, json=self.body)

    def call_sync(self) -> Any:
        """Call `sync_detailed`."""
        client, auth = self._client()
        with httpx.Client(
            base_url=self.server, auth=auth, transport=httpx.MockTransport(self)
        ) as sender:
            client.set_httpx_client(sender)
            return module_of(self.meant.operation).sync_detailed(
                client=client, **arguments(self.meant)
            )

    def call_async(self) -> Any:
        """Call `asyncio_detailed` in an event loop of its own."""
        return asyncio.run(self._call_async())

    async def _call_async(self) -> Any:
        client, auth = self._client()
        async with httpx.AsyncClient(
            base_url=self.server, auth=auth, transport=httpx.MockTransport(self)
        ) as sender:
            client.set_async_httpx_client(sender)
            return await module_of(self.meant.operation).asyncio_detailed(
                client=client, **arguments(self.meant)
            )

    def _client(self) -> tuple[Any, httpx.BasicAuth | None]:
        operation = operations()[self.meant.operation]
        package = importlib.import_module(f"amplitude_api.{operation.api}")
        client = package.Client(base_url=self.server, raise_on_unexpected_status=True)
        return client, httpx.BasicAuth(KEY, SECRET) if operation.secured else None
