# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.filter_operator import FilterOperator, check_filter_operator
from ..models.property_type import PropertyType, check_property_type

T = TypeVar("T", bound="EventFilter")


@_attrs_define
class EventFilter:
    """A condition on one property of an event or of its user."""

    subprop_type: PropertyType
    """ Whether a property belongs to the event or to the user. """
    subprop_key: str
    """ Name of the property. User properties of the project start with `gp:`; event properties and built-in user
    properties do not. """
    subprop_op: FilterOperator
    """ How a property is compared with the values of a filter. """
    subprop_value: list[str]
    """ Values to compare with, as texts. `(none)` stands for a property without a value. Dates are compared as
    texts, so they are written in ISO 8601. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        subprop_type: str = self.subprop_type

        subprop_key = self.subprop_key

        subprop_op: str = self.subprop_op

        subprop_value = self.subprop_value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "subprop_type": subprop_type,
                "subprop_key": subprop_key,
                "subprop_op": subprop_op,
                "subprop_value": subprop_value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        subprop_type = check_property_type(d.pop("subprop_type"))

        subprop_key = d.pop("subprop_key")

        subprop_op = check_filter_operator(d.pop("subprop_op"))

        subprop_value = cast(list[str], d.pop("subprop_value"))

        event_filter = cls(
            subprop_type=subprop_type,
            subprop_key=subprop_key,
            subprop_op=subprop_op,
            subprop_value=subprop_value,
        )

        event_filter.additional_properties = d
        return event_filter

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
