"""`amp.with_raw_response`: every call of every resource, with its reply as it was received."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec

from amplitude_sdk.resources._async.annotations import AsyncAnnotations
from amplitude_sdk.resources._async.categories import AsyncCategories
from amplitude_sdk.resources._async.dashboard import AsyncDashboard
from amplitude_sdk.resources._async.events import AsyncEvents
from amplitude_sdk.resources._async.releases import AsyncReleases
from amplitude_sdk.resources.received import AsyncReplies, AsyncReply, looks_like
from amplitude_sdk.transport.raw_response import RawResponse
from amplitude_sdk.transport.recording._async import AsyncRecorder

if TYPE_CHECKING:
    from amplitude_sdk.transport._async import AsyncSender

__all__ = ["AsyncRawResponses"]

P = ParamSpec("P")


class _AsyncRaw:
    """The calls of one resource."""

    resource: ClassVar[type[Any]]

    def __init__(self, sender: AsyncSender) -> None:
        self.sender = sender


async def _recorded(
    raw: _AsyncRaw, method: Callable[..., Any], given: Any, named: Any
) -> list[RawResponse]:
    recorder = AsyncRecorder(raw.sender)
    await method(raw.resource(recorder), *given, **named)
    return recorder.replies


def _reply(
    method: Callable[Concatenate[Any, P], object],
) -> Callable[Concatenate[_AsyncRaw, P], AsyncReply]:
    """The one reply to a call."""

    async def raw(self: _AsyncRaw, /, *given: P.args, **named: P.kwargs) -> RawResponse:
        (reply,) = await _recorded(self, method, given, named)
        return reply

    return looks_like(method, RawResponse, raw)


def _replies(
    method: Callable[Concatenate[Any, P], object],
) -> Callable[Concatenate[_AsyncRaw, P], AsyncReplies]:
    """All replies to a call that sends several requests, of every status, in their order."""

    async def raw(self: _AsyncRaw, /, *given: P.args, **named: P.kwargs) -> list[RawResponse]:
        return await _recorded(self, method, given, named)

    return looks_like(method, list[RawResponse], raw)


class AsyncRawReleases(_AsyncRaw):
    """`amp.with_raw_response.releases`."""

    resource = AsyncReleases

    create = _reply(AsyncReleases.create)


class AsyncRawCategories(_AsyncRaw):
    """`amp.with_raw_response.annotations.categories`."""

    resource = AsyncCategories

    create = _reply(AsyncCategories.create)
    list = _reply(AsyncCategories.list)
    get = _reply(AsyncCategories.get)
    update = _reply(AsyncCategories.update)
    delete = _reply(AsyncCategories.delete)
    assign = _reply(AsyncCategories.assign)


class AsyncRawAnnotations(_AsyncRaw):
    """`amp.with_raw_response.annotations`.

    Attributes:
        categories: their categories.
    """

    resource = AsyncAnnotations

    def __init__(self, sender: AsyncSender) -> None:
        super().__init__(sender)
        self.categories = AsyncRawCategories(sender)

    create = _reply(AsyncAnnotations.create)
    list = _reply(AsyncAnnotations.list)
    get = _reply(AsyncAnnotations.get)
    update = _reply(AsyncAnnotations.update)
    delete = _reply(AsyncAnnotations.delete)


class AsyncRawDashboard(_AsyncRaw):
    """`amp.with_raw_response.dashboard`."""

    resource = AsyncDashboard

    users = _reply(AsyncDashboard.users)
    session_lengths = _reply(AsyncDashboard.session_lengths)
    average_session_length = _reply(AsyncDashboard.average_session_length)
    sessions_per_user = _reply(AsyncDashboard.sessions_per_user)
    composition = _reply(AsyncDashboard.composition)
    events = _reply(AsyncDashboard.events)
    segmentation = _reply(AsyncDashboard.segmentation)
    funnel = _reply(AsyncDashboard.funnel)
    retention = _reply(AsyncDashboard.retention)
    user_activity = _reply(AsyncDashboard.user_activity)
    user_search = _reply(AsyncDashboard.user_search)
    realtime = _reply(AsyncDashboard.realtime)
    revenue_ltv = _reply(AsyncDashboard.revenue_ltv)
    chart = _reply(AsyncDashboard.chart)
    chart_csv = _reply(AsyncDashboard.chart_csv)


class AsyncRawEvents(_AsyncRaw):
    """`amp.with_raw_response.events`."""

    resource = AsyncEvents

    upload = _replies(AsyncEvents.upload)


class AsyncRawResponses:
    """The resources of a client, with replies as they were received.

    Checks, retries and errors are those of the plain calls; a reply that was a success is not looked
    into.

    Attributes:
        events: uploads; the replies to all requests of an upload, in a list.
        releases: releases.
        annotations: chart annotations, and their categories.
        dashboard: queries.
    """

    def __init__(self, sender: AsyncSender) -> None:
        self.events = AsyncRawEvents(sender)
        self.releases = AsyncRawReleases(sender)
        self.annotations = AsyncRawAnnotations(sender)
        self.dashboard = AsyncRawDashboard(sender)
