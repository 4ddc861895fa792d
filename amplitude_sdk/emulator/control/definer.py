"""The part of `Emulator` that defines what people define in the web app."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

import orjson

from amplitude_sdk.emulator.analytics.definitions import CHART, COHORT, CUSTOM_EVENT, EVENT_TYPE
from amplitude_sdk.emulator.control.definitions import define
from amplitude_sdk.emulator.replies import RefusedError
from amplitude_sdk.emulator.seeding import project_for

if TYPE_CHECKING:
    from amplitude_sdk.emulator.core import Core


class Definer(ABC):
    """Defines charts, cohorts, custom events and the marks of event types.

    All methods replace what had the same name. They raise `ValueError` for what makes no sense.
    `api_key` names the project; without it, it is the only one, or a first one as with `seed`.
    """

    @property
    @abstractmethod
    def core(self) -> Core:
        """The emulator without the server."""

    def define_chart(
        self,
        chart_id: str,
        type: str,  # noqa: A002 -- the name of the member
        parameters: Mapping[str, Any],
        *,
        title: str = "",
        api_key: str | None = None,
    ) -> None:
        """Save a chart, for `/api/3/chart/{chart_id}/query` and `/csv`.

        `type` is one of "segmentation", "funnel", "retention", "users", "session_lengths",
        "average_session_length", "sessions_per_user", "composition" and "revenue_ltv".
        `parameters` are those of the query of the Dashboard REST API, as JSON values by their
        names; what is repeated there, like the steps of a funnel, is a list.
        """
        members = {"type": type, "parameters": _plain(parameters), "title": title}
        self._define(CHART, chart_id, members, api_key)

    def define_cohort(
        self,
        cohort_id: str,
        *,
        user_ids: Iterable[str] = (),
        amplitude_ids: Iterable[int] = (),
        api_key: str | None = None,
    ) -> None:
        """Define a cohort by its members, for segments by `userdata_cohort`.

        A user id that no event has had yet is no member until one has.
        """
        members = {
            "user_ids": _plain(user_ids),
            "amplitude_ids": _plain(amplitude_ids),
        }
        self._define(COHORT, cohort_id, members, api_key)

    def define_custom_event(
        self, name: str, events: Iterable[Mapping[str, Any]], *, api_key: str | None = None
    ) -> None:
        """Define the custom event `ce:` with this name: it happens when one of `events` does.

        `events` are event objects of the Dashboard REST API, with `event_type` and `filters`.
        """
        self._define(CUSTOM_EVENT, name, {"events": _plain(events)}, api_key)

    def define_event_type(
        self,
        name: str,
        *,
        display: str | None = None,
        non_active: bool = False,
        deleted: bool = False,
        hidden: bool = False,
        flow_hidden: bool = False,
        api_key: str | None = None,
    ) -> None:
        """Set how an event type is shown in the list of events, and whether it is no active event.

        A user is not active by events of a type that is `non_active`. The other marks are only
        shown; an event type that is `hidden` is left out of the list.
        """
        members = {
            "display": display,
            "non_active": non_active,
            "deleted": deleted,
            "hidden": hidden,
            "flow_hidden": flow_hidden,
        }
        self._define(EVENT_TYPE, name, members, api_key)

    def _define(self, kind: str, name: str, members: dict[str, Any], api_key: str | None) -> None:
        state = self.core.state
        try:
            define(state, project_for(state, api_key), kind, name, members)
        except RefusedError as refusal:
            error = orjson.loads(refusal.response.body)["error"]
            raise ValueError(error["metadata"]["details"]) from None


def _plain(value: Any) -> Any:
    """Return mappings and iterables as the objects and lists of JSON; all else is checked as it is."""
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return value
    return [_plain(one) for one in cast("Iterable[object]", value)]
