# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.annotation_list_reply import AnnotationListReply
    from ...models.query_error import QueryError


def build_request(
    *,
    category: str | Unset = UNSET,
    chart_id: str | Unset = UNSET,
    start: datetime.datetime | Unset = UNSET,
    end: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: List annotations"""

    params: dict[str, Any] = {}

    params["category"] = category

    params["chart_id"] = chart_id

    json_start: str | Unset = UNSET
    if not isinstance(start, Unset):
        json_start = start.isoformat()
    params["start"] = json_start

    json_end: str | Unset = UNSET
    if not isinstance(end, Unset):
        json_end = end.isoformat()
    params["end"] = json_end

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/3/annotations",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> AnnotationListReply | QueryError | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.annotation_list_reply import AnnotationListReply
    from ...models.query_error import QueryError

    if status_code == 200:
        response_200 = AnnotationListReply.from_dict(json.loads(content))

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

    if status_code == 409:
        response_409 = QueryError.from_dict(json.loads(content))

        return response_409

    if status_code == 429:
        response_429 = QueryError.from_dict(json.loads(content))

        return response_429

    if 500 <= status_code <= 599:
        response_5xx = QueryError.from_dict(json.loads(content))

        return response_5xx

    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AnnotationListReply | QueryError]:
    is_declared = (
        response.status_code == 200
        or response.status_code == 400
        or response.status_code == 401
        or response.status_code == 403
        or response.status_code == 409
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
    chart_id: str | Unset = UNSET,
    start: datetime.datetime | Unset = UNSET,
    end: datetime.datetime | Unset = UNSET,
) -> Response[AnnotationListReply | QueryError]:
    """List annotations

     Lists the annotations of the project, all of them or those that pass the filters. `category` and
    `chart_id` do not combine; `start` and `end` go with either. There is no pagination. Source: Chart
    Annotations API, "Get all annotations".

    Args:
        category (str | Unset):
        chart_id (str | Unset):
        start (datetime.datetime | Unset):
        end (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnnotationListReply | QueryError]
    """

    kwargs = build_request(
        category=category,
        chart_id=chart_id,
        start=start,
        end=end,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
    chart_id: str | Unset = UNSET,
    start: datetime.datetime | Unset = UNSET,
    end: datetime.datetime | Unset = UNSET,
) -> AnnotationListReply | QueryError | None:
    """List annotations

     Lists the annotations of the project, all of them or those that pass the filters. `category` and
    `chart_id` do not combine; `start` and `end` go with either. There is no pagination. Source: Chart
    Annotations API, "Get all annotations".

    Args:
        category (str | Unset):
        chart_id (str | Unset):
        start (datetime.datetime | Unset):
        end (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnotationListReply | QueryError
    """

    return sync_detailed(
        client=client,
        category=category,
        chart_id=chart_id,
        start=start,
        end=end,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
    chart_id: str | Unset = UNSET,
    start: datetime.datetime | Unset = UNSET,
    end: datetime.datetime | Unset = UNSET,
) -> Response[AnnotationListReply | QueryError]:
    """List annotations

     Lists the annotations of the project, all of them or those that pass the filters. `category` and
    `chart_id` do not combine; `start` and `end` go with either. There is no pagination. Source: Chart
    Annotations API, "Get all annotations".

    Args:
        category (str | Unset):
        chart_id (str | Unset):
        start (datetime.datetime | Unset):
        end (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnnotationListReply | QueryError]
    """

    kwargs = build_request(
        category=category,
        chart_id=chart_id,
        start=start,
        end=end,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
    chart_id: str | Unset = UNSET,
    start: datetime.datetime | Unset = UNSET,
    end: datetime.datetime | Unset = UNSET,
) -> AnnotationListReply | QueryError | None:
    """List annotations

     Lists the annotations of the project, all of them or those that pass the filters. `category` and
    `chart_id` do not combine; `start` and `end` go with either. There is no pagination. Source: Chart
    Annotations API, "Get all annotations".

    Args:
        category (str | Unset):
        chart_id (str | Unset):
        start (datetime.datetime | Unset):
        end (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnotationListReply | QueryError
    """

    return (
        await asyncio_detailed(
            client=client,
            category=category,
            chart_id=chart_id,
            start=start,
            end=end,
        )
    ).parsed
