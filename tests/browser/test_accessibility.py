"""The page with a keyboard, with a screen reader, on a phone, in both colour schemes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from playwright.sync_api import Page

    from amplitude_sdk.emulator import Emulator

    Visit = Callable[..., AbstractContextManager[Page]]

VIEWS: Final = {
    "stream": "Stream",
    "catalogue": "Catalogue",
    "charts": "Charts",
    "annotations": "Annotations and releases",
    "requests": "Requests",
}
CHARTS: Final = ("charts?kind=segmentation&g=user:platform&e=Play+Song", "charts?kind=funnel",
                 "charts?kind=retention&i=7")  # fmt: skip
TALL: Final = {**NARROW, "height": 3000}
"""A phone on which nothing hides behind the bar at its bottom, which moves with the screen."""
STANDARDS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def settled(page: Page, view: str) -> None:
    """Wait until a view shows what it is about."""
    expect(page.get_by_role("heading", level=1)).to_have_text(VIEWS[view.partition("?")[0]])
    expect(page.locator("[aria-busy]")).to_have_count(0)
    content = page.locator(".row, tbody tr, figure svg, .empty")
    content.first.wait_for(state="attached")


def violations(page: Page) -> list[str]:
    results = Axe().run(page, options={"runOnly": STANDARDS})
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in results.response["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "narrow"])
@pytest.mark.parametrize("view", [*VIEWS, *CHARTS])
def test_axe_finds_nothing(
    visit: Visit, studio: Emulator, view: str, size: dict[str, int], scheme: str
) -> None:
    with visit(studio, view, viewport=size, color_scheme=scheme) as page:
        settled(page, view)
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_detail_and_the_clock(
    visit: Visit, studio: Emulator, scheme: str
) -> None:
    with visit(studio, color_scheme=scheme) as page:
        page.get_by_role("listbox").get_by_role("option").first.click()
        page.get_by_role("button", name=re.compile("^Clock")).click()
        expect(page.get_by_role("dialog", name="Clock of the emulator")).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_empty_emulator(
    visit: Visit, emulator: Emulator, scheme: str
) -> None:
    with visit(emulator, color_scheme=scheme) as page:
        expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize("view", [*VIEWS, *CHARTS])
def test_nothing_is_wider_than_a_phone(visit: Visit, studio: Emulator, view: str) -> None:
    with visit(studio, view, viewport=NARROW) as page:
        settled(page, view)
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_landmarks_and_headings_name_the_parts(visit: Visit, studio: Emulator) -> None:
    with visit(studio) as page:
        settled(page, "stream")
        for role in ("banner", "navigation", "main"):
            expect(page.get_by_role(role)).to_have_count(1)
        expect(page.get_by_role("navigation", name="Views")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_first_stop_skips_to_the_content(visit: Visit, studio: Emulator) -> None:
    with visit(studio) as page:
        settled(page, "stream")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_label("Search events")).to_be_focused()


def test_every_stop_of_the_tab_key_is_seen(visit: Visit, studio: Emulator) -> None:
    with visit(studio) as page:
        settled(page, "stream")
        for _ in range(14):
            page.keyboard.press("Tab")
            outline: Any = page.evaluate(
                """() => {
                  const style = getComputedStyle(document.activeElement);
                  return [document.activeElement.tagName, style.outlineStyle, style.outlineWidth];
                }"""
            )
            if outline[0] == "BODY":
                break
            assert outline[1:] == ["solid", "2px"]
        else:
            pytest.fail("the tab key does not come to an end")


def test_another_view_is_told_by_title_heading_and_focus(visit: Visit, studio: Emulator) -> None:
    with visit(studio) as page:
        settled(page, "stream")
        for view, title in VIEWS.items():
            link = page.get_by_role("navigation").locator(f'[data-view="{view}"]')
            link.click()
            expect(link).to_have_attribute("aria-current", "page")
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            if view != "stream":
                expect(page.get_by_role("heading", level=1)).to_be_focused()
            expect(page).to_have_title(re.compile(r"· Amplitude emulator$"))
        expect(page.locator("[aria-current]")).to_have_count(1)


def test_nothing_moves_for_those_who_asked_for_that(visit: Visit, studio: Emulator) -> None:
    with visit(studio, "charts", reduced_motion="reduce") as page:
        settled(page, "charts")
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((one) => {
              const style = getComputedStyle(one);
              return style.transitionDuration !== "0s" || style.animationName !== "none";
            }).length"""
        )
        assert moving == 0


def test_the_page_is_zoomed_by_half_and_keeps_all_of_it(visit: Visit, studio: Emulator) -> None:
    # 1280 pixels at 400 % are 320, the width WCAG asks text to fit into (1.4.10)
    with visit(studio, viewport={"width": 320, "height": 640}) as page:
        settled(page, "stream")
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_is_chosen_is_seen_without_the_colours_of_the_page(
    visit: Visit, studio: Emulator
) -> None:
    style = "(one, name) => getComputedStyle(one)[name]"
    with visit(studio, forced_colors="active") as page:
        settled(page, "stream")
        row = page.get_by_role("listbox").get_by_role("option").first
        row.click()
        assert row.evaluate(style, "outlineStyle") == "solid"
        current = page.get_by_role("navigation").get_by_role("link", name="Stream")
        assert current.evaluate(style, "borderTopStyle") == "solid"
        page.goto(f"{studio.url}/#/charts")
        tab = page.get_by_role("button", name="Segmentation")
        assert tab.evaluate(style, "borderTopStyle") == "solid"
        assert page.get_by_label("Measure").evaluate(style, "appearance") == "auto"
