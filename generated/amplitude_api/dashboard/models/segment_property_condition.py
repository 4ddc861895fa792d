# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.filter_operator import FilterOperator, check_filter_operator

T = TypeVar("T", bound="SegmentPropertyCondition")


@_attrs_define
class SegmentPropertyCondition:
    """A condition on a user property, or on membership of a cohort."""

    prop: str
    """ Name of the property; user properties of the project start with `gp:`. `userdata_cohort` stands for
    membership of a behavioral cohort. """
    op: FilterOperator
    """ How a property is compared with the values of a filter. """
    values: list[str]
    """ Values to compare with. For a cohort its ID, found in the cohort's address in the web app. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        prop = self.prop

        op: str = self.op

        values = self.values

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "prop": prop,
                "op": op,
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        prop = d.pop("prop")

        op = check_filter_operator(d.pop("op"))

        values = cast(list[str], d.pop("values"))

        segment_property_condition = cls(
            prop=prop,
            op=op,
            values=values,
        )

        segment_property_condition.additional_properties = d
        return segment_property_condition

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
