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
    from ...models.segmentation_interval import (
        SegmentationInterval,
    )
    from ...models.segmentation_metric import (
        SegmentationMetric,
    )
    from ...models.segmentation_reply import SegmentationReply
    from ...models.segmentation_user_type import (
        SegmentationUserType,
    )


def build_request(
    *,
    e: str,
    e2: str | Unset = UNSET,
    m: SegmentationMetric | Unset = UNSET,
    n: SegmentationUserType | Unset = UNSET,
    start: str,
    end: str,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    g2: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    formula: str | Unset = UNSET,
    rolling_window: int | Unset = UNSET,
    rolling_average: int | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Measure one or two events over time"""

    params: dict[str, Any] = {}

    params["e"] = e

    params["e2"] = e2

    json_m: str | Unset = UNSET
    if not isinstance(m, Unset):
        json_m = m

    params["m"] = json_m

    json_n: str | Unset = UNSET
    if not isinstance(n, Unset):
        json_n = n

    params["n"] = json_n

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

    params["g2"] = g2

    params["limit"] = limit

    params["formula"] = formula

    params["rollingWindow"] = rolling_window

    params["rollingAverage"] = rolling_average

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/2/events/segmentation",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> QueryError | SegmentationReply | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.query_error import QueryError
    from ...models.segmentation_reply import SegmentationReply

    if status_code == 200:
        response_200 = SegmentationReply.from_dict(json.loads(content))

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
) -> Response[QueryError | SegmentationReply]:
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
    e: str,
    e2: str | Unset = UNSET,
    m: SegmentationMetric | Unset = UNSET,
    n: SegmentationUserType | Unset = UNSET,
    start: str,
    end: str,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    g2: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    formula: str | Unset = UNSET,
    rolling_window: int | Unset = UNSET,
    rolling_average: int | Unset = UNSET,
) -> Response[QueryError | SegmentationReply]:
    """Measure one or two events over time

     Returns a metric of one or two events for each interval of a range of dates; one series per group or
    segment. The documentation first says that `e` may be given twice and then names the second event
    `e2`; `e2` is right (T-D9).

    The metrics `histogram`, `sums` and `value_avg` measure a property of the event and need a
    `group_by` inside `e`. The metric `formula` needs `formula`. Real-time intervals reach 2 days back,
    hours 7, days 365. The query costs one for each event and four for each grouping property of each
    event (T-X32). Source: Dashboard REST API, "Event segmentation".

    Args:
        e (str):
        e2 (str | Unset):
        m (SegmentationMetric | Unset): What is measured. `uniques` users, `totals` events,
            `pct_dau` share of the active users, `average` events per user. The property metrics
            `histogram`, `sums` and `value_avg` need a `group_by` inside the event. `formula`
            evaluates the text in `formula` over up to two events.
        n (SegmentationUserType | Unset): Which users segmentation looks at. Not the words of
            funnels (T-D15).
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        i (SegmentationInterval | Unset): Length of one point, in segmentation and funnels:
            -300000 five minutes (real-time, reaches 2 days back), -3600000 an hour (reaches 7 days
            back), 1 a day (365 days), 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):
        g2 (str | Unset):
        limit (int | Unset):
        formula (str | Unset):
        rolling_window (int | Unset):
        rolling_average (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | SegmentationReply]
    """

    kwargs = build_request(
        e=e,
        e2=e2,
        m=m,
        n=n,
        start=start,
        end=end,
        i=i,
        s=s,
        g=g,
        g2=g2,
        limit=limit,
        formula=formula,
        rolling_window=rolling_window,
        rolling_average=rolling_average,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    e: str,
    e2: str | Unset = UNSET,
    m: SegmentationMetric | Unset = UNSET,
    n: SegmentationUserType | Unset = UNSET,
    start: str,
    end: str,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    g2: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    formula: str | Unset = UNSET,
    rolling_window: int | Unset = UNSET,
    rolling_average: int | Unset = UNSET,
) -> QueryError | SegmentationReply | None:
    """Measure one or two events over time

     Returns a metric of one or two events for each interval of a range of dates; one series per group or
    segment. The documentation first says that `e` may be given twice and then names the second event
    `e2`; `e2` is right (T-D9).

    The metrics `histogram`, `sums` and `value_avg` measure a property of the event and need a
    `group_by` inside `e`. The metric `formula` needs `formula`. Real-time intervals reach 2 days back,
    hours 7, days 365. The query costs one for each event and four for each grouping property of each
    event (T-X32). Source: Dashboard REST API, "Event segmentation".

    Args:
        e (str):
        e2 (str | Unset):
        m (SegmentationMetric | Unset): What is measured. `uniques` users, `totals` events,
            `pct_dau` share of the active users, `average` events per user. The property metrics
            `histogram`, `sums` and `value_avg` need a `group_by` inside the event. `formula`
            evaluates the text in `formula` over up to two events.
        n (SegmentationUserType | Unset): Which users segmentation looks at. Not the words of
            funnels (T-D15).
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        i (SegmentationInterval | Unset): Length of one point, in segmentation and funnels:
            -300000 five minutes (real-time, reaches 2 days back), -3600000 an hour (reaches 7 days
            back), 1 a day (365 days), 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):
        g2 (str | Unset):
        limit (int | Unset):
        formula (str | Unset):
        rolling_window (int | Unset):
        rolling_average (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | SegmentationReply
    """

    return sync_detailed(
        client=client,
        e=e,
        e2=e2,
        m=m,
        n=n,
        start=start,
        end=end,
        i=i,
        s=s,
        g=g,
        g2=g2,
        limit=limit,
        formula=formula,
        rolling_window=rolling_window,
        rolling_average=rolling_average,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    e: str,
    e2: str | Unset = UNSET,
    m: SegmentationMetric | Unset = UNSET,
    n: SegmentationUserType | Unset = UNSET,
    start: str,
    end: str,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    g2: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    formula: str | Unset = UNSET,
    rolling_window: int | Unset = UNSET,
    rolling_average: int | Unset = UNSET,
) -> Response[QueryError | SegmentationReply]:
    """Measure one or two events over time

     Returns a metric of one or two events for each interval of a range of dates; one series per group or
    segment. The documentation first says that `e` may be given twice and then names the second event
    `e2`; `e2` is right (T-D9).

    The metrics `histogram`, `sums` and `value_avg` measure a property of the event and need a
    `group_by` inside `e`. The metric `formula` needs `formula`. Real-time intervals reach 2 days back,
    hours 7, days 365. The query costs one for each event and four for each grouping property of each
    event (T-X32). Source: Dashboard REST API, "Event segmentation".

    Args:
        e (str):
        e2 (str | Unset):
        m (SegmentationMetric | Unset): What is measured. `uniques` users, `totals` events,
            `pct_dau` share of the active users, `average` events per user. The property metrics
            `histogram`, `sums` and `value_avg` need a `group_by` inside the event. `formula`
            evaluates the text in `formula` over up to two events.
        n (SegmentationUserType | Unset): Which users segmentation looks at. Not the words of
            funnels (T-D15).
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        i (SegmentationInterval | Unset): Length of one point, in segmentation and funnels:
            -300000 five minutes (real-time, reaches 2 days back), -3600000 an hour (reaches 7 days
            back), 1 a day (365 days), 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):
        g2 (str | Unset):
        limit (int | Unset):
        formula (str | Unset):
        rolling_window (int | Unset):
        rolling_average (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | SegmentationReply]
    """

    kwargs = build_request(
        e=e,
        e2=e2,
        m=m,
        n=n,
        start=start,
        end=end,
        i=i,
        s=s,
        g=g,
        g2=g2,
        limit=limit,
        formula=formula,
        rolling_window=rolling_window,
        rolling_average=rolling_average,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    e: str,
    e2: str | Unset = UNSET,
    m: SegmentationMetric | Unset = UNSET,
    n: SegmentationUserType | Unset = UNSET,
    start: str,
    end: str,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    g2: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    formula: str | Unset = UNSET,
    rolling_window: int | Unset = UNSET,
    rolling_average: int | Unset = UNSET,
) -> QueryError | SegmentationReply | None:
    """Measure one or two events over time

     Returns a metric of one or two events for each interval of a range of dates; one series per group or
    segment. The documentation first says that `e` may be given twice and then names the second event
    `e2`; `e2` is right (T-D9).

    The metrics `histogram`, `sums` and `value_avg` measure a property of the event and need a
    `group_by` inside `e`. The metric `formula` needs `formula`. Real-time intervals reach 2 days back,
    hours 7, days 365. The query costs one for each event and four for each grouping property of each
    event (T-X32). Source: Dashboard REST API, "Event segmentation".

    Args:
        e (str):
        e2 (str | Unset):
        m (SegmentationMetric | Unset): What is measured. `uniques` users, `totals` events,
            `pct_dau` share of the active users, `average` events per user. The property metrics
            `histogram`, `sums` and `value_avg` need a `group_by` inside the event. `formula`
            evaluates the text in `formula` over up to two events.
        n (SegmentationUserType | Unset): Which users segmentation looks at. Not the words of
            funnels (T-D15).
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        i (SegmentationInterval | Unset): Length of one point, in segmentation and funnels:
            -300000 five minutes (real-time, reaches 2 days back), -3600000 an hour (reaches 7 days
            back), 1 a day (365 days), 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):
        g2 (str | Unset):
        limit (int | Unset):
        formula (str | Unset):
        rolling_window (int | Unset):
        rolling_average (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | SegmentationReply
    """

    return (
        await asyncio_detailed(
            client=client,
            e=e,
            e2=e2,
            m=m,
            n=n,
            start=start,
            end=end,
            i=i,
            s=s,
            g=g,
            g2=g2,
            limit=limit,
            formula=formula,
            rolling_window=rolling_window,
            rolling_average=rolling_average,
        )
    ).parsed
