# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="RetentionCombinedCell")


@_attrs_define
class RetentionCombinedCell:
    """One interval of all cohorts together."""

    count: int | Unset = UNSET
    """ Number of users who came back. """
    outof: int | Unset = UNSET
    """ Number of users of the cohorts. """
    incomplete: bool | Unset = UNSET
    """ Whether the interval is not over yet for some cohort. """
    retained_set_id: None | str | Unset = UNSET
    """ Identifier of the set of users who came back. """
    dropoff_set_id: None | str | Unset = UNSET
    """ Identifier of the set of users who did not come back. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        outof = self.outof

        incomplete = self.incomplete

        retained_set_id: None | str | Unset
        if isinstance(self.retained_set_id, Unset):
            retained_set_id = UNSET
        else:
            retained_set_id = self.retained_set_id

        dropoff_set_id: None | str | Unset
        if isinstance(self.dropoff_set_id, Unset):
            dropoff_set_id = UNSET
        else:
            dropoff_set_id = self.dropoff_set_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if count is not UNSET:
            field_dict["count"] = count
        if outof is not UNSET:
            field_dict["outof"] = outof
        if incomplete is not UNSET:
            field_dict["incomplete"] = incomplete
        if retained_set_id is not UNSET:
            field_dict["retainedSetId"] = retained_set_id
        if dropoff_set_id is not UNSET:
            field_dict["dropoffSetId"] = dropoff_set_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        count = d.pop("count", UNSET)

        outof = d.pop("outof", UNSET)

        incomplete = d.pop("incomplete", UNSET)

        def _parse_retained_set_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        retained_set_id = _parse_retained_set_id(d.pop("retainedSetId", UNSET))

        def _parse_dropoff_set_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        dropoff_set_id = _parse_dropoff_set_id(d.pop("dropoffSetId", UNSET))

        retention_combined_cell = cls(
            count=count,
            outof=outof,
            incomplete=incomplete,
            retained_set_id=retained_set_id,
            dropoff_set_id=dropoff_set_id,
        )

        retention_combined_cell.additional_properties = d
        return retention_combined_cell

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
