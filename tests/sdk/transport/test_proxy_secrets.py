"""What errors, logs and clients show of a proxy: never its credentials."""

from __future__ import annotations

import logging
import pickle
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk import Amplitude, errors
from tests.sdk import servers
from tests.sdk.clients import KEY, ONCE, SECRET
from tests.sdk.transport.connecting import use
from tests.sdk.transport.proxying import (
    FOUND,
    PASSWORD,
    USER,
    holds_proxy_credentials,
    proxying,
    search,
    through,
    upload,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOGIN = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"


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
        chosen = options(origin, colour, url, "HTTP_PROXY", monkeypatch)
        with pytest.raises(errors.ApiError) as raised:
            use(colour, "http://127.0.0.1:9", search, **chosen)
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
        chosen = options(origin, colour, url, "HTTPS_PROXY", monkeypatch)
        with pytest.raises(errors.NotSentError) as raised:
            use(colour, "https://127.0.0.1:9", search, retry=ONCE, **chosen)
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


def options(origin: str, colour: str, url: str, name: str, patch: pytest.MonkeyPatch) -> Any:
    """Those of a client that uses a proxy."""
    if origin == "transport":
        return {"transport": through(colour, url)}
    patch.setenv(name, url)
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
        mine = through("sync", url)
        with Amplitude(api_key=KEY, secret_key=SECRET, transport=mine) as amp:
            told = [repr(amp), repr(vars(amp)), repr(amp._sender)]
    assert holds_proxy_credentials(*told) == []
