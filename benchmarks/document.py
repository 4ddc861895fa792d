"""RESULTS.md: a part for each side of the SDK. One may be written anew while the other stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TITLES", "renewed"]

TITLES: Final = {"ingestion": "Ingestion", "queries": "Queries"}
"""The headings of the parts by name, in their order."""

_MARK: Final = "\n## "


def renewed(before: str, parts: Mapping[str, str]) -> str:
    """Write the document anew.

    Args:
        before: the document as it was; "" when there is none. What it says about a part that is
            not among `parts` stays as it is, byte by byte.
        parts: the texts of parts by name.
    """
    texts = {**_parts(before), **parts}
    written = [f"## {TITLES[name]}\n\n{texts[name]}" for name in TITLES if name in texts]
    return "\n\n".join(["# Benchmark results", *written]) + "\n"


def _parts(document: str) -> dict[str, str]:
    _, *found = document.split(_MARK)
    texts = dict(each.split("\n", 1) for each in found)
    return {name: texts[title].strip("\n") for name, title in TITLES.items() if title in texts}
