# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AnnotationUpdate")


@_attrs_define
class AnnotationUpdate:
    """Changes to an annotation. Only members that are present change anything, and null is different from absent. Null is
    documented for `chart_id` and `end` only (T-A9, T-A13). Times as in `AnnotationCreate`.

    """

    label: str | Unset = UNSET
    """ New short text. """
    start: datetime.datetime | Unset = UNSET
    """ New begin. """
    end: datetime.datetime | None | Unset = UNSET
    """ New end; null removes the end, which leaves a moment without duration. """
    category: str | Unset = UNSET
    """ Name of an existing category to move it to. """
    chart_id: None | str | Unset = UNSET
    """ The chart it is to belong to; null makes it global, shown on all charts. """
    details: str | Unset = UNSET
    """ New longer text. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        start: str | Unset = UNSET
        if not isinstance(self.start, Unset):
            start = self.start.isoformat()

        end: None | str | Unset
        if isinstance(self.end, Unset):
            end = UNSET
        elif isinstance(self.end, datetime.datetime):
            end = self.end.isoformat()
        else:
            end = self.end

        category = self.category

        chart_id: None | str | Unset
        if isinstance(self.chart_id, Unset):
            chart_id = UNSET
        else:
            chart_id = self.chart_id

        details = self.details

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if label is not UNSET:
            field_dict["label"] = label
        if start is not UNSET:
            field_dict["start"] = start
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
        label = d.pop("label", UNSET)

        _start = d.pop("start", UNSET)
        start: datetime.datetime | Unset
        if isinstance(_start, Unset):
            start = UNSET
        else:
            start = datetime.datetime.fromisoformat(_start)

        def _parse_end(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                end_type_0 = datetime.datetime.fromisoformat(data)

                return end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        end = _parse_end(d.pop("end", UNSET))

        category = d.pop("category", UNSET)

        def _parse_chart_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        chart_id = _parse_chart_id(d.pop("chart_id", UNSET))

        details = d.pop("details", UNSET)

        annotation_update = cls(
            label=label,
            start=start,
            end=end,
            category=category,
            chart_id=chart_id,
            details=details,
        )

        annotation_update.additional_properties = d
        return annotation_update

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
