# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AnnotationCategory")


@_attrs_define
class AnnotationCategory:
    """A category. Every recorded reply carries its name as `category`; most samples of the documentation call it `name`. A
    client reads whichever is there, `category` first (T-A1).

    """

    id: int
    """ Identifier of the category; 1 is "Uncategorized", which annotations without a category carry (seen live).
    """
    category: str | Unset = UNSET
    """ Name of the category. """
    name: str | Unset = UNSET
    """ Name of the category, in an older spelling of the documentation. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        category = self.category

        name = self.name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
            }
        )
        if category is not UNSET:
            field_dict["category"] = category
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        category = d.pop("category", UNSET)

        name = d.pop("name", UNSET)

        annotation_category = cls(
            id=id,
            category=category,
            name=name,
        )

        annotation_category.additional_properties = d
        return annotation_category

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
