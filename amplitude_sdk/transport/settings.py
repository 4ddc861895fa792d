"""How a client addresses and authenticates its requests: a frozen value."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from amplitude_api import facts

from amplitude_sdk._version import __version__
from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.region import Region, host
from amplitude_sdk.retry import RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_api.facts import Operation

    from amplitude_sdk.budget.limits import QueryBudget
    from amplitude_sdk.transport.redaction import Credentials

__all__ = ["INGESTION", "Settings"]

INGESTION: Final = "http_v2"
_UNAUTHORIZED: Final = (401, 403)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a request needs beside its own arguments.

    Attributes:
        credentials: the project's keys.
        region: where the project lives; ignored when there is a `base_url`.
        base_url: one host for every API, an emulator or a proxy; None for Amplitude's own hosts.
        timeout: seconds to wait for the connection, for each write and for each read of a reply.
        retry: the policy of query-side calls and of uploads.
        map_language: whether language tags of events are mapped to Amplitude's names.
        event_defaults: members merged under every event.
        query_budget: what a call does that a documented limit holds back; None to send it anyway.
    """

    credentials: Credentials
    region: Region = Region.US
    base_url: str | None = field(default=None, repr=False)  # its path may hold a secret
    timeout: float = 30.0
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    map_language: bool = True
    event_defaults: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    query_budget: QueryBudget | None = "wait"

    def base_url_of(self, api: str) -> str:
        """The host of an API in this region, or the one host for all."""
        return self.base_url if self.base_url is not None else host(api, self.region)

    def headers(self, operation: Operation) -> dict[str, str]:
        """The headers that every request of an operation carries.

        Raises:
            ConfigurationError: a query-side call without a secret key.
        """
        common = {"accept": "application/json", "user-agent": _USER_AGENT[operation.api]}
        if operation.api == INGESTION:
            return common
        secret_key = self.credentials.secret_key
        if not secret_key:
            raise ConfigurationError(
                "secret_key: queries, releases and annotations need the project's secret key; pass "
                "secret_key=... or set AMPLITUDE_SECRET_KEY (ingestion needs the api key alone)"
            )
        return {**common, "authorization": self.credentials.basic(secret_key)}

    def hint(self, api: str, status_code: int) -> str | None:
        """What to check after a reply about credentials."""
        if status_code not in _UNAUTHORIZED:
            return None
        keys = (
            "Check that the api key (not the secret key) of the project is used"
            if api == INGESTION
            else "Check that api_key and secret_key are both of this project, and not swapped"
        )
        if self.base_url is not None:
            return f"{keys}; requests go to base_url {self.base_url}"
        other = self.region.other
        return f'{keys}, and its region: this is {self.region.name}; try region="{other.value}" if it lives there'


_PYTHON: Final = ".".join(str(part) for part in sys.version_info[:3])
_USER_AGENT: Final = {
    api: f"amplitude-sdk-unofficial/{__version__} ({api} {version}; Python {_PYTHON})"
    for api, version in facts.VERSIONS.items()
}
