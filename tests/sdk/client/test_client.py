"""The two clients: lifecycle, copies, and what they show of themselves."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any

import httpx
import pytest

from amplitude_sdk import Amplitude, AsyncAmplitude, RetryPolicy
from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.transport.clock import AsyncClock
from amplitude_sdk.transport.clock import Clock as SyncClock
from tests.sdk.clients import KEY, ONCE, SECRET, Service, call, event, ok, uploaded

CATALOGUE = ok({"data": []})


class Transport(httpx.MockTransport):
    """Notices when its pool is closed."""

    closed = False

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


def test_leaving_the_context_closes_the_pool(colour: str) -> None:
    transport = Transport(Service(CATALOGUE))
    call(colour, Service(), lambda amp: amp.dashboard.events(), transport=transport)
    assert transport.closed


def test_a_closed_client_says_so() -> None:
    amp = Amplitude(api_key=KEY, secret_key=SECRET, transport=Transport(Service(CATALOGUE)))
    amp.close()
    with pytest.raises(ConfigurationError, match="the client is closed; make a new one"):
        amp.dashboard.events()
    with pytest.raises(ConfigurationError, match="the client is closed"):
        amp.events.upload([event()])


def test_a_closed_async_client_says_so() -> None:
    async def use() -> None:
        amp = AsyncAmplitude(
            api_key=KEY, secret_key=SECRET, transport=Transport(Service(CATALOGUE))
        )
        await amp.close()
        with pytest.raises(ConfigurationError, match="the client is closed"):
            await amp.dashboard.events()

    asyncio.run(use())


def test_a_copy_has_other_options_and_the_same_pool(colour: str) -> None:
    service = Service(uploaded())

    def use(amp: Any) -> Any:
        copy = amp.with_options(
            timeout=3,
            retry=ONCE,
            map_language=False,
            event_defaults={"app_version": "2"},
            query_budget=None,
        )
        assert copy is not amp
        assert type(copy) is type(amp)
        assert copy._sender.connections is amp._sender.connections
        assert copy.delivery is amp.delivery
        assert copy._sender.clock is amp._sender.clock
        assert copy._sender.settings.query_budget is None
        assert amp._sender.settings.query_budget == "wait"
        return copy.events.upload([event(language="en-US")])

    assert call(colour, service, use).accepted == 1
    (sent,) = service.bodies[0]["events"]
    assert sent["language"] == "en-US"
    assert sent["app_version"] == "2"
    assert service.requests[0].extensions["timeout"]["read"] == 3


def test_the_original_stays_as_it_is(colour: str) -> None:
    service = Service(uploaded())

    def use(amp: Any) -> Any:
        before = amp._sender.settings
        amp.with_options(timeout=3, map_language=False, event_defaults={"app_version": "2"})
        assert amp._sender.settings is before
        return amp.events.upload([event(language="en-US")])

    call(colour, service, use)
    (sent,) = service.bodies[0]["events"]
    assert sent["language"] == "English"
    assert "app_version" not in sent


def test_defaults_of_a_copy_are_merged_over_those_of_the_original() -> None:
    with Amplitude(api_key=KEY, event_defaults={"platform": "Web", "app_version": "1"}) as amp:
        copy = amp.with_options(event_defaults={"app_version": "2"})
        assert copy._sender.settings.event_defaults == {"platform": "Web", "app_version": "2"}
        again = copy.with_options(event_defaults=None)
        assert again._sender.settings.event_defaults == copy._sender.settings.event_defaults


def test_without_changes_a_copy_has_the_same_settings() -> None:
    with Amplitude(api_key=KEY, retry=ONCE, timeout=7) as amp:
        settings = amp._sender.settings
        copied = amp.with_options()._sender.settings
        assert (copied.retry, copied.timeout) == (settings.retry, settings.timeout)
        assert amp.with_options(retry=None)._sender.settings.retry == RetryPolicy()


@pytest.mark.parametrize(
    "options",
    [
        {"timeout": 0},
        {"timeout": None},
        {"retry": 3},
        {"event_defaults": 3},
        {"query_budget": "never"},
    ],
)
def test_a_copy_refuses_what_the_constructor_refuses(options: dict[str, Any]) -> None:
    with Amplitude(api_key=KEY) as amp, pytest.raises(ConfigurationError):
        amp.with_options(**options)


@pytest.mark.parametrize("kind", [Amplitude, AsyncAmplitude])
def test_a_client_shows_where_it_sends_to_and_no_key(kind: Any) -> None:
    amp = kind(api_key=KEY, secret_key=SECRET, base_url="http://127.0.0.1:1")
    assert repr(amp) == f"{kind.__name__}(base_url='http://127.0.0.1:1')"
    europe = kind(api_key=KEY, secret_key=SECRET, region="eu")
    assert repr(europe) == f"{kind.__name__}(region=<Region.EU: 'eu'>)"


@pytest.mark.parametrize(
    ("kind", "transport", "method"),
    [
        (Amplitude, "x", "handle_request"),
        (Amplitude, httpx.AsyncHTTPTransport(), "handle_request"),
        (Amplitude, httpx.HTTPTransport, "handle_request"),
        (AsyncAmplitude, "x", "handle_async_request"),
        (AsyncAmplitude, httpx.HTTPTransport(), "handle_async_request"),
        (AsyncAmplitude, httpx.AsyncHTTPTransport, "handle_async_request"),
    ],
)
def test_what_cannot_send_is_refused_at_construction(
    kind: Any, transport: Any, method: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        kind(api_key=KEY, transport=transport)
    message = f"transport: this client needs an httpx transport with {method}(), got "
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("kind", [Amplitude, AsyncAmplitude])
def test_a_client_whose_constructor_failed_can_still_be_shown(kind: Any) -> None:
    amp = kind.__new__(kind)
    with pytest.raises(ConfigurationError):
        amp.__init__()
    assert repr(amp) == f"{kind.__name__}(<not configured>)"


def test_a_client_is_not_pickled() -> None:
    amp = Amplitude(api_key=KEY, secret_key=SECRET)
    with pytest.raises(TypeError):
        pickle.dumps(amp)
    with pytest.raises(TypeError, match="build the client anew"):
        pickle.dumps(amp._sender.settings)


def test_the_secret_key_is_missed_at_the_first_query_only(colour: str) -> None:
    service = Service(uploaded())
    report = call(colour, service, lambda amp: amp.events.upload([event()]), secret_key=None)
    assert report.accepted == 1
    with pytest.raises(ConfigurationError) as missing:
        call(colour, service, lambda amp: amp.dashboard.events(), secret_key=None)
    assert str(missing.value).startswith("secret_key: ")
    assert "pass secret_key=..." in str(missing.value)
    assert "AMPLITUDE_SECRET_KEY" in str(missing.value)
    assert len(service.requests) == 1


def test_the_clocks_tell_monotonic_time_and_can_wait() -> None:
    sync, async_ = SyncClock(), AsyncClock()
    assert async_.now() <= sync.now() <= async_.now()
    sync.sleep(0)
    asyncio.run(async_.asleep(0))
