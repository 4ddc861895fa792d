# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UploadOptions")


@_attrs_define
class UploadOptions:
    """Settings of one upload."""

    min_id_length: int | Unset = UNSET
    """ Shortest `user_id` and `device_id` this request may contain, in characters. Lower it if the project's own
    ids are short. Values that are refused as ids stay refused. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        min_id_length = self.min_id_length

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if min_id_length is not UNSET:
            field_dict["min_id_length"] = min_id_length

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        min_id_length = d.pop("min_id_length", UNSET)

        upload_options = cls(
            min_id_length=min_id_length,
        )

        upload_options.additional_properties = d
        return upload_options

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
