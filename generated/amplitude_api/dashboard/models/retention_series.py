# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.retention_combined_cell import RetentionCombinedCell
    from ..models.retention_values import RetentionValues


T = TypeVar("T", bound="RetentionSeries")


@_attrs_define
class RetentionSeries:
    """The cohorts of one segment or group, one per date. In every list of cells the first one is the cohort as it started,
    and the cell at index N + 1 is interval N. The older documentation says that index N is interval N (T-X34).

    """

    dates: list[str] | Unset = UNSET
    """ The dates of the cohorts, newest first. Opaque texts: `Aug 14` in the documentation, `Sep 15, 2026` in live
    replies (T-X35). """
    values: RetentionValues | Unset = UNSET
    """ The cells of each cohort, by its date text. """
    combined: list[RetentionCombinedCell] | Unset = UNSET
    """ All cohorts together. An array, although described as an object (T-D17). Described as free of duplicates,
    while the sample is the plain sum (T-D27). """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        dates: list[str] | Unset = UNSET
        if not isinstance(self.dates, Unset):
            dates = self.dates

        values: dict[str, Any] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = self.values.to_dict()

        combined: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.combined, Unset):
            combined = []
            for combined_item_data in self.combined:
                combined_item = combined_item_data.to_dict()
                combined.append(combined_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if dates is not UNSET:
            field_dict["dates"] = dates
        if values is not UNSET:
            field_dict["values"] = values
        if combined is not UNSET:
            field_dict["combined"] = combined

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.retention_combined_cell import RetentionCombinedCell  # noqa: PLC0415
        from ..models.retention_values import RetentionValues  # noqa: PLC0415

        d = dict(src_dict)
        dates = cast(list[str], d.pop("dates", UNSET))

        _values = d.pop("values", UNSET)
        values: RetentionValues | Unset
        if isinstance(_values, Unset):
            values = UNSET
        else:
            values = RetentionValues.from_dict(_values)

        _combined = d.pop("combined", UNSET)
        combined: list[RetentionCombinedCell] | Unset = UNSET
        if _combined is not UNSET:
            combined = []
            for combined_item_data in _combined:
                combined_item = RetentionCombinedCell.from_dict(combined_item_data)

                combined.append(combined_item)

        retention_series = cls(
            dates=dates,
            values=values,
            combined=combined,
        )

        retention_series.additional_properties = d
        return retention_series

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
