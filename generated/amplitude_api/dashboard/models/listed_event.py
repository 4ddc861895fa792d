# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ListedEvent")


@_attrs_define
class ListedEvent:
    """An event of the project and how often it happened this week."""

    value: str | Unset = UNSET
    """ Name of the event in the raw data, the one to query by. """
    display: str | Unset = UNSET
    """ Name shown in the web app. """
    totals: int | Unset = UNSET
    """ How often the event happened in the current week. """
    non_active: bool | Unset = UNSET
    """ Whether the event is marked inactive. """
    deleted: bool | Unset = UNSET
    """ Whether the event is deleted. """
    hidden: bool | Unset = UNSET
    """ Whether the event is hidden. """
    flow_hidden: bool | Unset = UNSET
    """ Whether the event is hidden from Pathfinder and Pathfinder Users. """
    id: int | Unset = UNSET
    """ Number of the event. """
    name: str | Unset = UNSET
    """ Name of the event. """
    autohidden: bool | Unset = UNSET
    """ Whether the event was hidden automatically. """
    timeline_hidden: bool | Unset = UNSET
    """ Whether the event is hidden from the timelines of users. """
    in_waitroom: bool | Unset = UNSET
    """ Whether the event waits for approval. """
    waitroom_approved: Any | Unset = UNSET
    """ State of the approval. Only null has been seen. """
    totals_delta: float | Unset = UNSET
    """ Change of `totals`. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        value = self.value

        display = self.display

        totals = self.totals

        non_active = self.non_active

        deleted = self.deleted

        hidden = self.hidden

        flow_hidden = self.flow_hidden

        id = self.id

        name = self.name

        autohidden = self.autohidden

        timeline_hidden = self.timeline_hidden

        in_waitroom = self.in_waitroom

        waitroom_approved = self.waitroom_approved

        totals_delta = self.totals_delta

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if value is not UNSET:
            field_dict["value"] = value
        if display is not UNSET:
            field_dict["display"] = display
        if totals is not UNSET:
            field_dict["totals"] = totals
        if non_active is not UNSET:
            field_dict["non_active"] = non_active
        if deleted is not UNSET:
            field_dict["deleted"] = deleted
        if hidden is not UNSET:
            field_dict["hidden"] = hidden
        if flow_hidden is not UNSET:
            field_dict["flow_hidden"] = flow_hidden
        if id is not UNSET:
            field_dict["id"] = id
        if name is not UNSET:
            field_dict["name"] = name
        if autohidden is not UNSET:
            field_dict["autohidden"] = autohidden
        if timeline_hidden is not UNSET:
            field_dict["timeline_hidden"] = timeline_hidden
        if in_waitroom is not UNSET:
            field_dict["in_waitroom"] = in_waitroom
        if waitroom_approved is not UNSET:
            field_dict["waitroom_approved"] = waitroom_approved
        if totals_delta is not UNSET:
            field_dict["totals_delta"] = totals_delta

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        value = d.pop("value", UNSET)

        display = d.pop("display", UNSET)

        totals = d.pop("totals", UNSET)

        non_active = d.pop("non_active", UNSET)

        deleted = d.pop("deleted", UNSET)

        hidden = d.pop("hidden", UNSET)

        flow_hidden = d.pop("flow_hidden", UNSET)

        id = d.pop("id", UNSET)

        name = d.pop("name", UNSET)

        autohidden = d.pop("autohidden", UNSET)

        timeline_hidden = d.pop("timeline_hidden", UNSET)

        in_waitroom = d.pop("in_waitroom", UNSET)

        waitroom_approved = d.pop("waitroom_approved", UNSET)

        totals_delta = d.pop("totals_delta", UNSET)

        listed_event = cls(
            value=value,
            display=display,
            totals=totals,
            non_active=non_active,
            deleted=deleted,
            hidden=hidden,
            flow_hidden=flow_hidden,
            id=id,
            name=name,
            autohidden=autohidden,
            timeline_hidden=timeline_hidden,
            in_waitroom=in_waitroom,
            waitroom_approved=waitroom_approved,
            totals_delta=totals_delta,
        )

        listed_event.additional_properties = d
        return listed_event

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
