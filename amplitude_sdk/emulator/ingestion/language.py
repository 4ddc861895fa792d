"""The names under which Amplitude stores languages (HTTP V2 API, "Language field")."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from amplitude_api.languages import LANGUAGES

_BY_LOWER_CASE: Final = {key.lower(): name for key, name in LANGUAGES.items()}


@lru_cache(maxsize=10_000)
def stored_name(tag: str) -> str:
    """Return the name a tag is stored under; an unknown tag is stored as it is.

    The tag as it stands is tried first and its lower case second, because one key of the table is
    not its own lower case (T-X21). Composed and decomposed letters are the same (T-X22).
    """
    composed = unicodedata.normalize("NFC", tag)
    return LANGUAGES.get(composed) or _BY_LOWER_CASE.get(composed.lower(), tag)
