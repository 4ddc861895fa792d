"""From constructor arguments and the environment to settings; arguments win."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.region import Region
from amplitude_sdk.retry import RetryPolicy
from amplitude_sdk.transport.redaction import Credentials
from amplitude_sdk.transport.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["changed", "configure"]

_KEY: Final = "AMPLITUDE_API_KEY"
_SECRET: Final = "AMPLITUDE_SECRET_KEY"  # noqa: S105  the variable's name, not a secret
_REGION: Final = "AMPLITUDE_REGION"
_BASE_URL: Final = "AMPLITUDE_BASE_URL"


def configure(
    *,
    api_key: str | None,
    secret_key: str | None,
    region: Region | str | None,
    base_url: str | None,
    timeout: float,
    retry: RetryPolicy | None,
    map_language: bool,
    event_defaults: Mapping[str, object] | None,
    environ: Mapping[str, str] = os.environ,
) -> Settings:
    """Settle what a client is to use.

    Raises:
        ConfigurationError: naming the argument, and the variable where there is one.
    """
    key = api_key or environ.get(_KEY)
    if not key:
        raise ConfigurationError(f"api_key: missing; pass api_key=... or set {_KEY}")
    place, url = _place(region, base_url, environ)
    secret = secret_key or environ.get(_SECRET) or None
    return Settings(
        credentials=Credentials(_clean("api_key", key), secret and _clean("secret_key", secret)),
        region=place,
        base_url=url,
        timeout=_positive("timeout", timeout),
        retry=_policy(retry),
        map_language=map_language,
        event_defaults=dict(event_defaults or {}),
    )


def changed(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """Settings with the options replaced that `with_options` was given.

    Raises:
        ConfigurationError: a value the constructor would refuse.
    """
    fields = dict(changes)
    if "timeout" in fields:
        fields["timeout"] = _positive("timeout", fields["timeout"])
    if "retry" in fields:
        fields["retry"] = _policy(fields["retry"])
    if "event_defaults" in fields:
        fields["event_defaults"] = {**settings.event_defaults, **(fields["event_defaults"] or {})}
    return replace(settings, **fields)


def _place(
    region: Region | str | None, base_url: str | None, environ: Mapping[str, str]
) -> tuple[Region, str | None]:
    """One of region and base_url; an explicit one silences the other's variable."""
    if region is not None and base_url is not None:
        raise ConfigurationError(
            "region and base_url exclude each other: base_url sends every API to one host; drop one"
        )
    if region is None and base_url is None:
        region, base_url = environ.get(_REGION) or None, environ.get(_BASE_URL) or None
        if region is not None and base_url is not None:
            raise ConfigurationError(
                f"{_REGION} and {_BASE_URL} exclude each other; unset one of them"
            )
    place = Region.US if region is None else Region.parse(region)
    return place, None if base_url is None else _url(base_url)


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigurationError(
            'base_url: not a URL of a host; write it like "http://127.0.0.1:8000"'
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ConfigurationError(
            "base_url: only scheme, host, port and path; credentials belong to a transport, query "
            "parameters to extra_query"
        )
    return value.rstrip("/")


def _clean(name: str, value: str) -> str:
    if not isinstance(value, str) or not value.isascii() or value != value.strip():
        raise ConfigurationError(f"{name}: a key is plain text without surrounding spaces")
    return value


def _positive(name: str, value: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ConfigurationError(f"{name}: seconds, a positive number, got {value!r}")
    return float(value)


def _policy(retry: RetryPolicy | None) -> RetryPolicy:
    if retry is not None and not isinstance(retry, RetryPolicy):
        raise ConfigurationError(f"retry: a RetryPolicy or None, got {type(retry).__name__}")
    return retry or RetryPolicy()
