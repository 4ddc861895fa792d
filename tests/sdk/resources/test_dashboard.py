"""`amp.dashboard`: arguments as parameters on the wire."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from amplitude_api import facts

from amplitude_sdk import EventQuery, Segment
from amplitude_sdk.errors import ValidationError
from tests.sdk.calls import DASHBOARD
from tests.sdk.clients import Service, call, nothing_found, ok

SPAN = (date(2026, 3, 1), "20260302")
DAYS = [("start", "20260301"), ("end", "20260302")]
DUTCH = Segment.where("country", "is", ["Netherlands"])
PLAY = EventQuery("Play Song").where("event", "genre", "is", ["rock & roll"])
EVENT = '{"event_type":"%s"}'


def asked(colour: str, use: Any) -> list[tuple[str, str]]:
    service = Service(nothing_found())
    call(colour, service, use)
    assert b"+" not in service.requests[0].url.query
    return service.queries[0]


@pytest.mark.parametrize("operation", DASHBOARD)
@pytest.mark.parametrize(
    ("region", "host"),
    [("us", "https://amplitude.com"), ("eu", "https://analytics.eu.amplitude.com")],
)
def test_every_query_goes_to_its_path_on_the_host_of_the_region(
    operation: str, region: str, host: str
) -> None:
    service = Service(nothing_found())
    call("sync", service, DASHBOARD[operation], region=region)
    (request,) = service.requests
    path = facts.OPERATIONS[operation].path.replace("{chart_id}", "abc")
    assert str(request.url).partition("?")[0] == host + path
    assert request.method == "GET"


def test_users(colour: str) -> None:
    query = asked(
        colour,
        lambda amp: amp.dashboard.users(
            *SPAN, metric="new", interval="weekly", segments=DUTCH, group_by=["platform", "gp:plan"]
        ),
    )
    segment = '[{"prop":"country","op":"is","values":["Netherlands"]}]'
    assert query == [
        *DAYS,
        ("m", "new"),
        ("i", "7"),
        ("s", segment),
        ("g", "platform"),
        ("g2", "gp:plan"),
    ]


def test_segments_repeat_their_parameter(colour: str) -> None:
    segments = [DUTCH, Segment.cohort("abc")]
    query = asked(colour, lambda amp: amp.dashboard.users(*SPAN, segments=segments))
    assert [name for name, _ in query] == ["start", "end", "s", "s"]


def test_session_lengths(colour: str) -> None:
    query = asked(
        colour,
        lambda amp: amp.dashboard.session_lengths(
            *SPAN, bin_unit="minutes", bin_min=0, bin_max=10, bin_size=0.5
        ),
    )
    assert dict(query) == dict(DAYS) | {
        "timeHistogramConfigBinTimeUnit": "minutes",
        "timeHistogramConfigBinMin": "0",
        "timeHistogramConfigBinMax": "10",
        "timeHistogramConfigBinSize": "0.5",
    }


def test_composition_of_a_custom_property(colour: str) -> None:
    query = asked(colour, lambda amp: amp.dashboard.composition("gp:my plan", *SPAN))
    assert query == [*DAYS, ("p", "gp:my plan")]


def test_segmentation(colour: str) -> None:
    query = asked(
        colour,
        lambda amp: amp.dashboard.segmentation(
            PLAY.group_by("user", "platform"),
            *SPAN,
            second_event="Stop Song",
            metric="formula",
            formula="UNIQUES(A)/UNIQUES(B)",
            user_type="any",
            interval="monthly",
            limit=10,
            rolling_window=3,
            rolling_average=2,
        ),
    )
    sent = dict(query)
    assert json.loads(sent.pop("e")) == PLAY.group_by("user", "platform").to_wire()
    assert sent == dict(DAYS) | {
        "e2": EVENT % "Stop Song",
        "m": "formula",
        "formula": "UNIQUES(A)/UNIQUES(B)",
        "n": "any",
        "i": "30",
        "limit": "10",
        "rollingWindow": "3",
        "rollingAverage": "2",
    }


def test_json_is_encoded_once(colour: str) -> None:
    service = Service(nothing_found())
    call(colour, service, lambda amp: amp.dashboard.segmentation('Say "hi" + 50%', *SPAN))
    raw = service.requests[0].url.query.decode()
    assert "e=%7B%22event_type%22%3A%22Say%20%5C%22hi%5C%22%20%2B%2050%25%22%7D" in raw


def test_a_funnel_repeats_its_events_in_order(colour: str) -> None:
    query = asked(
        colour,
        lambda amp: amp.dashboard.funnel(
            ["A", PLAY, {"event_type": "C"}],
            *SPAN,
            mode="sequential",
            user_type="new",
            interval=7,
            group_by="platform",
            conversion_window=timedelta(days=1),
            limit=5,
        ),
    )
    steps = [value for name, value in query if name == "e"]
    assert [json.loads(step) for step in steps] == [
        {"event_type": "A"},
        PLAY.to_wire(),
        {"event_type": "C"},
    ]
    assert {(n, v) for n, v in query if n != "e"} == {
        *DAYS,
        ("mode", "sequential"),
        ("n", "new"),
        ("i", "7"),
        ("g", "platform"),
        ("cs", "86400"),
        ("limit", "5"),
    }


def test_retention(colour: str) -> None:
    query = asked(
        colour,
        lambda amp: amp.dashboard.retention(
            EventQuery.NEW,
            "Play Song",
            *SPAN,
            mode="bracket",
            brackets=[[0, 1], [1, 8]],
            interval=7,
        ),
    )
    assert dict(query) == dict(DAYS) | {
        "se": EVENT % "_new",
        "re": EVENT % "Play Song",
        "rm": "bracket",
        "rb": "[[0,1],[1,8]]",
        "i": "7",
    }


@pytest.mark.parametrize("amplitude_id", [412907753318, "412907753318"])
def test_user_activity(colour: str, amplitude_id: Any) -> None:
    query = asked(
        colour,
        lambda amp: amp.dashboard.user_activity(
            amplitude_id, offset=10, limit=0, direction="earliest"
        ),
    )
    expected = [("user", "412907753318"), ("offset", "10"), ("limit", "0")]
    assert query == [*expected, ("direction", "earliest")]


def test_the_smaller_queries(colour: str) -> None:
    evening = datetime(2026, 3, 2, 23, tzinfo=UTC)
    cases: list[tuple[Any, list[tuple[str, str]]]] = [
        (lambda amp: amp.dashboard.average_session_length(SPAN[0], evening), DAYS),
        (lambda amp: amp.dashboard.sessions_per_user(*SPAN), DAYS),
        (lambda amp: amp.dashboard.events(), []),
        (lambda amp: amp.dashboard.user_search("a+b@c"), [("user", "a+b@c")]),
        (lambda amp: amp.dashboard.realtime(interval=5), [("i", "5")]),
        (lambda amp: amp.dashboard.revenue_ltv(*SPAN, metric="arppu"), [("m", "1"), *DAYS]),
    ]
    for use, expected in cases:
        assert asked(colour, use) == expected


@pytest.mark.parametrize(
    ("use", "field"),
    [
        (lambda d: d.users("20260302", "20260301"), "end"),
        (lambda d: d.users(datetime(2026, 3, 1), "20260301"), "start"),  # noqa: DTZ001
        (lambda d: d.users(*SPAN, metric="old"), "metric"),
        (lambda d: d.segmentation("A", *SPAN, second_event=""), "second_event"),
        (lambda d: d.segmentation("A", *SPAN, rolling_window=0), "rolling_window"),
        (lambda d: d.segmentation("A", *SPAN, metric="formula"), "formula"),
        (lambda d: d.segmentation("A", *SPAN, formula="UNIQUES(A)"), "formula"),
        (lambda d: d.segmentation("A", *SPAN, metric="sums"), "event"),
        (lambda d: d.segmentation("A", *SPAN, limit=1001), "limit"),
        (lambda d: d.segmentation("A", *SPAN, group_by=["a", "b", "c"]), "group_by"),
        (lambda d: d.segmentation("A", *SPAN, segments=[DUTCH] * 2, group_by="a"), "group_by"),
        (lambda d: d.segmentation("A", "20260301", "20260303", interval="realtime"), "interval"),
        (lambda d: d.segmentation("A", "20260301", "20260308", interval="hourly"), "interval"),
        (lambda d: d.segmentation("A", "20250301", "20260301"), "interval"),
        (lambda d: d.session_lengths(*SPAN, bin_unit="hours", bin_min=0), "bin_unit"),
        (lambda d: d.funnel(["A"], *SPAN, limit=1001), "limit"),
        (lambda d: d.funnel(["A"], "20260301", "20260308", interval="hourly"), "interval"),
        (lambda d: d.retention("A", "B", *SPAN, mode="bracket"), "brackets"),
        (lambda d: d.retention("A", "B", *SPAN, group_by=["a", "b"]), "group_by"),
        (lambda d: d.revenue_ltv(*SPAN, group_by=["a", "b"]), "group_by"),
        (lambda d: d.revenue_ltv(*SPAN, segments=[DUTCH] * 2, group_by="a"), "group_by"),
        (lambda d: d.users(*SPAN, segments=[DUTCH] * 2, group_by="a"), "group_by"),
        (lambda d: d.funnel("Play Song", *SPAN), "events"),
        (lambda d: d.funnel(["A", 7], *SPAN), "events[1]"),
        (lambda d: d.funnel(["A"], *SPAN, group_by=["a", "b"]), "group_by"),
        (lambda d: d.retention("A", 7, *SPAN), "return_event"),
        (lambda d: d.retention(None, "A", *SPAN), "start_event"),
        (lambda d: d.retention("A", "B", *SPAN, brackets=[[0, 1]]), "brackets"),
        (lambda d: d.composition(None, *SPAN), "property"),
        (lambda d: d.user_activity(None), "amplitude_id"),
        (lambda d: d.user_activity(True), "amplitude_id"),  # noqa: FBT003
        (lambda d: d.user_activity(7, limit=1001), "limit"),
        (lambda d: d.user_activity(7, offset=-1), "offset"),
        (lambda d: d.user_activity(7, direction="newest"), "direction"),
        (lambda d: d.user_search(""), "query"),
        (lambda d: d.realtime(interval=0), "interval"),
        (lambda d: d.revenue_ltv(*SPAN, metric="ltv"), "metric"),
        (lambda d: d.chart(None), "chart_id"),
        (lambda d: d.chart_csv(".."), "chart_id"),
    ],
)
def test_arguments_the_documentation_rules_out_are_refused_by_name(
    colour: str, use: Any, field: str
) -> None:
    service = Service(nothing_found())
    with pytest.raises(ValidationError) as refused:
        call(colour, service, lambda amp: use(amp.dashboard))
    assert refused.value.field == field
    assert service.requests == []


def test_charts_come_as_json_or_as_a_table(colour: str) -> None:
    service = Service(
        ok({"data": {"series": [[1]]}}), httpx.Response(200, json={"data": '"a"\r\n"1"\r\n'})
    )
    assert call(colour, service, lambda amp: amp.dashboard.chart("abc")).data == {"series": [[1]]}
    assert call(colour, service, lambda amp: amp.dashboard.chart_csv("abc")).rows() == [{"a": 1}]
    paths = [request.url.path for request in service.requests]
    assert paths == ["/api/3/chart/abc/query", "/api/3/chart/abc/csv"]


def test_further_parameters_are_a_mapping(colour: str) -> None:
    with pytest.raises(ValidationError, match="extra_query"):
        call(colour, Service(), lambda amp: amp.dashboard.events(extra_query="a=1"))
