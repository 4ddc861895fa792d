"""Proxies: those that the environment names, and those of a transport."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import trustme

from amplitude_sdk import errors
from tests.sdk import servers
from tests.sdk.clients import ONCE
from tests.sdk.keepalive import serving
from tests.sdk.transport.connecting import use
from tests.sdk.transport.proxying import (
    BASIC,
    FOUND,
    holds_proxy_credentials,
    proxying,
    search,
    secured,
    through,
    upload,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UPLOADED = b'{"code": 200, "events_ingested": 1}'


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Who signs the certificates of this machine, as far as the environment is concerned."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


def track(amp: Any) -> Any:
    amp.track("Recipe Opened", user_id="mira.holm")
    return amp.flush(30)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_requests_go_through_the_proxy_that_the_environment_names(
    colour: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as service, proxying() as (proxy, url):
        monkeypatch.setenv(name, url)
        result = use(colour, service.url, search)
    assert result.matches[0].user_id == "mira"
    assert [each.target for each in proxy.seen] == [f"{service.url}/api/2/usersearch?user=mira"]
    assert service.asked == ["/api/2/usersearch?user=mira"]


@pytest.mark.parametrize("do", [upload, track])
def test_events_go_through_it_too(
    colour: str, do: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = servers.misbehaving(servers.answers("200 OK", UPLOADED))
    with service as server, proxying() as (proxy, url):
        monkeypatch.setenv("HTTP_PROXY", url)
        report = use(colour, server.url, do)
    assert getattr(report, "accepted", None) == 1 or report.delivered == 1
    assert [each.target for each in proxy.seen] == [f"{server.url}/2/httpapi"]
    assert b"Recipe Opened" in server.requests[0]


def test_a_connection_to_the_proxy_is_kept_and_every_call_goes_through_it(
    colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colour == "sync":

        def often(amp: Any) -> Any:
            return [search(amp) for _ in range(3)]
    else:

        async def often(amp: Any) -> Any:
            return [await search(amp) for _ in range(3)]

    with serving() as service, proxying() as (proxy, url):
        monkeypatch.setenv("HTTP_PROXY", url)
        assert len(use(colour, service.url, often)) == 3
    assert len(proxy.seen) == 3


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_hosts_that_the_environment_excepts_are_asked_directly(
    colour: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as service, proxying() as (proxy, url):
        monkeypatch.setenv("HTTP_PROXY", url)
        monkeypatch.setenv(name, "example.com,127.0.0.1")
        assert use(colour, service.url, search).matches
    assert proxy.seen == []
    assert len(service.asked) == 1


def test_a_transport_brings_its_own_proxy_and_heeds_no_environment(
    colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as service, proxying() as (proxy, url), proxying() as (other, other_url):
        monkeypatch.setenv("HTTP_PROXY", other_url)
        assert use(colour, service.url, search, transport=through(colour, url)).matches
    assert (len(proxy.seen), len(other.seen)) == (1, 0)


def test_https_goes_through_a_tunnel_that_shows_the_proxy_nothing(
    colour: str, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    with secured(authority, FOUND) as (requests, service), proxying() as (proxy, url):
        monkeypatch.setenv("HTTPS_PROXY", url)
        assert use(colour, service, search).matches[0].user_id == "mira.holm"
    (asked,) = proxy.seen
    assert (asked.method, asked.target) == ("CONNECT", service.removeprefix("https://"))
    assert asked.headers["proxy-authorization"] == f"Basic {BASIC}"
    assert "authorization" not in asked.headers
    assert requests[0].startswith(b"GET /api/2/usersearch?user=mira HTTP/1.1")


def test_a_certificate_that_nobody_vouches_for_is_refused_through_a_tunnel_too(
    colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with secured(trustme.CA(), FOUND) as (requests, service), proxying() as (_, url):
        monkeypatch.setenv("HTTPS_PROXY", url)
        with pytest.raises(errors.NotSentError, match="certificate verify failed"):
            use(colour, service, search, retry=ONCE)
    assert requests == []


def test_the_proxy_gets_its_own_credentials_and_the_service_does_not(
    colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = servers.misbehaving(servers.answers("200 OK", FOUND))
    with service as server, proxying() as (proxy, url):
        monkeypatch.setenv("HTTP_PROXY", url)
        use(colour, server.url, search)
    assert proxy.seen[0].headers["proxy-authorization"] == f"Basic {BASIC}"
    assert holds_proxy_credentials(server.requests[0].decode()) == []
    assert b"proxy-" not in server.requests[0].lower()
