"""From constructor arguments and the environment to settings."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from amplitude_sdk import Amplitude, Region, RetryPolicy
from amplitude_sdk.client.configuration import configure
from amplitude_sdk.errors import ConfigurationError

ARGUMENTS: dict[str, Any] = {
    "api_key": "key-1",
    "secret_key": None,
    "region": None,
    "base_url": None,
    "timeout": 30,
    "retry": None,
    "map_language": True,
    "event_defaults": None,
    "query_budget": "wait",
}


def settle(environ: dict[str, str] | None = None, **arguments: Any) -> Any:
    return configure(**{**ARGUMENTS, **arguments}, environ=environ or {})


def refusal(environ: dict[str, str] | None = None, **arguments: Any) -> str:
    with pytest.raises(ConfigurationError) as refused:
        settle(environ, **arguments)
    return str(refused.value)


def test_the_environment_supplies_what_no_argument_does() -> None:
    environ = {
        "AMPLITUDE_API_KEY": "env-key",
        "AMPLITUDE_SECRET_KEY": "env-secret",
        "AMPLITUDE_REGION": "EU",
    }
    settings = settle(environ, api_key=None)
    assert settings.credentials.api_key == "env-key"
    assert settings.credentials.secret_key == "env-secret"
    assert settings.region is Region.EU
    assert settle({"AMPLITUDE_BASE_URL": "http://localhost:1/"}).base_url == "http://localhost:1"


def test_arguments_win_over_the_environment() -> None:
    environ = {
        "AMPLITUDE_API_KEY": "env-key",
        "AMPLITUDE_SECRET_KEY": "env-secret",
        "AMPLITUDE_REGION": "eu",
    }
    settings = settle(environ, secret_key="secret", region="us")
    assert settings.credentials.api_key == "key-1"
    assert settings.credentials.secret_key == "secret"
    assert settings.region is Region.US


def test_the_constructor_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMPLITUDE_API_KEY", "env-key")
    monkeypatch.setenv("AMPLITUDE_REGION", "eu")
    with Amplitude() as amp:
        assert repr(amp) == "Amplitude(region=<Region.EU: 'eu'>)"


def test_the_defaults_are_the_documented_ones() -> None:
    settings = settle()
    assert settings.region is Region.US
    assert settings.base_url is None
    assert settings.timeout == 30.0
    assert settings.retry == RetryPolicy()
    assert settings.map_language is True
    assert settings.event_defaults == {}
    assert settings.query_budget == "wait"


@pytest.mark.parametrize("given", [None, ""])
def test_a_missing_api_key_names_the_argument_and_the_variable(given: str | None) -> None:
    assert refusal(api_key=given) == "api_key: missing; pass api_key=... or set AMPLITUDE_API_KEY"


def test_an_empty_api_key_is_not_replaced_by_the_environment() -> None:
    assert "api_key: missing" in refusal({"AMPLITUDE_API_KEY": "env-key"}, api_key="")


@pytest.mark.parametrize("given", [None, ""])
def test_a_missing_secret_key_is_no_error_yet(given: str | None) -> None:
    assert settle(secret_key=given).credentials.secret_key is None


@pytest.mark.parametrize("name", ["api_key", "secret_key"])
@pytest.mark.parametrize("given", [" k3y", "k3y\n", "k3\ny", "k3yß", b"k3y", 7])
def test_a_key_that_cannot_be_one_is_refused_without_showing_it(name: str, given: Any) -> None:
    message = refusal(**{name: given})
    assert message.startswith(f"{name}: a key is plain text")
    assert f"AMPLITUDE_{name.upper()}" in message
    assert "k3" not in message


def test_an_unknown_region_names_the_known_ones_and_the_variable() -> None:
    for message in (refusal(region="mars"), refusal({"AMPLITUDE_REGION": "mars"})):
        assert message.startswith("region: 'mars' is not a region")
        assert '"us" or "eu"' in message
        assert "AMPLITUDE_REGION" in message


def test_region_and_base_url_exclude_each_other() -> None:
    assert "drop one" in refusal(region="eu", base_url="http://localhost:1")
    environ = {"AMPLITUDE_REGION": "eu", "AMPLITUDE_BASE_URL": "http://localhost:1"}
    message = refusal(environ)
    assert "AMPLITUDE_REGION and AMPLITUDE_BASE_URL exclude each other" in message


def test_an_explicit_one_silences_the_variable_of_the_other() -> None:
    by_url = settle({"AMPLITUDE_REGION": "eu"}, base_url="http://localhost:1")
    assert (by_url.base_url, by_url.region) == ("http://localhost:1", Region.US)
    by_region = settle({"AMPLITUDE_BASE_URL": "http://localhost:1"}, region="eu")
    assert (by_region.base_url, by_region.region) == (None, Region.EU)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("https://proxy.example/amplitude/", "https://proxy.example/amplitude"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_base_url_is_a_host_and_perhaps_a_path(given: str, kept: str) -> None:
    assert settle(base_url=given).base_url == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "localhost:8000",
        "//localhost",
        "ftp://localhost",
        "http://",
        "http://[::1",
        "http://localhost:99999",
        "http://localhost:port",
        " http://localhost",
        "http://local host",
        "http://localhost\n",
        b"http://localhost",
        8000,
    ],
)
def test_what_is_no_url_of_a_host_is_refused(given: Any) -> None:
    message = refusal(base_url=given)
    assert "base_url or AMPLITUDE_BASE_URL: not a URL of a host" in message
    assert "http://127.0.0.1:8000" in message


@pytest.mark.parametrize(
    "given",
    [
        "http://user:pass-word-1@localhost",
        "http://user@localhost",
        "http://localhost?pass-word-1",
        "http://localhost?",
        "http://localhost#",
    ],
)
def test_a_base_url_carries_neither_credentials_nor_a_query(given: str) -> None:
    message = refusal(base_url=given)
    assert "only scheme, host, port and path" in message
    assert "pass-word-1" not in message


@pytest.mark.parametrize("given", [0, -1, nan, inf, True, None, "30"])
def test_a_timeout_is_a_positive_number_of_seconds(given: Any) -> None:
    assert refusal(timeout=given).startswith("timeout: seconds, a positive and finite number")


@pytest.mark.parametrize(
    ("argument", "given"),
    [("retry", 3), ("event_defaults", [("plan", 1)]), ("event_defaults", "x")],
)
def test_values_of_the_wrong_kind_are_refused_by_name(argument: str, given: Any) -> None:
    assert refusal(**{argument: given}).startswith(f"{argument}: ")


@pytest.mark.parametrize("mode", ["wait", "raise", None])
def test_a_query_budget_is_one_of_three(mode: Any) -> None:
    assert settle(query_budget=mode).query_budget == mode


@pytest.mark.parametrize("mode", ["WAIT", "none", "", True, 0, 7, ["wait"]])
def test_any_other_query_budget_is_refused(mode: Any) -> None:
    assert refusal(query_budget=mode) == (
        f"query_budget: one of 'wait', 'raise' or None, got {mode!r}"
    )


def test_one_insert_id_for_all_events_is_refused() -> None:
    assert "all but the first a repetition" in refusal(event_defaults={"insert_id": "same"})


def test_the_event_defaults_of_a_client_are_its_own() -> None:
    defaults: dict[str, object] = {"app_version": "1"}
    settings = settle(event_defaults=defaults)
    defaults["app_version"] = "2"
    assert settings.event_defaults == {"app_version": "1"}


def test_a_delivery_is_configured_by_its_class() -> None:
    given: Any = {"batch_size": 10}
    with pytest.raises(ConfigurationError, match=r"delivery: a DeliveryConfig\(\.\.\.\), got dict"):
        Amplitude(api_key="key-1", delivery=given)
