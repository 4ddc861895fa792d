# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.segment_event_condition_time_type import (
    SegmentEventConditionTimeType,
    check_segment_event_condition_time_type,
)
from ..models.segment_event_condition_type import (
    SegmentEventConditionType,
    check_segment_event_condition_type,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event_filter import EventFilter


T = TypeVar("T", bound="SegmentEventCondition")


@_attrs_define
class SegmentEventCondition:
    """A condition on what the users did, and how often."""

    type_: SegmentEventConditionType
    """ Tells this condition from one about a property. """
    event_type: str
    """ The event the users performed. """
    op: str
    """ How the number of events is compared with `value`, for example `>=`. The list of these operators is not
    published. """
    value: int
    """ The number of events to compare with. Documented as optional, but nothing says what is compared without it
    (T-X29). """
    filters: list[EventFilter] | Unset = UNSET
    """ Conditions on the properties of the event. """
    time_type: SegmentEventConditionTimeType | Unset = UNSET
    """ The span in which the events are counted: `forEachInterval` (with `time_value`), `currentInterval` or
    `allTime`. """
    time_value: int | Unset = UNSET
    """ Days, with `forEachInterval`. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_: str = self.type_

        event_type = self.event_type

        op = self.op

        value = self.value

        filters: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.filters, Unset):
            filters = []
            for filters_item_data in self.filters:
                filters_item = filters_item_data.to_dict()
                filters.append(filters_item)

        time_type: str | Unset = UNSET
        if not isinstance(self.time_type, Unset):
            time_type = self.time_type

        time_value = self.time_value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "event_type": event_type,
                "op": op,
                "value": value,
            }
        )
        if filters is not UNSET:
            field_dict["filters"] = filters
        if time_type is not UNSET:
            field_dict["time_type"] = time_type
        if time_value is not UNSET:
            field_dict["time_value"] = time_value

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event_filter import EventFilter  # noqa: PLC0415

        d = dict(src_dict)
        type_ = check_segment_event_condition_type(d.pop("type"))

        event_type = d.pop("event_type")

        op = d.pop("op")

        value = d.pop("value")

        _filters = d.pop("filters", UNSET)
        filters: list[EventFilter] | Unset = UNSET
        if _filters is not UNSET:
            filters = []
            for filters_item_data in _filters:
                filters_item = EventFilter.from_dict(filters_item_data)

                filters.append(filters_item)

        _time_type = d.pop("time_type", UNSET)
        time_type: SegmentEventConditionTimeType | Unset
        if isinstance(_time_type, Unset):
            time_type = UNSET
        else:
            time_type = check_segment_event_condition_time_type(_time_type)

        time_value = d.pop("time_value", UNSET)

        segment_event_condition = cls(
            type_=type_,
            event_type=event_type,
            op=op,
            value=value,
            filters=filters,
            time_type=time_type,
            time_value=time_value,
        )

        segment_event_condition.additional_properties = d
        return segment_event_condition

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
