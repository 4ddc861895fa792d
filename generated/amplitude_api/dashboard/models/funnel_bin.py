# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.funnel_bin_counts import FunnelBinCounts


T = TypeVar("T", bound="FunnelBin")


@_attrs_define
class FunnelBin:
    """One bin of a histogram."""

    start: int | Unset = UNSET
    """ Where the bin starts. """
    end: int | Unset = UNSET
    """ Where the bin ends. """
    bin_dist: FunnelBinCounts | Unset = UNSET
    """ What falls into a bin. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        start = self.start

        end = self.end

        bin_dist: dict[str, Any] | Unset = UNSET
        if not isinstance(self.bin_dist, Unset):
            bin_dist = self.bin_dist.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if start is not UNSET:
            field_dict["start"] = start
        if end is not UNSET:
            field_dict["end"] = end
        if bin_dist is not UNSET:
            field_dict["bin_dist"] = bin_dist

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.funnel_bin_counts import FunnelBinCounts  # noqa: PLC0415

        d = dict(src_dict)
        start = d.pop("start", UNSET)

        end = d.pop("end", UNSET)

        _bin_dist = d.pop("bin_dist", UNSET)
        bin_dist: FunnelBinCounts | Unset
        if isinstance(_bin_dist, Unset):
            bin_dist = UNSET
        else:
            bin_dist = FunnelBinCounts.from_dict(_bin_dist)

        funnel_bin = cls(
            start=start,
            end=end,
            bin_dist=bin_dist,
        )

        funnel_bin.additional_properties = d
        return funnel_bin

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
