"""The Dashboard REST API: what the charts show, as values ("Dashboard REST API")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from amplitude_api import facts

from amplitude_sdk.queries import terms
from amplitude_sdk.queries.arguments import Arguments, Brackets, Date
from amplitude_sdk.queries.charts import Chart, ChartTable
from amplitude_sdk.queries.checks import extra
from amplitude_sdk.queries.endpoints import call
from amplitude_sdk.queries.events import EventQuery, wire_event
from amplitude_sdk.queries.funnels import Funnel
from amplitude_sdk.queries.lifetime_value import LifetimeValue
from amplitude_sdk.queries.results import Distribution, EventCatalogue, TimeSeries, axis_of
from amplitude_sdk.queries.retention import Retention
from amplitude_sdk.queries.segments import Segments
from amplitude_sdk.queries.user_activity import UserActivity
from amplitude_sdk.queries.users import UserSearch

if TYPE_CHECKING:
    from amplitude_sdk.transport._async import AsyncSender

__all__ = ["AsyncDashboard"]

T = TypeVar("T")
Event = str | EventQuery | Mapping[str, Any]


class AsyncDashboard:
    """`amp.dashboard`. Days are the project's own; both ends of a span are included.

    An argument equal to the documented default is not sent. Every method raises `ValidationError`
    for arguments the documentation rules out, and the errors of `amplitude_sdk.errors` for what
    the service or the way to it do. All take `timeout`, seconds for one attempt instead of the
    client's, and `extra_query`, query parameters the specs do not know.
    """

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def users(
        self,
        start: Date,
        end: Date,
        *,
        metric: terms.UserMetric = "active",
        interval: terms.Interval = 1,
        segments: Segments | None = None,
        group_by: str | Sequence[str] | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> TimeSeries:
        """Count active or new users.

        Args:
            start: first day.
            end: last day.
            metric: "active" or "new" users.
            interval: 1, 7, 30 or "daily", "weekly", "monthly".
            segments: which users to count; several are compared.
            group_by: a property, or two; needs a single segment.
        """
        arguments = Arguments("getUsers").dates(start, end).choice("m", "metric", metric)
        arguments.interval("i", interval).split(segments, group_by)
        return await self._ask(arguments, TimeSeries.parse, timeout, extra_query)

    async def session_lengths(
        self,
        start: Date,
        end: Date,
        *,
        bin_unit: terms.BinUnit | None = None,
        bin_min: float | None = None,
        bin_max: float | None = None,
        bin_size: float | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Distribution:
        """Count sessions by length.

        Without bins of your own the service uses nine, from 0 s to a day.

        Args:
            start: first day.
            end: last day.
            bin_unit: "hours", "minutes" or "seconds"; with `bin_min` and `bin_max`.
            bin_min: lower end of the first bin, in `bin_unit`.
            bin_max: upper end of the last bin, in `bin_unit`.
            bin_size: width of a bin, in `bin_unit`; the service picks one when it is absent.
        """
        arguments = Arguments("getSessionLengths").dates(start, end)
        arguments.bins(bin_unit, bin_min, bin_max, bin_size)
        return await self._ask(arguments, Distribution.parse, timeout, extra_query)

    async def average_session_length(
        self,
        start: Date,
        end: Date,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> TimeSeries:
        """Average the length of sessions, in seconds, day by day.

        Args:
            start: first day.
            end: last day.
        """
        arguments = Arguments("getAverageSessionLength").dates(start, end)
        return await self._ask(arguments, TimeSeries.parse, timeout, extra_query)

    async def sessions_per_user(
        self,
        start: Date,
        end: Date,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> TimeSeries:
        """Average the number of sessions of a user, day by day.

        Args:
            start: first day.
            end: last day.
        """
        arguments = Arguments("getSessionsPerUser").dates(start, end)
        return await self._ask(arguments, TimeSeries.parse, timeout, extra_query)

    async def composition(
        self,
        property: str,  # noqa: A002  the API's own word
        start: Date,
        end: Date,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Distribution:
        """Count users by the values of a property.

        Args:
            property: a built-in property, or a custom one with `gp:`.
            start: first day.
            end: last day.
        """
        arguments = Arguments("getComposition").dates(start, end).text("p", "property", property)
        return await self._ask(arguments, Distribution.parse, timeout, extra_query)

    async def events(
        self,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> EventCatalogue:
        """List the event types of the project with the totals of the current week."""
        arguments = Arguments("listEvents")
        return await self._ask(arguments, EventCatalogue.parse, timeout, extra_query)

    async def segmentation(
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
        arguments = Arguments("getSegmentation").dates(start, end).add("e", wire_event(event))
        if second_event is not None:
            arguments.add("e2", wire_event(second_event, "second_event"))
        arguments.metric(metric, event).choice("n", "user_type", user_type)
        arguments.interval("i", interval).split(segments, group_by).limit(limit)
        arguments.formula(formula, metric=metric)
        arguments.whole("rollingWindow", "rolling_window", rolling_window, least=1)
        arguments.whole("rollingAverage", "rolling_average", rolling_average, least=1)
        decode = partial(TimeSeries.parse, axis=axis_of(interval))
        return await self._ask(arguments, decode, timeout, extra_query)

    async def funnel(
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
        arguments = Arguments("getFunnel").dates(start, end).steps(events)
        arguments.choice("mode", "mode", mode).choice("n", "user_type", user_type)
        arguments.interval("i", interval).split(segments, group_by).limit(limit)
        arguments.seconds("cs", "conversion_window", conversion_window)
        decode = partial(Funnel.parse, axis=axis_of(interval))
        return await self._ask(arguments, decode, timeout, extra_query)

    async def retention(
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
        arguments = Arguments("getRetention").dates(start, end)
        arguments.add("se", wire_event(start_event, "start_event"))
        arguments.add("re", wire_event(return_event, "return_event"))
        arguments.choice("rm", "mode", mode).brackets(brackets, mode=mode)
        arguments.interval("i", interval).split(segments, group_by)
        return await self._ask(arguments, Retention.parse, timeout, extra_query)

    async def user_activity(
        self,
        amplitude_id: int | str,
        *,
        offset: int | None = None,
        limit: int | None = None,
        direction: terms.Direction | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> UserActivity:
        """Get a user's summary and events.

        Args:
            amplitude_id: the number `user_search` returns.
            offset: how many events to pass over, from the most recent one.
            limit: how many events, at most 1000 (the default); more may come, to keep sessions whole.
            direction: "latest" or "earliest" events.
        """
        user = str(amplitude_id) if type(amplitude_id) is int else amplitude_id
        arguments = Arguments("getUserActivity").text("user", "amplitude_id", user)
        arguments.whole("offset", "offset", offset, least=0)
        arguments.whole("limit", "limit", limit, least=0, most=facts.MAX_ACTIVITY_LIMIT)
        arguments.choice("direction", "direction", direction)
        return await self._ask(arguments, UserActivity.parse, timeout, extra_query)

    async def user_search(
        self,
        query: str,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> UserSearch:
        """Find users.

        Args:
            query: an Amplitude ID, a device id, a user id or the beginning of one.
        """
        arguments = Arguments("searchUsers").text("user", "query", query)
        return await self._ask(arguments, UserSearch.parse, timeout, extra_query)

    async def realtime(
        self,
        *,
        interval: int | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> TimeSeries:
        """Count active users of today and yesterday in steps of five minutes.

        Args:
            interval: minutes; the documentation shows 5 in a sample and says no more.
        """
        arguments = Arguments("getRealtime").whole("i", "interval", interval, least=1)
        decode = partial(TimeSeries.parse, axis="text")
        return await self._ask(arguments, decode, timeout, extra_query)

    async def revenue_ltv(
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
        arguments = Arguments("getRevenueLtv").dates(start, end).ltv_metric(metric)
        arguments.interval("i", interval).split(segments, group_by)
        decode = partial(LifetimeValue.parse, metric=metric)
        return await self._ask(arguments, decode, timeout, extra_query)

    async def chart(
        self,
        chart_id: str,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Chart:
        """Get the results of a saved chart, as JSON.

        Args:
            chart_id: from the chart's URL.
        """
        arguments = Arguments("getChartResults").text("chart_id", "chart_id", chart_id)
        return await self._ask(arguments, Chart.parse, timeout, extra_query)

    async def chart_csv(
        self,
        chart_id: str,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> ChartTable:
        """Get the results of a saved chart, as the table of its CSV export.

        Args:
            chart_id: from the chart's URL.
        """
        arguments = Arguments("getChartCsv").text("chart_id", "chart_id", chart_id)
        return await self._ask(arguments, ChartTable.parse, timeout, extra_query)

    async def _ask(
        self,
        arguments: Arguments,
        decode: Callable[[object], T],
        timeout: float | None,
        extra_query: Mapping[str, Any] | None,
    ) -> T:
        asked = call(arguments.operation.id, decode, arguments=arguments())
        return await self._sender.send(asked, timeout=timeout, extra_query=extra(extra_query))
