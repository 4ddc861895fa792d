"""What the values of releases, annotations and categories have to say about their replies."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.property.wire import require

if TYPE_CHECKING:
    from collections.abc import Callable

Wire = dict[str, Any]


def agrees(result: Any, **expected: Any) -> None:
    """Check attributes of a result, and their types."""
    for name, value in expected.items():
        got = getattr(result, name)
        alike = got == value and isinstance(got, bool) == isinstance(value, bool)
        require(alike, f"{name} is {got!r:.300}, the reply has {value!r:.300}")


def instant_or_none(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def utc_or_none(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def check_release(result: Any, body: Wire) -> None:
    wire = body["release"]
    agrees(
        result,
        raw=wire,
        id=wire["id"],
        version=wire.get("version", ""),
        title=wire.get("title", ""),
        start=utc_or_none(wire["release_start"]),
        end=utc_or_none(wire.get("release_end")),
        description=wire.get("description", ""),
        platforms=tuple(wire.get("platforms") or ()),
        chart_visibility=wire.get("chart_visibility"),
    )
    require(result.start.utcoffset() is not None, "a release starts at no certain moment")


def check_annotation(result: Any, wire: Wire) -> None:
    agrees(
        result,
        raw=wire,
        id=wire["id"],
        label=wire.get("label", ""),
        start=instant_or_none(wire["start"]),
        end=instant_or_none(wire.get("end")),
        chart_id=wire.get("chart_id"),
        details=wire.get("details"),
    )
    require(result.start.utcoffset() is not None, "an annotation starts at no certain moment")
    if "category" in wire:
        check_category(result.category, wire["category"])
    else:
        agrees(result, category=None)


def check_category(result: Any, wire: Wire) -> None:
    """Either spelling of the name, the one with content first (T-A1)."""
    name = wire.get("category") or wire.get("name", "")
    agrees(result, raw=wire, id=wire["id"], name=name)


def check_nothing(result: Any, body: Wire) -> None:
    require(result is None, f"a deletion returned {result!r}")


def of_data(check: Callable[[Any, Any], None]) -> Callable[[Any, Wire], None]:
    """Check the value of what stands in the `data` envelope."""
    return lambda result, body: check(result, body["data"])


def each_of_data(check: Callable[[Any, Any], None]) -> Callable[[Any, Wire], None]:
    """Check a list of values against the list in the `data` envelope."""

    def check_all(result: Any, body: Wire) -> None:
        require(isinstance(result, list), f"{type(result)} is no list")
        require(len(result) == len(body["data"]), f"{len(result)} results")
        for one, wire in zip(result, body["data"], strict=True):
            check(one, wire)

    return check_all


CHECKS: dict[str, Callable[[Any, Wire], None]] = {
    "createRelease": check_release,
    "createAnnotation": of_data(check_annotation),
    "listAnnotations": each_of_data(check_annotation),
    "getAnnotation": of_data(check_annotation),
    "updateAnnotation": of_data(check_annotation),
    "deleteAnnotation": check_nothing,
    "createAnnotationCategory": of_data(check_category),
    "listAnnotationCategories": each_of_data(check_category),
    "getAnnotationCategory": of_data(check_category),
    "updateAnnotationCategory": of_data(check_category),
    "deleteAnnotationCategory": check_nothing,
    "assignAnnotationCategory": each_of_data(check_annotation),
}
