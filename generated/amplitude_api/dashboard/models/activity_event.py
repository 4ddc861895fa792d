# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.activity_event_data import ActivityEventData
    from ..models.activity_event_event_properties import ActivityEventEventProperties
    from ..models.activity_event_groups import ActivityEventGroups
    from ..models.activity_event_user_properties import ActivityEventUserProperties


T = TypeVar("T", bound="ActivityEvent")


@_attrs_define
class ActivityEvent:
    """An event of a user. The documentation leaves it open; live replies follow the schema of the export, with many
    further members about device and place that are null when unknown. Times are texts, `YYYY-MM-DD HH:MM:SS.ffffff`.

    """

    app: int | Unset = UNSET
    """ Number of the project. """
    device_id: None | str | Unset = UNSET
    """ Device id of the event. """
    user_id: None | str | Unset = UNSET
    """ User id of the event. """
    client_event_time: str | Unset = UNSET
    """ When the event happened by the clock of the device. """
    event_time: str | Unset = UNSET
    """ When the event happened, corrected for the clock of the device. """
    server_received_time: str | Unset = UNSET
    """ When the service received the event. """
    server_upload_time: str | Unset = UNSET
    """ When the upload reached the service. """
    client_upload_time: str | Unset = UNSET
    """ When the device uploaded the event, by its clock. """
    event_id: int | Unset = UNSET
    """ Counter that orders events of the same user and time. """
    session_id: int | Unset = UNSET
    """ Start of the session in epoch milliseconds; -1 outside sessions. """
    event_type: str | Unset = UNSET
    """ The event type. """
    amplitude_id: int | Unset = UNSET
    """ Amplitude ID of the user. """
    uuid: str | Unset = UNSET
    """ Identifier the service gave the event. """
    insert_id: None | str | Unset = UNSET
    """ The deduplication key the event was sent with. """
    schema: Any | Unset = UNSET
    """ Version of the event's schema. Type not published. """
    event_properties: ActivityEventEventProperties | Unset = UNSET
    """ Properties of the event. """
    user_properties: ActivityEventUserProperties | Unset = UNSET
    """ Properties of the user at that time. """
    groups: ActivityEventGroups | Unset = UNSET
    """ Groups of the event. """
    data: ActivityEventData | Unset = UNSET
    """ Facts the service kept about the event. """
    plan: Any | Unset = UNSET
    """ Tracking plan of the event. Type not published. """
    library: None | str | Unset = UNSET
    """ Library that sent the event. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        app = self.app

        device_id: None | str | Unset
        if isinstance(self.device_id, Unset):
            device_id = UNSET
        else:
            device_id = self.device_id

        user_id: None | str | Unset
        if isinstance(self.user_id, Unset):
            user_id = UNSET
        else:
            user_id = self.user_id

        client_event_time = self.client_event_time

        event_time = self.event_time

        server_received_time = self.server_received_time

        server_upload_time = self.server_upload_time

        client_upload_time = self.client_upload_time

        event_id = self.event_id

        session_id = self.session_id

        event_type = self.event_type

        amplitude_id = self.amplitude_id

        uuid = self.uuid

        insert_id: None | str | Unset
        if isinstance(self.insert_id, Unset):
            insert_id = UNSET
        else:
            insert_id = self.insert_id

        schema = self.schema

        event_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.event_properties, Unset):
            event_properties = self.event_properties.to_dict()

        user_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.user_properties, Unset):
            user_properties = self.user_properties.to_dict()

        groups: dict[str, Any] | Unset = UNSET
        if not isinstance(self.groups, Unset):
            groups = self.groups.to_dict()

        data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.data, Unset):
            data = self.data.to_dict()

        plan = self.plan

        library: None | str | Unset
        if isinstance(self.library, Unset):
            library = UNSET
        else:
            library = self.library

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if app is not UNSET:
            field_dict["app"] = app
        if device_id is not UNSET:
            field_dict["device_id"] = device_id
        if user_id is not UNSET:
            field_dict["user_id"] = user_id
        if client_event_time is not UNSET:
            field_dict["client_event_time"] = client_event_time
        if event_time is not UNSET:
            field_dict["event_time"] = event_time
        if server_received_time is not UNSET:
            field_dict["server_received_time"] = server_received_time
        if server_upload_time is not UNSET:
            field_dict["server_upload_time"] = server_upload_time
        if client_upload_time is not UNSET:
            field_dict["client_upload_time"] = client_upload_time
        if event_id is not UNSET:
            field_dict["event_id"] = event_id
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if event_type is not UNSET:
            field_dict["event_type"] = event_type
        if amplitude_id is not UNSET:
            field_dict["amplitude_id"] = amplitude_id
        if uuid is not UNSET:
            field_dict["uuid"] = uuid
        if insert_id is not UNSET:
            field_dict["$insert_id"] = insert_id
        if schema is not UNSET:
            field_dict["$schema"] = schema
        if event_properties is not UNSET:
            field_dict["event_properties"] = event_properties
        if user_properties is not UNSET:
            field_dict["user_properties"] = user_properties
        if groups is not UNSET:
            field_dict["groups"] = groups
        if data is not UNSET:
            field_dict["data"] = data
        if plan is not UNSET:
            field_dict["plan"] = plan
        if library is not UNSET:
            field_dict["library"] = library

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.activity_event_data import ActivityEventData  # noqa: PLC0415
        from ..models.activity_event_event_properties import (
            ActivityEventEventProperties,  # noqa: PLC0415
        )
        from ..models.activity_event_groups import ActivityEventGroups  # noqa: PLC0415
        from ..models.activity_event_user_properties import ActivityEventUserProperties  # noqa: PLC0415

        d = dict(src_dict)
        app = d.pop("app", UNSET)

        def _parse_device_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device_id = _parse_device_id(d.pop("device_id", UNSET))

        def _parse_user_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        user_id = _parse_user_id(d.pop("user_id", UNSET))

        client_event_time = d.pop("client_event_time", UNSET)

        event_time = d.pop("event_time", UNSET)

        server_received_time = d.pop("server_received_time", UNSET)

        server_upload_time = d.pop("server_upload_time", UNSET)

        client_upload_time = d.pop("client_upload_time", UNSET)

        event_id = d.pop("event_id", UNSET)

        session_id = d.pop("session_id", UNSET)

        event_type = d.pop("event_type", UNSET)

        amplitude_id = d.pop("amplitude_id", UNSET)

        uuid = d.pop("uuid", UNSET)

        def _parse_insert_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        insert_id = _parse_insert_id(d.pop("$insert_id", UNSET))

        schema = d.pop("$schema", UNSET)

        _event_properties = d.pop("event_properties", UNSET)
        event_properties: ActivityEventEventProperties | Unset
        if isinstance(_event_properties, Unset):
            event_properties = UNSET
        else:
            event_properties = ActivityEventEventProperties.from_dict(_event_properties)

        _user_properties = d.pop("user_properties", UNSET)
        user_properties: ActivityEventUserProperties | Unset
        if isinstance(_user_properties, Unset):
            user_properties = UNSET
        else:
            user_properties = ActivityEventUserProperties.from_dict(_user_properties)

        _groups = d.pop("groups", UNSET)
        groups: ActivityEventGroups | Unset
        if isinstance(_groups, Unset):
            groups = UNSET
        else:
            groups = ActivityEventGroups.from_dict(_groups)

        _data = d.pop("data", UNSET)
        data: ActivityEventData | Unset
        if isinstance(_data, Unset):
            data = UNSET
        else:
            data = ActivityEventData.from_dict(_data)

        plan = d.pop("plan", UNSET)

        def _parse_library(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        library = _parse_library(d.pop("library", UNSET))

        activity_event = cls(
            app=app,
            device_id=device_id,
            user_id=user_id,
            client_event_time=client_event_time,
            event_time=event_time,
            server_received_time=server_received_time,
            server_upload_time=server_upload_time,
            client_upload_time=client_upload_time,
            event_id=event_id,
            session_id=session_id,
            event_type=event_type,
            amplitude_id=amplitude_id,
            uuid=uuid,
            insert_id=insert_id,
            schema=schema,
            event_properties=event_properties,
            user_properties=user_properties,
            groups=groups,
            data=data,
            plan=plan,
            library=library,
        )

        activity_event.additional_properties = d
        return activity_event

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
