"""What the calls of a client send: an event of its own kind for each, of the members given."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk import Identify
from amplitude_sdk.errors import ValidationError
from tests.sdk.clients import Service, call, uploaded

if TYPE_CHECKING:
    from collections.abc import Callable

USER = "mira.holm"
PRO = Identify().set("plan", "pro")
LARGE = Identify().set("size", 3)


def sent(colour: str, use: Callable[[Any], None], **options: Any) -> dict[str, Any]:
    """The one event that a call sends, without what the SDK adds."""
    service = Service(uploaded())
    call(colour, service, use, **options)
    (event,) = service.bodies[0]["events"]
    assert event.pop("time")
    assert event.pop("insert_id")
    return event


def refusal(colour: str, use: Callable[[Any], None]) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        call(colour, Service(), use)
    return error.value


def test_track_sends_an_event(colour: str) -> None:
    event = sent(colour, lambda amp: amp.track("Recipe Opened", user_id=USER, product_id=None))
    assert event == {"event_type": "Recipe Opened", "user_id": USER}


def test_identify_sends_the_operators(colour: str) -> None:
    identify = Identify().set("plan", "pro").add("logins", Decimal("1.5")).unset("trial")
    event = sent(
        colour, lambda amp: amp.identify(identify, user_id=USER, app_version="2", city=None)
    )
    assert event == {
        "event_type": "$identify",
        "user_id": USER,
        "app_version": "2",
        "user_properties": {
            "$set": {"plan": "pro"},
            "$add": {"logins": 1.5},
            "$unset": {"trial": "-"},
        },
    }


def test_group_identify_sends_the_operators_and_the_groups(colour: str) -> None:
    event = sent(
        colour,
        lambda amp: amp.group_identify(
            "team", ["a", "b"], LARGE, device_id="device-1", city="Oslo"
        ),
    )
    assert event == {
        "event_type": "$groupidentify",
        "device_id": "device-1",
        "city": "Oslo",
        "groups": {"team": ["a", "b"]},
        "group_properties": {"$set": {"size": 3}},
    }


@pytest.mark.parametrize(
    ("members", "amounts"),
    [
        ({"price": 4.99}, {"price": 4.99, "quantity": 1}),
        ({"price": Decimal("4.99"), "quantity": 3}, {"price": 4.99, "quantity": 3}),
        ({"revenue": -14.97}, {"revenue": -14.97}),
        ({"revenue": 14.97, "quantity": 3}, {"revenue": 14.97, "quantity": 3}),
        ({"price": 0, "revenue": 0}, {"price": 0, "quantity": 1, "revenue": 0}),
        (
            {"price": 1, "product_id": "p-1", "revenue_type": "purchase", "currency": "EUR"},
            {"price": 1, "quantity": 1, "productId": "p-1", "revenueType": "purchase"}
            | {"currency": "EUR"},
        ),
    ],
)
def test_revenue_sends_the_amounts_of_a_sale(
    colour: str, members: dict[str, Any], amounts: dict[str, Any]
) -> None:
    event = sent(colour, lambda amp: amp.revenue(user_id=USER, **members))
    assert event == {"event_type": "revenue_amount", "user_id": USER, **amounts}


def test_revenue_may_be_an_event_of_another_name(colour: str) -> None:
    event = sent(colour, lambda amp: amp.revenue(price=1, user_id=USER, event_type="Paid"))
    assert event["event_type"] == "Paid"


@pytest.mark.parametrize("members", [{}, {"quantity": 2}, {"product_id": "p-1"}])
def test_a_sale_has_an_amount(colour: str, members: dict[str, Any]) -> None:
    error = refusal(colour, lambda amp: amp.revenue(user_id=USER, **members))
    assert (error.field, error.problem) == (
        "price",
        "price or revenue is required: a sale has an amount",
    )


@pytest.mark.parametrize(
    "use",
    [
        lambda amp, **members: amp.track("A", **members),
        lambda amp, **members: amp.identify(PRO, **members),
        lambda amp, **members: amp.group_identify("team", "a", LARGE, **members),
        lambda amp, **members: amp.revenue(price=1, **members),
    ],
    ids=["track", "identify", "group_identify", "revenue"],
)
class TestEveryCall:
    def test_is_about_somebody(self, colour: str, use: Any) -> None:
        assert "user_id or device_id is required" in refusal(colour, use).problem

    def test_takes_a_time_an_insert_id_and_the_defaults(self, colour: str, use: Any) -> None:
        service = Service(uploaded())
        moment = datetime(2026, 3, 1, 18, tzinfo=UTC)
        defaults = {"platform": "Web", "city": "Oslo"}
        call(
            colour,
            service,
            lambda amp: use(amp, user_id=USER, time=moment, insert_id="mine", city="Bergen"),
            event_defaults=defaults,
        )
        (event,) = service.bodies[0]["events"]
        assert (event["time"], event["insert_id"]) == (1772388000000, "mine")
        assert (event["platform"], event["city"]) == ("Web", "Bergen")

    def test_refuses_a_member_nobody_knows(self, colour: str, use: Any) -> None:
        error = refusal(colour, lambda amp: use(amp, user_id=USER, userProperties={}))
        assert error.field == "userProperties"
        assert "did you mean user_properties?" in error.problem


class TestMembersThatACallMakesItself:
    @pytest.mark.parametrize(
        ("name", "value", "advice"),
        [
            ("user_properties", {"plan": "pro"}, 'say Identify().set("plan", "pro")'),
            ("event_type", "Opened", "call track for an event of your own"),
        ],
    )
    def test_are_not_given_to_identify(
        self, colour: str, name: str, value: Any, advice: str
    ) -> None:
        error = refusal(colour, lambda amp: amp.identify(PRO, user_id=USER, **{name: value}))
        assert error.field == name
        assert advice in error.problem

    @pytest.mark.parametrize(
        ("name", "value", "advice"),
        [
            ("groups", {"team": "a"}, "are what group_type and group_name say"),
            ("group_properties", {"size": 3}, 'say Identify().set("plan", "pro")'),
            ("event_type", "Opened", "call track for an event of your own"),
        ],
    )
    def test_are_not_given_to_group_identify(
        self, colour: str, name: str, value: Any, advice: str
    ) -> None:
        given = {"user_id": USER, name: value}
        error = refusal(colour, lambda amp: amp.group_identify("team", "a", LARGE, **given))
        assert error.field == name
        assert advice in error.problem

    def test_may_be_none_like_any_other(self, colour: str) -> None:
        given = {"user_id": USER, "user_properties": None, "event_type": None}
        assert sent(colour, lambda amp: amp.identify(PRO, **given))["event_type"] == "$identify"
