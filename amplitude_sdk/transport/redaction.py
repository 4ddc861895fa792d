"""Keeps keys and secrets out of everything a person or a log may see."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Credentials", "Redactor"]

_MASK: Final = "[redacted]"
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
    """Replaces every spelling of the credentials in texts and JSON values."""

    __slots__ = ("_secrets",)

    def __init__(self, credentials: Credentials) -> None:
        plain = [text for text in (credentials.api_key, credentials.secret_key) if text]
        spelled = {quote(text, safe="") for text in plain}
        if credentials.secret_key:
            spelled.add(credentials.basic(credentials.secret_key).removeprefix("Basic "))
        self._secrets = sorted({*plain, *spelled}, key=len, reverse=True)

    def __repr__(self) -> str:
        return "Redactor()"

    def text(self, value: str) -> str:
        """Return `value` with the credentials masked."""
        for secret in self._secrets:
            value = value.replace(secret, _MASK)
        return value

    def value(self, value: object) -> object:
        """Return a JSON value with the credentials masked in every string, keys included."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(item) for item in cast("list[object]", value)]
        if isinstance(value, dict):
            members = cast("dict[str, Any]", value)
            return {self.text(name): self.value(item) for name, item in members.items()}
        return value

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return headers by lower-case name, without those that carry credentials."""
        return {
            name.lower(): self.text(text)
            for name, text in headers.items()
            if name.lower() not in _CREDENTIAL_HEADERS
        }
