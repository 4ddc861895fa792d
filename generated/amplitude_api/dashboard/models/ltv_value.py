# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="LtvValue")


@_attrs_define
class LtvValue:
    """The values of one cohort. Beside the three named members it holds the metric after N days in members `r1d`, `r2d`
    and so on: to `r90d` in the documentation, to `r180d` in live replies, which also carry `r1new` to `r7new`,
    `r14new`, `r30new`, `r60new`, `r90new`, `r120new` and `r180new` (T-X36).

    """

    count: int | Unset = UNSET
    """ Number of users of the cohort. """
    paid: int | Unset = UNSET
    """ Number of paying users of the cohort. """
    total_amount: float | Unset = UNSET
    """ Amount the cohort paid. """
    additional_properties: dict[str, float] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        paid = self.paid

        total_amount = self.total_amount

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if count is not UNSET:
            field_dict["count"] = count
        if paid is not UNSET:
            field_dict["paid"] = paid
        if total_amount is not UNSET:
            field_dict["total_amount"] = total_amount

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        count = d.pop("count", UNSET)

        paid = d.pop("paid", UNSET)

        total_amount = d.pop("total_amount", UNSET)

        ltv_value = cls(
            count=count,
            paid=paid,
            total_amount=total_amount,
        )

        ltv_value.additional_properties = d
        return ltv_value

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> float:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: float) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
