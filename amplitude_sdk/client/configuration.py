"""From constructor arguments and the environment to settings; arguments win."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from amplitude_sdk.budget.limits import MODES
from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.region import Region
from amplitude_sdk.retry import RetryPolicy
from amplitude_sdk.transport.messages import is_seconds
from amplitude_sdk.transport.redaction import Credentials, Redactor
from amplitude_sdk.transport.settings import Settings

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from amplitude_sdk.budget.limits import QueryBudget
    from amplitude_sdk.delivery.configuration import DeliveryConfig

__all__ = ["changed", "check_transport", "configure", "delivery_of", "settled"]

_KEY: Final = "AMPLITUDE_API_KEY"
_SECRET: Final = "AMPLITUDE_SECRET_KEY"  # noqa: S105  the variable's name, not a secret
_REGION: Final = "AMPLITUDE_REGION"
_BASE_URL: Final = "AMPLITUDE_BASE_URL"


def settled(*, api_key: str | None, secret_key: str | None, **options: Any) -> Any:
    """Settle what a client is to use, as `configure` does.

    Returns:
        The `Settings`, or the `ConfigurationError` to raise: here the frames hold keys, and the
        whole environment.
    """
    try:
        return configure(api_key=api_key, secret_key=secret_key, **options)
    except ConfigurationError as error:
        keys = [api_key or os.environ.get(_KEY), secret_key or os.environ.get(_SECRET)]
        return ConfigurationError(_without(keys, str(error)))


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
    query_budget: QueryBudget | None,
    environ: Mapping[str, str] = os.environ,
) -> Settings:
    """Settle what a client is to use.

    Raises:
        ConfigurationError: naming the argument, and the variable where there is one.
    """
    key = environ.get(_KEY) if api_key is None else api_key
    if not key:
        raise ConfigurationError(f"api_key: missing; pass api_key=... or set {_KEY}")
    place, url = _place(region, base_url, environ)
    secret = environ.get(_SECRET) if secret_key is None else secret_key
    return Settings(
        credentials=Credentials(
            _clean("api_key", _KEY, key), _clean("secret_key", _SECRET, secret) if secret else None
        ),
        region=place,
        base_url=url,
        timeout=_timeout(timeout),
        retry=_policy(retry),
        map_language=map_language,
        event_defaults=_members(event_defaults),
        query_budget=_budget(query_budget),
    )


def changed(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """Settings with the options replaced that `with_options` was given.

    Raises:
        ConfigurationError: a value the constructor would refuse.
    """
    fields = dict(changes)
    if "timeout" in fields:
        fields["timeout"] = _timeout(fields["timeout"])
    if "retry" in fields:
        fields["retry"] = _policy(fields["retry"])
    if "query_budget" in fields:
        fields["query_budget"] = _budget(fields["query_budget"])
    if "event_defaults" in fields:
        fields["event_defaults"] = {
            **settings.event_defaults,
            **_members(fields["event_defaults"]),
        }
    return replace(settings, **fields)


def delivery_of(given: object) -> DeliveryConfig | None:
    """The configuration of the delivery; None for the default one.

    Raises:
        ConfigurationError: something else.
    """
    if given is None:
        return None
    from amplitude_sdk.delivery.configuration import DeliveryConfig

    if not isinstance(given, DeliveryConfig):
        raise ConfigurationError(f"delivery: a DeliveryConfig(...), got {type(given).__name__}")
    return given


def check_transport(transport: object, method: str) -> None:
    """Refuse what cannot send for this client, by the method that httpx calls; None is fine.

    Raises:
        ConfigurationError: no transport, a class instead of an object, or one of the other client.
    """
    can_send = callable(getattr(transport, method, None)) and not isinstance(transport, type)
    if transport is not None and not can_send:
        raise ConfigurationError(
            f"transport: this client needs an httpx transport with {method}(), "
            f"got {type(transport).__name__}"
        )


def _without(keys: list[str | None], message: str) -> str:
    """A message that shows no key, not even one that stands where something else belongs."""
    for key in keys:
        if isinstance(key, str) and key:
            message = Redactor(Credentials(key, None)).received_text(message)
    return message


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
    parts = _split(value)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigurationError(
            f'base_url or {_BASE_URL}: not a URL of a host; write it like "http://127.0.0.1:8000"'
        )
    if any(mark in value for mark in "@?#"):
        raise ConfigurationError(
            f"base_url or {_BASE_URL}: only scheme, host, port and path; credentials belong to a transport, query "
            "parameters to extra_query"
        )
    return value.rstrip("/")


def _split(value: str) -> SplitResult | None:
    """Take a URL apart; None for what is none, or has a port that is none."""
    if not isinstance(value, str) or not value.isprintable() or " " in value:
        return None
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _clean(name: str, variable: str, value: str) -> str:
    is_text = isinstance(value, str) and value.isascii() and value.isprintable()
    if not is_text or value != value.strip():
        raise ConfigurationError(
            f"{name}: a key is plain text without spaces or line breaks around it; look at {name}=... "
            f"or {variable}"
        )
    return value


def _timeout(value: float) -> float:
    if not is_seconds(value):
        raise ConfigurationError(f"timeout: seconds, a positive and finite number, got {value!r}")
    return float(value)


def _members(defaults: Mapping[str, object] | None) -> dict[str, object]:
    if defaults is not None and not isinstance(defaults, Mapping):
        raise ConfigurationError(
            f"event_defaults: a mapping of members or None, got {type(defaults).__name__}"
        )
    if defaults and "insert_id" in defaults:
        raise ConfigurationError(
            "event_defaults: an insert_id for every event would make all but the first a repetition"
        )
    return dict(defaults or {})


def _policy(retry: RetryPolicy | None) -> RetryPolicy:
    if retry is not None and not isinstance(retry, RetryPolicy):
        raise ConfigurationError(f"retry: a RetryPolicy or None, got {type(retry).__name__}")
    return retry or RetryPolicy()


def _budget(mode: QueryBudget | None) -> QueryBudget | None:
    if mode is not None and mode not in MODES:
        words = ", ".join(map(repr, MODES))
        raise ConfigurationError(f"query_budget: one of {words} or None, got {mode!r}")
    return mode
