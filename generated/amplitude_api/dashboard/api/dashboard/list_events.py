# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.event_list_reply import EventListReply
    from ...models.query_error import QueryError


def build_request() -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: List the events of the project"""

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/2/events/list",
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> EventListReply | QueryError | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.event_list_reply import EventListReply
    from ...models.query_error import QueryError

    if status_code == 200:
        response_200 = EventListReply.from_dict(json.loads(content))

        return response_200

    if status_code == 400:
        response_400 = QueryError.from_dict(json.loads(content))

        return response_400

    if status_code == 401:
        response_401 = QueryError.from_dict(json.loads(content))

        return response_401

    if status_code == 403:
        response_403 = QueryError.from_dict(json.loads(content))

        return response_403

    if status_code == 429:
        response_429 = QueryError.from_dict(json.loads(content))

        return response_429

    if 500 <= status_code <= 599:
        response_5xx = QueryError.from_dict(json.loads(content))

        return response_5xx

    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[EventListReply | QueryError]:
    is_declared = (
        response.status_code == 200
        or response.status_code == 400
        or response.status_code == 401
        or response.status_code == 403
        or response.status_code == 429
        or 500 <= response.status_code <= 599
    )
    if client.raise_on_unexpected_status and not is_declared:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=parse_response(
            status_code=response.status_code, content=response.content
        ),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[EventListReply | QueryError]:
    """List the events of the project

     Returns the events of the project with their totals of the current week. Hidden events are left out
    (newer documentation). The documentation also promises uniques and the share of active users, but no
    reply has shown them (T-D7). Source: Dashboard REST API, "Get events list".

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EventListReply | QueryError]
    """

    kwargs = build_request()

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> EventListReply | QueryError | None:
    """List the events of the project

     Returns the events of the project with their totals of the current week. Hidden events are left out
    (newer documentation). The documentation also promises uniques and the share of active users, but no
    reply has shown them (T-D7). Source: Dashboard REST API, "Get events list".

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EventListReply | QueryError
    """

    return sync_detailed(
        client=client,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[EventListReply | QueryError]:
    """List the events of the project

     Returns the events of the project with their totals of the current week. Hidden events are left out
    (newer documentation). The documentation also promises uniques and the share of active users, but no
    reply has shown them (T-D7). Source: Dashboard REST API, "Get events list".

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EventListReply | QueryError]
    """

    kwargs = build_request()

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
) -> EventListReply | QueryError | None:
    """List the events of the project

     Returns the events of the project with their totals of the current week. Hidden events are left out
    (newer documentation). The documentation also promises uniques and the share of active users, but no
    reply has shown them (T-D7). Source: Dashboard REST API, "Get events list".

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EventListReply | QueryError
    """

    return (
        await asyncio_detailed(
            client=client,
        )
    ).parsed
