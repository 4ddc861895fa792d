# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.date_interval import DateInterval
    from ...models.query_error import QueryError
    from ...models.revenue_ltv_reply import RevenueLtvReply
    from ...models.revenue_metric import RevenueMetric


def build_request(
    *,
    m: RevenueMetric | Unset = UNSET,
    start: str,
    end: str,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Get the lifetime value of new users"""

    params: dict[str, Any] = {}

    json_m: int | Unset = UNSET
    if not isinstance(m, Unset):
        json_m = m

    params["m"] = json_m

    params["start"] = start

    params["end"] = end

    json_i: int | Unset = UNSET
    if not isinstance(i, Unset):
        json_i = i

    params["i"] = json_i

    json_s: list[str] | Unset = UNSET
    if not isinstance(s, Unset):
        json_s = s

    params["s"] = json_s

    params["g"] = g

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/2/revenue/ltv",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> QueryError | RevenueLtvReply | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.query_error import QueryError
    from ...models.revenue_ltv_reply import RevenueLtvReply

    if status_code == 200:
        response_200 = RevenueLtvReply.from_dict(json.loads(content))

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
) -> Response[QueryError | RevenueLtvReply]:
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
    m: RevenueMetric | Unset = UNSET,
    start: str,
    end: str,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> Response[QueryError | RevenueLtvReply]:
    """Get the lifetime value of new users

     Returns, for the users who were new on each date, what they brought in after so many days. A path
    `/api/2/revenue/day`, found in a third-party document, does not exist (T-D25). Source: Dashboard
    REST API, "Revenue lifetime value (LTV)".

    Args:
        m (RevenueMetric | Unset): 0 average revenue per user (ARPU), 1 average revenue per paying
            user (ARPPU), 2 total revenue, 3 paying users.
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        i (DateInterval | Unset): Length of one point: 1 a day, 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | RevenueLtvReply]
    """

    kwargs = build_request(
        m=m,
        start=start,
        end=end,
        i=i,
        s=s,
        g=g,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    m: RevenueMetric | Unset = UNSET,
    start: str,
    end: str,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> QueryError | RevenueLtvReply | None:
    """Get the lifetime value of new users

     Returns, for the users who were new on each date, what they brought in after so many days. A path
    `/api/2/revenue/day`, found in a third-party document, does not exist (T-D25). Source: Dashboard
    REST API, "Revenue lifetime value (LTV)".

    Args:
        m (RevenueMetric | Unset): 0 average revenue per user (ARPU), 1 average revenue per paying
            user (ARPPU), 2 total revenue, 3 paying users.
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        i (DateInterval | Unset): Length of one point: 1 a day, 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | RevenueLtvReply
    """

    return sync_detailed(
        client=client,
        m=m,
        start=start,
        end=end,
        i=i,
        s=s,
        g=g,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    m: RevenueMetric | Unset = UNSET,
    start: str,
    end: str,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> Response[QueryError | RevenueLtvReply]:
    """Get the lifetime value of new users

     Returns, for the users who were new on each date, what they brought in after so many days. A path
    `/api/2/revenue/day`, found in a third-party document, does not exist (T-D25). Source: Dashboard
    REST API, "Revenue lifetime value (LTV)".

    Args:
        m (RevenueMetric | Unset): 0 average revenue per user (ARPU), 1 average revenue per paying
            user (ARPPU), 2 total revenue, 3 paying users.
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        i (DateInterval | Unset): Length of one point: 1 a day, 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | RevenueLtvReply]
    """

    kwargs = build_request(
        m=m,
        start=start,
        end=end,
        i=i,
        s=s,
        g=g,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    m: RevenueMetric | Unset = UNSET,
    start: str,
    end: str,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> QueryError | RevenueLtvReply | None:
    """Get the lifetime value of new users

     Returns, for the users who were new on each date, what they brought in after so many days. A path
    `/api/2/revenue/day`, found in a third-party document, does not exist (T-D25). Source: Dashboard
    REST API, "Revenue lifetime value (LTV)".

    Args:
        m (RevenueMetric | Unset): 0 average revenue per user (ARPU), 1 average revenue per paying
            user (ARPPU), 2 total revenue, 3 paying users.
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        i (DateInterval | Unset): Length of one point: 1 a day, 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | RevenueLtvReply
    """

    return (
        await asyncio_detailed(
            client=client,
            m=m,
            start=start,
            end=end,
            i=i,
            s=s,
            g=g,
        )
    ).parsed
