"""What live replies and the documents write in several ways is read alike (specs/decisions.md)."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from amplitude_sdk.queries.tables import Table
from tests.sdk.queries.parsers import PARSERS

LINES = {"xValues": ["2026-03-01"], "series": [[1], [2]], "seriesLabels": ["NL", "BE"]}
CELL = {"count": 4, "outof": 8, "incomplete": False}
COHORTS = {"dates": ["Aug 14"], "values": {"Aug 14": [CELL, CELL]}, "combined": [CELL]}
CURVES = {"dates": ["Sep 24"], "values": {"Sep 24": {"count": 4, "total_amount": 6.0, "r1d": 1.5}}}
STEPS = {"events": ["A", "B"], "cumulativeRaw": [4, 2], "medianTransTimes": [0, 1.5]}
NOTE = {"id": 1, "label": "L", "start": "2026-03-01T00:00:00+00:00"}
RELEASE = {"id": "1", "version": "2", "title": "T", "release_start": "2026-03-01 00:00:00"}
BIGGEST = "1.7976931348623157E308"


class Variant(NamedTuple):
    """An operation, and two replies that say the same."""

    operation: str
    one: Any
    other: Any


def of(data: Any, **members: Any) -> dict[str, Any]:
    """A reply, with some members of its `data` written in another way."""
    return {"data": {**data, **members}}


def release(**members: Any) -> dict[str, Any]:
    return {"success": True, "release": {**RELEASE, **members}}


def user(**members: Any) -> dict[str, Any]:
    return {"userData": members, "events": []}


VARIANTS = {
    "a category by either spelling": Variant(
        "getAnnotationCategory", of({"id": 1, "category": "C"}), of({"id": 1, "name": "C"})
    ),
    "the category of an annotation by either spelling": Variant(
        "getAnnotation",
        of(NOTE, category={"id": 2, "category": "C"}),
        of(NOTE, category={"id": 2, "name": "C"}),
    ),
    "an instant by another offset": Variant(
        "getAnnotation", of(NOTE), of(NOTE, start="2026-03-01T01:00:00+01:00")
    ),
    "members of an annotation that are null or not there": Variant(
        "getAnnotation", of(NOTE), of(NOTE, end=None, details=None, chart_id=None, category=None)
    ),
    "members of a release that are null or empty": Variant(
        "createRelease",
        release(release_end=None, platforms=None, description=""),
        release(platforms=[], description=None),
    ),
    "labels beside the series or in its meta": Variant(
        "getUsers", of(LINES), of(LINES, seriesLabels=None, seriesMeta=["NL", "BE"])
    ),
    "labels in pairs with the index of their series": Variant(
        "getSegmentation", of(LINES), of(LINES, seriesLabels=[[0, "NL"], [1, "BE"]])
    ),
    "labels that are numbers or their text": Variant(
        "getSegmentation", of(LINES, seriesLabels=[7, 8]), of(LINES, seriesLabels=["7", "8"])
    ),
    "labels in lists of one": Variant(
        "getSegmentation", of(LINES), of(LINES, seriesLabels=[["NL"], ["BE"]])
    ),
    "labels of cohorts in pairs": Variant(
        "getRetention",
        of({"series": [COHORTS] * 2, "seriesLabels": ["NL", "BE"]}),
        of({"series": [COHORTS] * 2, "seriesLabels": [[0, "NL"], [1, "BE"]]}),
    ),
    "labels of curves in pairs": Variant(
        "getRevenueLtv",
        of({"series": [CURVES] * 2, "seriesLabels": ["NL", "BE"]}),
        of({"series": [CURVES] * 2, "seriesLabels": [[0, ["NL"]], [1, ["BE"]]]}),
    ),
    "days with or without midnight": Variant(
        "getAverageSessionLength", of(LINES), of(LINES, xValues=["2026-03-01T00:00:00"])
    ),
    "the days of a funnel with or without midnight": Variant(
        "getFunnel",
        {"data": [{**STEPS, "dayFunnels": {"xValues": ["2026-03-01"], "series": [[4, 2]]}}]},
        {"data": [{**STEPS, "dayFunnels": {"xValues": ["2026-03-01T00:00"], "series": [[4, 2]]}}]},
    ),
    "values as text": Variant("getUsers", of(LINES), of(LINES, series=[["1"], ["2.0"]])),
    "values over the whole span as text": Variant(
        "getSegmentation",
        of(LINES, seriesCollapsed=[[{"value": 1.5}]]),
        of(LINES, seriesCollapsed=[[{"setId": "x", "value": "1.5"}]]),
    ),
    "counts as text or as a float": Variant(
        "getSessionLengths",
        of({"xValues": ["0s-60s"], "series": [["904"]]}),
        of({"xValues": ["0s-60s"], "series": [[904.0]]}),
    ),
    "the numbers of a funnel as text": Variant(
        "getFunnel",
        {"data": [STEPS]},
        {"data": [{**STEPS, "cumulativeRaw": ["4", "2"], "medianTransTimes": ["0", "1.5"]}]},
    ),
    "cells as text": Variant(
        "getRetention",
        of({"series": [COHORTS]}),
        of(json.loads(json.dumps({"series": [COHORTS]}).replace("4,", '"4",'))),
    ),
    "amounts as text": Variant(
        "getRevenueLtv",
        of({"series": [CURVES]}),
        of(json.loads(json.dumps({"series": [CURVES]}).replace("1.5", '"1.5"'))),
    ),
    "purchases and revenue as text": Variant(
        "getUserActivity", user(purchases=0, revenue=0.0), user(purchases="0", revenue="0.0")
    ),
    "a place that is not set": Variant(
        "getUserActivity",
        user(last_location=None),
        user(last_location={"lat": BIGGEST, "lng": BIGGEST}),
    ),
    "a place as text": Variant(
        "getUserActivity",
        user(last_location={"lat": 52.1, "lng": -4.5}),
        user(last_location={"lat": "52.1", "lng": "-4.5"}),
    ),
    "an identifier as text": Variant(
        "searchUsers", {"matches": [{"amplitude_id": 7}]}, {"matches": [{"amplitude_id": "7"}]}
    ),
    "the name of an event by either member": Variant(
        "listEvents", {"data": [{"value": "A", "display": "A"}]}, {"data": [{"name": "A"}]}
    ),
    "series that are null or empty": Variant(
        "getSegmentation",
        of({"xValues": [], "series": [], "seriesLabels": [], "seriesCollapsed": []}),
        of({"xValues": None, "series": None, "seriesLabels": None, "seriesCollapsed": None}),
    ),
    "a row that is null or empty": Variant(
        "getUsers", of(LINES, series=[[]]), of(LINES, series=[None])
    ),
    "cohorts that are null or not there": Variant(
        "getRetention",
        of({"series": [{}]}),
        of({"series": [{"dates": None, "values": None, "combined": None}], "seriesLabels": None}),
    ),
    "curves that are null or not there": Variant(
        "getRevenueLtv",
        of({"series": [{}]}),
        of({"series": [{"dates": None, "values": None, "complete": None}]}),
    ),
    "a funnel of nobody": Variant("getFunnel", {"data": []}, {"data": None}),
    "members of a funnel that are null or not there": Variant(
        "getFunnel",
        {"data": [STEPS]},
        {
            "data": [
                {**STEPS, "meta": None, "groupValue": None, "stepByStep": None, "dayFunnels": None}
            ]
        },
    ),
    "matches that are null or empty": Variant("searchUsers", {"matches": []}, {"matches": None}),
    "no activity at all": Variant("getUserActivity", {"userData": {}, "events": []}, {}),
    "a catalogue without events": Variant("listEvents", {"data": []}, {"data": None}),
    "no chart": Variant("getChartCsv", {"data": ""}, {"data": None}),
    "dates that are listed or not": Variant(
        "getRetention",
        of({"series": [COHORTS]}),
        of({"series": [{**COHORTS, "dates": ["Aug 15", "Aug 14"]}]}),
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_both_ways_of_writing_a_reply_come_to_the_same(name: str) -> None:
    operation, one, other = VARIANTS[name]
    first, second = PARSERS[operation](one), PARSERS[operation](other)
    assert one != other
    assert first == second
    if isinstance(first, Table):
        assert first.rows() == second.rows()
        assert first.schema == second.schema
        assert first.to_arrow() == second.to_arrow()
