# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.annotation_category import AnnotationCategory


T = TypeVar("T", bound="AnnotationCategoryReply")


@_attrs_define
class AnnotationCategoryReply:
    """One category."""

    data: AnnotationCategory
    """ A category. Every recorded reply carries its name as `category`; most samples of the documentation call it
    `name`. A client reads whichever is there, `category` first (T-A1). """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.annotation_category import AnnotationCategory  # noqa: PLC0415

        d = dict(src_dict)
        data = AnnotationCategory.from_dict(d.pop("data"))

        annotation_category_reply = cls(
            data=data,
        )

        annotation_category_reply.additional_properties = d
        return annotation_category_reply

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
