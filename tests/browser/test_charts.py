"""Charts: what the form asks, what the figure, its marks and its table show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOON
from tests.browser.listening import KEY, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from playwright.sync_api import Locator, Page

    from amplitude_sdk.emulator import Emulator

    Visit = Callable[..., AbstractContextManager[Page]]

WEEK = {"start": "2026-02-23", "end": "2026-03-01"}


def charts(kind: str, **parameters: Any) -> str:
    return f"charts?{urlencode({'kind': kind, **WEEK, **parameters}, doseq=True)}"


def asked(emulator: Emulator, path: str, **parameters: Any) -> Any:
    """The reply of the API itself."""
    days = {name: day.replace("-", "") for name, day in WEEK.items()}
    response = httpx.get(
        f"{emulator.url}/api/2/{path}", params={**days, **parameters}, auth=(KEY, "secret-1")
    )
    response.raise_for_status()
    return response.json()["data"]


def figure(page: Page, title: str) -> Locator:
    return page.get_by_role("figure").filter(has=page.locator("figcaption", has_text=title))


def table(page: Page, title: str) -> list[list[str]]:
    """Open the table of a figure and return its cells."""
    one = figure(page, title)
    one.get_by_text("Show the numbers as a table").click()
    expect(one.locator("table")).to_be_visible()
    rows: list[list[str]] = one.locator("table").evaluate(
        "table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return rows


def test_segmentation_shows_what_the_api_answers(visit: Visit, studio: Emulator) -> None:
    data = asked(studio, "events/segmentation", e='{"event_type":"Play Song"}', m="totals")
    with visit(studio, charts("segmentation", e="Play Song", m="totals")) as page:
        rows = table(page, "Events")
    assert rows[0] == ["Date", "Play Song"]
    assert rows[1:] == [
        [day, f"{value:,}"] for day, value in zip(data["xValues"], data["series"][0], strict=True)
    ]


def test_groups_are_lines_with_a_legend(visit: Visit, studio: Emulator) -> None:
    address = charts("segmentation", e="Play Song", m="totals", g="event:genre")
    with visit(studio, address) as page:
        chart = figure(page, "Events")
        expect(chart.locator(".legend li")).to_have_count(4)
        expect(chart.locator(".series .line")).to_have_count(4)
        assert sorted(table(page, "Events")[0][1:]) == ["ambient", "folk", "jazz", "pop"]


def test_annotations_and_releases_stand_on_the_time_axis(visit: Visit, studio: Emulator) -> None:
    address = charts("segmentation", e="Play Song", start="2026-02-05", end="2026-03-04")
    with visit(studio, address) as page:
        chart = figure(page, "Users")
        marks = chart.get_by_role("list", name="Annotations and releases in this chart")
        expect(marks.get_by_role("listitem")).to_have_text(
            [
                "ASpring campaignAnnotation, Feb 9, 2026",
                "B4.2.0 New playerRelease, Feb 13, 2026",
                "CCheckout outageAnnotation, Feb 19, 2026",
                "D4.3.0 Offline modeRelease, Feb 27, 2026",
            ]
        )
        places = chart.locator("svg.plot-svg").evaluate(
            """svg => {
              const dots = [...svg.querySelectorAll(".dot")].map(dot => Number(dot.getAttribute("cx")));
              const step = dots[1] - dots[0];
              const lines = [...svg.querySelectorAll(".mark-line")];
              return lines.map(line => (Number(line.getAttribute("x1")) - dots[0]) / step);
            }"""
        )
        assert places == pytest.approx(
            [4 + 8 / 24, 8 + 9 / 24, 14 + 6 / 24, 22 + 10 / 24], abs=0.01
        )
        expect(chart.locator(".mark-range")).to_have_count(1)


def test_the_points_of_a_chart_are_under_the_arrow_keys(visit: Visit, studio: Emulator) -> None:
    data = asked(studio, "events/segmentation", e='{"event_type":"Play Song"}', m="totals")
    values = data["series"][0]
    with visit(studio, charts("segmentation", e="Play Song", m="totals")) as page:
        slider = page.get_by_role("slider", name="Events: point")
        slider.focus()
        expect(slider).to_have_attribute("aria-valuetext", f"Mar 1, 2026: Play Song {values[-1]}")
        page.keyboard.press("ArrowLeft")
        expect(slider).to_have_attribute("aria-valuetext", f"Feb 28, 2026: Play Song {values[-2]}")
        expect(page.locator(".tip")).to_contain_text(f"Play Song{values[-2]}")
        page.keyboard.press("Home")
        expect(slider).to_have_attribute("aria-valuenow", "0")
        slider.hover(position={"x": 5, "y": 100})
        expect(page.locator(".tip-head")).to_have_text("Feb 23, 2026")


def test_a_funnel_shows_its_steps_and_its_days(visit: Visit, studio: Emulator) -> None:
    steps = ["Search", "Play Song", "Start Subscription"]
    events = [f'{{"event_type":"{step}"}}' for step in steps]
    (data,) = asked(studio, "funnels", e=events, cs=30 * 86400)
    with visit(studio, charts("funnel", e=steps)) as page:
        chart = figure(page, "Conversion by step")
        expect(chart.locator(".step-head bdi")).to_have_text(steps)
        users = [f"{count:,} users" for count in data["cumulativeRaw"]]
        expect(chart.locator(".step-users")).to_have_text(users)
        rows = table(page, "Conversion by step")
        assert [row[1] for row in rows[1:]] == [f"{count:,}" for count in data["cumulativeRaw"]]
        expect(figure(page, "Conversion over time").locator(".mark-line")).to_have_count(1)


def test_steps_are_added_and_removed(visit: Visit, studio: Emulator) -> None:
    with visit(studio, charts("funnel", e=["Search", "Play Song"])) as page:
        labels = page.locator(".step-head bdi")
        expect(labels).to_have_text(["Search", "Play Song"])
        page.get_by_role("button", name="Add a step").click()
        page.get_by_label("Step 3", exact=True).select_option("Start Subscription")
        expect(labels).to_have_text(["Search", "Play Song", "Start Subscription"])
        page.get_by_role("button", name="Remove step 2").click()
        expect(labels).to_have_text(["Search", "Start Subscription"])


def test_retention_is_a_curve_and_a_heat_map(visit: Visit, studio: Emulator) -> None:
    new, active = '{"event_type":"_new"}', '{"event_type":"_active"}'
    data = asked(studio, "retention", se=new, re=active)
    with visit(studio, charts("retention")) as page:
        heat = page.get_by_role("table", name="Retention by cohort")
        expect(heat.get_by_role("rowheader").first).to_have_text("All cohorts")
        dates = data["series"][0]["dates"]
        for date in dates:
            expect(heat.get_by_role("rowheader", name=date)).to_be_visible()
        cohort = data["series"][0]["values"][dates[-1]]
        row = heat.get_by_role("row", name=dates[-1])
        cell = row.get_by_role("cell").nth(2)
        expect(cell).to_have_attribute(
            "title", f"{cohort[2]['count']} of {cohort[2]['outof']} users"
        )
        marked = heat.get_by_role("rowheader", name="Feb 27, 2026")
        expect(marked).to_contain_text("4.3.0 Offline mode")
        expect(page.get_by_role("slider", name="Users who came back: point")).to_be_visible()


def test_the_question_is_in_the_address(visit: Visit, studio: Emulator) -> None:
    with visit(studio, charts("segmentation", e="Play Song")) as page:
        page.get_by_label("Measure").select_option("totals")
        expect(figure(page, "Events")).to_be_visible()
        page.get_by_label("Event", exact=True).select_option("Search")
        expect(page.get_by_text("Show the request")).to_be_visible()
        page.reload()
        expect(page.get_by_label("Measure")).to_have_value("totals")
        expect(page.get_by_label("Event", exact=True)).to_have_value("Search")


def test_changing_a_field_keeps_the_focus_on_it(visit: Visit, studio: Emulator) -> None:
    with visit(studio, charts("segmentation", e="Play Song")) as page:
        measure = page.get_by_label("Measure")
        measure.focus()
        measure.select_option("formula")
        expect(page.get_by_label("Formula over A and B")).to_be_visible()
        expect(page.get_by_label("Measure")).to_be_focused()


def test_the_request_is_shown(visit: Visit, studio: Emulator) -> None:
    with visit(studio, charts("segmentation", e="Play Song")) as page:
        page.get_by_text("Show the request").click()
        request = page.get_by_role("region", name="The request")
        expect(request).to_contain_text("GET /api/2/events/segmentation")
        expect(request).to_contain_text('e = {"event_type":"Play Song"}')


def test_a_refused_question_says_why(visit: Visit, studio: Emulator) -> None:
    address = charts("segmentation", e="Play Song", start="2026-03-04", end="2026-03-01")
    with visit(studio, address, allowed=("status of 400",)) as page:
        expect(page.get_by_role("alert")).to_have_text("start 20260304 is after end 20260301")


def test_events_of_long_ago_are_shown_without_asking(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    day = int(NOON.timestamp() * 1000) - 400 * 86_400_000
    send(http, [{"event_type": "Old", "user_id": "ada@example.com", "time": day}])
    with visit(emulator, "charts") as page:
        expect(page.get_by_label("From")).to_have_value("2025-01-28")
        expect(page.locator(".dot")).to_have_count(1)


def test_hours_are_labelled_as_hours(visit: Visit, studio: Emulator) -> None:
    address = charts(
        "segmentation", e="Play Song", i=-3600000, start="2026-03-03", end="2026-03-04"
    )
    with visit(studio, address) as page:
        ticks = figure(page, "Users").locator("text.tick")
        expect(ticks.filter(has_text="06:00").first).to_be_visible()
        expect(ticks.filter(has_text="Mar 4")).to_be_visible()


def axis_of(page: Page, title: str) -> list[str]:
    """The labels of the vertical axis, from the bottom."""
    ticks = figure(page, title).locator('text.tick[text-anchor="end"]')
    expect(ticks.first).to_be_visible()
    return [text for text in ticks.all_text_contents() if not text.startswith(("Feb", "Mar"))]


def test_the_axis_says_what_its_lines_are(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    day = int(NOON.timestamp() * 1000) - 5 * 86_400_000
    users = [f"user-{number % 9}@example.com" for number in range(10)]
    send(http, [{"event_type": "Play", "user_id": user, "time": day} for user in users])
    address = charts("segmentation", e="Play", m="formula", formula="UNIQUES(A)/TOTALS(A)")
    with visit(emulator, address) as page:
        assert axis_of(page, "Formula") == ["0", "0.25", "0.5", "0.75", "1"]


def test_an_axis_of_small_shares_has_no_line_twice(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    day = int(NOON.timestamp() * 1000) - 5 * 86_400_000
    some = [
        {"event_type": "Come", "user_id": f"user-{number:03}@example.com", "time": time}
        for number in range(100)
        for time in (day, day + 86_400_000)
    ]
    bought = [{**one, "event_type": "Buy", "time": one["time"] + 1000} for one in some[:20]]
    send(http, [*some, *bought])
    with visit(emulator, charts("funnel", e=["Come", "Buy"])) as page:
        assert axis_of(page, "Conversion over time") == ["0%", "2.5%", "5%", "7.5%", "10%"]


def test_values_below_zero_are_in_the_chart(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    day = int(NOON.timestamp() * 1000) - 5 * 86_400_000
    refunds = [
        {"event_type": "Refund", "user_id": "ada@example.com", "time": day + number * 86_400_000}
        for number in range(2)
    ]
    for refund, amount in zip(refunds, (-40, 20), strict=True):
        refund["event_properties"] = {"amount": amount}
    send(http, refunds)
    address = charts("segmentation", e="Refund", m="sums", g="event:amount")
    with visit(emulator, address) as page:
        assert axis_of(page, "Sum of a property") == ["-40", "-20", "0", "20"]
        svg = figure(page, "Sum of a property").locator("svg.plot-svg")
        lines, dots = svg.evaluate(
            """svg => [".grid-line", ".dot"].map(name =>
              [...svg.querySelectorAll(name)].map(one => Number(one.getAttribute("y1") ?? one.getAttribute("cy"))))"""
        )
        assert max(dots) == pytest.approx(lines[0])
        assert min(dots) == pytest.approx(lines[-1])


def test_shares_of_active_users_are_in_percent(visit: Visit, studio: Emulator) -> None:
    (values,) = asked(studio, "events/segmentation", e='{"event_type":"Play Song"}', m="pct_dau")[
        "series"
    ]
    with visit(studio, charts("segmentation", e="Play Song", m="pct_dau")) as page:
        assert axis_of(page, "Share of active users")[-1].endswith("%")
        rows = table(page, "Share of active users")
        assert [row[1] for row in rows[1:]] == [f"{round(value, 2):g}%" for value in values]


def test_a_funnel_of_one_step_has_no_conversion(visit: Visit, studio: Emulator) -> None:
    with visit(studio, charts("funnel", e="Search")) as page:
        expect(figure(page, "Conversion by step")).to_contain_text("users took the step")
        expect(page.get_by_role("figure")).to_have_count(1)


def test_brackets_are_named_by_the_days_in_them(visit: Visit, studio: Emulator) -> None:
    with visit(studio, charts("retention", rm="bracket", rb="0-1,1-3")) as page:
        heat = page.get_by_role("table", name="Retention by cohort")
        expect(heat.get_by_role("columnheader")).to_have_text(
            ["Cohort", "Users", "Day 0", "Days 1\u20132"]
        )


def test_marks_without_a_letter_are_counted(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [{"event_type": "Play", "user_id": "ada@example.com"}])
    for number in range(30):
        annotation = {"label": f"Note {number}", "start": "2026-03-04T08:00:00Z"}
        http.post("/api/3/annotations", json=annotation).raise_for_status()
    with visit(emulator, "charts") as page:
        marks = page.get_by_role("list", name="Annotations and releases in this chart")
        expect(marks.get_by_role("listitem")).to_have_count(27)
        expect(marks.get_by_role("listitem").last).to_have_text("and 4 later, not drawn")
