# Derived from amplitude_sdk/resources/_async/categories.py by `nox -s generate`; do not edit.
"""Categories of annotations ("Chart Annotations API", section "Annotation categories")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from amplitude_sdk.queries.checks import extra, filled, whole_number, whole_numbers
from amplitude_sdk.queries.endpoints import call
from amplitude_sdk.resources.models import (
    Annotation,
    AnnotationCategory,
    annotations_of,
    categories_of,
    category_of,
    nothing_of,
)

if TYPE_CHECKING:
    from amplitude_sdk.transport._sync import Sender

__all__ = ["Categories"]

# the method `list` hides the type inside the class
AnnotationList = list[Annotation]
CategoryList = list[AnnotationCategory]


class Categories:
    """`amp.annotations.categories`."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        name: str,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> AnnotationCategory:
        """Create a category.

        Raises:
            ValidationError: a name that is no text or empty.
            ConflictError: there is one of that name.
            OutcomeUnknownError: it may have been created; it was not repeated.
            ApiError: the service refused it.
        """
        created = call(
            "createAnnotationCategory",
            category_of,
            body={"category": filled(name, "name")},
            check="look for it in annotations.categories.list() before creating it again",
        )
        return self._sender.send(created, timeout=timeout, extra_query=extra(extra_query))

    def list(
        self,
        *,
        name: str | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> CategoryList:
        """List all categories, or the one of a name.

        Raises:
            NotFoundError: there is none of that name.
            ApiError: the service refused it.
        """
        arguments = {} if name is None else {"category": filled(name, "name")}
        listed = call("listAnnotationCategories", categories_of, arguments=arguments)
        return self._sender.send(listed, timeout=timeout, extra_query=extra(extra_query))

    def get(
        self,
        category_id: int,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> AnnotationCategory:
        """Get one category.

        Raises:
            ValidationError: an id that is no whole number.
            NotFoundError: there is none by that id.
            ApiError: the service refused it.
        """
        got = call(
            "getAnnotationCategory",
            category_of,
            arguments={"category_id": whole_number(category_id, "category_id")},
        )
        return self._sender.send(got, timeout=timeout, extra_query=extra(extra_query))

    def update(
        self,
        category_id: int,
        name: str,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> AnnotationCategory:
        """Rename a category.

        Raises:
            ValidationError: an id that is no whole number, or a name that is no text or empty.
            NotFoundError: there is none by that id.
            ConflictError: there is another of that name.
            ApiError: the service refused it.
        """
        updated = call(
            "updateAnnotationCategory",
            category_of,
            arguments={"category_id": whole_number(category_id, "category_id")},
            body={"category": filled(name, "name")},
        )
        return self._sender.send(updated, timeout=timeout, extra_query=extra(extra_query))

    def delete(
        self,
        category_id: int,
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> None:
        """Delete a category; what becomes of its annotations is not documented.

        Raises:
            ValidationError: an id that is no whole number.
            NotFoundError: there is none by that id.
            ApiError: the service refused it.
        """
        deleted = call(
            "deleteAnnotationCategory",
            nothing_of,
            arguments={"category_id": whole_number(category_id, "category_id")},
        )
        self._sender.send(deleted, timeout=timeout, extra_query=extra(extra_query))

    def assign(
        self,
        category_id: int,
        annotation_ids: Iterable[int],
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> AnnotationList:
        """Put annotations into a category, all of them or, when one id is wrong, none.

        Returns:
            The changed annotations.

        Raises:
            ValidationError: an id that is no whole number.
            BadRequestError: one of the annotations does not exist.
            NotFoundError: there is no such category.
            ApiError: the service refused it.
        """
        assigned = call(
            "assignAnnotationCategory",
            annotations_of,
            arguments={"category_id": whole_number(category_id, "category_id")},
            body={"annotation_ids": whole_numbers(annotation_ids, "annotation_ids")},
        )
        return self._sender.send(assigned, timeout=timeout, extra_query=extra(extra_query))
