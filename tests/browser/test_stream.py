"""The stream: events as they arrive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.conftest import NARROW, NOON
from tests.browser.listening import send

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import httpx
    from playwright.sync_api import Locator, Page

    from amplitude_sdk.emulator import Emulator

    Visit = Callable[..., AbstractContextManager[Page]]

NOW = int(NOON.timestamp() * 1000)
MANY = 12_000


def event(event_type: str, user: str = "ada@example.com", **members: Any) -> dict[str, Any]:
    return {"event_type": event_type, "user_id": user, "time": NOW, **members}


def many(count: int) -> list[dict[str, Any]]:
    return [event(f"Event {number:05}", f"user-{number % 40:02}") for number in range(count)]


def upload_many(http: httpx.Client, count: int) -> None:
    events = many(count)
    for first in range(0, count, 1000):
        send(http, events[first : first + 1000])


def events_of(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Events, newest first")


def test_an_empty_emulator_tells_how_to_send_the_first_event(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    with visit(emulator) as page:
        expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
        expect(page.get_by_text(f"curl {emulator.url}/2/httpapi")).to_be_visible()
        send(http, [event("Hello")])
        expect(events_of(page).get_by_role("option", name=re.compile("^Hello"))).to_be_visible()


def test_events_stand_newest_first_and_new_ones_appear_by_themselves(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("One"), event("Two")])
    with visit(emulator) as page:
        options = events_of(page).get_by_role("option")
        expect(options).to_have_count(2)
        expect(options.first).to_contain_text("Two")
        send(http, [event("Three")])
        expect(page.get_by_text("3 events", exact=True)).to_be_visible()
        first = events_of(page).locator('[aria-posinset="1"]')
        expect(first).to_contain_text("Three")


def test_what_arrives_is_told_to_screen_readers_politely(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("One")])
    with visit(emulator) as page:
        expect(events_of(page).get_by_role("option")).to_have_count(1)
        send(http, [event("Two"), event("Three")])
        status = page.locator("#announcer")
        expect(status).to_have_text("2 new events", timeout=15_000)
        expect(status).to_have_attribute("aria-live", "polite")


def test_search_finds_types_users_and_properties(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(
        http, [event("Play", event_properties={"genre": "jazz"}), event("Stop", "bob@example.com")]
    )
    with visit(emulator) as page:
        options = events_of(page).get_by_role("option")
        expect(options).to_have_count(2)
        search = page.get_by_label("Search events")
        for text, found in (("JAZZ", "Play"), ("bob@", "Stop"), ("sto", "Stop")):
            search.fill(text)
            expect(options).to_have_count(1)
            expect(options).to_contain_text(found)
        search.fill("nothing of the kind")
        expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()


def test_the_search_is_in_the_address(visit: Visit, emulator: Emulator, http: httpx.Client) -> None:
    send(http, [event("Play"), event("Stop")])
    with visit(emulator) as page:
        page.get_by_label("Search events").fill("stop")
        expect(events_of(page).get_by_role("option")).to_have_count(1)
        page.reload()
        expect(page.get_by_label("Search events")).to_have_value("stop")
        expect(events_of(page).get_by_role("option")).to_have_count(1)


def test_ctrl_k_goes_to_the_search(visit: Visit, studio: Emulator) -> None:
    with visit(studio) as page:
        expect(events_of(page)).to_be_visible()
        page.keyboard.press("Control+k")
        expect(page.get_by_label("Search events")).to_be_focused()


def test_the_detail_shows_all_of_an_event(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    nested = {"tracks": [1, {"two": None}]}
    send(http, [event("Play", event_properties={"genre": "jazz", "list": nested}, country="Japan")])
    with visit(emulator) as page:
        events_of(page).get_by_role("option").click()
        detail = page.get_by_role("region", name="Event", exact=True)
        expect(detail.get_by_role("heading", name="Play")).to_be_visible()
        for text in (
            "genre",
            "jazz",
            "Japan",
            "ada@example.com",
            "Mar 4, 2026, 12:00:00 UTC",
            '"two": null',
        ):
            expect(detail).to_contain_text(text)
        detail.get_by_text("Show it as JSON").click()
        expect(detail.locator("pre").last).to_contain_text('"event_type": "Play"')


def test_the_detail_leads_to_events_like_it(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("Play"), event("Play", "bob@example.com"), event("Stop", "bob@example.com")])
    with visit(emulator) as page:
        options = events_of(page).get_by_role("option")
        options.filter(has_text="Stop").click()
        page.get_by_role("button", name="Only this user").click()
        expect(options).to_have_count(2)
        page.get_by_role("button", name="Only this type").click()
        expect(options).to_have_count(1)
        page.get_by_role("button", name="User: bob@example.com, remove this filter").click()
        page.get_by_role("button", name="Type: Stop, remove this filter").click()
        expect(options).to_have_count(3)


def test_arrow_keys_walk_through_the_events(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    upload_many(http, 300)
    with visit(emulator) as page:
        listbox = events_of(page)
        expect(page.get_by_text("300 events", exact=True)).to_be_visible()
        listbox.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        selected = listbox.get_by_role("option", selected=True)
        expect(selected).to_have_attribute("aria-posinset", "2")
        expect(selected).to_have_attribute("aria-setsize", "300")
        active = listbox.get_attribute("aria-activedescendant")
        assert active == selected.get_attribute("id")
        page.keyboard.press("End")
        expect(selected).to_contain_text("Event 00000")
        expect(selected).to_be_in_viewport()
        page.keyboard.press("Home")
        expect(selected).to_contain_text("Event 00299")
        detail = page.get_by_role("region", name="Event", exact=True)
        expect(detail.get_by_role("heading")).to_contain_text(["Event 00299"])


def test_ten_thousand_events_are_a_few_rows(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    upload_many(http, MANY)
    with visit(emulator) as page:
        listbox = events_of(page)
        expect(page.get_by_text("the newest 10,000", exact=True)).to_be_visible()
        listbox.evaluate("list => list.scrollTo(0, list.scrollHeight)")
        last = listbox.locator('[aria-posinset="10000"]')
        expect(last).to_be_in_viewport()
        expect(last).to_contain_text("Event 02000")
        assert listbox.get_by_role("option").count() < 60
        page.get_by_label("Search events").fill("Event 00007")
        expect(listbox.get_by_role("option")).to_contain_text(["Event 00007"])


def test_scrolling_ten_thousand_events_stays_smooth(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    upload_many(http, MANY)
    with visit(emulator) as page:
        expect(page.get_by_text("the newest 10,000", exact=True)).to_be_visible()
        most = events_of(page).evaluate(
            """async (list) => {
              let most = 0;
              const observer = new MutationObserver((records) => {
                most = Math.max(most, records.reduce((sum, one) => sum + one.addedNodes.length, 0));
              });
              observer.observe(list, { childList: true, subtree: true });
              for (let top = 0; top < 40_000; top += 400) {
                list.scrollTop = top;
                await new Promise(requestAnimationFrame);
              }
              observer.disconnect();
              return most;
            }"""
        )
        assert 0 < most < 60  # rows made for a frame, whatever the length of the list


def test_what_is_looked_at_stays_where_it_is(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    upload_many(http, 300)
    with visit(emulator) as page:
        expect(page.get_by_text("300 events", exact=True)).to_be_visible()
        listbox = events_of(page)
        listbox.evaluate("list => list.scrollTo(0, 4200)")
        row = listbox.get_by_role("option").filter(has_text="Event 00190")
        expect(row).to_be_visible()
        before = row.bounding_box()
        send(http, [event(f"New {number}") for number in range(5)])
        above = page.get_by_role("button", name="5 new events above")
        expect(above).to_be_visible()
        assert row.bounding_box() == before
        above.click()
        expect(listbox.locator('[aria-posinset="1"]')).to_be_in_viewport()
        expect(above).to_be_hidden()
        expect(listbox).to_be_focused()


def test_a_paused_stream_waits(visit: Visit, emulator: Emulator, http: httpx.Client) -> None:
    send(http, [event("One")])
    with visit(emulator) as page:
        options = events_of(page).get_by_role("option")
        expect(options).to_have_count(1)
        pause = page.get_by_role("button", name="Pause")
        pause.click()
        expect(pause).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_text("Paused", exact=True)).to_be_visible()
        send(http, [event("Two")])
        expect(page.get_by_label("Project", exact=True)).to_contain_text("2 events")
        expect(options).to_have_count(1)
        pause.click()
        expect(options).to_have_count(2)


def test_a_reset_empties_the_page(visit: Visit, emulator: Emulator, http: httpx.Client) -> None:
    send(http, [event("One")])
    with visit(emulator, allowed=("status of 404",)) as page:
        expect(events_of(page).get_by_role("option")).to_have_count(1)
        emulator.reset()
        expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
        send(http, [event("Two")])
        expect(events_of(page).get_by_role("option")).to_contain_text(["Two"])


def test_on_a_phone_the_detail_is_a_dialog(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("Play")])
    with visit(emulator, viewport=NARROW) as page:
        events_of(page).get_by_role("option").click()
        dialog = page.get_by_role("dialog", name="Event")
        expect(dialog.get_by_role("heading", name="Play")).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(events_of(page)).to_be_focused()
