# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event_filter import EventFilter
    from ..models.event_group_by import EventGroupBy


T = TypeVar("T", bound="EventObject")


@_attrs_define
class EventObject:
    """An event to ask about, narrowed by filters and split by properties (Dashboard REST API, "Event format")."""

    event_type: str
    """ The event type. Custom events carry the prefix `ce:`. `_active` is any active event, `_all` any event,
    `_new` (start of a retention query only) the first event of a new user, `revenue_amount`, `verified_revenue` and
    `unverified_revenue` are the revenue events. """
    filters: list[EventFilter] | Unset = UNSET
    """ Conditions on properties; an event counts when it satisfies all of them. """
    group_by: list[EventGroupBy] | Unset = UNSET
    """ Properties to split the event by, two at most. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        event_type = self.event_type

        filters: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.filters, Unset):
            filters = []
            for filters_item_data in self.filters:
                filters_item = filters_item_data.to_dict()
                filters.append(filters_item)

        group_by: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.group_by, Unset):
            group_by = []
            for group_by_item_data in self.group_by:
                group_by_item = group_by_item_data.to_dict()
                group_by.append(group_by_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "event_type": event_type,
            }
        )
        if filters is not UNSET:
            field_dict["filters"] = filters
        if group_by is not UNSET:
            field_dict["group_by"] = group_by

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event_filter import EventFilter  # noqa: PLC0415
        from ..models.event_group_by import EventGroupBy  # noqa: PLC0415

        d = dict(src_dict)
        event_type = d.pop("event_type")

        _filters = d.pop("filters", UNSET)
        filters: list[EventFilter] | Unset = UNSET
        if _filters is not UNSET:
            filters = []
            for filters_item_data in _filters:
                filters_item = EventFilter.from_dict(filters_item_data)

                filters.append(filters_item)

        _group_by = d.pop("group_by", UNSET)
        group_by: list[EventGroupBy] | Unset = UNSET
        if _group_by is not UNSET:
            group_by = []
            for group_by_item_data in _group_by:
                group_by_item = EventGroupBy.from_dict(group_by_item_data)

                group_by.append(group_by_item)

        event_object = cls(
            event_type=event_type,
            filters=filters,
            group_by=group_by,
        )

        event_object.additional_properties = d
        return event_object

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
