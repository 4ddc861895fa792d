# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ltv_completeness import LtvCompleteness
    from ..models.ltv_values import LtvValues


T = TypeVar("T", bound="LtvSeries")


@_attrs_define
class LtvSeries:
    """The cohorts of one group, one per date."""

    dates: list[str] | Unset = UNSET
    """ The dates of the cohorts, newest first. Opaque texts: `2021-10-04` in the documentation, `Sep 24` in live
    replies (T-X35). """
    values: LtvValues | Unset = UNSET
    """ The values of each cohort, by its date text. """
    complete: LtvCompleteness | Unset = UNSET
    """ Which values of each cohort are final, by its date text. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        dates: list[str] | Unset = UNSET
        if not isinstance(self.dates, Unset):
            dates = self.dates

        values: dict[str, Any] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = self.values.to_dict()

        complete: dict[str, Any] | Unset = UNSET
        if not isinstance(self.complete, Unset):
            complete = self.complete.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if dates is not UNSET:
            field_dict["dates"] = dates
        if values is not UNSET:
            field_dict["values"] = values
        if complete is not UNSET:
            field_dict["complete"] = complete

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.ltv_completeness import LtvCompleteness  # noqa: PLC0415
        from ..models.ltv_values import LtvValues  # noqa: PLC0415

        d = dict(src_dict)
        dates = cast(list[str], d.pop("dates", UNSET))

        _values = d.pop("values", UNSET)
        values: LtvValues | Unset
        if isinstance(_values, Unset):
            values = UNSET
        else:
            values = LtvValues.from_dict(_values)

        _complete = d.pop("complete", UNSET)
        complete: LtvCompleteness | Unset
        if isinstance(_complete, Unset):
            complete = UNSET
        else:
            complete = LtvCompleteness.from_dict(_complete)

        ltv_series = cls(
            dates=dates,
            values=values,
            complete=complete,
        )

        ltv_series.additional_properties = d
        return ltv_series

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
