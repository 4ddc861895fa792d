"""Times on the wire: RFC 3339 text, the timestamps of releases, days of epoch milliseconds."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

_RFC_3339: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})", re.ASCII
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def parse_instant(text: str) -> datetime | None:
    """Return the time an RFC 3339 text names, with its offset; None when it is none."""
    upper = text.upper()
    return _parsed(upper) if _RFC_3339.fullmatch(upper) else None


def is_release_timestamp(text: str) -> bool:
    """Tell whether a text in the form `yyyy-MM-dd HH:mm:ss` names a real moment."""
    return _parsed(text) is not None


def day_of(milliseconds: int) -> str | None:
    """Return the UTC day of a time as `YYYY-MM-DD`; None beyond the years 1 to 9999."""
    try:
        return (_EPOCH + timedelta(milliseconds=milliseconds)).date().isoformat()
    except OverflowError:
        return None


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
