"""Releases, annotations and their categories, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.reading import (
    Json,
    envelope,
    flag,
    instant,
    items,
    obj,
    raw_field,
    text,
    whole,
)

__all__ = ["Annotation", "AnnotationCategory", "Release"]


@dataclass(frozen=True, slots=True)
class AnnotationCategory:
    """A category of annotations.

    Attributes:
        id: its number.
        name: its name, whichever of the two spellings the reply used.
        raw: the object as it came.
    """

    id: int
    name: str
    raw: Json = raw_field()

    @classmethod
    def parse(cls, value: object) -> AnnotationCategory:
        """Read a category object."""
        raw = obj(value, "category")
        name = text(raw.get("category"), "category") or text(raw.get("name"), "name") or ""
        return cls(_needed(whole, raw, "id"), name, raw)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on the time axis of charts.

    Attributes:
        id: its number.
        label: its title.
        start: when it begins, with the offset the service sent.
        end: when it ends; None for a single moment.
        category: its category; None when the reply has none.
        chart_id: the only chart that shows it; None shows it on all.
        details: its longer text.
        raw: the object as it came.
    """

    id: int
    label: str
    start: datetime
    end: datetime | None
    category: AnnotationCategory | None
    chart_id: str | None
    details: str | None
    raw: Json = raw_field()

    @classmethod
    def parse(cls, value: object) -> Annotation:
        """Read an annotation object."""
        raw = obj(value, "annotation")
        category = raw.get("category")
        return cls(
            id=_needed(whole, raw, "id"),
            label=text(raw.get("label"), "label") or "",
            start=_needed(instant, raw, "start"),
            end=instant(raw.get("end"), "end"),
            category=None if category is None else AnnotationCategory.parse(category),
            chart_id=text(raw.get("chart_id"), "chart_id"),
            details=text(raw.get("details"), "details"),
            raw=raw,
        )


@dataclass(frozen=True, slots=True)
class Release:
    """A release of the product.

    Attributes:
        id: its id.
        version: the product's version.
        title: its name.
        start: when it began, aware, UTC.
        end: when it ended; None while it lasts.
        description: its longer text; "" when none was sent.
        platforms: where it was released; empty when none were sent.
        chart_visibility: whether charts show it as an annotation.
        raw: the object as it came, `params` with its history among its members.
    """

    id: str
    version: str
    title: str
    start: datetime
    end: datetime | None
    description: str
    platforms: tuple[str, ...]
    chart_visibility: bool | None
    raw: Json = raw_field()

    @classmethod
    def parse(cls, value: object) -> Release:
        """Read a release object."""
        raw = obj(value, "release")
        platforms = items(raw.get("platforms"), "platforms")
        return cls(
            id=_needed(text, raw, "id"),
            version=text(raw.get("version"), "version") or "",
            title=text(raw.get("title"), "title") or "",
            start=_needed(instant, raw, "release_start"),
            end=instant(raw.get("release_end"), "release_end"),
            description=text(raw.get("description"), "description") or "",
            platforms=tuple(text(each, "platforms") or "" for each in platforms),
            chart_visibility=flag(raw.get("chart_visibility"), "chart_visibility"),
            raw=raw,
        )


def _needed(read: Callable[[object, str], Any], raw: Json, name: str) -> Any:
    value = read(raw.get(name), name)
    if value is None:
        raise DecodeError(f"{name} is missing")
    return value


def data_of(body: object) -> object:
    """What stands in the `data` envelope."""
    return envelope(obj(body))


def release_of(body: object) -> Release:
    """Read the reply of a created release."""
    return Release.parse(obj(body).get("release"))


def annotation_of(body: object) -> Annotation:
    """Read a reply with one annotation."""
    return Annotation.parse(data_of(body))


def annotations_of(body: object) -> list[Annotation]:
    """Read a reply with several annotations."""
    return [Annotation.parse(each) for each in items(data_of(body), "data")]


def category_of(body: object) -> AnnotationCategory:
    """Read a reply with one category."""
    return AnnotationCategory.parse(data_of(body))


def categories_of(body: object) -> list[AnnotationCategory]:
    """Read a reply with several categories."""
    return [AnnotationCategory.parse(each) for each in items(data_of(body), "data")]


def nothing_of(body: object) -> None:
    """Read a reply that says no more than that it was done."""
    obj(body)
