# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.collapsed_value import CollapsedValue
    from ..models.series_meta import SeriesMeta


T = TypeVar("T", bound="SessionSeries")


@_attrs_define
class SessionSeries:
    """One measure of sessions by day."""

    series: list[list[float]] | Unset = UNSET
    """ One array, with one number per day. """
    series_meta: list[SeriesMeta] | Unset = UNSET
    """ One entry per series. """
    x_values: list[str] | Unset = UNSET
    """ The days. `YYYY-MM-DD` in the documentation, `YYYY-MM-DDT00:00:00` in live replies (T-X35). """
    series_collapsed: list[list[CollapsedValue]] | Unset = UNSET
    """ One array per series, with its value over the whole span. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        series: list[list[float]] | Unset = UNSET
        if not isinstance(self.series, Unset):
            series = []
            for series_item_data in self.series:
                series_item = series_item_data

                series.append(series_item)

        series_meta: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.series_meta, Unset):
            series_meta = []
            for series_meta_item_data in self.series_meta:
                series_meta_item = series_meta_item_data.to_dict()
                series_meta.append(series_meta_item)

        x_values: list[str] | Unset = UNSET
        if not isinstance(self.x_values, Unset):
            x_values = self.x_values

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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if series is not UNSET:
            field_dict["series"] = series
        if series_meta is not UNSET:
            field_dict["seriesMeta"] = series_meta
        if x_values is not UNSET:
            field_dict["xValues"] = x_values
        if series_collapsed is not UNSET:
            field_dict["seriesCollapsed"] = series_collapsed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.collapsed_value import CollapsedValue  # noqa: PLC0415
        from ..models.series_meta import SeriesMeta  # noqa: PLC0415

        d = dict(src_dict)
        _series = d.pop("series", UNSET)
        series: list[list[float]] | Unset = UNSET
        if _series is not UNSET:
            series = []
            for series_item_data in _series:
                series_item = cast(list[float], series_item_data)

                series.append(series_item)

        _series_meta = d.pop("seriesMeta", UNSET)
        series_meta: list[SeriesMeta] | Unset = UNSET
        if _series_meta is not UNSET:
            series_meta = []
            for series_meta_item_data in _series_meta:
                series_meta_item = SeriesMeta.from_dict(series_meta_item_data)

                series_meta.append(series_meta_item)

        x_values = cast(list[str], d.pop("xValues", UNSET))

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

        session_series = cls(
            series=series,
            series_meta=series_meta,
            x_values=x_values,
            series_collapsed=series_collapsed,
        )

        session_series.additional_properties = d
        return session_series

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
