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
    from ...models.annotation_reply import AnnotationReply
    from ...models.annotation_update import AnnotationUpdate
    from ...models.query_error import QueryError


def build_request(
    annotation_id: int,
    *,
    body: AnnotationUpdate,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Update an annotation"""

    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/3/annotations/{annotation_id}".format(
            annotation_id=quote(str(annotation_id), safe=""),
        ),
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
    annotation_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: AnnotationUpdate,
) -> Response[AnnotationReply | QueryError]:
    """Update an annotation

     Changes the members that are sent and leaves all others as they are. Null and absent differ: null
    removes the end or the chart, absent keeps it. Source: Chart Annotations API, "Update an
    annotation".

    Args:
        annotation_id (int):
        body (AnnotationUpdate): Changes to an annotation. Only members that are present change
            anything, and null is different from absent. Null is documented for `chart_id` and `end`
            only (T-A9, T-A13). Times as in `AnnotationCreate`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnnotationReply | QueryError]
    """

    kwargs = build_request(
        annotation_id=annotation_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    annotation_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: AnnotationUpdate,
) -> AnnotationReply | QueryError | None:
    """Update an annotation

     Changes the members that are sent and leaves all others as they are. Null and absent differ: null
    removes the end or the chart, absent keeps it. Source: Chart Annotations API, "Update an
    annotation".

    Args:
        annotation_id (int):
        body (AnnotationUpdate): Changes to an annotation. Only members that are present change
            anything, and null is different from absent. Null is documented for `chart_id` and `end`
            only (T-A9, T-A13). Times as in `AnnotationCreate`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnotationReply | QueryError
    """

    return sync_detailed(
        annotation_id=annotation_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    annotation_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: AnnotationUpdate,
) -> Response[AnnotationReply | QueryError]:
    """Update an annotation

     Changes the members that are sent and leaves all others as they are. Null and absent differ: null
    removes the end or the chart, absent keeps it. Source: Chart Annotations API, "Update an
    annotation".

    Args:
        annotation_id (int):
        body (AnnotationUpdate): Changes to an annotation. Only members that are present change
            anything, and null is different from absent. Null is documented for `chart_id` and `end`
            only (T-A9, T-A13). Times as in `AnnotationCreate`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnnotationReply | QueryError]
    """

    kwargs = build_request(
        annotation_id=annotation_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    annotation_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: AnnotationUpdate,
) -> AnnotationReply | QueryError | None:
    """Update an annotation

     Changes the members that are sent and leaves all others as they are. Null and absent differ: null
    removes the end or the chart, absent keeps it. Source: Chart Annotations API, "Update an
    annotation".

    Args:
        annotation_id (int):
        body (AnnotationUpdate): Changes to an annotation. Only members that are present change
            anything, and null is different from absent. Null is documented for `chart_id` and `end`
            only (T-A9, T-A13). Times as in `AnnotationCreate`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnotationReply | QueryError
    """

    return (
        await asyncio_detailed(
            annotation_id=annotation_id,
            client=client,
            body=body,
        )
    ).parsed
