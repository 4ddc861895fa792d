"""Writes stored events into files: JSON lines that can be seeded again, or Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import orjson

from amplitude_sdk.emulator.stored_events import event_pages

if TYPE_CHECKING:
    from pathlib import Path

    from amplitude_sdk.emulator.state import State

Format: TypeAlias = Literal["jsonl", "parquet"]

FORMATS: Final[tuple[Format, ...]] = ("jsonl", "parquet")
SUFFIXES: Final[dict[str, Format]] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".parquet": "parquet",
}


def export(state: State, path: Path, format_: Format, project: int | None) -> int:
    """Write the events and identifications of a project, or of all, in the order they arrived.

    Returns how many they are. A file that is there is replaced.
    """
    if format_ == "parquet":
        return state.store.write_parquet(path, project)
    written = 0
    with path.open("wb") as file:
        for page in event_pages(state, project):
            file.writelines(orjson.dumps(event, option=orjson.OPT_APPEND_NEWLINE) for event in page)
            written += len(page)
    return written
