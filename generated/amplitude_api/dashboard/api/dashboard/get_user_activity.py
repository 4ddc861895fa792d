# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.activity_direction import ActivityDirection
    from ...models.query_error import QueryError
    from ...models.user_activity_reply import UserActivityReply


def build_request(
    *,
    user: int,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    direction: ActivityDirection | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Get one user's statistics and events"""

    params: dict[str, Any] = {}

    params["user"] = user

    params["offset"] = offset

    params["limit"] = limit

    json_direction: str | Unset = UNSET
    if not isinstance(direction, Unset):
        json_direction = direction

    params["direction"] = json_direction

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/2/useractivity",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> QueryError | UserActivityReply | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.query_error import QueryError
    from ...models.user_activity_reply import UserActivityReply

    if status_code == 200:
        response_200 = UserActivityReply.from_dict(json.loads(content))

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
) -> Response[QueryError | UserActivityReply]:
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
    user: int,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    direction: ActivityDirection | Unset = UNSET,
) -> Response[QueryError | UserActivityReply]:
    """Get one user's statistics and events

     Returns what is known about a user and the user's most recent, or first, events. The user is named
    by the Amplitude ID, which `searchUsers` finds. Together with the search at most 360 requests an
    hour are answered, outside the limits of cost. Source: Dashboard REST API, "User activity".

    Args:
        user (int):
        offset (int | Unset):
        limit (int | Unset):
        direction (ActivityDirection | Unset): Which end of the user's history to include:
            `latest` the most recent event, `earliest` the first one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | UserActivityReply]
    """

    kwargs = build_request(
        user=user,
        offset=offset,
        limit=limit,
        direction=direction,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    user: int,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    direction: ActivityDirection | Unset = UNSET,
) -> QueryError | UserActivityReply | None:
    """Get one user's statistics and events

     Returns what is known about a user and the user's most recent, or first, events. The user is named
    by the Amplitude ID, which `searchUsers` finds. Together with the search at most 360 requests an
    hour are answered, outside the limits of cost. Source: Dashboard REST API, "User activity".

    Args:
        user (int):
        offset (int | Unset):
        limit (int | Unset):
        direction (ActivityDirection | Unset): Which end of the user's history to include:
            `latest` the most recent event, `earliest` the first one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | UserActivityReply
    """

    return sync_detailed(
        client=client,
        user=user,
        offset=offset,
        limit=limit,
        direction=direction,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    user: int,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    direction: ActivityDirection | Unset = UNSET,
) -> Response[QueryError | UserActivityReply]:
    """Get one user's statistics and events

     Returns what is known about a user and the user's most recent, or first, events. The user is named
    by the Amplitude ID, which `searchUsers` finds. Together with the search at most 360 requests an
    hour are answered, outside the limits of cost. Source: Dashboard REST API, "User activity".

    Args:
        user (int):
        offset (int | Unset):
        limit (int | Unset):
        direction (ActivityDirection | Unset): Which end of the user's history to include:
            `latest` the most recent event, `earliest` the first one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | UserActivityReply]
    """

    kwargs = build_request(
        user=user,
        offset=offset,
        limit=limit,
        direction=direction,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    user: int,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    direction: ActivityDirection | Unset = UNSET,
) -> QueryError | UserActivityReply | None:
    """Get one user's statistics and events

     Returns what is known about a user and the user's most recent, or first, events. The user is named
    by the Amplitude ID, which `searchUsers` finds. Together with the search at most 360 requests an
    hour are answered, outside the limits of cost. Source: Dashboard REST API, "User activity".

    Args:
        user (int):
        offset (int | Unset):
        limit (int | Unset):
        direction (ActivityDirection | Unset): Which end of the user's history to include:
            `latest` the most recent event, `earliest` the first one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | UserActivityReply
    """

    return (
        await asyncio_detailed(
            client=client,
            user=user,
            offset=offset,
            limit=limit,
            direction=direction,
        )
    ).parsed
