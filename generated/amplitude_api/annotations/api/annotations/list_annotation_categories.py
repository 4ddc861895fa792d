# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.annotation_category_list_reply import AnnotationCategoryListReply
    from ...models.query_error import QueryError


def build_request(
    *,
    category: str | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: List annotation categories"""

    params: dict[str, Any] = {}

    params["category"] = category

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/3/annotation-categories",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> AnnotationCategoryListReply | QueryError | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.annotation_category_list_reply import AnnotationCategoryListReply
    from ...models.query_error import QueryError

    if status_code == 200:
        response_200 = AnnotationCategoryListReply.from_dict(json.loads(content))

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
) -> Response[AnnotationCategoryListReply | QueryError]:
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
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
) -> Response[AnnotationCategoryListReply | QueryError]:
    """List annotation categories

     Lists all categories of the project, or the one with a given name. The reply of the filtered call is
    not shown by the vendor; it is taken to be a list too (T-A7). Source: Chart Annotations API, "Get
    all annotation categories".

    Args:
        category (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnnotationCategoryListReply | QueryError]
    """

    kwargs = build_request(
        category=category,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
) -> AnnotationCategoryListReply | QueryError | None:
    """List annotation categories

     Lists all categories of the project, or the one with a given name. The reply of the filtered call is
    not shown by the vendor; it is taken to be a list too (T-A7). Source: Chart Annotations API, "Get
    all annotation categories".

    Args:
        category (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnotationCategoryListReply | QueryError
    """

    return sync_detailed(
        client=client,
        category=category,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
) -> Response[AnnotationCategoryListReply | QueryError]:
    """List annotation categories

     Lists all categories of the project, or the one with a given name. The reply of the filtered call is
    not shown by the vendor; it is taken to be a list too (T-A7). Source: Chart Annotations API, "Get
    all annotation categories".

    Args:
        category (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnnotationCategoryListReply | QueryError]
    """

    kwargs = build_request(
        category=category,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
) -> AnnotationCategoryListReply | QueryError | None:
    """List annotation categories

     Lists all categories of the project, or the one with a given name. The reply of the filtered call is
    not shown by the vendor; it is taken to be a list too (T-A7). Source: Chart Annotations API, "Get
    all annotation categories".

    Args:
        category (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnotationCategoryListReply | QueryError
    """

    return (
        await asyncio_detailed(
            client=client,
            category=category,
        )
    ).parsed
