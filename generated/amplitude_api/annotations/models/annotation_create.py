# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AnnotationCreate")


@_attrs_define
class AnnotationCreate:
    """An annotation to create. Times are ISO 8601 with seconds and offset, as in RFC 3339, and count by the hour (T-A4)."""

    label: str
    """ Short text of the annotation. """
    start: datetime.datetime
    """ When it begins, or the moment it marks. """
    end: datetime.datetime | Unset = UNSET
    """ When it ends. Absent for a moment without duration. """
    category: str | Unset = UNSET
    """ Name of an existing category. Absent for "Uncategorized". """
    chart_id: str | Unset = UNSET
    """ The chart it belongs to. Absent for a global annotation, shown on all charts. """
    details: str | Unset = UNSET
    """ Longer text of the annotation. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        start = self.start.isoformat()

        end: str | Unset = UNSET
        if not isinstance(self.end, Unset):
            end = self.end.isoformat()

        category = self.category

        chart_id = self.chart_id

        details = self.details

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "label": label,
                "start": start,
            }
        )
        if end is not UNSET:
            field_dict["end"] = end
        if category is not UNSET:
            field_dict["category"] = category
        if chart_id is not UNSET:
            field_dict["chart_id"] = chart_id
        if details is not UNSET:
            field_dict["details"] = details

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        label = d.pop("label")

        start = datetime.datetime.fromisoformat(d.pop("start"))

        _end = d.pop("end", UNSET)
        end: datetime.datetime | Unset
        if isinstance(_end, Unset):
            end = UNSET
        else:
            end = datetime.datetime.fromisoformat(_end)

        category = d.pop("category", UNSET)

        chart_id = d.pop("chart_id", UNSET)

        details = d.pop("details", UNSET)

        annotation_create = cls(
            label=label,
            start=start,
            end=end,
            category=category,
            chart_id=chart_id,
            details=details,
        )

        annotation_create.additional_properties = d
        return annotation_create

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
