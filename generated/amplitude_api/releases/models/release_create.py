# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ReleaseCreate")


@_attrs_define
class ReleaseCreate:
    """A release to create. The vendor's sample sends `chart_visibility` and `platforms` as plain text; the types here
    follow its field table and its replies (T-R1, T-R2).

    """

    version: str
    """ Version of the product, such as "3.5". Always text, never a number. """
    release_start: str
    """ A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the middle and no zone, so it is not an RFC 3339
    date-time. Convert to UTC before formatting (T-R5). """
    title: str
    """ Name of the release, shown on charts. """
    release_end: str | Unset = UNSET
    """ A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the middle and no zone, so it is not an RFC 3339
    date-time. Convert to UTC before formatting (T-R5). """
    description: str | Unset = UNSET
    """ What the release changes. """
    platforms: list[str] | Unset = UNSET
    """ Platforms the release is for. """
    created_by: str | Unset = UNSET
    """ Name of the person or system that creates the release. """
    chart_visibility: bool | Unset = UNSET
    """ Whether charts show the release as an annotation. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        release_start = self.release_start

        title = self.title

        release_end = self.release_end

        description = self.description

        platforms: list[str] | Unset = UNSET
        if not isinstance(self.platforms, Unset):
            platforms = self.platforms

        created_by = self.created_by

        chart_visibility = self.chart_visibility

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "release_start": release_start,
                "title": title,
            }
        )
        if release_end is not UNSET:
            field_dict["release_end"] = release_end
        if description is not UNSET:
            field_dict["description"] = description
        if platforms is not UNSET:
            field_dict["platforms"] = platforms
        if created_by is not UNSET:
            field_dict["created_by"] = created_by
        if chart_visibility is not UNSET:
            field_dict["chart_visibility"] = chart_visibility

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = d.pop("version")

        release_start = d.pop("release_start")

        title = d.pop("title")

        release_end = d.pop("release_end", UNSET)

        description = d.pop("description", UNSET)

        platforms = cast(list[str], d.pop("platforms", UNSET))

        created_by = d.pop("created_by", UNSET)

        chart_visibility = d.pop("chart_visibility", UNSET)

        release_create = cls(
            version=version,
            release_start=release_start,
            title=title,
            release_end=release_end,
            description=description,
            platforms=platforms,
            created_by=created_by,
            chart_visibility=chart_visibility,
        )

        release_create.additional_properties = d
        return release_create

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
