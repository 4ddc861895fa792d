# Derived from amplitude_sdk/resources/_async/analyses.py by `nox -s generate`; do not edit.
"""Analyses of events: over time, step by step, by who comes back ("Dashboard REST API")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from amplitude_sdk.queries import dashboard as describe
from amplitude_sdk.queries import terms
from amplitude_sdk.queries.arguments import Arguments, Brackets, Date
from amplitude_sdk.queries.checks import extra
from amplitude_sdk.queries.cost import Cost, cost_of
from amplitude_sdk.queries.dashboard import Event
from amplitude_sdk.queries.endpoints import call
from amplitude_sdk.queries.funnels import Funnel
from amplitude_sdk.queries.lifetime_value import LifetimeValue
from amplitude_sdk.queries.results import TimeSeries, axis_of
from amplitude_sdk.queries.retention import Retention
from amplitude_sdk.queries.segments import Segments

if TYPE_CHECKING:
    from amplitude_sdk.transport._sync import Sender

__all__ = ["Analyses"]

T = TypeVar("T")


class Analyses:
    """The part of `amp.dashboard` that looks at events, and the way to ask."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self.cost = Cost()

    def segmentation(
        self,
        event: Event,
        start: Date,
        end: Date,
        *,
        second_event: Event | None = None,
        metric: terms.SegmentationMetric = "uniques",
        user_type: terms.SegmentationUserType | None = None,
        interval: terms.Interval = 1,
        segments: Segments | None = None,
        group_by: str | Sequence[str] | None = None,
        limit: int | None = None,
        formula: str | None = None,
        rolling_window: int | None = None,
        rolling_average: int | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> TimeSeries:
        """Measure an event over time.

        Args:
            event: a name, an `EventQuery`, or the raw mapping.
            start: first day.
            end: last day; real-time reaches 2 days, hourly 7, daily 365.
            second_event: another event beside it, B in a formula.
            metric: "uniques", "totals", "pct_dau", "average"; of a property of the event (which then
                needs a group-by) "histogram", "sums", "value_avg"; or "formula".
            user_type: "any" or "active" users.
            interval: 1, 7, 30, -3600000, -300000 or "daily", "weekly", "monthly", "hourly",
                "realtime".
            segments: which users to count; several are compared.
            group_by: a property, or two; needs a single segment.
            limit: how many groups to return, 1 to 1000; 100 when absent.
            formula: such as "UNIQUES(A)/UNIQUES(B)", with `metric="formula"`.
            rolling_window: days, weeks or months to count over, as the interval has it.
            rolling_average: days, weeks or months to average over, as the interval has it.
        """
        asked = describe.segmentation(
            event,
            start,
            end,
            second_event=second_event,
            metric=metric,
            user_type=user_type,
            interval=interval,
            segments=segments,
            group_by=group_by,
            limit=limit,
            formula=formula,
            rolling_window=rolling_window,
            rolling_average=rolling_average,
        )
        decode = partial(TimeSeries.parse, axis=axis_of(interval))
        return self._ask(asked, decode, timeout, extra_query)

    def funnel(
        self,
        events: Sequence[Event],
        start: Date,
        end: Date,
        *,
        mode: terms.FunnelMode = "ordered",
        user_type: terms.UserType | None = None,
        interval: terms.Interval | None = None,
        segments: Segments | None = None,
        group_by: str | Sequence[str] | None = None,
        conversion_window: int | timedelta | None = None,
        limit: int | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Funnel:
        """Follow users through the steps of a funnel.

        Args:
            events: the steps, each a name, an `EventQuery`, or the raw mapping.
            start: first day.
            end: last day.
            mode: "ordered", "unordered", or "sequential" (no other events between).
            user_type: "active" or "new" users.
            interval: as for `segmentation`.
            segments: which users to follow; several are compared.
            group_by: one property; needs a single segment.
            conversion_window: seconds or a timedelta; 30 days when absent. Unordered funnels round
                it down to whole days.
            limit: how many groups to return, 1 to 1000; 100 when absent.
        """
        asked = describe.funnel(
            events,
            start,
            end,
            mode=mode,
            user_type=user_type,
            interval=interval,
            segments=segments,
            group_by=group_by,
            conversion_window=conversion_window,
            limit=limit,
        )
        decode = partial(Funnel.parse, axis=axis_of(interval))
        return self._ask(asked, decode, timeout, extra_query)

    def retention(
        self,
        start_event: Event,
        return_event: Event,
        start: Date,
        end: Date,
        *,
        mode: terms.RetentionMode = "n-day",
        brackets: Brackets | None = None,
        interval: terms.Interval = 1,
        segments: Segments | None = None,
        group_by: str | Sequence[str] | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Retention:
        """Measure how many users come back.

        Args:
            start_event: what makes a user part of a cohort; `EventQuery.NEW` or any event.
            return_event: what counts as coming back.
            start: first day.
            end: last day.
            mode: "n-day", "rolling" (unbounded) or "bracket".
            brackets: pairs of days, the upper end exclusive, with `mode="bracket"`: [[0, 1], [1, 8]].
            interval: 1, 7, 30 or "daily", "weekly", "monthly".
            segments: which users to follow; several are compared.
            group_by: one property; needs a single segment.
        """
        asked = describe.retention(
            start_event,
            return_event,
            start,
            end,
            mode=mode,
            brackets=brackets,
            interval=interval,
            segments=segments,
            group_by=group_by,
        )
        return self._ask(asked, Retention.parse, timeout, extra_query)

    def revenue_ltv(
        self,
        start: Date,
        end: Date,
        *,
        metric: terms.LtvMetric = 0,
        interval: terms.Interval = 1,
        segments: Segments | None = None,
        group_by: str | Sequence[str] | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> LifetimeValue:
        """Get the lifetime value of new users.

        Args:
            start: first day.
            end: last day.
            metric: 0 to 3 or "arpu", "arppu", "total_revenue", "paying_users".
            interval: 1, 7, 30 or "daily", "weekly", "monthly".
            segments: which users to follow; several are compared.
            group_by: one property; needs a single segment.
        """
        asked = describe.revenue_ltv(
            start, end, metric=metric, interval=interval, segments=segments, group_by=group_by
        )
        decode = partial(LifetimeValue.parse, metric=metric)
        return self._ask(asked, decode, timeout, extra_query)

    def _ask(
        self,
        asked: Arguments,
        decode: Callable[[object], T],
        timeout: float | None,
        extra_query: Mapping[str, Any] | None,
    ) -> T:
        made = call(asked.operation.id, decode, arguments=asked(), cost=cost_of(asked))
        return self._sender.send(made, timeout=timeout, extra_query=extra(extra_query))
