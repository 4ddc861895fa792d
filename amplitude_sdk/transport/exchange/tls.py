"""The certificates we trust: loaded once for all clients and proxies of a process."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import httpx

from amplitude_sdk.errors import ConfigurationError

if TYPE_CHECKING:
    import ssl

__all__ = ["trusted"]


def trusted() -> ssl.SSLContext:
    """The context of httpx, which heeds `SSL_CERT_FILE` and `SSL_CERT_DIR`.

    Loading certificates takes longer than a request, and httpx alone would do so for every client
    and every proxy.

    Raises:
        ConfigurationError: what these variables name is not there, or holds no certificate.
    """
    file = os.environ.get("SSL_CERT_FILE")
    try:
        return _loaded(file, os.environ.get("SSL_CERT_DIR"))
    except OSError as error:
        raise ConfigurationError(f"SSL_CERT_FILE: {file!r} cannot be loaded: {error}") from error


@lru_cache(maxsize=4)
def _loaded(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    return httpx.create_ssl_context()
