# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FunnelBinCounts")


@_attrs_define
class FunnelBinCounts:
    """What falls into a bin."""

    uniques: int | Unset = UNSET
    """ Number of users. """
    totals: int | Unset = UNSET
    """ Number of events. """
    sums: float | Unset = UNSET
    """ Sum of a property. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uniques = self.uniques

        totals = self.totals

        sums = self.sums

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if uniques is not UNSET:
            field_dict["uniques"] = uniques
        if totals is not UNSET:
            field_dict["totals"] = totals
        if sums is not UNSET:
            field_dict["sums"] = sums

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        uniques = d.pop("uniques", UNSET)

        totals = d.pop("totals", UNSET)

        sums = d.pop("sums", UNSET)

        funnel_bin_counts = cls(
            uniques=uniques,
            totals=totals,
            sums=sums,
        )

        funnel_bin_counts.additional_properties = d
        return funnel_bin_counts

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
