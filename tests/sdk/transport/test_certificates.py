"""TLS: whom we trust is what the environment says, for connections of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import trustme

from amplitude_sdk import errors
from tests.sdk.clients import ONCE
from tests.sdk.transport.connecting import use
from tests.sdk.transport.proxying import secured

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = b'{"data": [{"value": "Play Song", "totals": 3}]}'


def read(amp: Any) -> Any:
    return amp.dashboard.events()


def test_an_authority_that_the_environment_names_is_trusted(
    colour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with secured(authority, CATALOGUE) as (requests, url):
        assert use(colour, url, read).rows()[0]["totals"] == 3
    assert len(requests) == 1


def test_anybody_else_is_not_and_gets_nothing(colour: str) -> None:
    with secured(trustme.CA(), CATALOGUE) as (requests, url):
        with pytest.raises(errors.NotSentError, match="certificate verify failed"):
            use(colour, url, read, retry=ONCE)
        assert requests == []


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_certificates_that_cannot_be_loaded_are_a_mistake_of_the_configuration(
    colour: str, content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "authority.pem"
    if content is not None:
        place.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(place))
    with pytest.raises(errors.ConfigurationError, match=r"SSL_CERT_FILE: .*authority\.pem"):
        use(colour, "https://127.0.0.1:9", read)
