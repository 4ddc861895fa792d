# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event_indexes_by_field import EventIndexesByField


T = TypeVar("T", bound="UploadInvalid")


@_attrs_define
class UploadInvalid:
    """The request, or some of its events, are invalid. Without a member that names events the whole request has to change."""

    code: int | Unset = UNSET
    """ Status of the reply, repeated. """
    error: str | Unset = UNSET
    """ What was wrong. Documented texts: `Invalid request path`, `Missing request body`, `Invalid JSON request
    body`, `Request missing required field`, `Invalid event JSON`, `Invalid API key`, `Invalid field values on some
    events`. Also seen live: `Invalid id length for user_id or device_id`, and `Invalid API key` followed by a colon
    and the key itself. Compare only the beginning, expect other texts, and keep the key out of logs. """
    missing_field: str | Unset = UNSET
    """ Member of the request, not of an event, that is missing. """
    events_with_invalid_fields: EventIndexesByField | Unset = UNSET
    """ Member of an event to the 0-based positions of the events concerned. The vendor's pages disagree whether all
    of them are listed or only the first one: never take the list for complete. """
    events_with_missing_fields: EventIndexesByField | Unset = UNSET
    """ Member of an event to the 0-based positions of the events concerned. The vendor's pages disagree whether all
    of them are listed or only the first one: never take the list for complete. """
    events_with_invalid_id_lengths: EventIndexesByField | Unset = UNSET
    """ Member of an event to the 0-based positions of the events concerned. The vendor's pages disagree whether all
    of them are listed or only the first one: never take the list for complete. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        error = self.error

        missing_field = self.missing_field

        events_with_invalid_fields: dict[str, Any] | Unset = UNSET
        if not isinstance(self.events_with_invalid_fields, Unset):
            events_with_invalid_fields = self.events_with_invalid_fields.to_dict()

        events_with_missing_fields: dict[str, Any] | Unset = UNSET
        if not isinstance(self.events_with_missing_fields, Unset):
            events_with_missing_fields = self.events_with_missing_fields.to_dict()

        events_with_invalid_id_lengths: dict[str, Any] | Unset = UNSET
        if not isinstance(self.events_with_invalid_id_lengths, Unset):
            events_with_invalid_id_lengths = (
                self.events_with_invalid_id_lengths.to_dict()
            )

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if code is not UNSET:
            field_dict["code"] = code
        if error is not UNSET:
            field_dict["error"] = error
        if missing_field is not UNSET:
            field_dict["missing_field"] = missing_field
        if events_with_invalid_fields is not UNSET:
            field_dict["events_with_invalid_fields"] = events_with_invalid_fields
        if events_with_missing_fields is not UNSET:
            field_dict["events_with_missing_fields"] = events_with_missing_fields
        if events_with_invalid_id_lengths is not UNSET:
            field_dict["events_with_invalid_id_lengths"] = (
                events_with_invalid_id_lengths
            )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event_indexes_by_field import EventIndexesByField  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code", UNSET)

        error = d.pop("error", UNSET)

        missing_field = d.pop("missing_field", UNSET)

        _events_with_invalid_fields = d.pop("events_with_invalid_fields", UNSET)
        events_with_invalid_fields: EventIndexesByField | Unset
        if isinstance(_events_with_invalid_fields, Unset):
            events_with_invalid_fields = UNSET
        else:
            events_with_invalid_fields = EventIndexesByField.from_dict(
                _events_with_invalid_fields
            )

        _events_with_missing_fields = d.pop("events_with_missing_fields", UNSET)
        events_with_missing_fields: EventIndexesByField | Unset
        if isinstance(_events_with_missing_fields, Unset):
            events_with_missing_fields = UNSET
        else:
            events_with_missing_fields = EventIndexesByField.from_dict(
                _events_with_missing_fields
            )

        _events_with_invalid_id_lengths = d.pop("events_with_invalid_id_lengths", UNSET)
        events_with_invalid_id_lengths: EventIndexesByField | Unset
        if isinstance(_events_with_invalid_id_lengths, Unset):
            events_with_invalid_id_lengths = UNSET
        else:
            events_with_invalid_id_lengths = EventIndexesByField.from_dict(
                _events_with_invalid_id_lengths
            )

        upload_invalid = cls(
            code=code,
            error=error,
            missing_field=missing_field,
            events_with_invalid_fields=events_with_invalid_fields,
            events_with_missing_fields=events_with_missing_fields,
            events_with_invalid_id_lengths=events_with_invalid_id_lengths,
        )

        upload_invalid.additional_properties = d
        return upload_invalid

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
