"""Proxies: those that the environment names, and those of a transport; none of their secrets shown."""

from __future__ import annotations

import logging
import pickle
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import trustme

from amplitude_sdk import Amplitude, errors
from tests.sdk import servers
from tests.sdk.clients import KEY, ONCE, SECRET, event
from tests.sdk.keepalive import serving
from tests.sdk.transport.connecting import use
from tests.sdk.transport.proxying import (
    BASIC,
    PASSWORD,
    USER,
    holds_proxy_credentials,
    proxying,
    secured,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOUND = b'{"matches": [{"amplitude_id": 1, "user_id": "mira.holm"}], "type": "match_user_id"}'
UPLOADED = b'{"code": 200, "events_ingested": 1}'
LOGIN = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture(autouse=True)
def _no_exceptions(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this machine asks without a proxy does not matter here."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Who signs the certificates of this machine, as far as the environment is concerned."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


def search(amp: Any) -> Any:
    return amp.dashboard.user_search("mira")


def upload(amp: Any) -> Any:
    return amp.events.upload([event()])


def track(amp: Any) -> Any:
    amp.track("Recipe Opened", user_id="mira.holm")
    return amp.flush(30)


def transport(colour: str, proxy: str) -> Any:
    kind = httpx.HTTPTransport if colour == "sync" else httpx.AsyncHTTPTransport
    return kind(proxy=proxy, verify=False)


# Whom a request reaches, and how.


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
        assert use(colour, service.url, search, transport=transport(colour, url)).matches
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


# What is shown when it works, and when it does not.


@contextmanager
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.DEBUG):
        for name in ("httpx", "httpcore", "amplitude_sdk"):
            caplog.set_level(logging.DEBUG, logger=name)
        yield


def shown(error: BaseException) -> list[Any]:
    """Whatever a person or an error tracker sees of an error, locals of frames but ours included."""
    told = [error, repr(error), vars(error), pickle.dumps(error)]
    while error is not None:
        frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
        ours = (frame for frame in frames if "/tests/" not in frame.f_code.co_filename)
        told += [error, *(repr(frame.f_locals) for frame in ours)]
        error = error.__cause__ or error.__context__
    return told


@pytest.mark.parametrize("do", [search, upload])
def test_what_works_shows_no_credentials_of_the_proxy(
    colour: str,
    do: Callable[[Any], Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    service = servers.misbehaving(servers.answers("200 OK", FOUND))
    with everything_logged(caplog), service as server, proxying() as (proxy, url):
        monkeypatch.setenv("HTTP_PROXY", url)
        result = use(colour, server.url, do)
    assert len(proxy.seen) == 1
    assert any(record.name == "httpcore.connection" for record in caplog.records)
    assert holds_proxy_credentials(caplog.text, repr(result)) == []


@pytest.mark.parametrize("origin", ["environment", "transport"])
@pytest.mark.parametrize(
    ("refusal", "kind", "words"),
    [
        (LOGIN, errors.ApiError, "407 Proxy Authentication Required"),
        (FORBIDDEN, errors.PermissionDeniedError, "403 Forbidden"),
    ],
)
def test_a_proxy_that_refuses_is_an_error_of_its_status(
    colour: str,
    origin: str,
    refusal: bytes,
    kind: type[errors.ApiError],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with everything_logged(caplog), proxying(refusal) as (proxy, url):
        options = through(origin, colour, url, "HTTP_PROXY", monkeypatch)
        with pytest.raises(errors.ApiError) as raised:
            use(colour, "http://127.0.0.1:9", search, **options)
    assert len(proxy.seen) == 1
    assert type(raised.value) is kind
    assert words in str(raised.value)
    assert holds_proxy_credentials(caplog.text, *shown(raised.value)) == []


@pytest.mark.parametrize("origin", ["environment", "transport"])
@pytest.mark.parametrize("refusal", [LOGIN, FORBIDDEN], ids=["407", "403"])
def test_a_tunnel_that_is_refused_has_sent_nothing(
    colour: str,
    origin: str,
    refusal: bytes,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with everything_logged(caplog), proxying(refusal) as (proxy, url):
        options = through(origin, colour, url, "HTTPS_PROXY", monkeypatch)
        with pytest.raises(errors.NotSentError) as raised:
            use(colour, "https://127.0.0.1:9", search, retry=ONCE, **options)
    assert [each.method for each in proxy.seen] == ["CONNECT"]
    assert "check the network, the proxy and base_url" in str(raised.value)
    assert holds_proxy_credentials(caplog.text, *shown(raised.value)) == []


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there_means_that_nothing_was_sent(
    colour: str,
    scheme: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with everything_logged(caplog), servers.nobody_listens() as place:
        host = place.removeprefix("http://")
        monkeypatch.setenv("ALL_PROXY", f"http://{USER}:{PASSWORD}@{host}")
        with pytest.raises(errors.NotSentError) as raised:
            use(colour, f"{scheme}://127.0.0.1:9", search, retry=ONCE)
    assert holds_proxy_credentials(caplog.text, *shown(raised.value)) == []


def through(
    origin: str, colour: str, url: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """The options of a client that uses a proxy."""
    if origin == "transport":
        return {"transport": transport(colour, url)}
    monkeypatch.setenv(name, url)
    return {}


UNUSABLE = {
    "another scheme": f"ftp://{USER}:{PASSWORD}@127.0.0.1:8080",
    "a port that is none": f"http://{USER}:{PASSWORD}@127.0.0.1:http",
    "a password that is not escaped": f"http://{USER}:c0ffee/{PASSWORD}@127.0.0.1:80",
    "no package for it": f"socks5://{USER}:{PASSWORD}@127.0.0.1:1080",
}


@pytest.mark.parametrize("url", UNUSABLE.values(), ids=UNUSABLE)
@pytest.mark.parametrize("do", [search, upload])
def test_a_proxy_that_cannot_be_used_is_a_mistake_of_the_configuration(
    colour: str, url: str, do: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", url)
    with pytest.raises(errors.ConfigurationError) as raised:
        use(colour, "http://127.0.0.1:9", do, retry=ONCE)
    assert "HTTP_PROXY, HTTPS_PROXY or ALL_PROXY" in str(raised.value)
    assert holds_proxy_credentials(*shown(raised.value)) == []
    assert "c0ffee" not in "".join(map(str, shown(raised.value)))


def test_a_client_shows_nothing_of_its_proxy() -> None:
    with proxying() as (_, url):
        mine = httpx.HTTPTransport(proxy=url, verify=False)
        with Amplitude(api_key=KEY, secret_key=SECRET, transport=mine) as amp:
            told = [repr(amp), repr(vars(amp)), repr(amp._sender)]
    assert holds_proxy_credentials(*told) == []
