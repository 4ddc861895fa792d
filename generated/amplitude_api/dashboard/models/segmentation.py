# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.collapsed_value import CollapsedValue


T = TypeVar("T", bound="Segmentation")


@_attrs_define
class Segmentation:
    """One series per group. A project without events gets empty arrays."""

    series: list[list[float]] | Unset = UNSET
    """ One array per group, one number per point of `xValues`. """
    series_labels: list[int | str] | Unset = UNSET
    """ One label per series. """
    series_collapsed: list[list[CollapsedValue]] | Unset = UNSET
    """ One array per series, with its value over the whole span (the bar chart). """
    x_values: list[str] | Unset = UNSET
    """ The points, `YYYY-MM-DD` for days, weeks and months. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        series: list[list[float]] | Unset = UNSET
        if not isinstance(self.series, Unset):
            series = []
            for series_item_data in self.series:
                series_item = series_item_data

                series.append(series_item)

        series_labels: list[int | str] | Unset = UNSET
        if not isinstance(self.series_labels, Unset):
            series_labels = []
            for series_labels_item_data in self.series_labels:
                series_labels_item: int | str
                series_labels_item = series_labels_item_data
                series_labels.append(series_labels_item)

        series_collapsed: list[list[dict[str, Any]]] | Unset = UNSET
        if not isinstance(self.series_collapsed, Unset):
            series_collapsed = []
            for series_collapsed_item_data in self.series_collapsed:
                series_collapsed_item = []
                for series_collapsed_item_item_data in series_collapsed_item_data:
                    series_collapsed_item_item = (
                        series_collapsed_item_item_data.to_dict()
                    )
                    series_collapsed_item.append(series_collapsed_item_item)

                series_collapsed.append(series_collapsed_item)

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
        if series_collapsed is not UNSET:
            field_dict["seriesCollapsed"] = series_collapsed
        if x_values is not UNSET:
            field_dict["xValues"] = x_values

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.collapsed_value import CollapsedValue  # noqa: PLC0415

        d = dict(src_dict)
        _series = d.pop("series", UNSET)
        series: list[list[float]] | Unset = UNSET
        if _series is not UNSET:
            series = []
            for series_item_data in _series:
                series_item = cast(list[float], series_item_data)

                series.append(series_item)

        _series_labels = d.pop("seriesLabels", UNSET)
        series_labels: list[int | str] | Unset = UNSET
        if _series_labels is not UNSET:
            series_labels = []
            for series_labels_item_data in _series_labels:

                def _parse_series_labels_item(data: object) -> int | str:
                    return cast(int | str, data)

                series_labels_item = _parse_series_labels_item(series_labels_item_data)

                series_labels.append(series_labels_item)

        _series_collapsed = d.pop("seriesCollapsed", UNSET)
        series_collapsed: list[list[CollapsedValue]] | Unset = UNSET
        if _series_collapsed is not UNSET:
            series_collapsed = []
            for series_collapsed_item_data in _series_collapsed:
                series_collapsed_item = []
                _series_collapsed_item = series_collapsed_item_data
                for series_collapsed_item_item_data in _series_collapsed_item:
                    series_collapsed_item_item = CollapsedValue.from_dict(
                        series_collapsed_item_item_data
                    )

                    series_collapsed_item.append(series_collapsed_item_item)

                series_collapsed.append(series_collapsed_item)

        x_values = cast(list[str], d.pop("xValues", UNSET))

        segmentation = cls(
            series=series,
            series_labels=series_labels,
            series_collapsed=series_collapsed,
            x_values=x_values,
        )

        segmentation.additional_properties = d
        return segmentation

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
