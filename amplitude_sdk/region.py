"""Where Amplitude keeps a project's data, and the hosts that follow from it."""

from __future__ import annotations

from enum import StrEnum

from amplitude_api import facts

from amplitude_sdk.errors import ConfigurationError

__all__ = ["Region", "host"]


class Region(StrEnum):
    """The closed vocabulary of data residencies."""

    US = "us"
    EU = "eu"

    @classmethod
    def parse(cls, value: str) -> Region:
        """Read a region in any case.

        Raises:
            ConfigurationError: for anything but the known regions.
        """
        try:
            return cls(value.strip().lower())
        except (ValueError, AttributeError):
            known = " or ".join(f'"{region.value}"' for region in cls)
            raise ConfigurationError(
                f"region: {value!r} is not a region; use {known}, as region=... or in AMPLITUDE_REGION"
            ) from None

    @property
    def other(self) -> Region:
        """The region a project may live in when it is not in this one."""
        return Region.EU if self is Region.US else Region.US


def host(api: str, region: Region) -> str:
    """The base URL of one API in one region: ingestion and queries live on different hosts."""
    return facts.HOSTS[api][region.value]
