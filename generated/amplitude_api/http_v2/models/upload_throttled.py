# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.counts_by_id import CountsById


T = TypeVar("T", bound="UploadThrottled")


@_attrs_define
class UploadThrottled:
    """Some users or devices send too fast, or passed their daily quota."""

    code: int | Unset = UNSET
    """ Status of the reply, repeated. """
    error: str | Unset = UNSET
    """ What was wrong, such as `Too many requests for some devices and users`. """
    eps_threshold: int | Unset = UNSET
    """ Events per second that the project allows for one user or device. """
    throttled_devices: CountsById | Unset = UNSET
    """ Id of a user or device to a number of events. """
    throttled_users: CountsById | Unset = UNSET
    """ Id of a user or device to a number of events. """
    exceeded_daily_quota_devices: CountsById | Unset = UNSET
    """ Id of a user or device to a number of events. """
    exceeded_daily_quota_users: CountsById | Unset = UNSET
    """ Id of a user or device to a number of events. """
    throttled_events: list[int] | Unset = UNSET
    """ Positions of the events whose user or device is throttled. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        error = self.error

        eps_threshold = self.eps_threshold

        throttled_devices: dict[str, Any] | Unset = UNSET
        if not isinstance(self.throttled_devices, Unset):
            throttled_devices = self.throttled_devices.to_dict()

        throttled_users: dict[str, Any] | Unset = UNSET
        if not isinstance(self.throttled_users, Unset):
            throttled_users = self.throttled_users.to_dict()

        exceeded_daily_quota_devices: dict[str, Any] | Unset = UNSET
        if not isinstance(self.exceeded_daily_quota_devices, Unset):
            exceeded_daily_quota_devices = self.exceeded_daily_quota_devices.to_dict()

        exceeded_daily_quota_users: dict[str, Any] | Unset = UNSET
        if not isinstance(self.exceeded_daily_quota_users, Unset):
            exceeded_daily_quota_users = self.exceeded_daily_quota_users.to_dict()

        throttled_events: list[int] | Unset = UNSET
        if not isinstance(self.throttled_events, Unset):
            throttled_events = self.throttled_events

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if code is not UNSET:
            field_dict["code"] = code
        if error is not UNSET:
            field_dict["error"] = error
        if eps_threshold is not UNSET:
            field_dict["eps_threshold"] = eps_threshold
        if throttled_devices is not UNSET:
            field_dict["throttled_devices"] = throttled_devices
        if throttled_users is not UNSET:
            field_dict["throttled_users"] = throttled_users
        if exceeded_daily_quota_devices is not UNSET:
            field_dict["exceeded_daily_quota_devices"] = exceeded_daily_quota_devices
        if exceeded_daily_quota_users is not UNSET:
            field_dict["exceeded_daily_quota_users"] = exceeded_daily_quota_users
        if throttled_events is not UNSET:
            field_dict["throttled_events"] = throttled_events

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.counts_by_id import CountsById  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code", UNSET)

        error = d.pop("error", UNSET)

        eps_threshold = d.pop("eps_threshold", UNSET)

        _throttled_devices = d.pop("throttled_devices", UNSET)
        throttled_devices: CountsById | Unset
        if isinstance(_throttled_devices, Unset):
            throttled_devices = UNSET
        else:
            throttled_devices = CountsById.from_dict(_throttled_devices)

        _throttled_users = d.pop("throttled_users", UNSET)
        throttled_users: CountsById | Unset
        if isinstance(_throttled_users, Unset):
            throttled_users = UNSET
        else:
            throttled_users = CountsById.from_dict(_throttled_users)

        _exceeded_daily_quota_devices = d.pop("exceeded_daily_quota_devices", UNSET)
        exceeded_daily_quota_devices: CountsById | Unset
        if isinstance(_exceeded_daily_quota_devices, Unset):
            exceeded_daily_quota_devices = UNSET
        else:
            exceeded_daily_quota_devices = CountsById.from_dict(
                _exceeded_daily_quota_devices
            )

        _exceeded_daily_quota_users = d.pop("exceeded_daily_quota_users", UNSET)
        exceeded_daily_quota_users: CountsById | Unset
        if isinstance(_exceeded_daily_quota_users, Unset):
            exceeded_daily_quota_users = UNSET
        else:
            exceeded_daily_quota_users = CountsById.from_dict(
                _exceeded_daily_quota_users
            )

        throttled_events = cast(list[int], d.pop("throttled_events", UNSET))

        upload_throttled = cls(
            code=code,
            error=error,
            eps_threshold=eps_threshold,
            throttled_devices=throttled_devices,
            throttled_users=throttled_users,
            exceeded_daily_quota_devices=exceeded_daily_quota_devices,
            exceeded_daily_quota_users=exceeded_daily_quota_users,
            throttled_events=throttled_events,
        )

        upload_throttled.additional_properties = d
        return upload_throttled

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
