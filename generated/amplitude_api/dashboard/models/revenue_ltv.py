# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ltv_series import LtvSeries
    from ..models.series_meta import SeriesMeta


T = TypeVar("T", bound="RevenueLtv")


@_attrs_define
class RevenueLtv:
    """One series per group."""

    series_labels: list[int | str] | Unset = UNSET
    """ One label per series; empty when nothing is grouped by. """
    series: list[LtvSeries] | Unset = UNSET
    """ The cohorts of each group. """
    series_meta: list[SeriesMeta] | Unset = UNSET
    """ One entry per series. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        series_labels: list[int | str] | Unset = UNSET
        if not isinstance(self.series_labels, Unset):
            series_labels = []
            for series_labels_item_data in self.series_labels:
                series_labels_item: int | str
                series_labels_item = series_labels_item_data
                series_labels.append(series_labels_item)

        series: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.series, Unset):
            series = []
            for series_item_data in self.series:
                series_item = series_item_data.to_dict()
                series.append(series_item)

        series_meta: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.series_meta, Unset):
            series_meta = []
            for series_meta_item_data in self.series_meta:
                series_meta_item = series_meta_item_data.to_dict()
                series_meta.append(series_meta_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if series_labels is not UNSET:
            field_dict["seriesLabels"] = series_labels
        if series is not UNSET:
            field_dict["series"] = series
        if series_meta is not UNSET:
            field_dict["seriesMeta"] = series_meta

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.ltv_series import LtvSeries  # noqa: PLC0415
        from ..models.series_meta import SeriesMeta  # noqa: PLC0415

        d = dict(src_dict)
        _series_labels = d.pop("seriesLabels", UNSET)
        series_labels: list[int | str] | Unset = UNSET
        if _series_labels is not UNSET:
            series_labels = []
            for series_labels_item_data in _series_labels:

                def _parse_series_labels_item(data: object) -> int | str:
                    return cast(int | str, data)

                series_labels_item = _parse_series_labels_item(series_labels_item_data)

                series_labels.append(series_labels_item)

        _series = d.pop("series", UNSET)
        series: list[LtvSeries] | Unset = UNSET
        if _series is not UNSET:
            series = []
            for series_item_data in _series:
                series_item = LtvSeries.from_dict(series_item_data)

                series.append(series_item)

        _series_meta = d.pop("seriesMeta", UNSET)
        series_meta: list[SeriesMeta] | Unset = UNSET
        if _series_meta is not UNSET:
            series_meta = []
            for series_meta_item_data in _series_meta:
                series_meta_item = SeriesMeta.from_dict(series_meta_item_data)

                series_meta.append(series_meta_item)

        revenue_ltv = cls(
            series_labels=series_labels,
            series=series,
            series_meta=series_meta,
        )

        revenue_ltv.additional_properties = d
        return revenue_ltv

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
