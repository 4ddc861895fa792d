# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ... import errors
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.upload_forbidden import UploadForbidden
    from ...models.upload_invalid import UploadInvalid
    from ...models.upload_reply import UploadReply
    from ...models.upload_request import UploadRequest
    from ...models.upload_server_error import UploadServerError
    from ...models.upload_silenced import UploadSilenced
    from ...models.upload_throttled import UploadThrottled
    from ...models.upload_too_large import UploadTooLarge


def build_request(
    *,
    body: UploadRequest,
) -> dict[str, Any]:
    """Return the arguments of `httpx.Client.request` for: Upload events"""

    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/2/httpapi",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def parse_response(
    *, status_code: int, content: bytes
) -> (
    UploadForbidden
    | UploadInvalid
    | UploadSilenced
    | UploadReply
    | UploadServerError
    | UploadThrottled
    | UploadTooLarge
    | None
):
    """Return the model of a reply, or None for a status that the specification does not declare.

    Raises ValueError for a body that is not JSON; ValueError, TypeError, KeyError or AttributeError for JSON that
    is not shaped as specified.
    """
    from ...models.upload_forbidden import UploadForbidden
    from ...models.upload_invalid import UploadInvalid
    from ...models.upload_reply import UploadReply
    from ...models.upload_server_error import UploadServerError
    from ...models.upload_silenced import UploadSilenced
    from ...models.upload_throttled import UploadThrottled
    from ...models.upload_too_large import UploadTooLarge

    if status_code == 200:
        response_200 = UploadReply.from_dict(json.loads(content))

        return response_200

    if status_code == 400:

        def _parse_response_400(data: object) -> UploadInvalid | UploadSilenced:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_400_type_0 = UploadSilenced.from_dict(data)

                return response_400_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_400_type_1 = UploadInvalid.from_dict(data)

            return response_400_type_1

        response_400 = _parse_response_400(json.loads(content))

        return response_400

    if status_code == 403:
        response_403 = UploadForbidden.from_dict(json.loads(content))

        return response_403

    if status_code == 413:
        response_413 = UploadTooLarge.from_dict(json.loads(content))

        return response_413

    if status_code == 429:
        response_429 = UploadThrottled.from_dict(json.loads(content))

        return response_429

    if status_code == 500:
        response_500 = UploadServerError.from_dict(json.loads(content))

        return response_500

    if status_code == 502:
        response_502 = UploadServerError.from_dict(json.loads(content))

        return response_502

    if status_code == 503:
        response_503 = UploadServerError.from_dict(json.loads(content))

        return response_503

    if status_code == 504:
        response_504 = UploadServerError.from_dict(json.loads(content))

        return response_504

    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    UploadForbidden
    | UploadInvalid
    | UploadSilenced
    | UploadReply
    | UploadServerError
    | UploadThrottled
    | UploadTooLarge
]:
    is_declared = (
        response.status_code == 200
        or response.status_code == 400
        or response.status_code == 403
        or response.status_code == 413
        or response.status_code == 429
        or response.status_code == 500
        or response.status_code == 502
        or response.status_code == 503
        or response.status_code == 504
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
    body: UploadRequest,
) -> Response[
    UploadForbidden
    | UploadInvalid
    | UploadSilenced
    | UploadReply
    | UploadServerError
    | UploadThrottled
    | UploadTooLarge
]:
    """Upload events

     Uploads a batch of events to one project. The `Content-Type` header has to be `application/json`;
    there is no `Authorization` header, the API key is a member of the body.

    **Size.** A request stays below 1 MB and below 2,000 events (Growth and Enterprise plans); either
    excess is answered with 413. On the Starter plan, stay below 100 requests and 1,000 events per
    second; the advice there is at most 10 events per request.

    **Outcome.** 200 means that every event was taken. A 400 that names events by their index took
    none of the request: leave the named ones out and send the rest again. 429 asks for a pause of
    30 seconds for the users and devices it names. 503 took nothing; after 500, 502, 504 or a broken
    connection nobody knows.

    **Repeating.** Give every event an `insert_id` before the first try and keep it: within 7 days the
    service ignores a second event with the same `insert_id` on the same device. With it, repeating
    after 408, 429, any 5xx or a network failure is safe. Other 4xx replies repeat themselves until
    the request changes.

    **Throttling.** One user or device may send 30 events per second, averaged over a recent window.
    Partition the work by `device_id` or `user_id`, so that one throttled sender does not hold up the
    others; a proxy has to pass throttling on to its own clients.

    Source: "HTTP V2 API", sections "Upload limit", "Event deduplication" and "Response"; decisions
    T-H1, T-H2, T-H12.

    Args:
        body (UploadRequest): The body of an upload.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UploadForbidden | UploadInvalid | UploadSilenced | UploadReply | UploadServerError | UploadThrottled | UploadTooLarge]
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
    body: UploadRequest,
) -> (
    UploadForbidden
    | UploadInvalid
    | UploadSilenced
    | UploadReply
    | UploadServerError
    | UploadThrottled
    | UploadTooLarge
    | None
):
    """Upload events

     Uploads a batch of events to one project. The `Content-Type` header has to be `application/json`;
    there is no `Authorization` header, the API key is a member of the body.

    **Size.** A request stays below 1 MB and below 2,000 events (Growth and Enterprise plans); either
    excess is answered with 413. On the Starter plan, stay below 100 requests and 1,000 events per
    second; the advice there is at most 10 events per request.

    **Outcome.** 200 means that every event was taken. A 400 that names events by their index took
    none of the request: leave the named ones out and send the rest again. 429 asks for a pause of
    30 seconds for the users and devices it names. 503 took nothing; after 500, 502, 504 or a broken
    connection nobody knows.

    **Repeating.** Give every event an `insert_id` before the first try and keep it: within 7 days the
    service ignores a second event with the same `insert_id` on the same device. With it, repeating
    after 408, 429, any 5xx or a network failure is safe. Other 4xx replies repeat themselves until
    the request changes.

    **Throttling.** One user or device may send 30 events per second, averaged over a recent window.
    Partition the work by `device_id` or `user_id`, so that one throttled sender does not hold up the
    others; a proxy has to pass throttling on to its own clients.

    Source: "HTTP V2 API", sections "Upload limit", "Event deduplication" and "Response"; decisions
    T-H1, T-H2, T-H12.

    Args:
        body (UploadRequest): The body of an upload.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UploadForbidden | UploadInvalid | UploadSilenced | UploadReply | UploadServerError | UploadThrottled | UploadTooLarge
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: UploadRequest,
) -> Response[
    UploadForbidden
    | UploadInvalid
    | UploadSilenced
    | UploadReply
    | UploadServerError
    | UploadThrottled
    | UploadTooLarge
]:
    """Upload events

     Uploads a batch of events to one project. The `Content-Type` header has to be `application/json`;
    there is no `Authorization` header, the API key is a member of the body.

    **Size.** A request stays below 1 MB and below 2,000 events (Growth and Enterprise plans); either
    excess is answered with 413. On the Starter plan, stay below 100 requests and 1,000 events per
    second; the advice there is at most 10 events per request.

    **Outcome.** 200 means that every event was taken. A 400 that names events by their index took
    none of the request: leave the named ones out and send the rest again. 429 asks for a pause of
    30 seconds for the users and devices it names. 503 took nothing; after 500, 502, 504 or a broken
    connection nobody knows.

    **Repeating.** Give every event an `insert_id` before the first try and keep it: within 7 days the
    service ignores a second event with the same `insert_id` on the same device. With it, repeating
    after 408, 429, any 5xx or a network failure is safe. Other 4xx replies repeat themselves until
    the request changes.

    **Throttling.** One user or device may send 30 events per second, averaged over a recent window.
    Partition the work by `device_id` or `user_id`, so that one throttled sender does not hold up the
    others; a proxy has to pass throttling on to its own clients.

    Source: "HTTP V2 API", sections "Upload limit", "Event deduplication" and "Response"; decisions
    T-H1, T-H2, T-H12.

    Args:
        body (UploadRequest): The body of an upload.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UploadForbidden | UploadInvalid | UploadSilenced | UploadReply | UploadServerError | UploadThrottled | UploadTooLarge]
    """

    kwargs = build_request(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: UploadRequest,
) -> (
    UploadForbidden
    | UploadInvalid
    | UploadSilenced
    | UploadReply
    | UploadServerError
    | UploadThrottled
    | UploadTooLarge
    | None
):
    """Upload events

     Uploads a batch of events to one project. The `Content-Type` header has to be `application/json`;
    there is no `Authorization` header, the API key is a member of the body.

    **Size.** A request stays below 1 MB and below 2,000 events (Growth and Enterprise plans); either
    excess is answered with 413. On the Starter plan, stay below 100 requests and 1,000 events per
    second; the advice there is at most 10 events per request.

    **Outcome.** 200 means that every event was taken. A 400 that names events by their index took
    none of the request: leave the named ones out and send the rest again. 429 asks for a pause of
    30 seconds for the users and devices it names. 503 took nothing; after 500, 502, 504 or a broken
    connection nobody knows.

    **Repeating.** Give every event an `insert_id` before the first try and keep it: within 7 days the
    service ignores a second event with the same `insert_id` on the same device. With it, repeating
    after 408, 429, any 5xx or a network failure is safe. Other 4xx replies repeat themselves until
    the request changes.

    **Throttling.** One user or device may send 30 events per second, averaged over a recent window.
    Partition the work by `device_id` or `user_id`, so that one throttled sender does not hold up the
    others; a proxy has to pass throttling on to its own clients.

    Source: "HTTP V2 API", sections "Upload limit", "Event deduplication" and "Response"; decisions
    T-H1, T-H2, T-H12.

    Args:
        body (UploadRequest): The body of an upload.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UploadForbidden | UploadInvalid | UploadSilenced | UploadReply | UploadServerError | UploadThrottled | UploadTooLarge
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
