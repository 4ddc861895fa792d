# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.funnel_days import FunnelDays
    from ..models.funnel_distribution import FunnelDistribution
    from ..models.funnel_meta import FunnelMeta


T = TypeVar("T", bound="FunnelResult")


@_attrs_define
class FunnelResult:
    """The funnel of one group of users. Arrays have one value per step, arrays of days one row per day (T-D13)."""

    events: list[str]
    """ Labels of the steps. """
    meta: FunnelMeta | Unset = UNSET
    """ Which part of the query the result answers. """
    group_value: str | Unset = UNSET
    """ The value grouped by. """
    step_by_step: list[float] | Unset = UNSET
    """ Share of the users of the previous step who took this one, 0 to 1; first 1. """
    cumulative: list[float] | Unset = UNSET
    """ Share of all users of the funnel who took this step, 0 to 1; first 1. """
    cumulative_raw: list[int] | Unset = UNSET
    """ Number of users who took this step. """
    median_trans_times: list[float] | Unset = UNSET
    """ Median time from the previous step in milliseconds; 0 for the first. """
    avg_trans_times: list[float] | Unset = UNSET
    """ Average time from the previous step in milliseconds; 0 for the first. """
    day_funnels: FunnelDays | Unset = UNSET
    """ A value of each step, by day. """
    day_median_trans_times: FunnelDays | Unset = UNSET
    """ A value of each step, by day. """
    day_avg_trans_times: FunnelDays | Unset = UNSET
    """ A value of each step, by day. """
    step_trans_time_distribution: FunnelDistribution | Unset = UNSET
    """ Histograms of the steps. Described as an array per step in the documentation, an object in live replies
    (T-D14). """
    step_prev_step_count_distribution: FunnelDistribution | Unset = UNSET
    """ Histograms of the steps. Described as an array per step in the documentation, an object in live replies
    (T-D14). """
    day_propsum: Any | Unset = UNSET
    """ Sums of a property by day. Type not published. """
    propsum: Any | Unset = UNSET
    """ Sums of a property. Type not published. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        events = self.events

        meta: dict[str, Any] | Unset = UNSET
        if not isinstance(self.meta, Unset):
            meta = self.meta.to_dict()

        group_value = self.group_value

        step_by_step: list[float] | Unset = UNSET
        if not isinstance(self.step_by_step, Unset):
            step_by_step = self.step_by_step

        cumulative: list[float] | Unset = UNSET
        if not isinstance(self.cumulative, Unset):
            cumulative = self.cumulative

        cumulative_raw: list[int] | Unset = UNSET
        if not isinstance(self.cumulative_raw, Unset):
            cumulative_raw = self.cumulative_raw

        median_trans_times: list[float] | Unset = UNSET
        if not isinstance(self.median_trans_times, Unset):
            median_trans_times = self.median_trans_times

        avg_trans_times: list[float] | Unset = UNSET
        if not isinstance(self.avg_trans_times, Unset):
            avg_trans_times = self.avg_trans_times

        day_funnels: dict[str, Any] | Unset = UNSET
        if not isinstance(self.day_funnels, Unset):
            day_funnels = self.day_funnels.to_dict()

        day_median_trans_times: dict[str, Any] | Unset = UNSET
        if not isinstance(self.day_median_trans_times, Unset):
            day_median_trans_times = self.day_median_trans_times.to_dict()

        day_avg_trans_times: dict[str, Any] | Unset = UNSET
        if not isinstance(self.day_avg_trans_times, Unset):
            day_avg_trans_times = self.day_avg_trans_times.to_dict()

        step_trans_time_distribution: dict[str, Any] | Unset = UNSET
        if not isinstance(self.step_trans_time_distribution, Unset):
            step_trans_time_distribution = self.step_trans_time_distribution.to_dict()

        step_prev_step_count_distribution: dict[str, Any] | Unset = UNSET
        if not isinstance(self.step_prev_step_count_distribution, Unset):
            step_prev_step_count_distribution = (
                self.step_prev_step_count_distribution.to_dict()
            )

        day_propsum = self.day_propsum

        propsum = self.propsum

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "events": events,
            }
        )
        if meta is not UNSET:
            field_dict["meta"] = meta
        if group_value is not UNSET:
            field_dict["groupValue"] = group_value
        if step_by_step is not UNSET:
            field_dict["stepByStep"] = step_by_step
        if cumulative is not UNSET:
            field_dict["cumulative"] = cumulative
        if cumulative_raw is not UNSET:
            field_dict["cumulativeRaw"] = cumulative_raw
        if median_trans_times is not UNSET:
            field_dict["medianTransTimes"] = median_trans_times
        if avg_trans_times is not UNSET:
            field_dict["avgTransTimes"] = avg_trans_times
        if day_funnels is not UNSET:
            field_dict["dayFunnels"] = day_funnels
        if day_median_trans_times is not UNSET:
            field_dict["dayMedianTransTimes"] = day_median_trans_times
        if day_avg_trans_times is not UNSET:
            field_dict["dayAvgTransTimes"] = day_avg_trans_times
        if step_trans_time_distribution is not UNSET:
            field_dict["stepTransTimeDistribution"] = step_trans_time_distribution
        if step_prev_step_count_distribution is not UNSET:
            field_dict["stepPrevStepCountDistribution"] = (
                step_prev_step_count_distribution
            )
        if day_propsum is not UNSET:
            field_dict["dayPropsum"] = day_propsum
        if propsum is not UNSET:
            field_dict["propsum"] = propsum

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.funnel_days import FunnelDays  # noqa: PLC0415
        from ..models.funnel_distribution import FunnelDistribution  # noqa: PLC0415
        from ..models.funnel_meta import FunnelMeta  # noqa: PLC0415

        d = dict(src_dict)
        events = cast(list[str], d.pop("events"))

        _meta = d.pop("meta", UNSET)
        meta: FunnelMeta | Unset
        if isinstance(_meta, Unset):
            meta = UNSET
        else:
            meta = FunnelMeta.from_dict(_meta)

        group_value = d.pop("groupValue", UNSET)

        step_by_step = cast(list[float], d.pop("stepByStep", UNSET))

        cumulative = cast(list[float], d.pop("cumulative", UNSET))

        cumulative_raw = cast(list[int], d.pop("cumulativeRaw", UNSET))

        median_trans_times = cast(list[float], d.pop("medianTransTimes", UNSET))

        avg_trans_times = cast(list[float], d.pop("avgTransTimes", UNSET))

        _day_funnels = d.pop("dayFunnels", UNSET)
        day_funnels: FunnelDays | Unset
        if isinstance(_day_funnels, Unset):
            day_funnels = UNSET
        else:
            day_funnels = FunnelDays.from_dict(_day_funnels)

        _day_median_trans_times = d.pop("dayMedianTransTimes", UNSET)
        day_median_trans_times: FunnelDays | Unset
        if isinstance(_day_median_trans_times, Unset):
            day_median_trans_times = UNSET
        else:
            day_median_trans_times = FunnelDays.from_dict(_day_median_trans_times)

        _day_avg_trans_times = d.pop("dayAvgTransTimes", UNSET)
        day_avg_trans_times: FunnelDays | Unset
        if isinstance(_day_avg_trans_times, Unset):
            day_avg_trans_times = UNSET
        else:
            day_avg_trans_times = FunnelDays.from_dict(_day_avg_trans_times)

        _step_trans_time_distribution = d.pop("stepTransTimeDistribution", UNSET)
        step_trans_time_distribution: FunnelDistribution | Unset
        if isinstance(_step_trans_time_distribution, Unset):
            step_trans_time_distribution = UNSET
        else:
            step_trans_time_distribution = FunnelDistribution.from_dict(
                _step_trans_time_distribution
            )

        _step_prev_step_count_distribution = d.pop(
            "stepPrevStepCountDistribution", UNSET
        )
        step_prev_step_count_distribution: FunnelDistribution | Unset
        if isinstance(_step_prev_step_count_distribution, Unset):
            step_prev_step_count_distribution = UNSET
        else:
            step_prev_step_count_distribution = FunnelDistribution.from_dict(
                _step_prev_step_count_distribution
            )

        day_propsum = d.pop("dayPropsum", UNSET)

        propsum = d.pop("propsum", UNSET)

        funnel_result = cls(
            events=events,
            meta=meta,
            group_value=group_value,
            step_by_step=step_by_step,
            cumulative=cumulative,
            cumulative_raw=cumulative_raw,
            median_trans_times=median_trans_times,
            avg_trans_times=avg_trans_times,
            day_funnels=day_funnels,
            day_median_trans_times=day_median_trans_times,
            day_avg_trans_times=day_avg_trans_times,
            step_trans_time_distribution=step_trans_time_distribution,
            step_prev_step_count_distribution=step_prev_step_count_distribution,
            day_propsum=day_propsum,
            propsum=propsum,
        )

        funnel_result.additional_properties = d
        return funnel_result

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
