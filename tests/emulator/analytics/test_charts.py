from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import details, event, noon, segmentation, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

MARCH: dict[str, Any] = {"start": "20260301", "end": "20260303"}
SONGS: dict[str, Any] = {"e": {"event_type": "Play Song"}, "m": "totals", **MARCH}


@pytest.fixture
def songs(http: httpx.Client) -> httpx.Client:
    upload(
        http,
        event(country="Italy", time=noon(1)),
        event(country="Italy", time=noon(3)),
        event(country='"=1,\r\n', user_id="user-2", time=noon(3)),
    )
    return http


def test_a_chart_answers_as_its_query_does(emulator: Emulator, songs: httpx.Client) -> None:
    emulator.define_chart("k3v9x1ab", "segmentation", {**SONGS, "g": "country"})
    answered = songs.get("/api/3/chart/k3v9x1ab/query").json()["data"]
    assert answered == segmentation(songs, "Play Song", m="totals", g="country", **MARCH)
    assert answered["series"] == [[1, 0, 1], [0, 0, 1]]


def test_what_repeats_in_a_query_is_a_list(emulator: Emulator, songs: httpx.Client) -> None:
    italy = [{"prop": "country", "op": "is", "values": ["Italy"]}]
    emulator.define_chart("two", "segmentation", {**SONGS, "s": [italy, []]})
    answered = songs.get("/api/3/chart/two/query").json()["data"]
    assert answered["seriesCollapsed"] == [[{"value": 2}], [{"value": 3}]]


def test_the_csv_is_text_inside_json(emulator: Emulator, songs: httpx.Client) -> None:
    emulator.define_chart("k3v9x1ab", "segmentation", SONGS, title="Songs")
    response = songs.get("/api/3/chart/k3v9x1ab/csv")
    assert response.headers["content-type"] == "application/json"
    assert response.json()["data"] == (
        '"\tSongs"\r\n"\tTotals, daily"\r\n\r\n'
        '"\tSegment","\t2026-03-01","\t2026-03-02","\t2026-03-03"\r\n'
        '"\tTotals, daily","1","0","2"\r\n'
    )


def test_labels_are_quoted_and_never_a_formula(emulator: Emulator, songs: httpx.Client) -> None:
    emulator.define_chart("by", "segmentation", {**SONGS, "g": "country"}, title='"quoted"')
    text = songs.get("/api/3/chart/by/csv").json()["data"]
    rows = list(csv.reader(text.splitlines(keepends=True)))
    assert rows[0] == ['\t"quoted"']
    assert rows[-2:] == [["\tItaly", "1", "0", "1"], ['\t"=1,\r\n', "0", "0", "1"]]


@pytest.mark.parametrize(
    ("type_", "parameters"),
    [
        ("users", MARCH),
        ("composition", {**MARCH, "p": "country"}),
        ("session_lengths", MARCH),
        ("average_session_length", MARCH),
        ("sessions_per_user", MARCH),
        ("funnel", {**MARCH, "e": [{"event_type": "Play Song"}, {"event_type": "Play Song"}]}),
        ("retention", {**MARCH, "se": {"event_type": "_new"}, "re": {"event_type": "_active"}}),
        ("revenue_ltv", MARCH),
    ],
)
def test_every_type_of_chart_has_results_and_a_table(
    emulator: Emulator, songs: httpx.Client, type_: str, parameters: dict[str, Any]
) -> None:
    emulator.define_chart("any", type_, parameters)
    assert songs.get("/api/3/chart/any/query").json()["data"]
    rows = list(csv.reader(songs.get("/api/3/chart/any/csv").json()["data"].splitlines()))
    assert rows[2] == []
    header, *table = rows[3:]
    assert header[0] == "\tSegment"
    assert table
    assert all(len(row) <= len(header) for row in table)


def test_the_table_of_a_retention_has_users_and_intervals_from_0_on(
    emulator: Emulator, songs: httpx.Client
) -> None:
    asked = {"se": {"event_type": "_new"}, "re": {"event_type": "_active"}, **MARCH}
    emulator.define_chart("back", "retention", asked)
    text = songs.get("/api/3/chart/back/csv").json()["data"]
    header, *rows = csv.reader(text.splitlines()[3:])
    assert header[:5] == ["\tSegment", "\tDate", "\tUsers", "\tInterval 0", "\tInterval 1"]
    assert header[-1] == "\tInterval 30"
    assert rows[-1][:6] == ["\tAll users", "\tMar 01, 2026", "1", "1", "0", "1"]


def test_the_table_of_lifetime_values_has_a_row_for_each_group_and_date(
    emulator: Emulator, songs: httpx.Client
) -> None:
    emulator.define_chart("worth", "revenue_ltv", {**MARCH, "end": "20260301", "g": "city"})
    upload(songs, event(user_id="user-3", city="Rome", time=noon(1), revenue=2))
    text = songs.get("/api/3/chart/worth/csv").json()["data"]
    header, *rows = csv.reader(text.splitlines()[3:])
    assert header[:6] == ["\tSegment", "\tDate", "\tcount", "\tpaid", "\ttotal_amount", "\tr1d"]
    assert [row[:6] for row in rows] == [
        ["\t(none)", "\t2026-03-01", "1", "0", "0.0", "0.0"],
        ["\tRome", "\t2026-03-01", "1", "1", "2.0", "2.0"],
    ]


def test_days_that_have_not_begun_are_empty_cells(emulator: Emulator, songs: httpx.Client) -> None:
    emulator.define_chart("worth", "revenue_ltv", MARCH)
    text = songs.get("/api/3/chart/worth/csv").json()["data"]
    header, *rows = csv.reader(text.splitlines()[3:])
    assert [row[1] for row in rows] == ["\t2026-03-03", "\t2026-03-02", "\t2026-03-01"]
    assert {len(row) for row in rows} == {len(header)}
    assert [row[-1] for row in rows] == ["", "", "0.0"]


def test_a_list_that_is_one_value_does_not_repeat_the_parameter(
    emulator: Emulator, songs: httpx.Client
) -> None:
    asked = {"se": {"event_type": "_new"}, "re": {"event_type": "_active"}, **MARCH}
    emulator.define_chart("in", "retention", {**asked, "rm": "bracket", "rb": [[0, 2], [2, 3]]})
    (series,) = songs.get("/api/3/chart/in/query").json()["data"]["series"]
    assert [cell["count"] for cell in series["values"]["Mar 01, 2026"]] == [1, 1, 1]


def test_the_table_of_a_funnel_has_the_users_of_each_step(
    emulator: Emulator, songs: httpx.Client
) -> None:
    steps = [{"event_type": "Play Song"}] * 2
    emulator.define_chart("twice", "funnel", {"e": steps, **MARCH})
    text = songs.get("/api/3/chart/twice/csv").json()["data"]
    assert list(csv.reader(text.splitlines()[3:])) == [
        ["\tSegment", "\tPlay Song", "\tPlay Song"],
        ["\tFunnel, daily", "2", "1"],
    ]


def test_a_chart_nobody_defined_is_a_400(http: httpx.Client) -> None:
    for path in ("query", "csv"):
        response = http.get(f"/api/3/chart/unknown/{path}")
        assert (response.status_code, details(response)) == (
            400,
            "There is no chart unknown; define it first",
        )


@pytest.mark.parametrize(
    ("type_", "parameters", "problem"),
    [
        ("pie", {}, "no chart type pie"),
        ("segmentation", {"e": {"event_type": "A"}}, "Missing required parameter start"),
        ("segmentation", {**SONGS, "colour": 1}, "no parameter colour"),
        ("segmentation", {**SONGS, "e": {}}, "event_type"),
    ],
)
def test_a_chart_that_makes_no_sense_is_refused(
    emulator: Emulator, http: httpx.Client, type_: str, parameters: dict[str, Any], problem: str
) -> None:
    http.get("/api/2/events/list")
    with pytest.raises(ValueError, match=problem):
        emulator.define_chart("odd", type_, parameters)
