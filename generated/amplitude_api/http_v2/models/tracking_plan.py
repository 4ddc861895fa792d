# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TrackingPlan")


@_attrs_define
class TrackingPlan:
    """Tracking plan of an event. The service keeps no other members than these."""

    branch: str | Unset = UNSET
    """ Branch of the plan, such as `main`. """
    source: str | Unset = UNSET
    """ Source within the plan, such as `web`. """
    version: str | Unset = UNSET
    """ Version of the plan, such as `15`. """
    version_id: str | Unset = UNSET
    """ Id of that version. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        branch = self.branch

        source = self.source

        version = self.version

        version_id = self.version_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if branch is not UNSET:
            field_dict["branch"] = branch
        if source is not UNSET:
            field_dict["source"] = source
        if version is not UNSET:
            field_dict["version"] = version
        if version_id is not UNSET:
            field_dict["versionId"] = version_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        branch = d.pop("branch", UNSET)

        source = d.pop("source", UNSET)

        version = d.pop("version", UNSET)

        version_id = d.pop("versionId", UNSET)

        tracking_plan = cls(
            branch=branch,
            source=source,
            version=version,
            version_id=version_id,
        )

        tracking_plan.additional_properties = d
        return tracking_plan

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
