from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts

from amplitude_sdk.emulator.analytics.filters import _OPERATORS
from amplitude_sdk.emulator.contract import contract
from tests.emulator.analytics.event_logs import OPERATORS
from tests.emulator.calls import event, segmentation, upload

if TYPE_CHECKING:
    import httpx

SONGS: dict[str, dict[str, Any]] = {
    "text": {"event_properties": {"p": "Hard Rock"}},
    "list": {"event_properties": {"p": ["rock", "pop"]}},
    "nine": {"event_properties": {"p": 9}},
    "ten": {"event_properties": {"p": "10"}},
    "day": {"event_properties": {"p": "2026-03-02"}},
    "true": {"event_properties": {"p": True}},
    "null": {"event_properties": {"p": None}},
    "none": {},
}


PLAIN_SONGS = {name: members for name, members in SONGS.items() if name != "list"}
"""A property that is never a list is compared by other SQL."""


@pytest.fixture
def plain_songs(http: httpx.Client) -> httpx.Client:
    songs = PLAIN_SONGS.items()
    upload(http, *[event(user_id=f"song-{name}", **members) for name, members in songs])
    return http


@pytest.fixture
def songs(http: httpx.Client) -> httpx.Client:
    upload(http, *[event(user_id=f"song-{name}", **members) for name, members in SONGS.items()])
    return http


def matching(http: httpx.Client, operator: str, *values: str) -> set[str]:
    condition = {
        "subprop_type": "event",
        "subprop_key": "p",
        "subprop_op": operator,
        "subprop_value": list(values),
    }
    e = {"event_type": "_all", "filters": [condition]}
    return {
        label.removeprefix("song-") for label in segmentation(http, e, g="user_id")["seriesLabels"]
    }


def test_the_operators_are_those_of_the_specs() -> None:
    assert contract("getSegmentation") is not None
    assert set(_OPERATORS) == set(OPERATORS)
    assert facts.OPERATIONS["getSegmentation"].parameters


CASES: list[tuple[str, list[str], set[str]]] = [
    ("is", ["Hard Rock"], {"text"}),
    ("is", ["hard rock"], set[str]()),
    ("is", ["rock"], {"list"}),
    ("is", ["9", "true", "10"], {"nine", "true", "ten"}),
    ("is", ["(none)"], {"null", "none"}),
    ("is", ["pop", "(none)"], {"list", "null", "none"}),
    ("is", [], set[str]()),
    ("contains", ["ROCK"], {"text", "list"}),
    ("contains", ["0"], {"ten", "day"}),
    ("contains", [""], {"text", "list", "nine", "ten", "day", "true"}),
    ("contains", ["(none)"], set[str]()),
    ("less", ["10"], {"nine"}),
    ("less", ["10.0"], {"nine"}),
    ("less or equal", ["10"], {"nine", "ten"}),
    ("greater", ["9"], {"ten", "text", "list", "true"}),
    ("greater or equal", ["9"], {"nine", "ten", "text", "list", "true"}),
    ("greater", ["2026-03-01"], {"day", "nine", "text", "list", "true"}),
    ("less", ["2026-03-03T00:00:00"], {"day", "ten"}),
    ("set is", ["pop", "rock"], {"list"}),
    ("set is", ["rock"], set[str]()),
    ("set is", ["9"], {"nine"}),
    ("set is", ["(none)"], {"null", "none"}),
    ("set is", [], {"null", "none"}),
]
OPPOSITES = [("is", "is not"), ("contains", "does not contain"), ("set is", "set is not")]
WANTED = [["rock"], ["9", "(none)"], [], ["rock", "pop"], ["Hard Rock"], ["x"]]


@pytest.mark.parametrize(("operator", "values", "expected"), CASES)
def test_an_operator_finds_its_events(
    songs: httpx.Client, operator: str, values: list[str], expected: set[str]
) -> None:
    assert matching(songs, operator, *values) == expected


@pytest.mark.parametrize(("operator", "values", "expected"), CASES)
def test_an_operator_finds_the_same_when_no_value_is_a_list(
    plain_songs: httpx.Client, operator: str, values: list[str], expected: set[str]
) -> None:
    assert matching(plain_songs, operator, *values) == expected - {"list"}


@pytest.mark.parametrize(("operator", "opposite"), OPPOSITES)
@pytest.mark.parametrize("values", WANTED, ids=str)
def test_each_not_is_the_opposite(
    songs: httpx.Client, operator: str, opposite: str, values: list[str]
) -> None:
    found = matching(songs, operator, *values)
    assert matching(songs, opposite, *values) == SONGS.keys() - found


@pytest.mark.parametrize(("operator", "opposite"), OPPOSITES)
@pytest.mark.parametrize("values", WANTED, ids=str)
def test_each_not_is_the_opposite_when_no_value_is_a_list(
    plain_songs: httpx.Client, operator: str, opposite: str, values: list[str]
) -> None:
    found = matching(plain_songs, operator, *values)
    assert matching(plain_songs, opposite, *values) == PLAIN_SONGS.keys() - found


@pytest.mark.parametrize(
    ("number", "text"), [(1e22, "1e22"), (1.5e-7, "1.5e-7"), (9.0, "9"), (-0.25, "-0.25")]
)
def test_a_number_is_found_by_the_text_it_is_grouped_by(
    http: httpx.Client, number: float, text: str
) -> None:
    upload(http, event(user_id="song-found", event_properties={"p": number}))
    e = {"event_type": "_all", "group_by": [{"type": "event", "value": "p"}]}
    assert segmentation(http, e)["seriesLabels"] == [text]
    assert matching(http, "is", text) == {"found"}


def test_all_filters_have_to_hold(songs: httpx.Client) -> None:
    def part(operator: str, value: str) -> dict[str, Any]:
        return {
            "subprop_type": "event",
            "subprop_key": "p",
            "subprop_op": operator,
            "subprop_value": [value],
        }

    e = {"event_type": "_all", "filters": [part("contains", "rock"), part("is not", "rock")]}
    assert segmentation(songs, e, g="user_id")["seriesLabels"] == ["song-text"]


@pytest.mark.parametrize(
    "value", ["'", "''", "\\", "%", "{text}", "$p0", "--", "\x00", "🎵", "a" * 2000]
)
def test_any_text_is_only_a_text(songs: httpx.Client, value: str) -> None:
    for operator in OPERATORS:
        matching(songs, operator, value)
    upload(songs, event(user_id="song-odd", event_properties={"p": value}))
    assert "odd" in matching(songs, "is", value[:1024])
    assert "odd" in matching(songs, "contains", value[:1024])
    assert "odd" in matching(songs, "set is", value[:1024])
