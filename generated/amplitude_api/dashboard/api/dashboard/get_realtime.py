# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.query_error import QueryError
    from ...models.realtime_reply import RealtimeReply


def build_request(
    *,
    i: int | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Count active users in five-minute steps"""

    params: dict[str, Any] = {}

    params["i"] = i

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/2/realtime",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> QueryError | RealtimeReply | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.query_error import QueryError
    from ...models.realtime_reply import RealtimeReply

    if status_code == 200:
        response_200 = RealtimeReply.from_dict(json.loads(content))

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
) -> Response[QueryError | RealtimeReply]:
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
    i: int | Unset = UNSET,
) -> Response[QueryError | RealtimeReply]:
    """Count active users in five-minute steps

     Returns how many users were active in each five minutes of today and of yesterday. Source: Dashboard
    REST API, "Real-time active users".

    Args:
        i (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | RealtimeReply]
    """

    kwargs = build_request(
        i=i,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    i: int | Unset = UNSET,
) -> QueryError | RealtimeReply | None:
    """Count active users in five-minute steps

     Returns how many users were active in each five minutes of today and of yesterday. Source: Dashboard
    REST API, "Real-time active users".

    Args:
        i (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | RealtimeReply
    """

    return sync_detailed(
        client=client,
        i=i,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    i: int | Unset = UNSET,
) -> Response[QueryError | RealtimeReply]:
    """Count active users in five-minute steps

     Returns how many users were active in each five minutes of today and of yesterday. Source: Dashboard
    REST API, "Real-time active users".

    Args:
        i (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | RealtimeReply]
    """

    kwargs = build_request(
        i=i,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    i: int | Unset = UNSET,
) -> QueryError | RealtimeReply | None:
    """Count active users in five-minute steps

     Returns how many users were active in each five minutes of today and of yesterday. Source: Dashboard
    REST API, "Real-time active users".

    Args:
        i (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | RealtimeReply
    """

    return (
        await asyncio_detailed(
            client=client,
            i=i,
        )
    ).parsed
