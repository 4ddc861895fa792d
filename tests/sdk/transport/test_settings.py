"""How requests are addressed, authenticated and introduced, and the hints after a refusal."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

import pytest
from amplitude_api import facts

from amplitude_sdk import Region
from amplitude_sdk._version import __version__
from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.transport.redaction import Credentials
from amplitude_sdk.transport.settings import Settings

QUERY_SIDE = ("createRelease", "listAnnotations", "getUsers")


def settings(secret_key: str | None = "secret-1", **fields: Any) -> Settings:
    return Settings(credentials=Credentials("key-1", secret_key), **fields)


@pytest.mark.parametrize("api", sorted(facts.HOSTS))
@pytest.mark.parametrize("region", Region)
def test_each_api_has_its_own_host_in_each_region(api: str, region: Region) -> None:
    assert settings(region=region).base_url_of(api) == facts.HOSTS[api][region.value]


@pytest.mark.parametrize("api", sorted(facts.HOSTS))
def test_a_base_url_takes_every_api(api: str) -> None:
    assert settings(base_url="http://localhost:1").base_url_of(api) == "http://localhost:1"


@pytest.mark.parametrize("operation", QUERY_SIDE)
def test_the_query_side_authenticates_with_base64_of_key_and_secret(operation: str) -> None:
    headers = settings().headers(facts.OPERATIONS[operation])
    assert headers["authorization"] == "Basic " + b64encode(b"key-1:secret-1").decode()


def test_ingestion_sends_no_authorization_and_needs_no_secret() -> None:
    upload = facts.OPERATIONS["uploadEvents"]
    assert set(settings().headers(upload)) == {"accept", "user-agent"}
    assert set(settings(secret_key=None).headers(upload)) == {"accept", "user-agent"}


@pytest.mark.parametrize("operation", QUERY_SIDE)
def test_the_query_side_needs_a_secret_key(operation: str) -> None:
    with pytest.raises(ConfigurationError, match=r"secret_key: .*AMPLITUDE_SECRET_KEY"):
        settings(secret_key=None).headers(facts.OPERATIONS[operation])


@pytest.mark.parametrize("operation", [*QUERY_SIDE, "uploadEvents"])
def test_the_user_agent_names_sdk_api_and_python(operation: str) -> None:
    agent = settings().headers(facts.OPERATIONS[operation])["user-agent"]
    api = facts.OPERATIONS[operation].api
    pattern = rf"amplitude-sdk-unofficial/{__version__} \({api} [\d.]+; Python 3\.\d+\.\d+\)"
    assert re.fullmatch(pattern, agent)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_hints_at_keys_and_region(status: int) -> None:
    hint = settings().hint("dashboard", status)
    assert hint is not None
    assert "api_key and secret_key are both of this project, and not swapped" in hint
    assert 'this is US; try region="eu"' in hint
    assert 'this is EU; try region="us"' in str(settings(region=Region.EU).hint("releases", status))


def test_a_refused_ingestion_key_hints_at_the_api_key_alone() -> None:
    hint = str(settings().hint("http_v2", 401))
    assert "the api key (not the secret key) of the project" in hint
    assert 'try region="eu"' in hint


def test_with_a_base_url_the_hint_names_it_instead_of_a_region() -> None:
    hint = str(settings(base_url="http://localhost:1").hint("dashboard", 403))
    assert "requests go to base_url http://localhost:1" in hint
    assert "region" not in hint


@pytest.mark.parametrize("status", [200, 400, 404, 429, 500])
def test_other_statuses_have_no_hint_about_keys(status: int) -> None:
    assert settings().hint("dashboard", status) is None


def test_settings_show_no_key() -> None:
    assert "key-1" not in repr(settings())
    assert "secret-1" not in repr(settings())
