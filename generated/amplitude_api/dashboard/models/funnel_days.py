# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FunnelDays")


@_attrs_define
class FunnelDays:
    """A value of each step, by day."""

    series: list[list[float]] | Unset = UNSET
    """ One row per day, one value per step (T-D13). """
    x_values: list[str] | Unset = UNSET
    """ The days, `YYYY-MM-DD`. """
    formatted_x_values: list[str] | Unset = UNSET
    """ The days as texts for people, for example `Aug 14`. """
    is_complete: list[bool] | Unset = UNSET
    """ Whether the numbers of the day are final. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        series: list[list[float]] | Unset = UNSET
        if not isinstance(self.series, Unset):
            series = []
            for series_item_data in self.series:
                series_item = series_item_data

                series.append(series_item)

        x_values: list[str] | Unset = UNSET
        if not isinstance(self.x_values, Unset):
            x_values = self.x_values

        formatted_x_values: list[str] | Unset = UNSET
        if not isinstance(self.formatted_x_values, Unset):
            formatted_x_values = self.formatted_x_values

        is_complete: list[bool] | Unset = UNSET
        if not isinstance(self.is_complete, Unset):
            is_complete = self.is_complete

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if series is not UNSET:
            field_dict["series"] = series
        if x_values is not UNSET:
            field_dict["xValues"] = x_values
        if formatted_x_values is not UNSET:
            field_dict["formattedXValues"] = formatted_x_values
        if is_complete is not UNSET:
            field_dict["isComplete"] = is_complete

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _series = d.pop("series", UNSET)
        series: list[list[float]] | Unset = UNSET
        if _series is not UNSET:
            series = []
            for series_item_data in _series:
                series_item = cast(list[float], series_item_data)

                series.append(series_item)

        x_values = cast(list[str], d.pop("xValues", UNSET))

        formatted_x_values = cast(list[str], d.pop("formattedXValues", UNSET))

        is_complete = cast(list[bool], d.pop("isComplete", UNSET))

        funnel_days = cls(
            series=series,
            x_values=x_values,
            formatted_x_values=formatted_x_values,
            is_complete=is_complete,
        )

        funnel_days.additional_properties = d
        return funnel_days

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
