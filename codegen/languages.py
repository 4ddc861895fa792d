"""Renders `languages.py`: the language table of the HTTP V2 API, row for row."""

from __future__ import annotations

import json
import unicodedata

ROWS = 1388
"""The vendor's table has this many rows; another count means that one was lost or added."""


def render(text: str) -> str:
    """Return the module's source for the JSON `text` of the table.

    Raises `ValueError` when the table is not what it should be: `ROWS` rows of text, sorted by
    code point, in normal form C, no key twice.
    """
    rows: list[tuple[str, object]] = json.loads(text, object_pairs_hook=list)
    _check(rows)
    lines = [f"    {_quoted(key)}: {_quoted(name)}," for key, name in rows]
    return "\n".join(
        [
            '"""Names under which the service stores the `language` of an event, by lower-case tag."""',
            "",
            "from typing import Final",
            "",
            "LANGUAGES: Final[dict[str, str]] = {",
            *lines,
            "}",
            "",
        ]
    )


def _quoted(text: object) -> str:
    return json.dumps(text, ensure_ascii=False)


def _check(rows: list[tuple[str, object]]) -> None:
    if len(rows) != ROWS:
        raise ValueError(f"the language table has {len(rows)} rows instead of {ROWS}")
    keys = [key for key, _ in rows]
    if keys != sorted(set(keys)):
        raise ValueError("the keys of the language table are not sorted, or one stands twice")
    for text in (text for row in rows for text in row):
        if not isinstance(text, str) or not unicodedata.is_normalized("NFC", text):
            raise ValueError(f"{text!r} in the language table is not text in normal form C")
