"""Annotations: notes on the time axis of charts ("Chart Annotations API")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from amplitude_sdk.queries.checks import extra, whole_number
from amplitude_sdk.queries.endpoints import call
from amplitude_sdk.queries.instants import Moment
from amplitude_sdk.resources._async.categories import AsyncCategories
from amplitude_sdk.resources.annotation_members import (
    changed_members,
    list_filters,
    new_members,
)
from amplitude_sdk.resources.models import Annotation, annotation_of, annotations_of, nothing_of
from amplitude_sdk.unset import UNSET, Unset

if TYPE_CHECKING:
    from amplitude_sdk.transport._async import AsyncSender

__all__ = ["AsyncAnnotations"]

AnnotationList = list[Annotation]  # the method `list` hides the type inside the class


class AsyncAnnotations:
    """`amp.annotations`."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender
        self.categories = AsyncCategories(sender)

    async def create(
        self,
        label: str,
        start: Moment,
        *,
        end: Moment | None = None,
        category: str | None = None,
        chart_id: str | None = None,
        details: str | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Annotation:
        """Create an annotation.

        Args:
            label: its title.
            start: an aware datetime, or ISO 8601 text with an offset; charts show whole hours.
            end: the same; None for a single moment.
            category: the name of an existing category.
            chart_id: the only chart to show it; None for all charts.
            details: a longer text.
            timeout: seconds to wait for each attempt, instead of the client's.
            extra_query: query parameters the specs do not know.

        Raises:
            ValidationError: an argument of another type, an empty text, a time without an offset,
                or an end before the start.
            NotFoundError: there is no such category.
            OutcomeUnknownError: it may have been created; it was not repeated.
            ApiError: the service refused it.
        """
        created = call(
            "createAnnotation",
            annotation_of,
            body=new_members(
                label, start, end=end, category=category, chart_id=chart_id, details=details
            ),
            check="look for it in annotations.list(start=...) before creating it again",
        )
        return await self._sender.send(created, timeout=timeout, extra_query=extra(extra_query))

    async def list(
        self,
        *,
        category: str | None = None,
        chart_id: str | None = None,
        start: Moment | None = None,
        end: Moment | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> AnnotationList:
        """List annotations, all of them or those that pass the filters.

        Args:
            category: the name of their category; not together with `chart_id`.
            chart_id: the chart they belong to.
            start: not before this moment.
            end: not after this moment; of a range, its own end.
            timeout: seconds to wait for each attempt, instead of the client's.
            extra_query: query parameters the specs do not know.

        Raises:
            ValidationError: filters that exclude each other or are no text, a time without an
                offset, or an end before the start.
            ApiError: the service refused it.
        """
        filters = list_filters(category=category, chart_id=chart_id, start=start, end=end)
        listed = call("listAnnotations", annotations_of, arguments=filters)
        return await self._sender.send(listed, timeout=timeout, extra_query=extra(extra_query))

    async def get(
        self,
        annotation_id: int,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Annotation:
        """Get one annotation.

        Raises:
            ValidationError: an id that is no whole number.
            NotFoundError: there is none by that id.
            ApiError: the service refused it.
        """
        got = call(
            "getAnnotation",
            annotation_of,
            arguments={"annotation_id": whole_number(annotation_id, "annotation_id")},
        )
        return await self._sender.send(got, timeout=timeout, extra_query=extra(extra_query))

    async def update(
        self,
        annotation_id: int,
        *,
        label: str | Unset = UNSET,
        start: Moment | Unset = UNSET,
        end: Moment | Unset | None = UNSET,
        category: str | Unset = UNSET,
        chart_id: str | Unset | None = UNSET,
        details: str | Unset = UNSET,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Annotation:
        """Change the members that are given; the others stay.

        Args:
            annotation_id: its number.
            label: its title.
            start: when it begins.
            end: when it ends; None drops the end.
            category: the name of an existing category.
            chart_id: the only chart to show it; None shows it on all.
            details: its longer text.
            timeout: seconds to wait for each attempt, instead of the client's.
            extra_query: query parameters the specs do not know.

        Raises:
            ValidationError: None for a member that cannot be cleared, an argument of another type,
                an empty text, a time without an offset, or an end before the start when both are
                given.
            NotFoundError: there is no such annotation or category.
            ApiError: the service refused it.
        """
        given = {
            "label": label,
            "start": start,
            "end": end,
            "category": category,
            "chart_id": chart_id,
            "details": details,
        }
        updated = call(
            "updateAnnotation",
            annotation_of,
            arguments={"annotation_id": whole_number(annotation_id, "annotation_id")},
            body=changed_members(given),
        )
        return await self._sender.send(updated, timeout=timeout, extra_query=extra(extra_query))

    async def delete(
        self,
        annotation_id: int,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> None:
        """Delete one annotation.

        Raises:
            ValidationError: an id that is no whole number.
            NotFoundError: there is none by that id.
            ApiError: the service refused it.
        """
        deleted = call(
            "deleteAnnotation",
            nothing_of,
            arguments={"annotation_id": whole_number(annotation_id, "annotation_id")},
        )
        await self._sender.send(deleted, timeout=timeout, extra_query=extra(extra_query))
