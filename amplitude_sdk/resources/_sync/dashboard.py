# Derived from amplitude_sdk/resources/_async/dashboard.py by `nox -s generate`; do not edit.
"""The Dashboard REST API: what the charts show, as values ("Dashboard REST API")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from amplitude_sdk.queries import dashboard as describe
from amplitude_sdk.queries import terms
from amplitude_sdk.queries.arguments import Date
from amplitude_sdk.queries.charts import Chart, ChartTable
from amplitude_sdk.queries.results import Distribution, EventCatalogue, TimeSeries
from amplitude_sdk.queries.segments import Segments
from amplitude_sdk.queries.user_activity import UserActivity
from amplitude_sdk.queries.users import UserSearch
from amplitude_sdk.resources._sync.analyses import Analyses

__all__ = ["Dashboard"]


class Dashboard(Analyses):
    """`amp.dashboard`. Days are the project's own; both ends of a span are included.

    An argument equal to the documented default is not sent. Every method raises `ValidationError`
    for arguments the documentation rules out, and the errors of `amplitude_sdk.errors` for what
    the service or the way to it do. All take `timeout`, seconds for one attempt instead of the
    client's, and `extra_query`, query parameters the specs do not know.

    Attributes:
        cost: what queries cost, without sending them; see `query_budget` of the client.
    """

    def users(
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
        asked = describe.users(
            start, end, metric=metric, interval=interval, segments=segments, group_by=group_by
        )
        return self._ask(asked, TimeSeries.parse, timeout, extra_query)

    def session_lengths(
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
        asked = describe.session_lengths(
            start, end, bin_unit=bin_unit, bin_min=bin_min, bin_max=bin_max, bin_size=bin_size
        )
        return self._ask(asked, Distribution.parse, timeout, extra_query)

    def average_session_length(
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
        asked = describe.average_session_length(start, end)
        return self._ask(asked, TimeSeries.parse, timeout, extra_query)

    def sessions_per_user(
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
        asked = describe.sessions_per_user(start, end)
        return self._ask(asked, TimeSeries.parse, timeout, extra_query)

    def composition(
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
        asked = describe.composition(property, start, end)
        return self._ask(asked, Distribution.parse, timeout, extra_query)

    def events(
        self,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> EventCatalogue:
        """List the event types of the project with the totals of the current week."""
        asked = describe.events()
        return self._ask(asked, EventCatalogue.parse, timeout, extra_query)

    def user_activity(
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
        asked = describe.user_activity(
            amplitude_id, offset=offset, limit=limit, direction=direction
        )
        return self._ask(asked, UserActivity.parse, timeout, extra_query)

    def user_search(
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
        asked = describe.user_search(query)
        return self._ask(asked, UserSearch.parse, timeout, extra_query)

    def realtime(
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
        asked = describe.realtime(interval=interval)
        decode = partial(TimeSeries.parse, axis="text")
        return self._ask(asked, decode, timeout, extra_query)

    def chart(
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
        asked = describe.chart(chart_id)
        return self._ask(asked, Chart.parse, timeout, extra_query)

    def chart_csv(
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
        asked = describe.chart_csv(chart_id)
        return self._ask(asked, ChartTable.parse, timeout, extra_query)
