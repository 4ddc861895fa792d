"""What holds for every event and every segment that can be built."""

from __future__ import annotations

import copy
import json
import pickle
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import EventQuery, Segment
from amplitude_sdk.queries.events import wire_event
from amplitude_sdk.queries.segments import wire_segments
from amplitude_sdk.transport.messages import wire_query
from tests.strategies import event_queries, segments

if TYPE_CHECKING:
    Built = EventQuery | Segment

NAMES = {"EventQuery": EventQuery, "Segment": Segment}
built = st.one_of(event_queries(), segments())


@given(built)
def test_what_it_shows_builds_it_again(value: Built) -> None:
    assert eval(repr(value), NAMES) == value


@given(built)
def test_it_travels(value: Built) -> None:
    for duplicate in (copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert duplicate == value
        assert hash(duplicate) == hash(value)
        assert duplicate.to_wire() == value.to_wire()


@given(built, built)
def test_equal_means_the_same_on_the_wire(one: Built, other: Built) -> None:
    assert (one == other) == (type(one) is type(other) and one.to_wire() == other.to_wire())


@given(event_queries())
def test_an_event_survives_the_way_into_a_url(query: EventQuery) -> None:
    text = wire_query({"e": wire_event(query)})
    assert "+" not in text
    ((_, arrived),) = parse_qsl(text, strict_parsing=True)
    assert json.loads(arrived) == query.to_wire()


@given(st.lists(segments(), min_size=1, max_size=3))
def test_each_segment_survives_the_way_into_a_url(several: list[Segment]) -> None:
    text = wire_query({"s": wire_segments(several)})
    arrived = [json.loads(value) for _, value in parse_qsl(text, strict_parsing=True)]
    assert arrived == [each.to_wire() for each in several]
