# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ReleaseParams")


@_attrs_define
class ReleaseParams:
    """Who made and last changed the release, and when."""

    created: int | Unset = UNSET
    """ When the release was created, in epoch milliseconds. """
    created_by: str | Unset = UNSET
    """ Who created the release; the empty string when nothing was sent (seen live). """
    last_modified: int | Unset = UNSET
    """ When the release was last changed, in epoch milliseconds. """
    last_modified_by: str | Unset = UNSET
    """ Who last changed the release; the empty string when unknown (seen live). """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created = self.created

        created_by = self.created_by

        last_modified = self.last_modified

        last_modified_by = self.last_modified_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if created is not UNSET:
            field_dict["created"] = created
        if created_by is not UNSET:
            field_dict["created_by"] = created_by
        if last_modified is not UNSET:
            field_dict["last_modified"] = last_modified
        if last_modified_by is not UNSET:
            field_dict["last_modified_by"] = last_modified_by

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created = d.pop("created", UNSET)

        created_by = d.pop("created_by", UNSET)

        last_modified = d.pop("last_modified", UNSET)

        last_modified_by = d.pop("last_modified_by", UNSET)

        release_params = cls(
            created=created,
            created_by=created_by,
            last_modified=last_modified,
            last_modified_by=last_modified_by,
        )

        release_params.additional_properties = d
        return release_params

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
