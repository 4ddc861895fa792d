# Derived from amplitude_sdk/resources/_async/raw.py by `nox -s generate`; do not edit.
"""`amp.with_raw_response`: every call of every resource, with its reply as it was received."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec

from amplitude_sdk.resources._sync.annotations import Annotations
from amplitude_sdk.resources._sync.categories import Categories
from amplitude_sdk.resources._sync.dashboard import Dashboard
from amplitude_sdk.resources._sync.events import Events
from amplitude_sdk.resources._sync.releases import Releases
from amplitude_sdk.resources.received import Replies, Reply, looks_like
from amplitude_sdk.transport.raw_response import RawResponse
from amplitude_sdk.transport.recording._sync import Recorder

if TYPE_CHECKING:
    from amplitude_sdk.transport._sync import Sender

__all__ = ["RawResponses"]

P = ParamSpec("P")


class _Raw:
    """The calls of one resource."""

    resource: ClassVar[type[Any]]

    def __init__(self, sender: Sender) -> None:
        self.sender = sender


def _recorded(raw: _Raw, method: Callable[..., Any], given: Any, named: Any) -> list[RawResponse]:
    recorder = Recorder(raw.sender)
    method(raw.resource(recorder), *given, **named)
    return recorder.replies


def _reply(
    method: Callable[Concatenate[Any, P], object],
) -> Callable[Concatenate[_Raw, P], Reply]:
    """The one reply to a call."""

    def raw(self: _Raw, /, *given: P.args, **named: P.kwargs) -> RawResponse:
        (reply,) = _recorded(self, method, given, named)
        return reply

    return looks_like(method, RawResponse, raw)


def _replies(
    method: Callable[Concatenate[Any, P], object],
) -> Callable[Concatenate[_Raw, P], Replies]:
    """All replies to a call that sends several requests, of every status, in their order."""

    def raw(self: _Raw, /, *given: P.args, **named: P.kwargs) -> list[RawResponse]:
        return _recorded(self, method, given, named)

    return looks_like(method, list[RawResponse], raw)


class RawReleases(_Raw):
    """`amp.with_raw_response.releases`."""

    resource = Releases

    create = _reply(Releases.create)


class RawCategories(_Raw):
    """`amp.with_raw_response.annotations.categories`."""

    resource = Categories

    create = _reply(Categories.create)
    list = _reply(Categories.list)
    get = _reply(Categories.get)
    update = _reply(Categories.update)
    delete = _reply(Categories.delete)
    assign = _reply(Categories.assign)


class RawAnnotations(_Raw):
    """`amp.with_raw_response.annotations`.

    Attributes:
        categories: their categories.
    """

    resource = Annotations

    def __init__(self, sender: Sender) -> None:
        super().__init__(sender)
        self.categories = RawCategories(sender)

    create = _reply(Annotations.create)
    list = _reply(Annotations.list)
    get = _reply(Annotations.get)
    update = _reply(Annotations.update)
    delete = _reply(Annotations.delete)


class RawDashboard(_Raw):
    """`amp.with_raw_response.dashboard`."""

    resource = Dashboard

    users = _reply(Dashboard.users)
    session_lengths = _reply(Dashboard.session_lengths)
    average_session_length = _reply(Dashboard.average_session_length)
    sessions_per_user = _reply(Dashboard.sessions_per_user)
    composition = _reply(Dashboard.composition)
    events = _reply(Dashboard.events)
    segmentation = _reply(Dashboard.segmentation)
    funnel = _reply(Dashboard.funnel)
    retention = _reply(Dashboard.retention)
    user_activity = _reply(Dashboard.user_activity)
    user_search = _reply(Dashboard.user_search)
    realtime = _reply(Dashboard.realtime)
    revenue_ltv = _reply(Dashboard.revenue_ltv)
    chart = _reply(Dashboard.chart)
    chart_csv = _reply(Dashboard.chart_csv)


class RawEvents(_Raw):
    """`amp.with_raw_response.events`."""

    resource = Events

    upload = _replies(Events.upload)


class RawResponses:
    """The resources of a client, with replies as they were received.

    Checks, retries and errors are those of the plain calls; a reply that was a success is not looked
    into.

    Attributes:
        events: uploads; the replies to all requests of an upload, in a list.
        releases: releases.
        annotations: chart annotations, and their categories.
        dashboard: queries.
    """

    def __init__(self, sender: Sender) -> None:
        self.events = RawEvents(sender)
        self.releases = RawReleases(sender)
        self.annotations = RawAnnotations(sender)
        self.dashboard = RawDashboard(sender)
