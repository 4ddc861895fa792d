# Generated from specs/ by `nox -s generate`; do not edit.
"""A client library for accessing Amplitude Dashboard REST API"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
