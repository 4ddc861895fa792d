"""Labels of series: where replies keep them, and in which forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from amplitude_sdk.queries.reading import items, text

if TYPE_CHECKING:
    from amplitude_sdk.queries.reading import Json

__all__ = ["labels_of"]

_PAIR: Final = 2


def labels_of(data: Json, count: int) -> tuple[str, ...]:
    """The labels of `count` series, "" for one without (T-X45).

    They stand in `seriesLabels`; older documentation has them as texts in `seriesMeta` (T-D2). A
    label is a text or a number, a list of them (joined by "; "), or a pair of the index of a series
    and such a label, of which the index is left out. Labels that do not tell the series apart get
    their index or their position before them.
    """
    found = [*_found(data)[:count]]
    found += [""] * (count - len(found))
    pairs = all(map(_is_pair, found))
    bare = [label for _, label in found] if pairs else found
    labels = tuple(map(_joined, bare))
    if pairs and len({*labels}) < count:
        labels = tuple(_joined(*pair) for pair in found)
    if len({*labels}) < count:
        labels = tuple(_joined(position, label) for position, label in enumerate(bare))
    return labels


def _found(data: Json) -> list[Any]:
    labels = items(data.get("seriesLabels"), "data.seriesLabels")
    if labels:
        return labels
    meta = items(data.get("seriesMeta"), "data.seriesMeta")
    return meta if all(isinstance(each, str) for each in meta) else []


def _is_pair(label: object) -> bool:
    """Whether a label is the index of a series and a label; two texts are those of two group-bys."""
    parts = _parts(label)
    return (
        len(parts) == _PAIR
        and isinstance(parts[0], int)
        and not isinstance(parts[0], bool)
        and isinstance(parts[1], str | list | None)
    )


def _joined(*labels: object) -> str:
    """Labels as one text; those that say nothing are left out."""
    parts = (part for label in labels for part in _parts(label))
    read = (text(part, "data.seriesLabels") for part in parts)
    return "; ".join(part for part in read if part)


def _parts(label: object) -> list[object]:
    return cast("list[object]", label) if isinstance(label, list) else [label]
