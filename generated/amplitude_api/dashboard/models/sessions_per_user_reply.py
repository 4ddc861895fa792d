# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_series import SessionSeries


T = TypeVar("T", bound="SessionsPerUserReply")


@_attrs_define
class SessionsPerUserReply:
    """The average number of sessions per user by day."""

    data: SessionSeries
    """ One measure of sessions by day. """
    time_computed: Any | Unset = UNSET
    """ When the result was computed. Type not published. """
    was_cached: bool | Unset = UNSET
    """ Whether the result came from a cache. """
    cache_freshness: Any | Unset = UNSET
    """ State of the cache the result came from. Type not published. """
    nova_cost: Any | Unset = UNSET
    """ A cost figure of the query engine, not the one the limits are about. Type not published. """
    query_ids: Any | Unset = UNSET
    """ Identifiers of the queries behind the result. Type not published. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        data = self.data.to_dict()

        time_computed = self.time_computed

        was_cached = self.was_cached

        cache_freshness = self.cache_freshness

        nova_cost = self.nova_cost

        query_ids = self.query_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "data": data,
            }
        )
        if time_computed is not UNSET:
            field_dict["timeComputed"] = time_computed
        if was_cached is not UNSET:
            field_dict["wasCached"] = was_cached
        if cache_freshness is not UNSET:
            field_dict["cacheFreshness"] = cache_freshness
        if nova_cost is not UNSET:
            field_dict["novaCost"] = nova_cost
        if query_ids is not UNSET:
            field_dict["queryIds"] = query_ids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.session_series import SessionSeries  # noqa: PLC0415

        d = dict(src_dict)
        data = SessionSeries.from_dict(d.pop("data"))

        time_computed = d.pop("timeComputed", UNSET)

        was_cached = d.pop("wasCached", UNSET)

        cache_freshness = d.pop("cacheFreshness", UNSET)

        nova_cost = d.pop("novaCost", UNSET)

        query_ids = d.pop("queryIds", UNSET)

        sessions_per_user_reply = cls(
            data=data,
            time_computed=time_computed,
            was_cached=was_cached,
            cache_freshness=cache_freshness,
            nova_cost=nova_cost,
            query_ids=query_ids,
        )

        sessions_per_user_reply.additional_properties = d
        return sessions_per_user_reply

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
