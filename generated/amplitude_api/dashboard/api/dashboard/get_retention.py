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
    from ...models.retention_mode import RetentionMode
    from ...models.retention_reply import RetentionReply


def build_request(
    *,
    se: str,
    re: str,
    start: str,
    end: str,
    rm: RetentionMode | Unset = UNSET,
    rb: str | Unset = UNSET,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Measure how many users come back"""

    params: dict[str, Any] = {}

    params["se"] = se

    params["re"] = re

    params["start"] = start

    params["end"] = end

    json_rm: str | Unset = UNSET
    if not isinstance(rm, Unset):
        json_rm = rm

    params["rm"] = json_rm

    params["rb"] = rb

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
        "url": "/api/2/retention",
        "params": params,
    }

    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> QueryError | RetentionReply | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.query_error import QueryError
    from ...models.retention_reply import RetentionReply

    if status_code == 200:
        response_200 = RetentionReply.from_dict(json.loads(content))

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
) -> Response[QueryError | RetentionReply]:
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
    se: str,
    re: str,
    start: str,
    end: str,
    rm: RetentionMode | Unset = UNSET,
    rb: str | Unset = UNSET,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> Response[QueryError | RetentionReply]:
    """Measure how many users come back

     Returns, for the users who performed a start event on each date, how many of them performed a return
    event after so many days, weeks or months. Only `https` is used, although some samples of the vendor
    say `http` (T-D22). Source: Dashboard REST API, "Retention analysis".

    Args:
        se (str):
        re (str):
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        rm (RetentionMode | Unset): `n-day` who came back on exactly that interval, `rolling` who
            came back then or later (unbounded retention), `bracket` who came back within brackets of
            days.
        rb (str | Unset):
        i (DateInterval | Unset): Length of one point: 1 a day, 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | RetentionReply]
    """

    kwargs = build_request(
        se=se,
        re=re,
        start=start,
        end=end,
        rm=rm,
        rb=rb,
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
    se: str,
    re: str,
    start: str,
    end: str,
    rm: RetentionMode | Unset = UNSET,
    rb: str | Unset = UNSET,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> QueryError | RetentionReply | None:
    """Measure how many users come back

     Returns, for the users who performed a start event on each date, how many of them performed a return
    event after so many days, weeks or months. Only `https` is used, although some samples of the vendor
    say `http` (T-D22). Source: Dashboard REST API, "Retention analysis".

    Args:
        se (str):
        re (str):
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        rm (RetentionMode | Unset): `n-day` who came back on exactly that interval, `rolling` who
            came back then or later (unbounded retention), `bracket` who came back within brackets of
            days.
        rb (str | Unset):
        i (DateInterval | Unset): Length of one point: 1 a day, 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | RetentionReply
    """

    return sync_detailed(
        client=client,
        se=se,
        re=re,
        start=start,
        end=end,
        rm=rm,
        rb=rb,
        i=i,
        s=s,
        g=g,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    se: str,
    re: str,
    start: str,
    end: str,
    rm: RetentionMode | Unset = UNSET,
    rb: str | Unset = UNSET,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> Response[QueryError | RetentionReply]:
    """Measure how many users come back

     Returns, for the users who performed a start event on each date, how many of them performed a return
    event after so many days, weeks or months. Only `https` is used, although some samples of the vendor
    say `http` (T-D22). Source: Dashboard REST API, "Retention analysis".

    Args:
        se (str):
        re (str):
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        rm (RetentionMode | Unset): `n-day` who came back on exactly that interval, `rolling` who
            came back then or later (unbounded retention), `bracket` who came back within brackets of
            days.
        rb (str | Unset):
        i (DateInterval | Unset): Length of one point: 1 a day, 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | RetentionReply]
    """

    kwargs = build_request(
        se=se,
        re=re,
        start=start,
        end=end,
        rm=rm,
        rb=rb,
        i=i,
        s=s,
        g=g,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    se: str,
    re: str,
    start: str,
    end: str,
    rm: RetentionMode | Unset = UNSET,
    rb: str | Unset = UNSET,
    i: DateInterval | Unset = UNSET,
    s: list[str] | Unset = UNSET,
    g: str | Unset = UNSET,
) -> QueryError | RetentionReply | None:
    """Measure how many users come back

     Returns, for the users who performed a start event on each date, how many of them performed a return
    event after so many days, weeks or months. Only `https` is used, although some samples of the vendor
    say `http` (T-D22). Source: Dashboard REST API, "Retention analysis".

    Args:
        se (str):
        re (str):
        start (str): A calendar day of the project's time zone, `YYYYMMDD`.
        end (str): A calendar day of the project's time zone, `YYYYMMDD`.
        rm (RetentionMode | Unset): `n-day` who came back on exactly that interval, `rolling` who
            came back then or later (unbounded retention), `bracket` who came back within brackets of
            days.
        rb (str | Unset):
        i (DateInterval | Unset): Length of one point: 1 a day, 7 a week, 30 a month.
        s (list[str] | Unset):
        g (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | RetentionReply
    """

    return (
        await asyncio_detailed(
            client=client,
            se=se,
            re=re,
            start=start,
            end=end,
            rm=rm,
            rb=rb,
            i=i,
            s=s,
            g=g,
        )
    ).parsed
