# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Composition")


@_attrs_define
class Composition:
    """How many users had each value of the property."""

    series: list[list[int]] | Unset = UNSET
    """ One array, with the number of users of each value. """
    series_labels: list[str] | Unset = UNSET
    """ One label, the property asked for. """
    x_values: list[str] | Unset = UNSET
    """ The values of the property; `(none)` for users without one. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        series: list[list[int]] | Unset = UNSET
        if not isinstance(self.series, Unset):
            series = []
            for series_item_data in self.series:
                series_item = series_item_data

                series.append(series_item)

        series_labels: list[str] | Unset = UNSET
        if not isinstance(self.series_labels, Unset):
            series_labels = self.series_labels

        x_values: list[str] | Unset = UNSET
        if not isinstance(self.x_values, Unset):
            x_values = self.x_values

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if series is not UNSET:
            field_dict["series"] = series
        if series_labels is not UNSET:
            field_dict["seriesLabels"] = series_labels
        if x_values is not UNSET:
            field_dict["xValues"] = x_values

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _series = d.pop("series", UNSET)
        series: list[list[int]] | Unset = UNSET
        if _series is not UNSET:
            series = []
            for series_item_data in _series:
                series_item = cast(list[int], series_item_data)

                series.append(series_item)

        series_labels = cast(list[str], d.pop("seriesLabels", UNSET))

        x_values = cast(list[str], d.pop("xValues", UNSET))

        composition = cls(
            series=series,
            series_labels=series_labels,
            x_values=x_values,
        )

        composition.additional_properties = d
        return composition

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
