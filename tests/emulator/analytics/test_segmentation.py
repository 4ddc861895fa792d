from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import ask_segmentation, details, event, noon, segmentation, upload

if TYPE_CHECKING:
    import httpx


def test_a_project_without_events_has_empty_series(http: httpx.Client) -> None:
    upload(http, event("$identify", user_properties={"$set": {"plan": "pro"}}))
    data = segmentation(http, "Play Song", start="20260301", end="20260302")
    assert data == {
        "series": [],
        "seriesLabels": [],
        "seriesMeta": [],
        "seriesCollapsed": [],
        "xValues": ["2026-03-01", "2026-03-02"],
    }


def test_uniques_count_a_user_once_a_day_and_once_over_all(http: httpx.Client) -> None:
    upload(
        http,
        *[event(time=noon(day)) for day in (2, 2, 3, 5)],
        event(user_id="user-2", time=noon(3)),
    )
    data = segmentation(http, "Play Song", start="20260302", end="20260305")
    assert data == {
        "series": [[1, 2, 0, 1]],
        "seriesLabels": [0],
        "seriesMeta": [{"segmentIndex": 0, "eventIndex": 0}],
        "seriesCollapsed": [[{"value": 2}]],
        "xValues": ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"],
    }


def test_totals_count_every_event(http: httpx.Client) -> None:
    upload(http, *[event(time=noon(day)) for day in (2, 2, 3, 5)])
    data = segmentation(http, "Play Song", m="totals", start="20260302", end="20260305")
    assert data["series"] == [[2, 1, 0, 1]]
    assert data["seriesCollapsed"] == [[{"value": 4}]]


def test_an_event_nobody_sent_counts_zero(http: httpx.Client) -> None:
    upload(http, event())
    assert segmentation(http, "Other", start="20260302", end="20260303")["series"] == [[0, 0]]


def test_a_day_ends_at_midnight_utc(http: httpx.Client) -> None:
    midnight = noon(2) + 12 * 3_600_000
    upload(http, *[event(time=time) for time in (midnight - 1, midnight)])
    data = segmentation(http, "Play Song", m="totals", start="20260302", end="20260303")
    assert data["series"] == [[1, 1]]
    only = segmentation(http, "Play Song", m="totals", start="20260303", end="20260303")
    assert only["series"] == [[1]]


def test_weeks_are_named_by_their_monday_and_hold_only_the_days_asked_for(
    http: httpx.Client,
) -> None:
    upload(http, *[event(time=noon(day)) for day in (2, 4, 8, 9, 12)])
    data = segmentation(http, "Play Song", m="totals", i=7, start="20260304", end="20260311")
    assert data["xValues"] == ["2026-03-02", "2026-03-09"]
    assert data["series"] == [[2, 1]]


def test_months_are_named_by_their_first_day(http: httpx.Client) -> None:
    upload(http, *[event(time=noon(1, month)) for month in (1, 2, 2, 4)])
    data = segmentation(http, "Play Song", m="totals", i=30, start="20260115", end="20260401")
    assert data["xValues"] == ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]
    assert data["series"] == [[0, 2, 0, 1]]


def test_hours_and_five_minutes_are_named_by_their_first_second(http: httpx.Client) -> None:
    upload(http, *[event(time=noon(2) + minutes * 60_000) for minutes in (0, 4, 5, 60)])
    one_day = {"m": "totals", "start": "20260302", "end": "20260302"}
    hours = segmentation(http, "Play Song", i=-3600000, **one_day)
    assert hours["xValues"][12:14] == ["2026-03-02T12:00:00", "2026-03-02T13:00:00"]
    assert (hours["series"][0][12:14], len(hours["xValues"])) == ([3, 1], 24)
    minutes = segmentation(http, "Play Song", i=-300000, **one_day)
    assert minutes["xValues"][144:146] == ["2026-03-02T12:00:00", "2026-03-02T12:05:00"]
    assert (minutes["series"][0][144:146], len(minutes["xValues"])) == ([2, 1], 288)


def test_a_rolling_window_counts_a_user_once_and_looks_back(http: httpx.Client) -> None:
    upload(http, *[event(time=noon(day)) for day in (1, 2, 4)])
    asked = {"start": "20260302", "end": "20260305"}
    window = segmentation(http, "Play Song", rollingWindow=2, **asked)
    assert window["series"] == [[1, 1, 1, 1]]
    totals = segmentation(http, "Play Song", m="totals", rollingWindow=2, **asked)
    assert totals["series"] == [[2, 1, 1, 1]]
    assert totals["seriesCollapsed"] == [[{"value": 2}]]


@pytest.mark.parametrize(
    ("interval", "most"), [(-300000, 36), (-3600000, 72), (1, 90), (7, 12), (30, 12)]
)
def test_windows_reach_as_far_as_documented(http: httpx.Client, interval: int, most: int) -> None:
    upload(http, event())
    asked = {"m": "totals", "i": interval, "start": "20260302", "end": "20260302"}
    for name in ("rollingWindow", "rollingAverage"):
        found = ask_segmentation(http, "Play Song", **{name: most}, **asked)
        assert found.status_code == 200, found.text
        beyond = ask_segmentation(http, "Play Song", **{name: most + 1}, **asked)
        assert beyond.status_code == 400


def test_a_rolling_average_is_the_mean_of_the_intervals(http: httpx.Client) -> None:
    upload(http, *[event(time=noon(day)) for day in (1, 2, 4)])
    average = segmentation(http, "Play Song", rollingAverage=2, start="20260302", end="20260305")
    assert average["series"] == [[1, 0.5, 0.5, 0.5]]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("ROLLWIN(TOTALS, A, 2)", [2, 1, 1, 1]),
        ("ROLLWINBEFORE(TOTALS, A, 2)", [2, 1, 1, 1]),
        ("ROLLWIN(UNIQUES, A, 2)", [1, 1, 1, 1]),
        ("ROLLAVG(TOTALS, A, 2)", [1, 0.5, 0.5, 0.5]),
        ("CUMSUM(TOTALS, A)", [1, 1, 2, 2]),
        ("CUMSUM(UNIQUES, A)", [1, 1, 1, 1]),
    ],
)
def test_a_measure_of_a_formula_rolls_by_itself(
    http: httpx.Client, formula: str, expected: list[float]
) -> None:
    upload(http, *[event(time=noon(day)) for day in (1, 2, 4)])
    asked = {"m": "formula", "formula": formula, "start": "20260302", "end": "20260305"}
    assert segmentation(http, "Play Song", **asked)["series"] == [expected]


def test_a_query_rolls_only_what_does_not_roll_by_itself(http: httpx.Client) -> None:
    upload(http, *[event(time=noon(day)) for day in (2, 3, 4)])
    asked = {"m": "formula", "start": "20260302", "end": "20260305", "rollingWindow": 2}
    for formula, expected in {
        "TOTALS(A)": [1, 2, 2, 1],
        "CUMSUM(TOTALS, A)": [1, 2, 3, 3],
        "CUMSUM(TOTALS, A) - TOTALS(A)": [0, 0, 1, 2],
    }.items():
        data = segmentation(http, "Play Song", formula=formula, **asked)
        assert data["series"] == [expected]


def test_a_quotient_by_nothing_is_0(http: httpx.Client) -> None:
    upload(http, event("A"), event("A", user_id="user-2"))
    data = segmentation(
        http, "A", e2={"event_type": "B"}, m="formula", formula="UNIQUES(A) / UNIQUES(B)"
    )
    assert data["series"] == [[0] * 7]
    assert data["seriesCollapsed"] == [[{"value": 0}]]


def test_a_formula_has_a_series_for_each_segment_unless_it_names_them(http: httpx.Client) -> None:
    for number, platform in enumerate(["iOS", "iOS", "iOS", "Web"]):
        upload(http, event("B", user_id=f"user-{number}", platform=platform))
    segments = [[{"prop": "platform", "op": "is", "values": [name]}] for name in ("iOS", "Web")]
    asked = {"e2": {"event_type": "B"}, "s": segments, "m": "formula"}
    each = segmentation(http, "A", formula="UNIQUES(B)", **asked)
    assert [one[0]["value"] for one in each["seriesCollapsed"]] == [3, 1]
    assert each["seriesMeta"] == [
        {"segmentIndex": 0, "eventIndex": 1},
        {"segmentIndex": 1, "eventIndex": 1},
    ]
    compared = segmentation(http, "A", formula="UNIQUES(B2) / UNIQUES(B1)", **asked)
    assert compared["seriesCollapsed"] == [[{"value": pytest.approx(1 / 3)}]]
    assert compared["seriesMeta"] == [{"segmentIndex": 1, "eventIndex": 1}]


def test_the_share_of_active_users_is_in_percent(http: httpx.Client) -> None:
    upload(http, event("A"), event("B", user_id="user-2"), event("B", user_id="user-3"))
    share = segmentation(http, "B", m="pct_dau", start="20260302", end="20260303")
    assert share["series"] == [[pytest.approx(200 / 3), 0]]
    assert share["seriesCollapsed"] == [[{"value": pytest.approx(200 / 3)}]]


def test_a_group_is_a_share_of_the_active_users_of_its_segment_group(http: httpx.Client) -> None:
    for number, (country, genre) in enumerate(
        [("Italy", "rock"), ("Italy", "pop"), ("Italy", None), ("Italy", None), ("Chad", "rock")]
    ):
        properties = {} if genre is None else {"genre": genre}
        name = "A" if genre is None else "B"
        sent = event(name, user_id=f"user-{number}", country=country, event_properties=properties)
        upload(http, sent)
    e = {"event_type": "B", "group_by": [{"type": "event", "value": "genre"}]}
    data = segmentation(http, e, m="pct_dau", g="country", start="20260302", end="20260302")
    shares = zip(data["seriesLabels"], data["series"], strict=True)
    assert dict(shares) == {"pop; Italy": [25], "rock; Italy": [25], "rock; Chad": [100]}


def test_a_property_metric_measures_the_first_group_by(http: httpx.Client) -> None:
    numbers: list[Any] = [1, 2.5, "3", "many", None, [4, 5]]
    upload(http, *[event(event_properties={"n": number}) for number in numbers])
    e = {"event_type": "Play Song", "group_by": [{"type": "event", "value": "n"}]}
    asked = {"start": "20260302", "end": "20260302"}
    assert segmentation(http, e, m="sums", **asked)["series"] == [[15.5]]
    assert segmentation(http, e, m="value_avg", **asked)["series"] == [[3.1]]
    distribution = segmentation(http, e, m="histogram", **asked)
    assert distribution["seriesLabels"] == ["1", "2.5", "3", "4", "5"]
    assert distribution["series"] == [[1], [1], [1], [1], [1]]


def test_a_formula_measures_the_property_of_any_of_its_events(http: httpx.Client) -> None:
    upload(http, event("A", event_properties={"n": 2}), event("B", event_properties={"m": 40}))
    a, b = (
        {"event_type": name, "group_by": [{"type": "event", "value": property_}]}
        for name, property_ in (("A", "n"), ("B", "m"))
    )
    asked = {"m": "formula", "start": "20260302", "end": "20260302"}
    assert segmentation(http, "A", e2=b, formula="UNIQUES(A) + PROPSUM(B)", **asked)["series"] == [
        [41]
    ]
    assert segmentation(http, a, e2=b, formula="PROPSUM(A) + PROPSUM(B)", **asked)["series"] == [
        [42]
    ]


def test_texts_that_stand_for_no_finite_number_are_not_measured(http: httpx.Client) -> None:
    upload(http, *[event(event_properties={"n": n}) for n in (1, "2", "nan", "inf", "-Infinity")])
    e = {"event_type": "Play Song", "group_by": [{"type": "event", "value": "n"}]}
    asked = {"start": "20260302", "end": "20260302"}
    assert segmentation(http, e, m="sums", **asked)["series"] == [[3]]
    assert segmentation(http, e, m="value_avg", **asked)["series"] == [[1.5]]


def test_a_distribution_is_in_the_order_of_its_numbers(http: httpx.Client) -> None:
    upload(http, *[event(event_properties={"n": n}) for n in (10, 9, -3, "9.5", 100)])
    e = {"event_type": "Play Song", "group_by": [{"type": "event", "value": "n"}]}
    found = segmentation(http, e, m="histogram")["seriesLabels"]
    assert found == ["-3", "9", "9.5", "10", "100"]


def test_a_property_may_become_a_list_after_it_was_asked_for(http: httpx.Client) -> None:
    e = {"event_type": "Play Song", "group_by": [{"type": "event", "value": "tags"}]}
    upload(http, event(event_properties={"tags": "a"}))
    assert grouped(http, e, m="totals") == {"a": 1}
    upload(http, event(event_properties={"tags": ["a", "b"]}))
    assert grouped(http, e, m="totals") == {"a": 2, "b": 1}


def test_the_calendar_has_no_edge(http: httpx.Client) -> None:
    upload(http, *[event(time=time) for time in (-(2**63), 2**63 - 1, -62135596800000, noon(2))])
    for interval in (7, 30):
        data = segmentation(
            http, "Play Song", m="totals", i=interval, start="00010101", end="99991231"
        )
        assert data["xValues"][0] == "0001-01-01"
        assert data["seriesCollapsed"] == [[{"value": 2}]]


def test_a_reply_is_not_larger_than_memory_allows(http: httpx.Client) -> None:
    upload(http, event())
    asked = {"i": 7, "start": "00010101", "end": "99991231"}
    response = ask_segmentation(http, "Play Song", e2={"event_type": "Play Song"}, **asked)
    assert (response.status_code, details(response)) == (
        400,
        "The reply would have 1043446 values, more than 1000000",
    )


def grouped(http: httpx.Client, e: Any, **parameters: Any) -> dict[Any, float]:
    data = segmentation(http, e, **parameters)
    values = [one[0]["value"] for one in data["seriesCollapsed"]]
    return dict(zip(data["seriesLabels"], values, strict=True))


def test_groups_are_ordered_by_size_and_then_by_name(http: httpx.Client) -> None:
    for number, country in enumerate(["Latvia", "Italy", "Italy", "Chad", None]):
        members = {"country": country} if country else {}
        upload(http, event(user_id=f"user-{number}", **members))
    counts = grouped(http, "Play Song", g="country")
    assert list(counts.items()) == [("Italy", 2), ("(none)", 1), ("Chad", 1), ("Latvia", 1)]
    assert list(grouped(http, "Play Song", g="country", limit=2)) == ["Italy", "(none)"]


def test_groups_of_a_formula_are_ranked_by_users_whatever_it_measures(http: httpx.Client) -> None:
    upload(http, *[event(country="Italy") for _ in range(3)])
    upload(http, *[event(user_id=f"user-{number}", country="Latvia") for number in (2, 3)])
    asked = {"g": "country", "limit": 1}
    assert grouped(http, "Play Song", m="formula", formula="TOTALS(A)", **asked) == {"Latvia": 2}
    assert grouped(http, "Play Song", m="totals", **asked) == {"Italy": 3}


def test_groups_of_a_formula_are_ranked_by_the_users_of_all_its_terms(http: httpx.Client) -> None:
    counts = {"Italy": (3, 0), "Latvia": (2, 2), "Chad": (2, 1)}
    for country, (a, b) in counts.items():
        for name, users in (("A", a), ("B", b)):
            for number in range(users):
                upload(http, event(name, user_id=f"{country}-{name}-{number}", country=country))
    asked = {"m": "formula", "formula": "UNIQUES(A) - UNIQUES(B)", "g": "country"}
    found = grouped(http, "A", e2={"event_type": "B"}, **asked)
    assert list(found.items()) == [("Latvia", 0), ("Chad", 1), ("Italy", 3)]


def test_an_event_is_in_the_group_of_each_value_of_a_list(http: httpx.Client) -> None:
    upload(
        http,
        event(event_properties={"tags": ["a", "b", "a", None, 7]}),
        event(event_properties={"tags": []}),
        event(event_properties={"tags": None}),
        event(event_properties={"tags": True}),
        event(event_properties={"tags": {"x": 1.0}}),
    )
    e = {"event_type": "Play Song", "group_by": [{"type": "event", "value": "tags"}]}
    assert grouped(http, e, m="totals") == {
        "(none)": 2,
        "a": 1,
        "b": 1,
        "7": 1,
        "true": 1,
        '{"x":1}': 1,
    }


def test_each_group_has_its_values_over_time(http: httpx.Client) -> None:
    upload(
        http,
        event(time=noon(2), platform="iOS"),
        event(time=noon(3), platform="iOS"),
        event(time=noon(3), platform="Web"),
    )
    data = segmentation(http, "_all", g="platform", start="20260302", end="20260303")
    assert dict(zip(data["seriesLabels"], data["series"], strict=True)) == {
        "iOS": [1, 1],
        "Web": [0, 1],
    }


def test_each_segment_and_each_event_has_its_series(http: httpx.Client) -> None:
    upload(
        http,
        event("A", platform="iOS"),
        event("A", platform="Web"),
        event("B", platform="iOS"),
    )
    segments = [[{"prop": "platform", "op": "is", "values": [name]}] for name in ("iOS", "Web")]
    data = segmentation(http, "A", e2={"event_type": "B"}, s=segments, m="totals")
    assert [one[0]["value"] for one in data["seriesCollapsed"]] == [1, 1, 1, 0]
    assert data["seriesLabels"] == [0, 1, 2, 3]
    assert data["seriesMeta"] == [
        {"segmentIndex": 0, "eventIndex": 0},
        {"segmentIndex": 1, "eventIndex": 0},
        {"segmentIndex": 0, "eventIndex": 1},
        {"segmentIndex": 1, "eventIndex": 1},
    ]


def test_an_empty_segment_is_everybody(http: httpx.Client) -> None:
    upload(http, event())
    assert segmentation(http, "Play Song", s=[[]])["seriesCollapsed"] == [[{"value": 1}]]


@pytest.mark.parametrize(
    ("event_type", "events"),
    [("_all", 3), ("_active", 3), ("revenue_amount", 2), ("A", 1), ("a", 0)],
)
def test_some_names_stand_for_several_events(
    http: httpx.Client, event_type: str, events: int
) -> None:
    upload(http, event("A"), event("B", price=0), event("C", revenue=-1))
    data = segmentation(http, event_type, m="totals", n="any")
    assert data["seriesCollapsed"] == [[{"value": events}]]


def test_only_events_of_the_project_are_counted(http: httpx.Client) -> None:
    upload(http, event())
    upload(http, event(), api_key="key-2")
    assert segmentation(http, "Play Song", m="totals")["seriesCollapsed"] == [[{"value": 1}]]


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"m": "unique"}, "m"),
        ({"n": "new"}, "n"),
        ({"i": 2}, "i"),
        ({"i": "daily"}, "i"),
        ({"i": ""}, "i"),
        ({"limit": 0}, "limit"),
        ({"limit": 1001}, "limit"),
        ({"limit": "1.0"}, "limit"),
        ({"start": "2026-03-01"}, "start"),
        ({"start": "20260230"}, "start"),
        ({"end": "20260301\n"}, "end"),
        ({"start": "20260309", "end": "20260308"}, "after"),
        ({"start": "20250101", "end": "20260101"}, "365 days"),
        ({"start": ["20260301", "20260302"]}, "start must not be repeated"),
        ({"start": "20260301", "end": "20260308", "i": -3600000}, "Hourly data reaches 7 days"),
        ({"start": "20260301", "end": "20260303", "i": -300000}, "Real-time data reaches 2 days"),
        ({"m": "formula"}, "formula"),
        ({"m": "formula", "formula": "1 + 1"}, "measures no event"),
        ({"m": "formula", "formula": "UNIQUES(B)"}, "B, which is sent as e2"),
        ({"m": "formula", "formula": "UNIQUES(A2)"}, "beyond the 1 of the query"),
        ({"m": "formula", "formula": "PROPSUM(A)"}, "needs a group_by"),
        ({"m": "formula", "formula": "ROLLAVG(UNIQUES, A, 91)"}, "from 1 to 90 intervals, not 91"),
        (
            {
                "m": "formula",
                "formula": "UNIQUES(A) / UNIQUES(B)",
                "e2": {"event_type": "B", "group_by": [{"type": "user", "value": "os"}]},
            },
            "grouped by as many properties each",
        ),
        ({"rollingWindow": 0}, "rollingWindow goes from 1 to 90 intervals, not 0"),
        ({"rollingAverage": 13, "i": 7}, "from 1 to 12 intervals, not 13"),
        ({"rollingAverage": 13, "i": 30}, "from 1 to 12 intervals, not 13"),
        ({"rollingWindow": 73, "i": -3600000}, "from 1 to 72 intervals, not 73"),
        (
            {"start": "20260301", "end": "20260302", "rollingWindow": 37, "i": -300000},
            "from 1 to 36 intervals, not 37",
        ),
        ({"rollingAverage": 7, "rollingWindow": 7}, "only one of rollingWindow and rollingAverage"),
        ({"start": "00010101", "end": "00010102", "rollingWindow": 2}, "too early for a window"),
        ({"g2": "country"}, "send the first one as g"),
        ({"m": "sums"}, "group_by"),
        ({"g": "country", "s": [[], []]}, "single segment"),
        ({"g": "gender"}, "Invalid user property gender"),
        ({"g": "event_properties"}, "Invalid user property"),
        ({"g": "_app"}, "Invalid user property"),
        ({"e": {"event_type": "_new"}}, "_new"),
        ({"e": []}, "e"),
        ({"e": {}}, "event_type"),
        ({"e": {"event_type": 7}}, "event_type"),
        ({"e": {"event_type": "A", "filters": [{}]}}, "filters[0]"),
        ({"e": {"event_type": "A", "group_by": [{"type": "x", "value": "y"}]}}, "group_by[0].type"),
        ({"e2": "A"}, "e2"),
        ({"e": {"event_type": "ce:Mine"}}, "no custom event Mine"),
        ({"s": [[{"prop": "userdata_cohort", "op": "is", "values": ["x"]}]]}, "no cohort x"),
        ({"s": [{"prop": "country"}]}, "s"),
        ({"s": [[{"prop": "country", "op": "like", "values": []}]]}, "s"),
        ({"s": [[{"prop": "country", "op": "is", "values": [1]}]]}, "s"),
        ({"s": [[{"prop": "gender", "op": "is", "values": []}]]}, "Invalid user property gender"),
    ],
)
def test_what_makes_no_sense_is_a_400_that_names_it(
    http: httpx.Client, parameters: dict[str, Any], named: str
) -> None:
    asked = {"e": "A", **parameters}
    e = asked.pop("e")
    response = ask_segmentation(http, {"event_type": e} if isinstance(e, str) else e, **asked)
    if isinstance(e, list):
        response = http.get(
            "/api/2/events/segmentation", params={"e": "[]", "start": "20260301", "end": "20260301"}
        )
    assert response.status_code == 400
    assert named in details(response)
    error = response.json()["error"]
    assert (error["type"], error["message"]) == ("bad_request", "Bad Request")


@pytest.mark.parametrize("missing", ["e", "start", "end"])
def test_required_parameters_are_required(http: httpx.Client, missing: str) -> None:
    asked = {"e": '{"event_type":"A"}', "start": "20260301", "end": "20260301"}
    del asked[missing]
    response = http.get("/api/2/events/segmentation", params=asked)
    assert response.status_code == 400
    assert missing in details(response)


def test_json_that_is_none_is_a_400(http: httpx.Client) -> None:
    for e in ("{", "", "A", "NaN", '{"event_type":"\\ud800"}', "[" * 5000):
        asked = {"e": e, "start": "20260301", "end": "20260301"}
        assert http.get("/api/2/events/segmentation", params=asked).status_code == 400


def test_unknown_parameters_are_ignored(http: httpx.Client) -> None:
    upload(http, event())
    assert segmentation(http, "Play Song", new="x")["seriesCollapsed"] == [[{"value": 1}]]
