# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UploadReply")


@_attrs_define
class UploadReply:
    """The events were taken."""

    code: int | Unset = UNSET
    """ Status of the reply, repeated. """
    events_ingested: int | Unset = UNSET
    """ How many events were taken. """
    payload_size_bytes: int | Unset = UNSET
    """ Size of the request's body, in bytes. """
    server_upload_time: int | Unset = UNSET
    """ When the request was taken, in milliseconds since the epoch. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        events_ingested = self.events_ingested

        payload_size_bytes = self.payload_size_bytes

        server_upload_time = self.server_upload_time

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if code is not UNSET:
            field_dict["code"] = code
        if events_ingested is not UNSET:
            field_dict["events_ingested"] = events_ingested
        if payload_size_bytes is not UNSET:
            field_dict["payload_size_bytes"] = payload_size_bytes
        if server_upload_time is not UNSET:
            field_dict["server_upload_time"] = server_upload_time

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code", UNSET)

        events_ingested = d.pop("events_ingested", UNSET)

        payload_size_bytes = d.pop("payload_size_bytes", UNSET)

        server_upload_time = d.pop("server_upload_time", UNSET)

        upload_reply = cls(
            code=code,
            events_ingested=events_ingested,
            payload_size_bytes=payload_size_bytes,
            server_upload_time=server_upload_time,
        )

        upload_reply.additional_properties = d
        return upload_reply

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
