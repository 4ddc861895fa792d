# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.annotation_category import AnnotationCategory


T = TypeVar("T", bound="Annotation")


@_attrs_define
class Annotation:
    """An annotation as the service stores it. Compare its times as instants, not as text: a reply may carry another offset
    than the request did (T-A8).

    """

    id: int
    """ Identifier of the annotation. """
    start: datetime.datetime
    """ When it begins, or the moment it marks. """
    end: datetime.datetime | None | Unset = UNSET
    """ When it ends; null for a moment without duration. """
    label: str | Unset = UNSET
    """ Short text of the annotation. """
    details: None | str | Unset = UNSET
    """ Longer text of the annotation; null when there is none. """
    category: AnnotationCategory | Unset = UNSET
    """ A category. Every recorded reply carries its name as `category`; most samples of the documentation call it
    `name`. A client reads whichever is there, `category` first (T-A1). """
    chart_id: None | str | Unset = UNSET
    """ The chart it belongs to; null when it is global, shown on all charts. The vendor's sample of the create call
    prints null although its request names a chart (T-A3). """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        start = self.start.isoformat()

        end: None | str | Unset
        if isinstance(self.end, Unset):
            end = UNSET
        elif isinstance(self.end, datetime.datetime):
            end = self.end.isoformat()
        else:
            end = self.end

        label = self.label

        details: None | str | Unset
        if isinstance(self.details, Unset):
            details = UNSET
        else:
            details = self.details

        category: dict[str, Any] | Unset = UNSET
        if not isinstance(self.category, Unset):
            category = self.category.to_dict()

        chart_id: None | str | Unset
        if isinstance(self.chart_id, Unset):
            chart_id = UNSET
        else:
            chart_id = self.chart_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "start": start,
            }
        )
        if end is not UNSET:
            field_dict["end"] = end
        if label is not UNSET:
            field_dict["label"] = label
        if details is not UNSET:
            field_dict["details"] = details
        if category is not UNSET:
            field_dict["category"] = category
        if chart_id is not UNSET:
            field_dict["chart_id"] = chart_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.annotation_category import AnnotationCategory  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        start = datetime.datetime.fromisoformat(d.pop("start"))

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

        label = d.pop("label", UNSET)

        def _parse_details(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        details = _parse_details(d.pop("details", UNSET))

        _category = d.pop("category", UNSET)
        category: AnnotationCategory | Unset
        if isinstance(_category, Unset):
            category = UNSET
        else:
            category = AnnotationCategory.from_dict(_category)

        def _parse_chart_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        chart_id = _parse_chart_id(d.pop("chart_id", UNSET))

        annotation = cls(
            id=id,
            start=start,
            end=end,
            label=label,
            details=details,
            category=category,
            chart_id=chart_id,
        )

        annotation.additional_properties = d
        return annotation

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
