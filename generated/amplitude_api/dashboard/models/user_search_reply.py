# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.user_match import UserMatch


T = TypeVar("T", bound="UserSearchReply")


@_attrs_define
class UserSearchReply:
    """Users that match. No match is a success too, of type `nomatch`."""

    matches: list[UserMatch]
    """ One entry per user. """
    type_: str | Unset = UNSET
    """ What matched: `match_user_or_device_id`, `match_amplitude_id`, `match_user_prefix` (seen live), or
    `nomatch`. The list is open (T-X38). """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        matches = []
        for matches_item_data in self.matches:
            matches_item = matches_item_data.to_dict()
            matches.append(matches_item)

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "matches": matches,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.user_match import UserMatch  # noqa: PLC0415

        d = dict(src_dict)
        matches = []
        _matches = d.pop("matches")
        for matches_item_data in _matches:
            matches_item = UserMatch.from_dict(matches_item_data)

            matches.append(matches_item)

        type_ = d.pop("type", UNSET)

        user_search_reply = cls(
            matches=matches,
            type_=type_,
        )

        user_search_reply.additional_properties = d
        return user_search_reply

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
