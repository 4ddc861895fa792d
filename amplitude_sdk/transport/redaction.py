"""Keeps keys and secrets out of everything a person or a log may see."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Credentials", "Redactor"]

_MASK: Final = "[redacted]"
_TOO_DEEP: Final = "[nested too deep to show]"
_DEPTH: Final = 32
_DISTINCT: Final = 16
"""Characters; a shorter key, as made up for an emulator, is masked as a whole word only."""
_RUNS: Final = re.compile("[A-Za-z0-9]+")
_CREDENTIAL_HEADERS: Final = frozenset(
    {"authorization", "cookie", "proxy-authenticate", "proxy-authorization", "set-cookie"}
)


class Credentials:
    """A project's key pair. Its `repr` shows neither, and it refuses to be pickled."""

    __slots__ = ("api_key", "secret_key")

    def __init__(self, api_key: str, secret_key: str | None) -> None:
        self.api_key = api_key
        self.secret_key = secret_key

    def __repr__(self) -> str:
        return "Credentials(api_key=..., secret_key=...)"

    def __reduce__(self) -> str:
        raise TypeError(
            "credentials are not pickled: build the client anew from the environment where it is needed"
        )

    def basic(self, secret_key: str) -> str:
        """The value of the Authorization header of the query side: base64 of `key:secret`."""
        return "Basic " + b64encode(f"{self.api_key}:{secret_key}".encode()).decode()


class Redactor:
    """Masks the credentials, however they are spelled, in texts and JSON values.

    The keys and the value of the Authorization header are found as they are, and escaped for a
    URL, for JSON, for HTML or for a Python literal. Mask before cutting a text: half a key is not
    found.
    """

    __slots__ = ("_every", "_long")

    def __init__(self, credentials: Credentials) -> None:
        secrets = [credentials.api_key]
        if credentials.secret_key:
            basic = credentials.basic(credentials.secret_key).removeprefix("Basic ")
            secrets += [credentials.secret_key, basic.rstrip("=")]
        longest_first = sorted(secrets, key=len, reverse=True)
        self._every = _Finder(longest_first)
        self._long = _Finder([secret for secret in longest_first if len(secret) >= _DISTINCT])

    def __repr__(self) -> str:
        return "Redactor()"

    def text(self, value: str) -> str:
        """Return `value` with the credentials masked."""
        return self._every.text(value)

    def received(self, content: bytes) -> bytes:
        """Return a body for the caller with the credentials masked.

        What somebody has to work with must not be changed by chance: keys of fewer than 16
        characters, as made up for an emulator, are left in it.
        """
        return self._long.content(content)

    def received_text(self, value: str) -> str:
        """Return a text for the caller, likewise."""
        return self._long.text(value)

    def value(self, value: object, depth: int = _DEPTH) -> object:
        """Return a JSON value with the credentials masked in every string, names included.

        What is nested deeper than a person reads is left out.
        """
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list | dict) and depth == 0:
            return _TOO_DEEP
        if isinstance(value, list):
            return [self.value(item, depth - 1) for item in cast("list[object]", value)]
        if isinstance(value, dict):
            members = cast("dict[str, Any]", value)
            return {self.text(name): self.value(item, depth - 1) for name, item in members.items()}
        return value

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return headers by lower-case name, without those that carry credentials."""
        return {
            name.lower(): self.text(text)
            for name, text in headers.items()
            if name.lower() not in _CREDENTIAL_HEADERS
        }


class _Finder:
    """Finds secrets in any spelling.

    Every spelling leaves letters and digits alone, so whatever does not contain the longest run of
    them holds no secret: hardly anything does, and patterns are compiled when something first does.
    """

    __slots__ = ("_clues", "_in_content", "_in_text", "_secrets")

    def __init__(self, secrets: list[str]) -> None:
        self._secrets = secrets
        runs = [max(_RUNS.findall(secret) or [""], key=len) for secret in secrets]
        self._clues = [(run, run.encode()) for run in runs]
        self._in_text: re.Pattern[str] | None = None
        self._in_content: re.Pattern[bytes] | None = None

    def text(self, value: str) -> str:
        if not any(run in value for run, _ in self._clues):
            return value
        self._in_text = self._in_text or re.compile(self._pattern())
        return self._in_text.sub(_MASK, value)

    def content(self, value: bytes) -> bytes:
        if not any(run in value for _, run in self._clues):
            return value
        self._in_content = self._in_content or re.compile(self._pattern().encode())
        return self._in_content.sub(_MASK.encode(), value)

    def _pattern(self) -> str:
        return "|".join(_any_spelling(secret) for secret in self._secrets)


def _any_spelling(secret: str) -> str:
    spelled = "".join(_spellings(character) for character in secret)
    return spelled if len(secret) >= _DISTINCT else rf"(?<!\w){spelled}(?!\w)"


def _spellings(character: str) -> str:
    """A pattern for a character as it is and in every escaping; nobody escapes letters and digits."""
    if character.isalnum():
        return character
    from html.entities import codepoint2name  # noqa: PLC0415  when there is something to mask

    code = ord(character)
    spelled = [
        rf"\\{{0,4}}{re.escape(character)}",
        rf"%(?i:{code:02x})",
        rf"\\{{1,2}}(?:u00|x)(?i:{code:02x})",
        rf"&#0*{code};",
        rf"&#[xX]0*(?i:{code:x});",
    ]
    if character == " ":
        spelled.append(r"\+")
    if code in codepoint2name:
        spelled.append(f"&{codepoint2name[code]};")
    return f"(?:{'|'.join(spelled)})"
