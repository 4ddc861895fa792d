# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.funnel_mode import FunnelMode
    from ...models.funnel_reply import FunnelReply
    from ...models.funnel_user_type import FunnelUserType
    from ...models.query_error import QueryError
    from ...models.segmentation_interval import (
        SegmentationInterval,
    )


def build_request(
    *,
    e: list[str],
    start: str,
    end: str,
    mode: FunnelMode | Unset = UNSET,
    n: FunnelUserType | Unset = UNSET,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    cs: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Measure conversion through a funnel"""

    params: dict[str, Any] = {}

    json_e = e

    params["e"] = json_e

    params["start"] = start

    params["end"] = end

    json_mode: str | Unset = UNSET
    if not isinstance(mode, Unset):
        json_mode = mode

    params["mode"] = json_mode

    json_n: str | Unset = UNSET
    if not isinstance(n, Unset):
        json_n = n

    params["n"] = json_n

    json_i: int | Unset = UNSET
    if not isinstance(i, Unset):
        json_i = i

    params["i"] = json_i

    json_s: list[str] | Unset = UNSET
    if not isinstance(s, Unset):
        json_s = s

    params["s"] = json_s

    params["g"] = g

    params["cs"] = cs

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/2/funnels",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> FunnelReply | QueryError | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.funnel_reply import FunnelReply
    from ...models.query_error import QueryError

    if status_code == 200:
        response_200 = FunnelReply.from_dict(json.loads(content))

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
) -> Response[FunnelReply | QueryError]:
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
    e: list[str],
    start: str,
    end: str,
    mode: FunnelMode | Unset = UNSET,
    n: FunnelUserType | Unset = UNSET,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    cs: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[FunnelReply | QueryError]:
    """Measure conversion through a funnel

     Returns how many users went through a series of events, where they dropped off and how long they
    took; one result per group. `e` is repeated, once for each step. Names like `e2` do not add a step:
    they have been seen answered with 200 and no data (T-D11).

    The query costs two for each event and four for each grouping property of each event (T-X32). The
    documentation's table allows two grouping properties and its cost example uses two, newer
    documentation allows one; this document follows the newer one (T-D26). Source: Dashboard REST API,
    "Funnel analysis".

    Args:
        e (list[str]):
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        mode (FunnelMode | Unset): `ordered` the steps in the given order, `unordered` in any
            order, `sequential` in the given order with no other event between them.
        n (FunnelUserType | Unset): Which users a funnel looks at. Not the words of segmentation
            (T-D15).
        i (SegmentationInterval | Unset): Length of one point, in segmentation and funnels:
            -300000 five minutes (real-time, reaches 2 days back), -3600000 an hour (reaches 7 days
            back), 1 a day (365 days), 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):
        cs (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FunnelReply | QueryError]
    """

    kwargs = build_request(
        e=e,
        start=start,
        end=end,
        mode=mode,
        n=n,
        i=i,
        s=s,
        g=g,
        cs=cs,
        limit=limit,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    e: list[str],
    start: str,
    end: str,
    mode: FunnelMode | Unset = UNSET,
    n: FunnelUserType | Unset = UNSET,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    cs: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> FunnelReply | QueryError | None:
    """Measure conversion through a funnel

     Returns how many users went through a series of events, where they dropped off and how long they
    took; one result per group. `e` is repeated, once for each step. Names like `e2` do not add a step:
    they have been seen answered with 200 and no data (T-D11).

    The query costs two for each event and four for each grouping property of each event (T-X32). The
    documentation's table allows two grouping properties and its cost example uses two, newer
    documentation allows one; this document follows the newer one (T-D26). Source: Dashboard REST API,
    "Funnel analysis".

    Args:
        e (list[str]):
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        mode (FunnelMode | Unset): `ordered` the steps in the given order, `unordered` in any
            order, `sequential` in the given order with no other event between them.
        n (FunnelUserType | Unset): Which users a funnel looks at. Not the words of segmentation
            (T-D15).
        i (SegmentationInterval | Unset): Length of one point, in segmentation and funnels:
            -300000 five minutes (real-time, reaches 2 days back), -3600000 an hour (reaches 7 days
            back), 1 a day (365 days), 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):
        cs (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FunnelReply | QueryError
    """

    return sync_detailed(
        client=client,
        e=e,
        start=start,
        end=end,
        mode=mode,
        n=n,
        i=i,
        s=s,
        g=g,
        cs=cs,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    e: list[str],
    start: str,
    end: str,
    mode: FunnelMode | Unset = UNSET,
    n: FunnelUserType | Unset = UNSET,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    cs: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[FunnelReply | QueryError]:
    """Measure conversion through a funnel

     Returns how many users went through a series of events, where they dropped off and how long they
    took; one result per group. `e` is repeated, once for each step. Names like `e2` do not add a step:
    they have been seen answered with 200 and no data (T-D11).

    The query costs two for each event and four for each grouping property of each event (T-X32). The
    documentation's table allows two grouping properties and its cost example uses two, newer
    documentation allows one; this document follows the newer one (T-D26). Source: Dashboard REST API,
    "Funnel analysis".

    Args:
        e (list[str]):
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        mode (FunnelMode | Unset): `ordered` the steps in the given order, `unordered` in any
            order, `sequential` in the given order with no other event between them.
        n (FunnelUserType | Unset): Which users a funnel looks at. Not the words of segmentation
            (T-D15).
        i (SegmentationInterval | Unset): Length of one point, in segmentation and funnels:
            -300000 five minutes (real-time, reaches 2 days back), -3600000 an hour (reaches 7 days
            back), 1 a day (365 days), 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):
        cs (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FunnelReply | QueryError]
    """

    kwargs = build_request(
        e=e,
        start=start,
        end=end,
        mode=mode,
        n=n,
        i=i,
        s=s,
        g=g,
        cs=cs,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    e: list[str],
    start: str,
    end: str,
    mode: FunnelMode | Unset = UNSET,
    n: FunnelUserType | Unset = UNSET,
    i: SegmentationInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
    cs: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> FunnelReply | QueryError | None:
    """Measure conversion through a funnel

     Returns how many users went through a series of events, where they dropped off and how long they
    took; one result per group. `e` is repeated, once for each step. Names like `e2` do not add a step:
    they have been seen answered with 200 and no data (T-D11).

    The query costs two for each event and four for each grouping property of each event (T-X32). The
    documentation's table allows two grouping properties and its cost example uses two, newer
    documentation allows one; this document follows the newer one (T-D26). Source: Dashboard REST API,
    "Funnel analysis".

    Args:
        e (list[str]):
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        mode (FunnelMode | Unset): `ordered` the steps in the given order, `unordered` in any
            order, `sequential` in the given order with no other event between them.
        n (FunnelUserType | Unset): Which users a funnel looks at. Not the words of segmentation
            (T-D15).
        i (SegmentationInterval | Unset): Length of one point, in segmentation and funnels:
            -300000 five minutes (real-time, reaches 2 days back), -3600000 an hour (reaches 7 days
            back), 1 a day (365 days), 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):
        cs (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FunnelReply | QueryError
    """

    return (
        await asyncio_detailed(
            client=client,
            e=e,
            start=start,
            end=end,
            mode=mode,
            n=n,
            i=i,
            s=s,
            g=g,
            cs=cs,
            limit=limit,
        )
    ).parsed
