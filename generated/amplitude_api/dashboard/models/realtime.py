# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Realtime")


@_attrs_define
class Realtime:
    """Two series of the same times of day."""

    x_values: list[str] | Unset = UNSET
    """ Times of day, `HH:mm`, five minutes apart, starting from now. """
    series_labels: list[str] | Unset = UNSET
    """ `Today` and `Yesterday`. """
    series: list[list[int]] | Unset = UNSET
    """ One array per label, one number of active users per time. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        x_values: list[str] | Unset = UNSET
        if not isinstance(self.x_values, Unset):
            x_values = self.x_values

        series_labels: list[str] | Unset = UNSET
        if not isinstance(self.series_labels, Unset):
            series_labels = self.series_labels

        series: list[list[int]] | Unset = UNSET
        if not isinstance(self.series, Unset):
            series = []
            for series_item_data in self.series:
                series_item = series_item_data

                series.append(series_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if x_values is not UNSET:
            field_dict["xValues"] = x_values
        if series_labels is not UNSET:
            field_dict["seriesLabels"] = series_labels
        if series is not UNSET:
            field_dict["series"] = series

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        x_values = cast(list[str], d.pop("xValues", UNSET))

        series_labels = cast(list[str], d.pop("seriesLabels", UNSET))

        _series = d.pop("series", UNSET)
        series: list[list[int]] | Unset = UNSET
        if _series is not UNSET:
            series = []
            for series_item_data in _series:
                series_item = cast(list[int], series_item_data)

                series.append(series_item)

        realtime = cls(
            x_values=x_values,
            series_labels=series_labels,
            series=series,
        )

        realtime.additional_properties = d
        return realtime

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
