# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.retention_series import RetentionSeries
    from ..models.series_meta import SeriesMeta


T = TypeVar("T", bound="Retention")


@_attrs_define
class Retention:
    """One series per segment or group."""

    series: list[RetentionSeries] | Unset = UNSET
    """ The cohorts of each segment or group. """
    series_meta: list[SeriesMeta] | Unset = UNSET
    """ One entry per series. """
    series_labels: list[str] | Unset = UNSET
    """ One label per series. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
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

        series_labels: list[str] | Unset = UNSET
        if not isinstance(self.series_labels, Unset):
            series_labels = self.series_labels

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if series is not UNSET:
            field_dict["series"] = series
        if series_meta is not UNSET:
            field_dict["seriesMeta"] = series_meta
        if series_labels is not UNSET:
            field_dict["seriesLabels"] = series_labels

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.retention_series import RetentionSeries  # noqa: PLC0415
        from ..models.series_meta import SeriesMeta  # noqa: PLC0415

        d = dict(src_dict)
        _series = d.pop("series", UNSET)
        series: list[RetentionSeries] | Unset = UNSET
        if _series is not UNSET:
            series = []
            for series_item_data in _series:
                series_item = RetentionSeries.from_dict(series_item_data)

                series.append(series_item)

        _series_meta = d.pop("seriesMeta", UNSET)
        series_meta: list[SeriesMeta] | Unset = UNSET
        if _series_meta is not UNSET:
            series_meta = []
            for series_meta_item_data in _series_meta:
                series_meta_item = SeriesMeta.from_dict(series_meta_item_data)

                series_meta.append(series_meta_item)

        series_labels = cast(list[str], d.pop("seriesLabels", UNSET))

        retention = cls(
            series=series,
            series_meta=series_meta,
            series_labels=series_labels,
        )

        retention.additional_properties = d
        return retention

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
