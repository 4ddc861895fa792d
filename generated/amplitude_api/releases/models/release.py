# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.release_params import ReleaseParams


T = TypeVar("T", bound="Release")


@_attrs_define
class Release:
    """A release as the service stores it."""

    id: str
    """ Identifier of the release. """
    release_start: str
    """ A time in UTC, written `yyyy-MM-dd HH:mm:ss`: a space in the middle and no zone, so it is not an RFC 3339
    date-time. Convert to UTC before formatting (T-R5). """
    app_id: int | Unset = UNSET
    """ Identifier of the project. """
    org_id: int | Unset = UNSET
    """ Identifier of the organization. """
    version: str | Unset = UNSET
    """ Version of the product. """
    release_end: None | str | Unset = UNSET
    """ When the release was complete, in UTC; null when it has no end (seen live). """
    type_: str | Unset = UNSET
    """ Where the release comes from: "integration" for releases made through this API. Other values are not
    published. """
    title: str | Unset = UNSET
    """ Name of the release. """
    description: str | Unset = UNSET
    """ What the release changes; the empty string when nothing was sent (seen live). """
    platforms: list[str] | None | Unset = UNSET
    """ Platforms the release is for; null when none was sent (seen live). """
    chart_visibility: bool | Unset = UNSET
    """ Whether charts show the release as an annotation. """
    params: ReleaseParams | Unset = UNSET
    """ Who made and last changed the release, and when. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        release_start = self.release_start

        app_id = self.app_id

        org_id = self.org_id

        version = self.version

        release_end: None | str | Unset
        if isinstance(self.release_end, Unset):
            release_end = UNSET
        else:
            release_end = self.release_end

        type_ = self.type_

        title = self.title

        description = self.description

        platforms: list[str] | None | Unset
        if isinstance(self.platforms, Unset):
            platforms = UNSET
        elif isinstance(self.platforms, list):
            platforms = self.platforms

        else:
            platforms = self.platforms

        chart_visibility = self.chart_visibility

        params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = self.params.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "release_start": release_start,
            }
        )
        if app_id is not UNSET:
            field_dict["app_id"] = app_id
        if org_id is not UNSET:
            field_dict["org_id"] = org_id
        if version is not UNSET:
            field_dict["version"] = version
        if release_end is not UNSET:
            field_dict["release_end"] = release_end
        if type_ is not UNSET:
            field_dict["type"] = type_
        if title is not UNSET:
            field_dict["title"] = title
        if description is not UNSET:
            field_dict["description"] = description
        if platforms is not UNSET:
            field_dict["platforms"] = platforms
        if chart_visibility is not UNSET:
            field_dict["chart_visibility"] = chart_visibility
        if params is not UNSET:
            field_dict["params"] = params

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.release_params import ReleaseParams  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        release_start = d.pop("release_start")

        app_id = d.pop("app_id", UNSET)

        org_id = d.pop("org_id", UNSET)

        version = d.pop("version", UNSET)

        def _parse_release_end(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        release_end = _parse_release_end(d.pop("release_end", UNSET))

        type_ = d.pop("type", UNSET)

        title = d.pop("title", UNSET)

        description = d.pop("description", UNSET)

        def _parse_platforms(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                platforms_type_0 = cast(list[str], data)

                return platforms_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        platforms = _parse_platforms(d.pop("platforms", UNSET))

        chart_visibility = d.pop("chart_visibility", UNSET)

        _params = d.pop("params", UNSET)
        params: ReleaseParams | Unset
        if isinstance(_params, Unset):
            params = UNSET
        else:
            params = ReleaseParams.from_dict(_params)

        release = cls(
            id=id,
            release_start=release_start,
            app_id=app_id,
            org_id=org_id,
            version=version,
            release_end=release_end,
            type_=type_,
            title=title,
            description=description,
            platforms=platforms,
            chart_visibility=chart_visibility,
            params=params,
        )

        release.additional_properties = d
        return release

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
