# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.query_error_metadata import QueryErrorMetadata


T = TypeVar("T", bound="QueryErrorDetail")


@_attrs_define
class QueryErrorDetail:
    """The error object seen in replies of the Dashboard REST API."""

    http_code: int | Unset = UNSET
    """ The status code of the reply, repeated. """
    type_: str | Unset = UNSET
    """ Machine-readable kind of the error. The list of kinds is not published. """
    message: str | Unset = UNSET
    """ Explanation for people. """
    metadata: QueryErrorMetadata | Unset = UNSET
    """ Further facts about the error. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        http_code = self.http_code

        type_ = self.type_

        message = self.message

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if http_code is not UNSET:
            field_dict["http_code"] = http_code
        if type_ is not UNSET:
            field_dict["type"] = type_
        if message is not UNSET:
            field_dict["message"] = message
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.query_error_metadata import QueryErrorMetadata  # noqa: PLC0415

        d = dict(src_dict)
        http_code = d.pop("http_code", UNSET)

        type_ = d.pop("type", UNSET)

        message = d.pop("message", UNSET)

        _metadata = d.pop("metadata", UNSET)
        metadata: QueryErrorMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = QueryErrorMetadata.from_dict(_metadata)

        query_error_detail = cls(
            http_code=http_code,
            type_=type_,
            message=message,
            metadata=metadata,
        )

        query_error_detail.additional_properties = d
        return query_error_detail

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
