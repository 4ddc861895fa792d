# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.funnel_step_bins import FunnelStepBins


T = TypeVar("T", bound="FunnelDistribution")


@_attrs_define
class FunnelDistribution:
    """Histograms of the steps. Described as an array per step in the documentation, an object in live replies (T-D14)."""

    segment_index: int | Unset = UNSET
    """ Position of the segment in the query, from 0. """
    step_bins: list[FunnelStepBins] | Unset = UNSET
    """ One histogram per step. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        segment_index = self.segment_index

        step_bins: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.step_bins, Unset):
            step_bins = []
            for step_bins_item_data in self.step_bins:
                step_bins_item = step_bins_item_data.to_dict()
                step_bins.append(step_bins_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if segment_index is not UNSET:
            field_dict["segment_index"] = segment_index
        if step_bins is not UNSET:
            field_dict["step_bins"] = step_bins

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.funnel_step_bins import FunnelStepBins  # noqa: PLC0415

        d = dict(src_dict)
        segment_index = d.pop("segment_index", UNSET)

        _step_bins = d.pop("step_bins", UNSET)
        step_bins: list[FunnelStepBins] | Unset = UNSET
        if _step_bins is not UNSET:
            step_bins = []
            for step_bins_item_data in _step_bins:
                step_bins_item = FunnelStepBins.from_dict(step_bins_item_data)

                step_bins.append(step_bins_item)

        funnel_distribution = cls(
            segment_index=segment_index,
            step_bins=step_bins,
        )

        funnel_distribution.additional_properties = d
        return funnel_distribution

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
