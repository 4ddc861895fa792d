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
    from ...models.session_bin_unit import SessionBinUnit
    from ...models.session_lengths_reply import SessionLengthsReply


def build_request(
    *,
    start: str,
    end: str,
    time_histogram_config_bin_time_unit: SessionBinUnit | Unset = UNSET,
    time_histogram_config_bin_min: float | Unset = UNSET,
    time_histogram_config_bin_max: float | Unset = UNSET,
    time_histogram_config_bin_size: float | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Get the distribution of session lengths"""

    params: dict[str, Any] = {}

    params["start"] = start

    params["end"] = end

    json_time_histogram_config_bin_time_unit: str | Unset = UNSET
    if not isinstance(time_histogram_config_bin_time_unit, Unset):
        json_time_histogram_config_bin_time_unit = time_histogram_config_bin_time_unit

    params["timeHistogramConfigBinTimeUnit"] = json_time_histogram_config_bin_time_unit

    params["timeHistogramConfigBinMin"] = time_histogram_config_bin_min

    params["timeHistogramConfigBinMax"] = time_histogram_config_bin_max

    params["timeHistogramConfigBinSize"] = time_histogram_config_bin_size

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/2/sessions/length",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> QueryError | SessionLengthsReply | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.query_error import QueryError
    from ...models.session_lengths_reply import SessionLengthsReply

    if status_code == 200:
        response_200 = SessionLengthsReply.from_dict(json.loads(content))

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
) -> Response[QueryError | SessionLengthsReply]:
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
    start: str,
    end: str,
    time_histogram_config_bin_time_unit: SessionBinUnit | Unset = UNSET,
    time_histogram_config_bin_min: float | Unset = UNSET,
    time_histogram_config_bin_max: float | Unset = UNSET,
    time_histogram_config_bin_size: float | Unset = UNSET,
) -> Response[QueryError | SessionLengthsReply]:
    """Get the distribution of session lengths

     Returns how many sessions of a range of dates fall into each bin of length. A session lasts one day
    at most (86,400,000 ms).

    Custom bins need unit, lower and upper bound together; the size of a bin is optional, and without it
    the service picks bins of its own with no promise of their number or bounds. From 0 to 10 minutes
    with size 1 gives ten bins. An incomplete or invalid combination is not refused but answered with
    the nine default bins (T-X33), whose edges in milliseconds are 0, 3,000, 10,000, 30,000, 60,000,
    180,000, 600,000, 1,800,000, 3,600,000 and 86,400,000, the lower one included. Source: Dashboard
    REST API, "Get session length distribution".

    Args:
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        time_histogram_config_bin_time_unit (SessionBinUnit | Unset): Unit of the bounds and the
            size of custom session bins; days are not among them (T-D3).
        time_histogram_config_bin_min (float | Unset):
        time_histogram_config_bin_max (float | Unset):
        time_histogram_config_bin_size (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | SessionLengthsReply]
    """

    kwargs = build_request(
        start=start,
        end=end,
        time_histogram_config_bin_time_unit=time_histogram_config_bin_time_unit,
        time_histogram_config_bin_min=time_histogram_config_bin_min,
        time_histogram_config_bin_max=time_histogram_config_bin_max,
        time_histogram_config_bin_size=time_histogram_config_bin_size,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    start: str,
    end: str,
    time_histogram_config_bin_time_unit: SessionBinUnit | Unset = UNSET,
    time_histogram_config_bin_min: float | Unset = UNSET,
    time_histogram_config_bin_max: float | Unset = UNSET,
    time_histogram_config_bin_size: float | Unset = UNSET,
) -> QueryError | SessionLengthsReply | None:
    """Get the distribution of session lengths

     Returns how many sessions of a range of dates fall into each bin of length. A session lasts one day
    at most (86,400,000 ms).

    Custom bins need unit, lower and upper bound together; the size of a bin is optional, and without it
    the service picks bins of its own with no promise of their number or bounds. From 0 to 10 minutes
    with size 1 gives ten bins. An incomplete or invalid combination is not refused but answered with
    the nine default bins (T-X33), whose edges in milliseconds are 0, 3,000, 10,000, 30,000, 60,000,
    180,000, 600,000, 1,800,000, 3,600,000 and 86,400,000, the lower one included. Source: Dashboard
    REST API, "Get session length distribution".

    Args:
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        time_histogram_config_bin_time_unit (SessionBinUnit | Unset): Unit of the bounds and the
            size of custom session bins; days are not among them (T-D3).
        time_histogram_config_bin_min (float | Unset):
        time_histogram_config_bin_max (float | Unset):
        time_histogram_config_bin_size (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | SessionLengthsReply
    """

    return sync_detailed(
        client=client,
        start=start,
        end=end,
        time_histogram_config_bin_time_unit=time_histogram_config_bin_time_unit,
        time_histogram_config_bin_min=time_histogram_config_bin_min,
        time_histogram_config_bin_max=time_histogram_config_bin_max,
        time_histogram_config_bin_size=time_histogram_config_bin_size,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    start: str,
    end: str,
    time_histogram_config_bin_time_unit: SessionBinUnit | Unset = UNSET,
    time_histogram_config_bin_min: float | Unset = UNSET,
    time_histogram_config_bin_max: float | Unset = UNSET,
    time_histogram_config_bin_size: float | Unset = UNSET,
) -> Response[QueryError | SessionLengthsReply]:
    """Get the distribution of session lengths

     Returns how many sessions of a range of dates fall into each bin of length. A session lasts one day
    at most (86,400,000 ms).

    Custom bins need unit, lower and upper bound together; the size of a bin is optional, and without it
    the service picks bins of its own with no promise of their number or bounds. From 0 to 10 minutes
    with size 1 gives ten bins. An incomplete or invalid combination is not refused but answered with
    the nine default bins (T-X33), whose edges in milliseconds are 0, 3,000, 10,000, 30,000, 60,000,
    180,000, 600,000, 1,800,000, 3,600,000 and 86,400,000, the lower one included. Source: Dashboard
    REST API, "Get session length distribution".

    Args:
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        time_histogram_config_bin_time_unit (SessionBinUnit | Unset): Unit of the bounds and the
            size of custom session bins; days are not among them (T-D3).
        time_histogram_config_bin_min (float | Unset):
        time_histogram_config_bin_max (float | Unset):
        time_histogram_config_bin_size (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | SessionLengthsReply]
    """

    kwargs = build_request(
        start=start,
        end=end,
        time_histogram_config_bin_time_unit=time_histogram_config_bin_time_unit,
        time_histogram_config_bin_min=time_histogram_config_bin_min,
        time_histogram_config_bin_max=time_histogram_config_bin_max,
        time_histogram_config_bin_size=time_histogram_config_bin_size,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    start: str,
    end: str,
    time_histogram_config_bin_time_unit: SessionBinUnit | Unset = UNSET,
    time_histogram_config_bin_min: float | Unset = UNSET,
    time_histogram_config_bin_max: float | Unset = UNSET,
    time_histogram_config_bin_size: float | Unset = UNSET,
) -> QueryError | SessionLengthsReply | None:
    """Get the distribution of session lengths

     Returns how many sessions of a range of dates fall into each bin of length. A session lasts one day
    at most (86,400,000 ms).

    Custom bins need unit, lower and upper bound together; the size of a bin is optional, and without it
    the service picks bins of its own with no promise of their number or bounds. From 0 to 10 minutes
    with size 1 gives ten bins. An incomplete or invalid combination is not refused but answered with
    the nine default bins (T-X33), whose edges in milliseconds are 0, 3,000, 10,000, 30,000, 60,000,
    180,000, 600,000, 1,800,000, 3,600,000 and 86,400,000, the lower one included. Source: Dashboard
    REST API, "Get session length distribution".

    Args:
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        time_histogram_config_bin_time_unit (SessionBinUnit | Unset): Unit of the bounds and the
            size of custom session bins; days are not among them (T-D3).
        time_histogram_config_bin_min (float | Unset):
        time_histogram_config_bin_max (float | Unset):
        time_histogram_config_bin_size (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | SessionLengthsReply
    """

    return (
        await asyncio_detailed(
            client=client,
            start=start,
            end=end,
            time_histogram_config_bin_time_unit=time_histogram_config_bin_time_unit,
            time_histogram_config_bin_min=time_histogram_config_bin_min,
            time_histogram_config_bin_max=time_histogram_config_bin_max,
            time_histogram_config_bin_size=time_histogram_config_bin_size,
        )
    ).parsed
