# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.counts_by_id import CountsById


T = TypeVar("T", bound="UploadSilenced")


@_attrs_define
class UploadSilenced:
    """The service silenced some devices: their events are refused for good. The reply can name throttled events as well,
    which may be sent again after 30 seconds.

    """

    silenced_devices: list[str]
    """ Devices that are silenced. """
    code: int | Unset = UNSET
    """ Status of the reply, repeated. """
    error: str | Unset = UNSET
    """ What was wrong, such as `Events silenced for device_id`. """
    eps_threshold: int | Unset = UNSET
    """ Events per second that the project allows for one user or device. """
    exceeded_daily_quota_devices: CountsById | Unset = UNSET
    """ Id of a user or device to a number of events. """
    silenced_events: list[int] | Unset = UNSET
    """ Positions of the events of silenced devices. """
    throttled_devices: CountsById | Unset = UNSET
    """ Id of a user or device to a number of events. """
    throttled_events: list[int] | Unset = UNSET
    """ Positions of the events whose user or device is throttled. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        silenced_devices = self.silenced_devices

        code = self.code

        error = self.error

        eps_threshold = self.eps_threshold

        exceeded_daily_quota_devices: dict[str, Any] | Unset = UNSET
        if not isinstance(self.exceeded_daily_quota_devices, Unset):
            exceeded_daily_quota_devices = self.exceeded_daily_quota_devices.to_dict()

        silenced_events: list[int] | Unset = UNSET
        if not isinstance(self.silenced_events, Unset):
            silenced_events = self.silenced_events

        throttled_devices: dict[str, Any] | Unset = UNSET
        if not isinstance(self.throttled_devices, Unset):
            throttled_devices = self.throttled_devices.to_dict()

        throttled_events: list[int] | Unset = UNSET
        if not isinstance(self.throttled_events, Unset):
            throttled_events = self.throttled_events

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "silenced_devices": silenced_devices,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if error is not UNSET:
            field_dict["error"] = error
        if eps_threshold is not UNSET:
            field_dict["eps_threshold"] = eps_threshold
        if exceeded_daily_quota_devices is not UNSET:
            field_dict["exceeded_daily_quota_devices"] = exceeded_daily_quota_devices
        if silenced_events is not UNSET:
            field_dict["silenced_events"] = silenced_events
        if throttled_devices is not UNSET:
            field_dict["throttled_devices"] = throttled_devices
        if throttled_events is not UNSET:
            field_dict["throttled_events"] = throttled_events

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.counts_by_id import CountsById  # noqa: PLC0415

        d = dict(src_dict)
        silenced_devices = cast(list[str], d.pop("silenced_devices"))

        code = d.pop("code", UNSET)

        error = d.pop("error", UNSET)

        eps_threshold = d.pop("eps_threshold", UNSET)

        _exceeded_daily_quota_devices = d.pop("exceeded_daily_quota_devices", UNSET)
        exceeded_daily_quota_devices: CountsById | Unset
        if isinstance(_exceeded_daily_quota_devices, Unset):
            exceeded_daily_quota_devices = UNSET
        else:
            exceeded_daily_quota_devices = CountsById.from_dict(
                _exceeded_daily_quota_devices
            )

        silenced_events = cast(list[int], d.pop("silenced_events", UNSET))

        _throttled_devices = d.pop("throttled_devices", UNSET)
        throttled_devices: CountsById | Unset
        if isinstance(_throttled_devices, Unset):
            throttled_devices = UNSET
        else:
            throttled_devices = CountsById.from_dict(_throttled_devices)

        throttled_events = cast(list[int], d.pop("throttled_events", UNSET))

        upload_silenced = cls(
            silenced_devices=silenced_devices,
            code=code,
            error=error,
            eps_threshold=eps_threshold,
            exceeded_daily_quota_devices=exceeded_daily_quota_devices,
            silenced_events=silenced_events,
            throttled_devices=throttled_devices,
            throttled_events=throttled_events,
        )

        upload_silenced.additional_properties = d
        return upload_silenced

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
