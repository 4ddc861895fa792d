# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ... import errors
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.deletion_reply import DeletionReply
    from ...models.query_error import QueryError


def build_request(
    category_id: int,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Delete an annotation category"""

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/api/3/annotation-categories/{category_id}".format(
            category_id=quote(str(category_id), safe=""),
        ),
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> DeletionReply | QueryError | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.deletion_reply import DeletionReply
    from ...models.query_error import QueryError

    if status_code == 200:
        response_200 = DeletionReply.from_dict(json.loads(content))

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

    if status_code == 404:
        response_404 = QueryError.from_dict(json.loads(content))

        return response_404

    if status_code == 429:
        response_429 = QueryError.from_dict(json.loads(content))

        return response_429

    if 500 <= status_code <= 599:
        response_5xx = QueryError.from_dict(json.loads(content))

        return response_5xx

    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DeletionReply | QueryError]:
    is_declared = (
        response.status_code == 200
        or response.status_code == 400
        or response.status_code == 401
        or response.status_code == 403
        or response.status_code == 404
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
    category_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[DeletionReply | QueryError]:
    """Delete an annotation category

     Deletes a category. What becomes of its annotations, and whether category 1 ("Uncategorized") can be
    deleted, is not documented (T-A11). A repeated request answers 404 when the first one took effect.
    Source: Chart Annotations API, "Delete an annotation category".

    Args:
        category_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeletionReply | QueryError]
    """

    kwargs = build_request(
        category_id=category_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    category_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> DeletionReply | QueryError | None:
    """Delete an annotation category

     Deletes a category. What becomes of its annotations, and whether category 1 ("Uncategorized") can be
    deleted, is not documented (T-A11). A repeated request answers 404 when the first one took effect.
    Source: Chart Annotations API, "Delete an annotation category".

    Args:
        category_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeletionReply | QueryError
    """

    return sync_detailed(
        category_id=category_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    category_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[DeletionReply | QueryError]:
    """Delete an annotation category

     Deletes a category. What becomes of its annotations, and whether category 1 ("Uncategorized") can be
    deleted, is not documented (T-A11). A repeated request answers 404 when the first one took effect.
    Source: Chart Annotations API, "Delete an annotation category".

    Args:
        category_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeletionReply | QueryError]
    """

    kwargs = build_request(
        category_id=category_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    category_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> DeletionReply | QueryError | None:
    """Delete an annotation category

     Deletes a category. What becomes of its annotations, and whether category 1 ("Uncategorized") can be
    deleted, is not documented (T-A11). A repeated request answers 404 when the first one took effect.
    Source: Chart Annotations API, "Delete an annotation category".

    Args:
        category_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeletionReply | QueryError
    """

    return (
        await asyncio_detailed(
            category_id=category_id,
            client=client,
        )
    ).parsed
