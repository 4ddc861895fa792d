"""Every request the vendor's documents print can be written with the facade, and is the same query.

What is compared is what stands on a real socket: JSON as JSON, other values as text. Three things
may differ, and only so: a value the documents leave open is one of ours, an argument equal to the
documented default is not sent, and a sample that our specs overrule is sent as its decision says.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts

from amplitude_sdk import EventQuery, Segment, user_property
from amplitude_sdk.errors import ValidationError
from tests.sdk.clients import Service, call, ok
from tests.sdk.documented_calls import CALLS, FRAGMENTS
from tests.sdk.documented_dashboard import AUGUST
from tests.sdk.recording import Recorder, check_encoding, decoded
from tests.specs.documents import decisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.sdk.recording import Pairs, Sent

DOCUMENTED = Path(__file__).parents[1] / "documented"
REQUESTS = ("request", "query", "schema")
SAMPLES: dict[str, dict[str, Any]] = {
    entry["id"]: entry
    for name in ("releases", "annotations", "dashboard")
    for entry in json.loads((DOCUMENTED / f"{name}.json").read_text("utf-8"))
    if entry["kind"] in REQUESTS
}

REFUSED = {f"dashboard-session-lengths-days-{form}": "T-D3" for form in ("curl", "http")}
"""Samples the facade does not send, and the decision that says why."""
LEFT_OPEN = {"placeholder", "T-D4"}
"""Decisions about values that the caller fills in."""
AS_DECIDED: dict[tuple[str, str], Any] = {
    ("annotations-list-query", "start"): "2025-11-01T07:00:00+00:00",
    ("annotations-list-query", "end"): "2025-11-30T07:00:00+00:00",
    ("releases-create-request", "chart_visibility"): True,
    ("releases-create-request", "platforms"): ["iOS"],
    ("releases-create-query", "chart_visibility"): True,
    ("releases-create-query", "platforms"): ["iOS"],
}
"""Values that are sent in another form than printed: T-A5, T-R1 and T-R2."""


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    with Recorder().listening() as listening:
        yield listening


def meant(sample: Mapping[str, Any]) -> Pairs:
    """What a sample says, in the form that was decided, without what the service assumes anyway."""
    content = sample.get("repaired", sample.get("value"))
    pairs = content.items() if isinstance(content, dict) else content
    form = [(name, AS_DECIDED.get((sample["id"], name), value)) for name, value in pairs]
    known = defaults(sample["operation"])
    return [(name, value) for name, value in form if str(value) != str(known.get(name))]


def defaults(operation: str) -> dict[str, Any]:
    """What the service assumes without a parameter or a member."""
    fact = facts.OPERATIONS[operation]
    known = {each.name: each.default for each in fact.parameters if each.default is not None}
    return known | ({"chart_visibility": True} if fact.id == "createRelease" else {})


def departures(sample: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = sample["exception"] or []
    return found if isinstance(found, list) else [found]


def left_open(sample: Mapping[str, Any]) -> set[str]:
    """The names of what the caller has to fill in."""
    return {
        place.split("/")[1]
        for each in departures(sample)
        if each["kind"] == "refused" and each["decision"] in LEFT_OPEN
        for place in each["at"]
    }


QUERIES = [
    name
    for name, sample in SAMPLES.items()
    if sample["kind"] == "query" and name not in REFUSED and sample["operation"] != "createRelease"
]
BODIES = [
    name
    for name, sample in SAMPLES.items()
    if sample["kind"] == "request" or sample["operation"] == "createRelease"
]


@pytest.mark.parametrize("name", QUERIES)
def test_a_documented_query_is_sent(recorder: Recorder, colour: str, name: str) -> None:
    sample = SAMPLES[name]
    sent = recorder.sent(sample["operation"], CALLS[name], colour)
    check_address(sent, sample["operation"])
    assert sent.content == b""
    filled = dict(sent.pairs)
    expected = [
        (each, filled[each] if each in left_open(sample) else value)
        for each, value in meant(sample)
    ]
    assert decoded(sample["operation"], sent.pairs) == decoded(sample["operation"], expected)
    assert all(filled.values())
    check_encoding(sent.query)


@pytest.mark.parametrize("name", BODIES)
def test_a_documented_body_is_sent(recorder: Recorder, colour: str, name: str) -> None:
    sample = SAMPLES[name]
    sent = recorder.sent(sample["operation"], CALLS[name], colour)
    check_address(sent, sample["operation"])
    assert sent.query == ""
    assert sent.body == dict(meant(sample))


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_documented_fragment_is_sent(recorder: Recorder, colour: str, name: str) -> None:
    sample, (parameter, use) = SAMPLES[name], FRAGMENTS[name]
    sent = recorder.sent(sample["operation"], use, colour)
    check_encoding(sent.query)
    value = sample.get("repaired", sample.get("value"))
    assert decoded(sample["operation"], sent.pairs)[parameter] == [value]


def check_address(sent: Sent, operation: str) -> None:
    """The method and the path are those of the operation."""
    fact = facts.OPERATIONS[operation]
    assert sent.method == fact.method
    assert re.fullmatch(re.sub(r"\{\w+\}", "[a-z0-9]+", fact.path), sent.path)


@pytest.mark.parametrize("name", REFUSED)
def test_a_documented_unit_that_the_documentation_itself_rules_out_is_refused(
    colour: str, name: str
) -> None:
    service = Service(ok({}))
    with pytest.raises(ValidationError, match="bin_unit: 'days' is not documented"):
        call(colour, service, CALLS[name])
    assert service.requests == []
    (refused,) = [each for each in departures(SAMPLES[name]) if each["kind"] == "refused"]
    assert refused["decision"] == REFUSED[name]


def test_every_documented_request_is_covered_but_for_the_exceptions() -> None:
    printed = Counter(sample["source"] for sample in SAMPLES.values())
    assert {*CALLS, *FRAGMENTS} == {*SAMPLES}
    assert {*QUERIES, *BODIES, *FRAGMENTS, *REFUSED} == {*SAMPLES}
    covered = Counter(SAMPLES[name]["source"] for name in (*QUERIES, *BODIES, *FRAGMENTS))
    assert printed == {
        "releases-api.txt": 2,
        "chart-annotations-api.txt": 11,
        "dashboard-rest-api.txt": 108 + 5,
    }
    assert printed - covered == {"dashboard-rest-api.txt": len(REFUSED)}
    assert {*REFUSED.values()} <= {*decisions()}


def test_what_is_sent_otherwise_is_what_a_decision_names() -> None:
    overruled = {
        (name, place.split("/")[1])
        for name, sample in SAMPLES.items()
        for each in departures(sample)
        if each["kind"] == "refused" and each["decision"] not in LEFT_OPEN and name not in REFUSED
        for place in each["at"]
    }
    in_query_style = {each for each in AS_DECIDED if each[0] == "releases-create-query"}
    assert {*AS_DECIDED} == overruled | in_query_style


def test_the_query_style_of_a_release_is_sent_as_json(recorder: Recorder) -> None:
    """Both styles are documented and mean the same; the SDK has one (T-X11)."""
    sent = recorder.sent("createRelease", CALLS["releases-create-query"])
    assert sent.query == ""
    assert sent.body["release_start"] == "2022-01-01 00:00:00"


HARD = "50% off + free & easy / #1 \\ “ü” 🎈"


def test_texts_arrive_as_they_are(recorder: Recorder, colour: str) -> None:
    event = EventQuery(HARD).where("event", HARD, "is", [HARD, ""]).group_by("user", HARD)
    segments = [Segment.where(HARD, "is", HARD), Segment.performed(HARD, ">=", 1)]
    sent = recorder.sent(
        "getSegmentation",
        lambda amp: amp.dashboard.segmentation(
            event, *AUGUST, second_event=HARD, metric="formula", formula=HARD, segments=segments
        ),
        colour,
    )
    check_encoding(sent.query)
    assert decoded("getSegmentation", sent.pairs) == {
        "e": [event.to_wire()],
        "e2": [{"event_type": HARD}],
        "m": ["formula"],
        "formula": [HARD],
        "start": ["20210801"],
        "end": ["20210831"],
        "s": [each.to_wire() for each in segments],
    }


def test_the_steps_of_a_funnel_and_several_segments_repeat_their_parameter(
    recorder: Recorder,
) -> None:
    cohorts = [Segment.cohort("x"), Segment.cohort("y")]
    sent = recorder.sent(
        "getFunnel", lambda amp: amp.dashboard.funnel(["A", "B", "A"], *AUGUST, segments=cohorts)
    )
    assert [name for name, _ in sent.pairs if name in {"e", "s"}] == ["e"] * 3 + ["s"] * 2
    assert decoded("getFunnel", sent.pairs)["e"] == [{"event_type": each} for each in "ABA"]


def test_the_second_event_and_the_second_property_have_parameters_of_their_own(
    recorder: Recorder,
) -> None:
    sent = recorder.sent(
        "getSegmentation",
        lambda amp: amp.dashboard.segmentation(
            "A", *AUGUST, second_event="B", group_by=["platform", user_property("plan")]
        ),
    )
    assert sent.query == (
        "e=%7B%22event_type%22%3A%22A%22%7D&e2=%7B%22event_type%22%3A%22B%22%7D"
        "&start=20210801&end=20210831&g=platform&g2=gp%3Aplan"
    )
