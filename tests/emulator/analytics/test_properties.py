from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api.facts import BUILT_IN_PROPERTIES

from tests.emulator.calls import event, segmentation, upload

if TYPE_CHECKING:
    import httpx

SENT = event(
    app_version="2.1",
    country="Italy",
    city="Rome",
    region="Lazio",
    dma="Rome area",
    language="it",
    platform="iOS",
    os_name="ios",
    os_version="8.2",
    device_brand="Apple",
    device_model="iPhone 6",
    carrier="TIM",
    library="http/1",
    device_id="phone-1",
    user_id="anna-1",
    price=2.5,
    quantity=2,
    productId="cd",
    revenueType="purchase",
    event_properties={"a/b~c": "x", "": "empty", "$odd": "y"},
    user_properties={"plan": "pro", "platform": "mine"},
)

USER_PROPERTIES = {
    "version": "2.1",
    "country": "Italy",
    "city": "Rome",
    "region": "Lazio",
    "DMA": "Rome area",
    "language": "Italian",
    "platform": "iOS",
    "os": "ios 8.2",
    "device": "Apple iPhone 6",
    "device_type": "Apple iPhone 6",
    "start_version": "2.1",
    "paying": "true",
    "carrier": "TIM",
    "library": "http/1",
    "device_id": "phone-1",
    "user_id": "anna-1",
    "server_upload_time": "2026-03-04 12:00:00",
    "gp:plan": "pro",
    "gp:platform": "mine",
    "gp:missing": "(none)",
}

EVENT_PROPERTIES = {
    "a/b~c": "x",
    "": "empty",
    "$odd": "y",
    "$price": "2.5",
    "$quantity": "2",
    "$revenue": "5",
    "$productId": "cd",
    "$revenueType": "purchase",
    "platform": "(none)",
}


def labels(http: httpx.Client, type_: str, name: str) -> list[Any]:
    e = {"event_type": "_all", "group_by": [{"type": type_, "value": name}]}
    found: list[Any] = segmentation(http, e)["seriesLabels"]
    return found


@pytest.mark.parametrize("name", BUILT_IN_PROPERTIES)
def test_every_built_in_property_of_the_specs_is_known(name: str) -> None:
    assert name in USER_PROPERTIES


@pytest.mark.parametrize(("name", "value"), USER_PROPERTIES.items())
def test_a_user_property_has_the_value_that_was_sent(
    http: httpx.Client, name: str, value: str
) -> None:
    upload(http, SENT)
    assert labels(http, "user", name) == [value]
    assert segmentation(http, "_all", g=name)["seriesLabels"] == [value]


@pytest.mark.parametrize(("name", "value"), EVENT_PROPERTIES.items())
def test_an_event_property_has_the_value_that_was_sent(
    http: httpx.Client, name: str, value: str
) -> None:
    upload(http, SENT)
    assert labels(http, "event", name) == [value]


@pytest.mark.parametrize(
    ("members", "name", "value"),
    [
        ({"os_name": "ios"}, "os", "ios"),
        ({"os_version": "8.2"}, "os", "8.2"),
        ({"device_brand": "Apple"}, "device", "Apple"),
        ({"device_model": "iPhone 6"}, "device_type", "iPhone 6"),
    ],
)
def test_a_part_of_a_property_is_shown_without_the_other(
    http: httpx.Client, members: dict[str, str], name: str, value: str
) -> None:
    upload(http, event(**members))
    assert labels(http, "user", name) == [value]


def test_revenue_is_measured_as_exactly_as_it_is_stored(http: httpx.Client) -> None:
    upload(http, event(revenue=0.1), event(revenue=16777217))
    e = {"event_type": "_all", "group_by": [{"type": "event", "value": "$revenue"}]}
    (whole,) = segmentation(http, e, m="sums")["seriesCollapsed"]
    assert whole == [{"value": 16777217.1}]


@pytest.mark.parametrize("name", [*USER_PROPERTIES, "$price"])
def test_a_property_that_was_not_sent_is_none(http: httpx.Client, name: str) -> None:
    upload(http, {"event_type": "A", "user_id": "user-1", "time": SENT["time"]})
    known = {"device_id", "user_id", "server_upload_time"}
    type_ = "event" if name == "$price" else "user"
    assert (labels(http, type_, name) == ["(none)"]) == (name not in known)


def test_a_custom_property_keeps_its_value_until_it_changes(http: httpx.Client) -> None:
    upload(
        http,
        event("Before"),
        event("$identify", user_properties={"$set": {"plan": "free"}}),
        event("Free"),
        event("Free"),
        event("Pro", user_properties={"plan": "pro"}),
    )
    for event_type, plan in {"Before": "(none)", "Free": "free", "Pro": "pro"}.items():
        assert segmentation(http, event_type, g="gp:plan")["seriesLabels"] == [plan]


def test_the_start_version_is_that_of_the_first_event(http: httpx.Client) -> None:
    upload(http, event(app_version="1.0"), event(app_version="2.0"))
    data = segmentation(http, "_all", g="start_version", m="totals")
    assert data["seriesLabels"] == ["1.0"]
    assert data["seriesCollapsed"] == [[{"value": 2}]]


def test_a_user_pays_from_the_first_revenue_on(http: httpx.Client) -> None:
    upload(http, event("A"), event("B", revenue=1), event("C"))
    data = segmentation(http, "_all", g="paying", m="totals")
    assert dict(zip(data["seriesLabels"], data["series"], strict=True)).keys() == {"true", "(none)"}
    assert data["seriesCollapsed"] == [[{"value": 2}], [{"value": 1}]]
