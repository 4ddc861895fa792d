# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.activity_event import ActivityEvent
    from ..models.user_data import UserData


T = TypeVar("T", bound="UserActivityReply")


@_attrs_define
class UserActivityReply:
    """What is known about a user, and the user's events."""

    user_data: UserData | Unset = UNSET
    """ Statistics and properties of a user. Texts are empty when a property is not set. """
    events: list[ActivityEvent] | Unset = UNSET
    """ The events, in the direction asked for. More than `limit` can come back, so that no session is cut (T-D19).
    """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.user_data, Unset):
            user_data = self.user_data.to_dict()

        events: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.events, Unset):
            events = []
            for events_item_data in self.events:
                events_item = events_item_data.to_dict()
                events.append(events_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if user_data is not UNSET:
            field_dict["userData"] = user_data
        if events is not UNSET:
            field_dict["events"] = events

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.activity_event import ActivityEvent  # noqa: PLC0415
        from ..models.user_data import UserData  # noqa: PLC0415

        d = dict(src_dict)
        _user_data = d.pop("userData", UNSET)
        user_data: UserData | Unset
        if isinstance(_user_data, Unset):
            user_data = UNSET
        else:
            user_data = UserData.from_dict(_user_data)

        _events = d.pop("events", UNSET)
        events: list[ActivityEvent] | Unset = UNSET
        if _events is not UNSET:
            events = []
            for events_item_data in _events:
                events_item = ActivityEvent.from_dict(events_item_data)

                events.append(events_item)

        user_activity_reply = cls(
            user_data=user_data,
            events=events,
        )

        user_activity_reply.additional_properties = d
        return user_activity_reply

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
