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
    from ...models.release_create import ReleaseCreate
    from ...models.release_reply import ReleaseReply


def build_request(
    *,
    body: ReleaseCreate | Unset = UNSET,
    version: str | Unset = UNSET,
    release_start: str | Unset = UNSET,
    release_end: str | Unset = UNSET,
    title: str | Unset = UNSET,
    description: str | Unset = UNSET,
    platforms: list[str] | Unset = UNSET,
    created_by: str | Unset = UNSET,
    chart_visibility: bool | Unset = UNSET,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Create a release"""

    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["version"] = version

    params["release_start"] = release_start

    params["release_end"] = release_end

    params["title"] = title

    params["description"] = description

    json_platforms: list[str] | Unset = UNSET
    if not isinstance(platforms, Unset):
        json_platforms = platforms

    params["platforms"] = json_platforms

    params["created_by"] = created_by

    params["chart_visibility"] = chart_visibility

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/2/release",
        "params": params,
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> QueryError | ReleaseReply | None:
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.query_error import QueryError
    from ...models.release_reply import ReleaseReply

    if status_code == 200:
        response_200 = ReleaseReply.from_dict(json.loads(content))

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
) -> Response[QueryError | ReleaseReply]:
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
    body: ReleaseCreate | Unset = UNSET,
    version: str | Unset = UNSET,
    release_start: str | Unset = UNSET,
    release_end: str | Unset = UNSET,
    title: str | Unset = UNSET,
    description: str | Unset = UNSET,
    platforms: list[str] | Unset = UNSET,
    created_by: str | Unset = UNSET,
    chart_visibility: bool | Unset = UNSET,
) -> Response[QueryError | ReleaseReply]:
    """Create a release

     Creates one release in the project the credentials belong to. There are two input styles with the
    same field names: all fields in a JSON body, or all of them as query parameters without a body.
    Exactly one style is used per request, which is why the body and every parameter are optional here;
    whichever style it is, `version`, `release_start` and `title` must be present. What the service does
    with a request that mixes both is not known. The SDK sends JSON (T-X11).

    The call has no idempotency key: sent twice it creates two releases, so it is never repeated unless
    the first request certainly did not arrive. Success is status 200, not 201. Source: Releases API,
    "Create a release".

    Args:
        version (str | Unset):
        release_start (str | Unset): A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the
            middle and no zone, so it is not an RFC 3339 date-time. Convert to UTC before formatting
            (T-R5).
        release_end (str | Unset): A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the
            middle and no zone, so it is not an RFC 3339 date-time. Convert to UTC before formatting
            (T-R5).
        title (str | Unset):
        description (str | Unset):
        platforms (list[str] | Unset):
        created_by (str | Unset):
        chart_visibility (bool | Unset):
        body (ReleaseCreate | Unset): A release to create. The vendor's sample sends
            `chart_visibility` and `platforms` as plain text; the types here follow its field table
            and its replies (T-R1, T-R2).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | ReleaseReply]
    """

    kwargs = build_request(
        body=body,
        version=version,
        release_start=release_start,
        release_end=release_end,
        title=title,
        description=description,
        platforms=platforms,
        created_by=created_by,
        chart_visibility=chart_visibility,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: ReleaseCreate | Unset = UNSET,
    version: str | Unset = UNSET,
    release_start: str | Unset = UNSET,
    release_end: str | Unset = UNSET,
    title: str | Unset = UNSET,
    description: str | Unset = UNSET,
    platforms: list[str] | Unset = UNSET,
    created_by: str | Unset = UNSET,
    chart_visibility: bool | Unset = UNSET,
) -> QueryError | ReleaseReply | None:
    """Create a release

     Creates one release in the project the credentials belong to. There are two input styles with the
    same field names: all fields in a JSON body, or all of them as query parameters without a body.
    Exactly one style is used per request, which is why the body and every parameter are optional here;
    whichever style it is, `version`, `release_start` and `title` must be present. What the service does
    with a request that mixes both is not known. The SDK sends JSON (T-X11).

    The call has no idempotency key: sent twice it creates two releases, so it is never repeated unless
    the first request certainly did not arrive. Success is status 200, not 201. Source: Releases API,
    "Create a release".

    Args:
        version (str | Unset):
        release_start (str | Unset): A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the
            middle and no zone, so it is not an RFC 3339 date-time. Convert to UTC before formatting
            (T-R5).
        release_end (str | Unset): A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the
            middle and no zone, so it is not an RFC 3339 date-time. Convert to UTC before formatting
            (T-R5).
        title (str | Unset):
        description (str | Unset):
        platforms (list[str] | Unset):
        created_by (str | Unset):
        chart_visibility (bool | Unset):
        body (ReleaseCreate | Unset): A release to create. The vendor's sample sends
            `chart_visibility` and `platforms` as plain text; the types here follow its field table
            and its replies (T-R1, T-R2).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | ReleaseReply
    """

    return sync_detailed(
        client=client,
        body=body,
        version=version,
        release_start=release_start,
        release_end=release_end,
        title=title,
        description=description,
        platforms=platforms,
        created_by=created_by,
        chart_visibility=chart_visibility,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ReleaseCreate | Unset = UNSET,
    version: str | Unset = UNSET,
    release_start: str | Unset = UNSET,
    release_end: str | Unset = UNSET,
    title: str | Unset = UNSET,
    description: str | Unset = UNSET,
    platforms: list[str] | Unset = UNSET,
    created_by: str | Unset = UNSET,
    chart_visibility: bool | Unset = UNSET,
) -> Response[QueryError | ReleaseReply]:
    """Create a release

     Creates one release in the project the credentials belong to. There are two input styles with the
    same field names: all fields in a JSON body, or all of them as query parameters without a body.
    Exactly one style is used per request, which is why the body and every parameter are optional here;
    whichever style it is, `version`, `release_start` and `title` must be present. What the service does
    with a request that mixes both is not known. The SDK sends JSON (T-X11).

    The call has no idempotency key: sent twice it creates two releases, so it is never repeated unless
    the first request certainly did not arrive. Success is status 200, not 201. Source: Releases API,
    "Create a release".

    Args:
        version (str | Unset):
        release_start (str | Unset): A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the
            middle and no zone, so it is not an RFC 3339 date-time. Convert to UTC before formatting
            (T-R5).
        release_end (str | Unset): A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the
            middle and no zone, so it is not an RFC 3339 date-time. Convert to UTC before formatting
            (T-R5).
        title (str | Unset):
        description (str | Unset):
        platforms (list[str] | Unset):
        created_by (str | Unset):
        chart_visibility (bool | Unset):
        body (ReleaseCreate | Unset): A release to create. The vendor's sample sends
            `chart_visibility` and `platforms` as plain text; the types here follow its field table
            and its replies (T-R1, T-R2).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryError | ReleaseReply]
    """

    kwargs = build_request(
        body=body,
        version=version,
        release_start=release_start,
        release_end=release_end,
        title=title,
        description=description,
        platforms=platforms,
        created_by=created_by,
        chart_visibility=chart_visibility,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: ReleaseCreate | Unset = UNSET,
    version: str | Unset = UNSET,
    release_start: str | Unset = UNSET,
    release_end: str | Unset = UNSET,
    title: str | Unset = UNSET,
    description: str | Unset = UNSET,
    platforms: list[str] | Unset = UNSET,
    created_by: str | Unset = UNSET,
    chart_visibility: bool | Unset = UNSET,
) -> QueryError | ReleaseReply | None:
    """Create a release

     Creates one release in the project the credentials belong to. There are two input styles with the
    same field names: all fields in a JSON body, or all of them as query parameters without a body.
    Exactly one style is used per request, which is why the body and every parameter are optional here;
    whichever style it is, `version`, `release_start` and `title` must be present. What the service does
    with a request that mixes both is not known. The SDK sends JSON (T-X11).

    The call has no idempotency key: sent twice it creates two releases, so it is never repeated unless
    the first request certainly did not arrive. Success is status 200, not 201. Source: Releases API,
    "Create a release".

    Args:
        version (str | Unset):
        release_start (str | Unset): A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the
            middle and no zone, so it is not an RFC 3339 date-time. Convert to UTC before formatting
            (T-R5).
        release_end (str | Unset): A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the
            middle and no zone, so it is not an RFC 3339 date-time. Convert to UTC before formatting
            (T-R5).
        title (str | Unset):
        description (str | Unset):
        platforms (list[str] | Unset):
        created_by (str | Unset):
        chart_visibility (bool | Unset):
        body (ReleaseCreate | Unset): A release to create. The vendor's sample sends
            `chart_visibility` and `platforms` as plain text; the types here follow its field table
            and its replies (T-R1, T-R2).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryError | ReleaseReply
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            version=version,
            release_start=release_start,
            release_end=release_end,
            title=title,
            description=description,
            platforms=platforms,
            created_by=created_by,
            chart_visibility=chart_visibility,
        )
    ).parsed
