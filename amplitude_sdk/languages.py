"""Language tags to the names Amplitude stores, a lookup and nothing else.

The table is the one of "HTTP V2 API", section "Language field", verbatim: 1,388 rows in
`specs/languages.json`. There is no BCP 47 fallback, because the service has none: a tag without a
row of its own is stored as it was sent.
"""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from amplitude_api.languages import LANGUAGES

from amplitude_sdk.errors import ValidationError

__all__ = ["display_name"]


@cache
def _by_lower_case() -> dict[str, str]:
    """`lower()`, never `casefold()`: they differ for Cherokee, the one key with upper-case letters."""
    return {tag.lower(): name for tag, name in LANGUAGES.items()}


def display_name(tag: str) -> str:
    """Return the name Amplitude stores for a language tag, or the tag itself when it has no row.

    Tags are compared without case and in Unicode NFC. The mapping is idempotent: every name maps
    to itself.

    >>> display_name("en-US")
    'English'
    >>> display_name("zh-cn")
    'zh-cn'

    Raises:
        ValidationError: a tag that is no text.
    """
    if not isinstance(tag, str):
        raise ValidationError("tag", f"expected a text, got {tag!r}")
    composed = normalize("NFC", tag)
    name = LANGUAGES.get(composed)
    if name is None:
        name = _by_lower_case().get(composed.lower(), tag)
    return name
