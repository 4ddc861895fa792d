# Derived from amplitude_sdk/resources/_async/releases.py by `nox -s generate`; do not edit.
"""Releases: what shipped, and when ("Releases API")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from amplitude_sdk.queries.checks import check_order, extra, filled, switch, text_or_none, texts
from amplitude_sdk.queries.endpoints import call
from amplitude_sdk.queries.instants import Moment, release_time
from amplitude_sdk.resources.models import Release, release_of

if TYPE_CHECKING:
    from amplitude_sdk.transport._sync import Sender

__all__ = ["Releases"]


class Releases:
    """`amp.releases`."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        *,
        version: str,
        title: str,
        release_start: Moment,
        release_end: Moment | None = None,
        description: str | None = None,
        platforms: str | Iterable[str] | None = None,
        created_by: str | None = None,
        chart_visibility: bool = True,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Release:
        """Create a release.

        Args:
            version: the product's version, such as "3.5".
            title: its name.
            release_start: an aware datetime, ISO 8601 text with an offset, or UTC text
                `yyyy-MM-dd HH:mm:ss`.
            release_end: the same; None while the release lasts.
            description: a longer text.
            platforms: one platform or several.
            created_by: the name of the person behind it.
            chart_visibility: whether charts show it as an annotation.
            timeout: seconds to wait for each attempt, instead of the client's.
            extra_query: query parameters the specs do not know.

        Raises:
            ValidationError: an argument of another type, an empty text, a time without an offset,
                or an end before the start.
            OutcomeUnknownError: it may have been created; it was not repeated.
            ApiError: the service refused it.
        """
        start = release_time(release_start, "release_start")
        end = None if release_end is None else release_time(release_end, "release_end")
        check_order(start, end, "release_end")
        body = {
            "version": filled(version, "version"),
            "title": filled(title, "title"),
            "release_start": start,
            "release_end": end,
            "description": text_or_none(description, "description"),
            "platforms": None if platforms is None else texts(platforms, "platforms"),
            "created_by": text_or_none(created_by, "created_by"),
            "chart_visibility": None if switch(chart_visibility, "chart_visibility") else False,
        }
        created = call(
            "createRelease",
            release_of,
            body={name: value for name, value in body.items() if value is not None},
            check="look for it among the releases in Amplitude, which no call lists, before creating "
            "it again",
        )
        return self._sender.send(created, timeout=timeout, extra_query=extra(extra_query))
