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
    from ...models.chart_reply import ChartReply
    from ...models.query_error import QueryError


def build_request(
    chart_id: str,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Get the results of a saved chart"""

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/3/chart/{chart_id}/query".format(
            chart_id=quote(str(chart_id), safe=""),
        ),
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> ChartReply | QueryError | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.chart_reply import ChartReply
    from ...models.query_error import QueryError

    if status_code == 200:
        response_200 = ChartReply.from_dict(json.loads(content))

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
) -> Response[ChartReply | QueryError]:
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
    chart_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ChartReply | QueryError]:
    """Get the results of a saved chart

     Returns what a saved chart shows, by the chart's ID. Dates, events and groups are the ones the chart
    was saved with, so there are no further parameters; data tables are exported in the same way
    ("Export data tables", T-X39). The shape of `data` depends on the type of the chart.

    This is the older of two paths: newer documentation of the vendor gives the results as CSV text
    instead (`getChartCsv`) and no longer mentions this one (T-D1). Source: Dashboard REST API, "Get
    results from an existing chart".

    Args:
        chart_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChartReply | QueryError]
    """

    kwargs = build_request(
        chart_id=chart_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    chart_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ChartReply | QueryError | None:
    """Get the results of a saved chart

     Returns what a saved chart shows, by the chart's ID. Dates, events and groups are the ones the chart
    was saved with, so there are no further parameters; data tables are exported in the same way
    ("Export data tables", T-X39). The shape of `data` depends on the type of the chart.

    This is the older of two paths: newer documentation of the vendor gives the results as CSV text
    instead (`getChartCsv`) and no longer mentions this one (T-D1). Source: Dashboard REST API, "Get
    results from an existing chart".

    Args:
        chart_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChartReply | QueryError
    """

    return sync_detailed(
        chart_id=chart_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    chart_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ChartReply | QueryError]:
    """Get the results of a saved chart

     Returns what a saved chart shows, by the chart's ID. Dates, events and groups are the ones the chart
    was saved with, so there are no further parameters; data tables are exported in the same way
    ("Export data tables", T-X39). The shape of `data` depends on the type of the chart.

    This is the older of two paths: newer documentation of the vendor gives the results as CSV text
    instead (`getChartCsv`) and no longer mentions this one (T-D1). Source: Dashboard REST API, "Get
    results from an existing chart".

    Args:
        chart_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChartReply | QueryError]
    """

    kwargs = build_request(
        chart_id=chart_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    chart_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ChartReply | QueryError | None:
    """Get the results of a saved chart

     Returns what a saved chart shows, by the chart's ID. Dates, events and groups are the ones the chart
    was saved with, so there are no further parameters; data tables are exported in the same way
    ("Export data tables", T-X39). The shape of `data` depends on the type of the chart.

    This is the older of two paths: newer documentation of the vendor gives the results as CSV text
    instead (`getChartCsv`) and no longer mentions this one (T-D1). Source: Dashboard REST API, "Get
    results from an existing chart".

    Args:
        chart_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChartReply | QueryError
    """

    return (
        await asyncio_detailed(
            chart_id=chart_id,
            client=client,
        )
    ).parsed
