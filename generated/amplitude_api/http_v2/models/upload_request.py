# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event import Event
    from ..models.upload_options import UploadOptions


T = TypeVar("T", bound="UploadRequest")


@_attrs_define
class UploadRequest:
    """The body of an upload."""

    api_key: str
    """ API key of the project the events belong to. It is the only credential of this API; the secret key is never
    sent here. """
    events: list[Event]
    """ The events, in the order they happened. Replies name single events by their 0-based position here. """
    options: UploadOptions | Unset = UNSET
    """ Settings of one upload. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        api_key = self.api_key

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.to_dict()
            events.append(events_item)

        options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.options, Unset):
            options = self.options.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "api_key": api_key,
                "events": events,
            }
        )
        if options is not UNSET:
            field_dict["options"] = options

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event import Event  # noqa: PLC0415
        from ..models.upload_options import UploadOptions  # noqa: PLC0415

        d = dict(src_dict)
        api_key = d.pop("api_key")

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = Event.from_dict(events_item_data)

            events.append(events_item)

        _options = d.pop("options", UNSET)
        options: UploadOptions | Unset
        if isinstance(_options, Unset):
            options = UNSET
        else:
            options = UploadOptions.from_dict(_options)

        upload_request = cls(
            api_key=api_key,
            events=events,
            options=options,
        )

        upload_request.additional_properties = d
        return upload_request

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
