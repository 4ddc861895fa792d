# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.annotation_create import AnnotationCreate
    from ...models.annotation_reply import AnnotationReply
    from ...models.query_error import QueryError


def build_request(
    *,
    body: AnnotationCreate,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Create an annotation"""

    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/3/annotations",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> AnnotationReply | QueryError | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.annotation_reply import AnnotationReply
    from ...models.query_error import QueryError

    if status_code == 200:
        response_200 = AnnotationReply.from_dict(json.loads(content))

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
) -> Response[AnnotationReply | QueryError]:
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
    body: AnnotationCreate,
) -> Response[AnnotationReply | QueryError]:
    """Create an annotation

     Creates an annotation for one chart, or for all charts when `chart_id` is absent; for a moment, or
    for a span of time when `end` is sent. Times have a granularity of one hour. Success is status 200,
    not 201. The call has no idempotency key: sent twice it creates two annotations, so it is never
    repeated unless the first request certainly did not arrive. Source: Chart Annotations API, "Create
    an annotation".

    Args:
        body (AnnotationCreate): An annotation to create. Times are ISO 8601 with seconds and
            offset, as in RFC 3339, and count by the hour (T-A4).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnnotationReply | QueryError]
    """

    kwargs = build_request(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: AnnotationCreate,
) -> AnnotationReply | QueryError | None:
    """Create an annotation

     Creates an annotation for one chart, or for all charts when `chart_id` is absent; for a moment, or
    for a span of time when `end` is sent. Times have a granularity of one hour. Success is status 200,
    not 201. The call has no idempotency key: sent twice it creates two annotations, so it is never
    repeated unless the first request certainly did not arrive. Source: Chart Annotations API, "Create
    an annotation".

    Args:
        body (AnnotationCreate): An annotation to create. Times are ISO 8601 with seconds and
            offset, as in RFC 3339, and count by the hour (T-A4).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnotationReply | QueryError
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AnnotationCreate,
) -> Response[AnnotationReply | QueryError]:
    """Create an annotation

     Creates an annotation for one chart, or for all charts when `chart_id` is absent; for a moment, or
    for a span of time when `end` is sent. Times have a granularity of one hour. Success is status 200,
    not 201. The call has no idempotency key: sent twice it creates two annotations, so it is never
    repeated unless the first request certainly did not arrive. Source: Chart Annotations API, "Create
    an annotation".

    Args:
        body (AnnotationCreate): An annotation to create. Times are ISO 8601 with seconds and
            offset, as in RFC 3339, and count by the hour (T-A4).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnnotationReply | QueryError]
    """

    kwargs = build_request(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: AnnotationCreate,
) -> AnnotationReply | QueryError | None:
    """Create an annotation

     Creates an annotation for one chart, or for all charts when `chart_id` is absent; for a moment, or
    for a span of time when `end` is sent. Times have a granularity of one hour. Success is status 200,
    not 201. The call has no idempotency key: sent twice it creates two annotations, so it is never
    repeated unless the first request certainly did not arrive. Source: Chart Annotations API, "Create
    an annotation".

    Args:
        body (AnnotationCreate): An annotation to create. Times are ISO 8601 with seconds and
            offset, as in RFC 3339, and count by the hour (T-A4).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnotationReply | QueryError
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
