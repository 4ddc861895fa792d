"""Everything an event says is hostile until it is text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, NOON, WIDE
from tests.browser.listening import send

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import httpx
    from playwright.sync_api import Page

    from amplitude_sdk.emulator import Emulator

    Visit = Callable[..., AbstractContextManager[Page]]

NOW: Final = int(NOON.timestamp() * 1000)
MARKUP: Final = (
    "<img src=x onerror=\"alert('event')\">",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "</textarea></title></style><iframe srcdoc='<script>parent.alert(1)</script>'>",
)
NAMES: Final = ("__proto__", "constructor", "toString", "hasOwnProperty", "")
VIEWS: Final = (
    "stream",
    "catalogue",
    "charts",
    "charts?kind=funnel",
    "charts?kind=retention",
    "annotations",
    "requests",
)
MEGABYTE: Final = 1_000_000


def event(event_type: str, **members: Any) -> dict[str, Any]:
    return {"event_type": event_type, "user_id": "mallory@example.com", "time": NOW, **members}


def fill(http: httpx.Client) -> None:
    """Put markup wherever a program can put text."""
    for text in MARKUP:
        properties = {text: text, "list": [text, {text: text}]}
        members = {"user_properties": {text: text}, "platform": text, "country": text}
        user = {"user_id": f"{text}-user", "device_id": f"{text}-device"}
        send(http, [event(text, event_properties=properties, **members, **user)])
        category = http.post("/api/3/annotation-categories", json={"category": text})
        category.raise_for_status()
        annotation = {"label": text, "details": text, "category": text, "chart_id": text}
        http.post(
            "/api/3/annotations", json={**annotation, "start": "2026-03-04T08:00:00Z"}
        ).raise_for_status()
        release = {"version": text, "title": text, "description": text, "platforms": [text]}
        http.post(
            "/api/2/release", json={**release, "release_start": "2026-03-04 09:00:00"}
        ).raise_for_status()
        http.get("/api/2/nothing", params={text: text})
        http.get("/" + text)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_markup_is_shown_as_text_everywhere(
    visit: Visit, emulator: Emulator, http: httpx.Client, size: dict[str, int]
) -> None:
    fill(http)
    with visit(emulator, viewport=size) as page:
        for view in VIEWS:
            page.goto(f"{emulator.url}/#/{view}")
            shown = page.get_by_role("main").get_by_text("alert(1)").first
            shown.wait_for(state="attached")
            for details in page.locator("details").all():
                details.evaluate("one => { one.open = true; }")
            assert page.locator("img, iframe, script:not([src]), main svg [onload]").count() == 0


def test_the_detail_of_an_event_shows_markup_as_text(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    fill(http)
    with visit(emulator) as page:
        options = page.get_by_role("listbox").get_by_role("option")
        expect(options).to_have_count(len(MARKUP))
        for option in options.all():
            option.click()
            detail = page.get_by_role("region", name="Event", exact=True)
            detail.get_by_text("Show it as JSON").click()
            assert detail.locator("img, iframe, script, svg").count() == 0
        expect(detail.get_by_role("heading", level=2)).to_have_text(MARKUP[0])


def test_invisible_characters_are_spelled_out(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("safe\u202egnp.exe"), event("zero\u200bwidth"), event("bell\u0007")])
    with visit(emulator, "catalogue") as page:
        expect(page.get_by_role("rowheader")).to_have_text(
            ["bell⟨U+0007⟩", "safe⟨U+202E⟩gnp.exe", "zero⟨U+200B⟩width"]
        )
        page.goto(f"{emulator.url}/#/stream")
        expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text(
            "bell⟨U+0007⟩"
        )


def test_blank_names_are_spelled_out(visit: Visit, emulator: Emulator, http: httpx.Client) -> None:
    send(http, [event("  "), event("\u3164"), event("Play", event_properties={"": "nothing"})])
    with visit(emulator, "catalogue") as page:
        expect(page.get_by_role("rowheader")).to_have_text(["⟨U+0020⟩⟨U+0020⟩", "Play", "⟨U+3164⟩"])
        expect(page.locator(".property bdi")).to_have_text("⟨empty⟩")


def test_a_name_is_not_cut_inside_a_character(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("a" * 79 + "🎉" * 30)])
    with visit(emulator) as page:
        name = page.get_by_role("listbox").get_by_role("option").locator(".row-type")
        expect(name).to_have_text("a" * 79 + "…")


def test_long_names_leave_room_for_the_numbers(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("Play", time=NOW - 3 * 86_400_000)])
    long = "W" * 200
    for _ in range(4):
        release = {"version": long, "title": long, "description": long}
        http.post(
            "/api/2/release", json={**release, "release_start": "2026-03-04 09:00:00"}
        ).raise_for_status()
    with visit(emulator, "annotations") as page:
        title = page.get_by_role("rowheader").first
        expect(title).to_be_visible()
        assert title.evaluate("cell => cell.clientWidth") > WIDE["width"] / 4
        page.goto(f"{emulator.url}/#/charts?kind=retention")
        heat = page.get_by_role("table", name="Retention by cohort")
        expect(heat.get_by_role("columnheader", name="Day 0")).to_be_in_viewport()


def test_text_that_runs_the_other_way_leaves_its_neighbours_alone(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("שלום עולם", user_id="مرحبا@example.com")])
    with visit(emulator) as page:
        option = page.get_by_role("listbox").get_by_role("option")
        expect(option.locator("bdi").first).to_have_text("שלום עולם")
        time, name = option.locator(".row-time"), option.locator(".row-type")
        left, right = time.bounding_box(), name.bounding_box()
        assert left
        assert right
        assert left["x"] < right["x"]


def test_names_of_members_of_objects_are_names_like_others(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    named = {name: {"a": name} for name in NAMES}
    send(http, [event("__proto__", event_properties=named), event("constructor")])
    with visit(emulator) as page:
        page.get_by_role("listbox").get_by_role("option").filter(has_text="__proto__").first.click()
        detail = page.get_by_role("region", name="Event", exact=True)
        for name in NAMES:
            expect(detail.get_by_role("term").filter(has_text=name).first).to_be_attached()
        assert page.evaluate("({}).a === undefined")
        page.goto(f"{emulator.url}/#/charts?e=__proto__")
        expect(page.get_by_label("Event", exact=True)).to_have_value("__proto__")
        expect(page.get_by_role("figure")).to_be_visible()


def test_a_megabyte_of_text_is_cut_until_it_is_asked_for(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    pieces = {f"p{number:04}": "x" * 1000 for number in range(900)}
    send(http, [event("Large", event_properties={"nested": pieces}), event("Small")])
    with visit(emulator) as page:
        page.get_by_role("listbox").get_by_role("option").filter(has_text="Large").click()
        detail = page.get_by_role("region", name="Event", exact=True)
        more = detail.get_by_role("button", name="Show more of")
        expect(more).to_be_visible()
        assert len(page.content()) < 50_000
        more.click()
        expect(detail.locator("pre").first).to_contain_text("p0100")
        assert len(page.content()) < MEGABYTE / 2


def test_long_names_do_not_stretch_the_page(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    long = "W" * 1000
    send(http, [event(long, user_id=long[:200], event_properties={long: long})])
    with visit(emulator, viewport=NARROW) as page:
        for view in VIEWS:
            page.goto(f"{emulator.url}/#/{view}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.locator("[aria-busy]")).to_have_count(0)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width == NARROW["width"], view


def test_the_browser_itself_refuses_to_make_markup_out_of_text(
    visit: Visit, studio: Emulator
) -> None:
    with visit(studio, allowed=("TrustedHTML",)) as page:
        expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
        refusal = page.evaluate(
            """() => {
              try { document.createElement("div").innerHTML = "<b>x</b>"; return "made"; }
              catch (problem) { return problem.name; }
              finally { setTimeout(() => { violations.length = 0; }); }
            }"""
        )
        assert refusal == "TypeError"
        page.wait_for_function("violations.length === 0")
