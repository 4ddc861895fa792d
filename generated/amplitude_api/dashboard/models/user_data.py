# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.last_location import LastLocation
    from ..models.user_data_properties import UserDataProperties


T = TypeVar("T", bound="UserData")


@_attrs_define
class UserData:
    """Statistics and properties of a user. Texts are empty when a property is not set."""

    user_id: None | str | Unset = UNSET
    """ The user id; null for an anonymous user. """
    canonical_amplitude_id: int | Unset = UNSET
    """ The Amplitude ID of the user after merges. """
    merged_amplitude_ids: list[int] | Unset = UNSET
    """ Amplitude IDs merged into this user. """
    num_events: int | Unset = UNSET
    """ Number of events. """
    num_sessions: int | Unset = UNSET
    """ Number of sessions. """
    usage_time: int | Unset = UNSET
    """ Total time in sessions. The unit is not published. """
    first_used: str | Unset = UNSET
    """ Day of the first event, `YYYY-MM-DD`. """
    last_used: str | Unset = UNSET
    """ Day of the last event, `YYYY-MM-DD`. """
    purchases: int | str | Unset = UNSET
    """ Number of purchases; a text in live replies, for example `0` (T-X37). """
    revenue: float | str | Unset = UNSET
    """ Revenue; a text in live replies, for example `0.0` (T-X37). """
    platform: str | Unset = UNSET
    """ Platform last used. """
    os: str | Unset = UNSET
    """ Operating system with its version, for example `ios 8.2`. """
    version: str | Unset = UNSET
    """ Version of the app. """
    device: str | Unset = UNSET
    """ Device, for example `Apple iPhone`. """
    device_type: str | Unset = UNSET
    """ Type of the device, for example `Apple iPhone 6`. """
    carrier: str | Unset = UNSET
    """ Mobile carrier. """
    country: str | Unset = UNSET
    """ Country. """
    region: str | Unset = UNSET
    """ Region. """
    city: str | Unset = UNSET
    """ City. """
    dma: str | Unset = UNSET
    """ Designated market area. """
    language: str | Unset = UNSET
    """ Language, by its English name. """
    start_version: str | Unset = UNSET
    """ Version of the app the user started with. """
    device_ids: list[str] | Unset = UNSET
    """ Device ids of the user. """
    last_location: LastLocation | None | Unset = UNSET
    """ Where the user was last seen. """
    properties: UserDataProperties | Unset = UNSET
    """ User properties of the project, without the prefix `gp:`. """
    profile_properties: Any | Unset = UNSET
    """ Properties of the user's profile. Type not published. """
    last_device_id: None | str | Unset = UNSET
    """ Device id last seen. """
    merge_times: Any | Unset = UNSET
    """ When the merged Amplitude IDs were merged. Type not published. """
    library: None | str | Unset = UNSET
    """ Library that sent the last event. """
    ip_address: None | str | Unset = UNSET
    """ IP address last seen. """
    paying: Any | Unset = UNSET
    """ Whether the user pays. Type not published. """
    groups: Any | Unset = UNSET
    """ Groups the user belongs to. Type not published. """
    aliasing_user_ids: Any | Unset = UNSET
    """ User ids mapped to this user. Type not published. """
    aliased_user_id: Any | Unset = UNSET
    """ User id this user is mapped to. Type not published. """
    aliased_amplitude_id: Any | Unset = UNSET
    """ Amplitude ID this user is mapped to. Type not published. """
    aliasing_profiles: Any | Unset = UNSET
    """ Profiles mapped to this user. Type not published. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.last_location import LastLocation  # noqa: PLC0415

        user_id: None | str | Unset
        if isinstance(self.user_id, Unset):
            user_id = UNSET
        else:
            user_id = self.user_id

        canonical_amplitude_id = self.canonical_amplitude_id

        merged_amplitude_ids: list[int] | Unset = UNSET
        if not isinstance(self.merged_amplitude_ids, Unset):
            merged_amplitude_ids = self.merged_amplitude_ids

        num_events = self.num_events

        num_sessions = self.num_sessions

        usage_time = self.usage_time

        first_used = self.first_used

        last_used = self.last_used

        purchases: int | str | Unset
        if isinstance(self.purchases, Unset):
            purchases = UNSET
        else:
            purchases = self.purchases

        revenue: float | str | Unset
        if isinstance(self.revenue, Unset):
            revenue = UNSET
        else:
            revenue = self.revenue

        platform = self.platform

        os = self.os

        version = self.version

        device = self.device

        device_type = self.device_type

        carrier = self.carrier

        country = self.country

        region = self.region

        city = self.city

        dma = self.dma

        language = self.language

        start_version = self.start_version

        device_ids: list[str] | Unset = UNSET
        if not isinstance(self.device_ids, Unset):
            device_ids = self.device_ids

        last_location: dict[str, Any] | None | Unset
        if isinstance(self.last_location, Unset):
            last_location = UNSET
        elif isinstance(self.last_location, LastLocation):
            last_location = self.last_location.to_dict()
        else:
            last_location = self.last_location

        properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.properties, Unset):
            properties = self.properties.to_dict()

        profile_properties = self.profile_properties

        last_device_id: None | str | Unset
        if isinstance(self.last_device_id, Unset):
            last_device_id = UNSET
        else:
            last_device_id = self.last_device_id

        merge_times = self.merge_times

        library: None | str | Unset
        if isinstance(self.library, Unset):
            library = UNSET
        else:
            library = self.library

        ip_address: None | str | Unset
        if isinstance(self.ip_address, Unset):
            ip_address = UNSET
        else:
            ip_address = self.ip_address

        paying = self.paying

        groups = self.groups

        aliasing_user_ids = self.aliasing_user_ids

        aliased_user_id = self.aliased_user_id

        aliased_amplitude_id = self.aliased_amplitude_id

        aliasing_profiles = self.aliasing_profiles

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if user_id is not UNSET:
            field_dict["user_id"] = user_id
        if canonical_amplitude_id is not UNSET:
            field_dict["canonical_amplitude_id"] = canonical_amplitude_id
        if merged_amplitude_ids is not UNSET:
            field_dict["merged_amplitude_ids"] = merged_amplitude_ids
        if num_events is not UNSET:
            field_dict["num_events"] = num_events
        if num_sessions is not UNSET:
            field_dict["num_sessions"] = num_sessions
        if usage_time is not UNSET:
            field_dict["usage_time"] = usage_time
        if first_used is not UNSET:
            field_dict["first_used"] = first_used
        if last_used is not UNSET:
            field_dict["last_used"] = last_used
        if purchases is not UNSET:
            field_dict["purchases"] = purchases
        if revenue is not UNSET:
            field_dict["revenue"] = revenue
        if platform is not UNSET:
            field_dict["platform"] = platform
        if os is not UNSET:
            field_dict["os"] = os
        if version is not UNSET:
            field_dict["version"] = version
        if device is not UNSET:
            field_dict["device"] = device
        if device_type is not UNSET:
            field_dict["device_type"] = device_type
        if carrier is not UNSET:
            field_dict["carrier"] = carrier
        if country is not UNSET:
            field_dict["country"] = country
        if region is not UNSET:
            field_dict["region"] = region
        if city is not UNSET:
            field_dict["city"] = city
        if dma is not UNSET:
            field_dict["dma"] = dma
        if language is not UNSET:
            field_dict["language"] = language
        if start_version is not UNSET:
            field_dict["start_version"] = start_version
        if device_ids is not UNSET:
            field_dict["device_ids"] = device_ids
        if last_location is not UNSET:
            field_dict["last_location"] = last_location
        if properties is not UNSET:
            field_dict["properties"] = properties
        if profile_properties is not UNSET:
            field_dict["profileProperties"] = profile_properties
        if last_device_id is not UNSET:
            field_dict["last_device_id"] = last_device_id
        if merge_times is not UNSET:
            field_dict["merge_times"] = merge_times
        if library is not UNSET:
            field_dict["library"] = library
        if ip_address is not UNSET:
            field_dict["ip_address"] = ip_address
        if paying is not UNSET:
            field_dict["paying"] = paying
        if groups is not UNSET:
            field_dict["groups"] = groups
        if aliasing_user_ids is not UNSET:
            field_dict["aliasing_user_ids"] = aliasing_user_ids
        if aliased_user_id is not UNSET:
            field_dict["aliased_user_id"] = aliased_user_id
        if aliased_amplitude_id is not UNSET:
            field_dict["aliased_amplitude_id"] = aliased_amplitude_id
        if aliasing_profiles is not UNSET:
            field_dict["aliasing_profiles"] = aliasing_profiles

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.last_location import LastLocation  # noqa: PLC0415
        from ..models.user_data_properties import UserDataProperties  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_user_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        user_id = _parse_user_id(d.pop("user_id", UNSET))

        canonical_amplitude_id = d.pop("canonical_amplitude_id", UNSET)

        merged_amplitude_ids = cast(list[int], d.pop("merged_amplitude_ids", UNSET))

        num_events = d.pop("num_events", UNSET)

        num_sessions = d.pop("num_sessions", UNSET)

        usage_time = d.pop("usage_time", UNSET)

        first_used = d.pop("first_used", UNSET)

        last_used = d.pop("last_used", UNSET)

        def _parse_purchases(data: object) -> int | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(int | str | Unset, data)

        purchases = _parse_purchases(d.pop("purchases", UNSET))

        def _parse_revenue(data: object) -> float | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(float | str | Unset, data)

        revenue = _parse_revenue(d.pop("revenue", UNSET))

        platform = d.pop("platform", UNSET)

        os = d.pop("os", UNSET)

        version = d.pop("version", UNSET)

        device = d.pop("device", UNSET)

        device_type = d.pop("device_type", UNSET)

        carrier = d.pop("carrier", UNSET)

        country = d.pop("country", UNSET)

        region = d.pop("region", UNSET)

        city = d.pop("city", UNSET)

        dma = d.pop("dma", UNSET)

        language = d.pop("language", UNSET)

        start_version = d.pop("start_version", UNSET)

        device_ids = cast(list[str], d.pop("device_ids", UNSET))

        def _parse_last_location(data: object) -> LastLocation | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_location_type_0 = LastLocation.from_dict(data)

                return last_location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LastLocation | None | Unset, data)

        last_location = _parse_last_location(d.pop("last_location", UNSET))

        _properties = d.pop("properties", UNSET)
        properties: UserDataProperties | Unset
        if isinstance(_properties, Unset):
            properties = UNSET
        else:
            properties = UserDataProperties.from_dict(_properties)

        profile_properties = d.pop("profileProperties", UNSET)

        def _parse_last_device_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        last_device_id = _parse_last_device_id(d.pop("last_device_id", UNSET))

        merge_times = d.pop("merge_times", UNSET)

        def _parse_library(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        library = _parse_library(d.pop("library", UNSET))

        def _parse_ip_address(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ip_address = _parse_ip_address(d.pop("ip_address", UNSET))

        paying = d.pop("paying", UNSET)

        groups = d.pop("groups", UNSET)

        aliasing_user_ids = d.pop("aliasing_user_ids", UNSET)

        aliased_user_id = d.pop("aliased_user_id", UNSET)

        aliased_amplitude_id = d.pop("aliased_amplitude_id", UNSET)

        aliasing_profiles = d.pop("aliasing_profiles", UNSET)

        user_data = cls(
            user_id=user_id,
            canonical_amplitude_id=canonical_amplitude_id,
            merged_amplitude_ids=merged_amplitude_ids,
            num_events=num_events,
            num_sessions=num_sessions,
            usage_time=usage_time,
            first_used=first_used,
            last_used=last_used,
            purchases=purchases,
            revenue=revenue,
            platform=platform,
            os=os,
            version=version,
            device=device,
            device_type=device_type,
            carrier=carrier,
            country=country,
            region=region,
            city=city,
            dma=dma,
            language=language,
            start_version=start_version,
            device_ids=device_ids,
            last_location=last_location,
            properties=properties,
            profile_properties=profile_properties,
            last_device_id=last_device_id,
            merge_times=merge_times,
            library=library,
            ip_address=ip_address,
            paying=paying,
            groups=groups,
            aliasing_user_ids=aliasing_user_ids,
            aliased_user_id=aliased_user_id,
            aliased_amplitude_id=aliased_amplitude_id,
            aliasing_profiles=aliasing_profiles,
        )

        user_data.additional_properties = d
        return user_data

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
