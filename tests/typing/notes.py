"""Read by type checkers and never run: what a caller of releases and annotations sees."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, assert_type

from amplitude_sdk import UNSET, types

if TYPE_CHECKING:
    from amplitude_sdk import Amplitude, AsyncAmplitude

NOW = datetime.now(UTC)


def a_release_says_what_shipped(amp: Amplitude) -> None:
    """Times are aware datetimes; what the service may leave out may be None."""
    release = amp.releases.create(
        version="3.5",
        title="Autumn",
        release_start=NOW,
        release_end="2026-03-01 12:00:00",
        description="",
        platforms=["iOS", "Web"],
        created_by="Mira",
        chart_visibility=False,
    )
    assert_type(release, types.Release)
    assert_type(release.start, datetime)
    assert_type(release.end, datetime | None)
    assert_type(release.platforms, tuple[str, ...])
    assert_type(release.chart_visibility, bool | None)
    assert_type(release.raw, dict[str, Any])
    amp.releases.create(version="3.5", title="Autumn", release_start=NOW, platforms="iOS")


def annotations_are_values(amp: Amplitude) -> None:
    """Whatever the wire calls the name of a category, here it is `name`."""
    annotation = amp.annotations.create("Launch", NOW, end=NOW, category="Releases", chart_id="abc")
    assert_type(annotation, types.Annotation)
    assert_type(annotation.id, int)
    assert_type(annotation.end, datetime | None)
    if annotation.category is not None:
        assert_type(annotation.category, types.AnnotationCategory)
        assert_type(annotation.category.name, str)
    assert_type(amp.annotations.list(category="Releases", start=NOW), list[types.Annotation])
    assert_type(amp.annotations.list(chart_id="abc", end=NOW), list[types.Annotation])
    assert_type(amp.annotations.get(7), types.Annotation)
    amp.annotations.delete(7)


def null_and_absent_are_told_apart(amp: Amplitude) -> None:
    """None clears an end and a chart, UNSET leaves everything as it is."""
    assert_type(amp.annotations.update(7, label="New"), types.Annotation)
    amp.annotations.update(7, end=None, chart_id=None)
    amp.annotations.update(
        7, label=UNSET, start=UNSET, end=UNSET, category=UNSET, chart_id=UNSET, details=UNSET
    )


def categories_have_a_room_of_their_own(amp: Amplitude) -> None:
    """Assigning takes any iterable of ids."""
    categories = amp.annotations.categories
    assert_type(categories.create("Releases"), types.AnnotationCategory)
    assert_type(categories.list(), list[types.AnnotationCategory])
    assert_type(categories.list(name="Releases"), list[types.AnnotationCategory])
    assert_type(categories.get(7), types.AnnotationCategory)
    assert_type(categories.update(7, "Launches"), types.AnnotationCategory)
    assert_type(categories.assign(7, {1, 2}), list[types.Annotation])
    categories.delete(7)


async def the_async_client_differs_by_await(amp: AsyncAmplitude) -> None:
    """Same names, same arguments, same results."""
    release = await amp.releases.create(version="3.5", title="Autumn", release_start=NOW)
    assert_type(release, types.Release)
    assert_type(await amp.annotations.create("Launch", NOW), types.Annotation)
    assert_type(await amp.annotations.list(), list[types.Annotation])
    assert_type(await amp.annotations.get(7), types.Annotation)
    assert_type(await amp.annotations.update(7, end=None), types.Annotation)
    await amp.annotations.delete(7)
    categories = amp.annotations.categories
    assert_type(await categories.create("Releases"), types.AnnotationCategory)
    assert_type(await categories.list(), list[types.AnnotationCategory])
    assert_type(await categories.get(7), types.AnnotationCategory)
    assert_type(await categories.update(7, "Launches"), types.AnnotationCategory)
    assert_type(await categories.assign(7, [1]), list[types.Annotation])
    await categories.delete(7)
