# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import UNSET, Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.query_error import QueryError
    from ...models.user_search_reply import UserSearchReply


def build_request(
    *,
    user: str,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Search for users"""

    params: dict[str, Any] = {}

    params["user"] = user

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/2/usersearch",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> QueryError | UserSearchReply | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.query_error import QueryError
    from ...models.user_search_reply import UserSearchReply

    if status_code == 200:
        response_200 = UserSearchReply.from_dict(json.loads(content))

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
) -> Response[QueryError | UserSearchReply]:
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
    user: str,
) -> Response[QueryError | UserSearchReply]:
    """Search for users

     Finds users by Amplitude ID, device ID, user ID or the beginning of a user ID. No match is a success
    with the type `nomatch`. Together with user activity at most 360 requests an hour are answered,
    outside the limits of cost. Source: Dashboard REST API; its text lost the heading "User search"
    (T-D8).

    Args:
        user (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | UserSearchReply]
    """

    kwargs = build_request(
        user=user,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    user: str,
) -> QueryError | UserSearchReply | None:
    """Search for users

     Finds users by Amplitude ID, device ID, user ID or the beginning of a user ID. No match is a success
    with the type `nomatch`. Together with user activity at most 360 requests an hour are answered,
    outside the limits of cost. Source: Dashboard REST API; its text lost the heading "User search"
    (T-D8).

    Args:
        user (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | UserSearchReply
    """

    return sync_detailed(
        client=client,
        user=user,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    user: str,
) -> Response[QueryError | UserSearchReply]:
    """Search for users

     Finds users by Amplitude ID, device ID, user ID or the beginning of a user ID. No match is a success
    with the type `nomatch`. Together with user activity at most 360 requests an hour are answered,
    outside the limits of cost. Source: Dashboard REST API; its text lost the heading "User search"
    (T-D8).

    Args:
        user (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | UserSearchReply]
    """

    kwargs = build_request(
        user=user,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    user: str,
) -> QueryError | UserSearchReply | None:
    """Search for users

     Finds users by Amplitude ID, device ID, user ID or the beginning of a user ID. No match is a success
    with the type `nomatch`. Together with user activity at most 360 requests an hour are answered,
    outside the limits of cost. Source: Dashboard REST API; its text lost the heading "User search"
    (T-D8).

    Args:
        user (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | UserSearchReply
    """

    return (
        await asyncio_detailed(
            client=client,
            user=user,
        )
    ).parsed
