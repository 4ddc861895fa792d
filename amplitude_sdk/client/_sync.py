# Derived from amplitude_sdk/client/_async.py by `nox -s generate`; do not edit.
"""The async client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from amplitude_sdk.client.configuration import changed, check_transport, configure
from amplitude_sdk.resources._sync.annotations import Annotations
from amplitude_sdk.resources._sync.dashboard import Dashboard
from amplitude_sdk.resources._sync.events import Events
from amplitude_sdk.resources._sync.releases import Releases
from amplitude_sdk.transport._sync import Sender
from amplitude_sdk.unset import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from amplitude_sdk.region import Region
    from amplitude_sdk.retry import RetryPolicy

__all__ = ["Amplitude"]


class Amplitude:
    """A client of one Amplitude project.

    Args:
        api_key: the project's API key; else `AMPLITUDE_API_KEY`.
        secret_key: its secret key, for everything but ingestion; else `AMPLITUDE_SECRET_KEY`.
        region: where the project lives, `Region.US` (the default) or `Region.EU`, or "us" or "eu"
            in any case; else `AMPLITUDE_REGION`.
        base_url: one host for every API, an emulator or a proxy; excludes `region`; else
            `AMPLITUDE_BASE_URL`.
        timeout: seconds to wait for a connection, and for each part of a reply.
        retry: how often and how long to repeat what may be repeated.
        transport: an httpx transport to send by, below authentication, retry and error mapping.
        map_language: whether language tags of events become the names Amplitude stores.
        event_defaults: members merged under every event.

    Raises:
        ConfigurationError: naming the argument, and the variable where there is one.

    Attributes:
        events: uploads.
        releases: releases.
        annotations: chart annotations, and their categories.
        dashboard: queries.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        secret_key: str | None = None,
        region: Region | str | None = None,
        base_url: str | None = None,
        timeout: float = 30,
        retry: RetryPolicy | None = None,
        transport: httpx.BaseTransport | None = None,
        map_language: bool = True,
        event_defaults: Mapping[str, object] | None = None,
    ) -> None:
        check_transport(transport, "handle_request")
        settings = configure(
            api_key=api_key,
            secret_key=secret_key,
            region=region,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            map_language=map_language,
            event_defaults=event_defaults,
        )
        self._assemble(Sender.open(settings, transport))

    def _assemble(self, sender: Sender) -> None:
        self._sender = sender
        self.events = Events(sender)
        self.releases = Releases(sender)
        self.annotations = Annotations(sender)
        self.dashboard = Dashboard(sender)

    def with_options(
        self,
        *,
        timeout: float | Unset = UNSET,
        retry: RetryPolicy | Unset | None = UNSET,
        map_language: bool | Unset = UNSET,
        event_defaults: Mapping[str, object] | Unset | None = UNSET,
    ) -> Self:
        """Return a copy with other options that shares the connections; this client stays as it is.

        Args:
            timeout: seconds, as at construction.
            retry: a policy; None for the default one.
            map_language: as at construction.
            event_defaults: members merged under every event, over those of this client.

        Raises:
            ConfigurationError: a value the constructor would refuse.
        """
        given: dict[str, Any] = {
            "timeout": timeout,
            "retry": retry,
            "map_language": map_language,
            "event_defaults": event_defaults,
        }
        changes = {name: value for name, value in given.items() if not isinstance(value, Unset)}
        copy = object.__new__(type(self))
        copy._assemble(self._sender.with_settings(changed(self._sender.settings, changes)))
        return copy

    def close(self) -> None:
        """Close the connections, those of copies made by `with_options` included."""
        self._sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        sender: Sender | None = getattr(self, "_sender", None)
        if sender is None:  # its constructor failed, and a traceback shows it
            return "Amplitude(<not configured>)"
        settings = sender.settings
        place = (
            f"base_url={settings.base_url!r}"
            if settings.base_url
            else f"region={settings.region!r}"
        )
        return f"Amplitude({place})"
