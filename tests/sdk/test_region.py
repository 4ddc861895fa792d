"""The closed vocabulary of regions, and the hosts that follow from it."""

from __future__ import annotations

import pytest
from amplitude_api import facts

from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.region import Region, host

QUERY_SIDE = {"us": "https://amplitude.com", "eu": "https://analytics.eu.amplitude.com"}
INGESTION = {"us": "https://api2.amplitude.com", "eu": "https://api.eu.amplitude.com"}


@pytest.mark.parametrize("region", Region)
@pytest.mark.parametrize("api", ["releases", "annotations", "dashboard"])
def test_queries_go_to_the_web_host_of_the_region(api: str, region: Region) -> None:
    assert host(api, region) == QUERY_SIDE[region] == facts.HOSTS[api][region.value]


@pytest.mark.parametrize("region", Region)
def test_events_go_to_the_ingestion_host_of_the_region(region: Region) -> None:
    assert host("http_v2", region) == INGESTION[region] == facts.HOSTS["http_v2"][region.value]


def test_the_specs_know_the_same_regions() -> None:
    assert {region for hosts in facts.HOSTS.values() for region in hosts} == {*Region}


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("us", Region.US),
        ("US", Region.US),
        (" Us\n", Region.US),
        ("eu", Region.EU),
        ("EU", Region.EU),
        ("eU", Region.EU),
        (Region.EU, Region.EU),
    ],
)
def test_a_region_is_read_in_any_case(written: str, region: Region) -> None:
    assert Region.parse(written) is region


@pytest.mark.parametrize("written", ["", "usa", "europe", "de", "ᴇu", 7, None, True])
def test_anything_else_is_refused_with_the_known_regions(written: object) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Region.parse(written)
    message = str(refused.value)
    assert message.startswith(f"region: {written!r} is not a region")
    assert '"us" or "eu"' in message
    assert "AMPLITUDE_REGION" in message


@pytest.mark.parametrize("region", Region)
def test_the_other_region_is_the_one_a_project_may_live_in_instead(region: Region) -> None:
    assert region.other is not region
    assert region.other.other is region
