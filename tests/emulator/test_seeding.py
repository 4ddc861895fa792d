from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator import Emulator, SyntheticUsers
from tests.emulator.calls import event, upload

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx


def test_seeded_events_are_stored_like_uploaded_ones(
    emulator: Emulator, http: httpx.Client
) -> None:
    events = [event(language="en", price=2, quantity=3), event(insert_id="a"), event(insert_id="a")]
    upload(http, *events)
    uploaded = emulator.events()
    emulator.reset()
    assert emulator.seed(events, api_key="key-1") == (2, 1)
    assert emulator.events() == uploaded


def test_no_limit_of_uploads_holds(emulator: Emulator) -> None:
    many = [event(user_id="u", text="x" * 500) for _ in range(5_000)]
    assert emulator.seed(many).stored == 5_000


def test_events_go_into_the_only_project_or_the_one_that_is_named(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event())
    emulator.seed([event()])
    emulator.seed([event()], api_key="key-2")
    assert len(emulator.events(api_key="key-1")) == 2
    assert len(emulator.events(api_key="key-2")) == 1
    with pytest.raises(ValueError, match="there are 2 projects"):
        emulator.seed([event()])


def test_the_only_project_with_credentials_need_not_have_been_asked_for() -> None:
    with Emulator(projects={"key-1": "secret"}) as emulator:
        assert emulator.seed([event()]).stored == 1
        assert len(emulator.events(api_key="key-1")) == 1
    with (
        Emulator(projects={"key-1": "secret", "key-2": "secret"}) as emulator,
        pytest.raises(ValueError, match="there are 2 projects"),
    ):
        emulator.seed([event()])


def test_a_key_that_is_refused_is_no_project() -> None:
    emulator = Emulator(projects={"key-1": "secret-1"})
    with pytest.raises(ValueError, match="no project with this API key"):
        emulator.seed([event()], api_key="other")
    emulator.close()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"user_id": "user-1"}, "event 1 has no event_type"),
        ({"event_type": "A", "user_id": "none"}, "event 1 has an invalid user_id: 'none'"),
        (event(price="3"), "event 1 has an invalid price: '3'$"),
        (event(city="x" * 99, price="3" * 99), "event 1 has an invalid price: '3{79}$"),
        (
            event(time=datetime(2026, 3, 4, tzinfo=UTC)),
            r"event 1 has an invalid time: '2026-03-04T00:00:00\+00:00'; it must be epoch millis",
        ),
        ("text", "event 1 must be an object"),
        (event(event_properties={"n": [float("nan")]}), "event 1 is not JSON: .* not finite"),
        (event(event_properties={"n": {1, 2}}), "event 1 is not JSON"),
        (event(city="\ud800"), "event 1 is not JSON"),
    ],
)
def test_an_event_that_is_not_valid_is_named(emulator: Emulator, wrong: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        emulator.seed([event(), wrong])
    assert len(emulator.events()) == 1  # what came before it


def test_a_file_has_an_event_a_line(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join([json.dumps(event("A")), "", json.dumps(event("B")), ""]))
    assert emulator.seed(path).stored == emulator.seed(str(path)).stored == 2
    path.write_text(json.dumps(event("C")) + "\n{")
    with pytest.raises(ValueError, match=r"events\.jsonl, line 2 is not JSON"):
        emulator.seed(path)


def test_our_own_objects_are_left_as_they_are(emulator: Emulator) -> None:
    mine = event(event_properties={"a": [1.0]})
    before = json.dumps(mine)
    emulator.seed([mine])
    assert json.dumps(mine) == before


def test_made_up_users_are_the_same_for_the_same_seed(emulator: Emulator) -> None:
    now = emulator.clock.now_ms()
    made = list(SyntheticUsers(users=20, days=10, seed=3).events(now))
    assert made == list(SyntheticUsers(users=20, days=10, seed=3).events(now))
    assert made != list(SyntheticUsers(users=20, days=10, seed=4).events(now))


def test_made_up_users_do_what_people_do(emulator: Emulator) -> None:
    emulator.seed(SyntheticUsers(users=200, days=20, seed=1))
    events = emulator.events()
    now = emulator.clock.now_ms()
    assert len({one["user_id"] for one in events}) == 200
    assert all(now - 20 * 86_400_000 <= one["time"] < now for one in events)
    counts = Counter(one["event_type"] for one in events)
    funnel = [
        counts[name] for name in ("Open App", "Search", "Play Song", "Add to Cart", "Purchase")
    ]
    assert funnel == sorted(funnel, reverse=True)
    assert funnel[-1] > 0
    assert all(one["revenue"] > 0 for one in events if one["event_type"] == "Purchase")


@pytest.mark.parametrize("arguments", [{"users": 0}, {"days": 1.5}, {"seed": -1}, {"users": True}])
def test_numbers_that_make_no_sense_are_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(arguments))):
        SyntheticUsers(**arguments)


def test_nothing_is_no_number_that_is_not_finite(emulator: Emulator) -> None:
    emulator.seed([event(event_properties={"none": None, "some": [1.5, None]})])
    assert emulator.events()[0]["event_properties"] == {"none": None, "some": [1.5, None]}


def test_of_many_events_the_first_wrong_one_is_named(emulator: Emulator) -> None:
    events: list[dict[str, Any]] = [event(insert_id=str(number)) for number in range(3_000)]
    events[2_600] = {"event_type": "A", "user_id": "none"}
    events[2_500] = {"user_id": "user-1"}
    with pytest.raises(ValueError, match="event 2500 has no event_type"):
        emulator.seed(events)
    assert len(emulator.events()) == 2_500


def test_the_first_wrong_event_is_named_whatever_is_wrong_with_the_next(emulator: Emulator) -> None:
    wrong: list[Any] = [event(), {"event_type": "A"}, 7]
    with pytest.raises(ValueError, match="event 1 has no"):
        emulator.seed(wrong)


def test_a_reset_in_between_ends_it(emulator: Emulator, http: httpx.Client) -> None:
    def events() -> Iterator[dict[str, Any]]:
        for number in range(5_000):
            if number == 2_100:
                emulator.reset()
                upload(http, event("Other"), api_key="other")
            yield event()

    with pytest.raises(ValueError, match="was reset or restored"):
        emulator.seed(events(), api_key="seeded")
    assert [one["event_type"] for one in emulator.events()] == ["Other"]


@pytest.mark.parametrize("source", [{"event_type": "A", "user_id": "user-1"}, 5])
def test_what_is_no_list_of_events_is_refused(emulator: Emulator, source: Any) -> None:
    with pytest.raises(ValueError, match="source must be a list of events"):
        emulator.seed(source)
