"""Releases, annotations and categories as values, whichever way the wire spelled them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_type_hints

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.resources.models import (
    Annotation,
    AnnotationCategory,
    Release,
    annotations_of,
    release_of,
)

ANNOTATION = {
    "id": 7,
    "label": "Launch",
    "start": "2026-03-01T09:00:00+01:00",
    "end": None,
    "category": {"id": 1, "category": "Uncategorized"},
    "chart_id": None,
    "details": None,
}
RELEASE = {
    "id": "42",
    "version": "3.5",
    "title": "Spring",
    "release_start": "2026-03-01 09:00:00",
    "release_end": None,
    "description": "",
    "platforms": None,
    "chart_visibility": True,
}


@pytest.mark.parametrize(
    ("category", "name"),
    [
        ({"id": 3, "category": "Launches"}, "Launches"),
        ({"id": 3, "name": "Launches"}, "Launches"),
        ({"id": 3, "category": "Launches", "name": "older"}, "Launches"),
        ({"id": 3, "category": None, "name": "Launches"}, "Launches"),
        ({"id": "3", "category": 7}, "7"),
        ({"id": 3}, ""),
    ],
)
def test_a_category_has_its_name_in_either_spelling(category: Any, name: str) -> None:
    read = AnnotationCategory.parse(category)
    assert (read.id, read.name, read.raw) == (3, name, category)


def test_an_annotation_has_aware_times_and_its_category() -> None:
    read = Annotation.parse({**ANNOTATION, "end": "2026-03-01T10:00:00Z", "chart_id": "abc"})
    assert read.start == datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=1)))
    assert read.end == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert read.category is not None
    assert (read.category.id, read.category.name) == (1, "Uncategorized")
    assert (read.chart_id, read.details) == ("abc", None)


def test_an_annotation_may_lack_end_category_and_chart() -> None:
    bare = Annotation.parse({"id": 7, "start": "2026-03-01T09:00:00+00:00"})
    assert (bare.label, bare.end, bare.category, bare.chart_id) == ("", None, None, None)


def test_a_release_has_utc_times_and_no_nulls_where_there_are_texts() -> None:
    read = Release.parse(RELEASE)
    assert read.start == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert (read.end, read.description, read.platforms) == (None, "", ())
    full = Release.parse(
        {**RELEASE, "release_end": "2026-03-02 09:00:00", "platforms": ["iOS"], "params": {"x": 1}}
    )
    assert full.end == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert full.platforms == ("iOS",)
    assert full.raw["params"] == {"x": 1}


@pytest.mark.parametrize(
    ("parse", "body", "says"),
    [
        (Annotation.parse, {**ANNOTATION, "id": None}, "id is missing"),
        (Annotation.parse, {**ANNOTATION, "start": None}, "start is missing"),
        (Annotation.parse, {**ANNOTATION, "start": "soon"}, "start should be an ISO 8601 time"),
        (Annotation.parse, {**ANNOTATION, "category": "x"}, "category should be an object"),
        (AnnotationCategory.parse, {"category": "x"}, "id is missing"),
        (Release.parse, {**RELEASE, "platforms": "iOS"}, "platforms should be an array"),
        (Release.parse, {**RELEASE, "chart_visibility": "true"}, "should be true or false"),
        (Release.parse, {}, "id is missing"),
        (release_of, {"release": []}, "release should be an object"),
        (annotations_of, {"data": ANNOTATION}, "data should be an array"),
        (annotations_of, {"data": [None]}, "id is missing"),
    ],
)
def test_another_shape_is_a_decode_error(parse: Any, body: Any, says: str) -> None:
    with pytest.raises(DecodeError, match=says):
        parse(body)


@pytest.mark.parametrize("kind", [Annotation, AnnotationCategory, Release])
def test_the_types_of_members_can_be_read_at_run_time(kind: Any) -> None:
    assert get_type_hints(kind).keys() == kind.__dataclass_fields__.keys()
