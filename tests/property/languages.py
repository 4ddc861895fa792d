"""The language table as the specs have it, to hold the generated one against."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from unicodedata import normalize

TABLE = Path(__file__).parents[2] / "specs" / "languages.json"


@cache
def table() -> dict[str, str]:
    """Return the rows of `specs/languages.json`."""
    rows: dict[str, str] = json.loads(TABLE.read_text("utf-8"))
    return rows


@cache
def tags() -> tuple[str, ...]:
    """Return spellings of the known tags: as they are, and in upper case."""
    return tuple(table()) + tuple(tag.upper() for tag in table())


@cache
def _by_lower_case() -> dict[str, str]:
    return {tag.lower(): name for tag, name in table().items()}


def stored_name(tag: str) -> str:
    """Return what the service stores for a language (decision in `specs/decisions.md`).

    The tag is looked up as it is, then in lower case, in NFC; unknown ones stay as they are.
    """
    composed = normalize("NFC", tag)
    return table().get(composed, _by_lower_case().get(composed.lower(), tag))
