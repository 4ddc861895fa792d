"""The proxies that the environment names: httpx reads them, and we say what is wrong with them."""

from __future__ import annotations

from amplitude_sdk.errors import ConfigurationError

__all__ = ["unusable_proxy"]


def unusable_proxy() -> ConfigurationError:
    """The error for a proxy of the environment that cannot be used; it does not show the URL."""
    return ConfigurationError(
        "HTTP_PROXY, HTTPS_PROXY or ALL_PROXY: one of them names no proxy that can be used; write it "
        'like "http://user:password@proxy.example:8080", the password percent-encoded ("socks5://" '
        "needs `pip install httpx[socks]`), or pass a transport"
    )
