"""Labels of series stand in one of two places, in one of several forms, and tell series apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.labels import labels_of


@pytest.mark.parametrize(
    ("members", "labels"),
    [
        ({"seriesLabels": ["iOS", "Android"]}, ("iOS", "Android")),
        ({"seriesLabels": [0, 1]}, ("0", "1")),
        ({"seriesLabels": [["iOS"], ["Android"]]}, ("iOS", "Android")),
        ({"seriesLabels": ["iOS", "Android", "Web"]}, ("iOS", "Android")),
        ({"seriesLabels": ["iOS"]}, ("iOS", "")),
        ({"seriesLabels": [["NL", "pro"], ["NL", None]]}, ("NL; pro", "NL")),
        ({"seriesLabels": [[2024, 3], [2025, 3]]}, ("2024; 3", "2025; 3")),
        ({"seriesMeta": ["iOS", "Android"]}, ("iOS", "Android")),
        ({"seriesLabels": [], "seriesMeta": ["iOS", "Android"]}, ("iOS", "Android")),
        ({"seriesLabels": None, "seriesMeta": ["iOS", "Android"]}, ("iOS", "Android")),
    ],
)
def test_labels_stand_in_one_of_two_places(members: dict[str, Any], labels: Any) -> None:
    assert labels_of(members, 2) == labels


@pytest.mark.parametrize(
    ("found", "labels"),
    [
        ([[0, "iOS"], [1, "Android"]], ("iOS", "Android")),
        ([[0, "iOS"], [0, "Android"]], ("iOS", "Android")),
        ([[0, ["NL", "pro"]], [1, ["NL", "free"]]], ("NL; pro", "NL; free")),
        ([[0, "iOS"], [1, None]], ("iOS", "")),
        ([[0, "iOS"], [1, "iOS"]], ("0; iOS", "1; iOS")),
        ([[4, "iOS"], [4, "iOS"]], ("0; iOS", "1; iOS")),
        ([[True, "iOS"], [False, "iOS"]], None),
    ],
)
def test_the_index_of_a_pair_is_left_out_unless_it_is_needed(found: Any, labels: Any) -> None:
    if labels is None:
        with pytest.raises(DecodeError, match="seriesLabels should be a text, got True"):
            labels_of({"seriesLabels": found}, 2)
    else:
        assert labels_of({"seriesLabels": found}, 2) == labels


@pytest.mark.parametrize(
    ("members", "labels"),
    [
        ({}, ("0", "1")),
        ({"seriesLabels": ["", None]}, ("0", "1")),
        ({"seriesLabels": ["iOS", "iOS"]}, ("0; iOS", "1; iOS")),
        ({"seriesMeta": [{"segmentIndex": 0}, {"segmentIndex": 1}]}, ("0", "1")),
    ],
)
def test_labels_that_tell_nothing_apart_get_their_position(members: Any, labels: Any) -> None:
    assert labels_of(members, 2) == labels


def test_a_single_series_needs_no_label() -> None:
    assert labels_of({"seriesLabels": [""]}, 1) == labels_of({}, 1) == ("",)
    assert labels_of({"seriesLabels": ["All"]}, 0) == ()


@given(
    st.lists(st.none() | st.text(max_size=3) | st.integers() | st.lists(st.text(max_size=3))),
    st.integers(0, 6),
)
def test_no_two_labels_are_alike(found: list[Any], count: int) -> None:
    labels = labels_of({"seriesLabels": found}, count)
    assert len(labels) == len({*labels}) == count
