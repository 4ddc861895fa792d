# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UserMatch")


@_attrs_define
class UserMatch:
    """A user that matches."""

    user_id: None | str | Unset = UNSET
    """ The user id; null for an anonymous user. """
    amplitude_id: int | Unset = UNSET
    """ The Amplitude ID, the one user activity takes. """
    last_device_id: str | Unset = UNSET
    """ Device id last seen. """
    platform: str | Unset = UNSET
    """ Platform last used. """
    country: str | Unset = UNSET
    """ Country. """
    last_seen: None | str | Unset = UNSET
    """ Day of the last event, `YYYY-MM-DD`. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_id: None | str | Unset
        if isinstance(self.user_id, Unset):
            user_id = UNSET
        else:
            user_id = self.user_id

        amplitude_id = self.amplitude_id

        last_device_id = self.last_device_id

        platform = self.platform

        country = self.country

        last_seen: None | str | Unset
        if isinstance(self.last_seen, Unset):
            last_seen = UNSET
        else:
            last_seen = self.last_seen

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if user_id is not UNSET:
            field_dict["user_id"] = user_id
        if amplitude_id is not UNSET:
            field_dict["amplitude_id"] = amplitude_id
        if last_device_id is not UNSET:
            field_dict["last_device_id"] = last_device_id
        if platform is not UNSET:
            field_dict["platform"] = platform
        if country is not UNSET:
            field_dict["country"] = country
        if last_seen is not UNSET:
            field_dict["last_seen"] = last_seen

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_user_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        user_id = _parse_user_id(d.pop("user_id", UNSET))

        amplitude_id = d.pop("amplitude_id", UNSET)

        last_device_id = d.pop("last_device_id", UNSET)

        platform = d.pop("platform", UNSET)

        country = d.pop("country", UNSET)

        def _parse_last_seen(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        last_seen = _parse_last_seen(d.pop("last_seen", UNSET))

        user_match = cls(
            user_id=user_id,
            amplitude_id=amplitude_id,
            last_device_id=last_device_id,
            platform=platform,
            country=country,
            last_seen=last_seen,
        )

        user_match.additional_properties = d
        return user_match

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
