# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="RetentionCell")


@_attrs_define
class RetentionCell:
    """One interval of one cohort."""

    count: int | Unset = UNSET
    """ Number of users who came back. """
    outof: int | Unset = UNSET
    """ Number of users of the cohort. """
    incomplete: bool | Unset = UNSET
    """ Whether the interval is not over yet for this cohort. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        outof = self.outof

        incomplete = self.incomplete

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if count is not UNSET:
            field_dict["count"] = count
        if outof is not UNSET:
            field_dict["outof"] = outof
        if incomplete is not UNSET:
            field_dict["incomplete"] = incomplete

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        count = d.pop("count", UNSET)

        outof = d.pop("outof", UNSET)

        incomplete = d.pop("incomplete", UNSET)

        retention_cell = cls(
            count=count,
            outof=outof,
            incomplete=incomplete,
        )

        retention_cell.additional_properties = d
        return retention_cell

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
