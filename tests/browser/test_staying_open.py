"""A page that stays open: what it shows is what the emulator holds, whatever happens meanwhile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import expect

from amplitude_sdk.emulator import Clock, Emulator
from tests.browser.conftest import NARROW, NOON
from tests.browser.listening import KEY, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    Visit = Callable[..., AbstractContextManager[Page]]

NOW = int(NOON.timestamp() * 1000)
SILENCE = ("ERR_CONNECTION", "ERR_SOCKET", "ERR_EMPTY_RESPONSE")


def event(event_type: str, user: str = "ada@example.com", **members: Any) -> dict[str, Any]:
    return {"event_type": event_type, "user_id": user, "time": NOW, **members}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Emulator]:
    """An emulator with a file, which has the same contents when it starts again."""
    with Emulator(clock=Clock(NOON), path=tmp_path / "events.duckdb") as emulator:
        with httpx.Client(base_url=emulator.url, auth=(KEY, "secret-1")) as client:
            send(client, [event("Play", event_properties={"genre": "jazz"})])
        yield emulator


def options_of(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def all_at_once(emulator: Emulator, *events: dict[str, Any]) -> None:
    """Reset and send, with no moment in between that a page could see."""
    with emulator.core.state.lock:
        emulator.reset()
        emulator.seed(events, api_key=KEY)


def test_events_after_a_reset_are_not_taken_for_those_before(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("Old"), event("Older", "bob@example.com")])
    with visit(emulator) as page:
        options_of(page).filter(has_text="bob@").click()
        detail = page.get_by_role("region", name="Event", exact=True)
        expect(detail.get_by_role("heading", name="Older")).to_be_visible()
        all_at_once(emulator, event("New"), event("Newer"))
        expect(options_of(page)).to_contain_text(["Newer", "New"])
        expect(detail).to_have_text("Choose an event to see all of it.")
        expect(page.locator('[aria-selected="true"]')).to_have_count(0)


def test_the_journal_begins_anew_after_a_reset(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    http.get("/api/2/old")
    with visit(emulator, "requests") as page:
        expect(options_of(page)).to_contain_text(["/api/2/old"])
        emulator.reset()
        http.get("/api/2/new")
        expect(options_of(page)).to_contain_text(["/api/2/new"])


def test_faults_that_others_set_and_clear_are_shown(visit: Visit, emulator: Emulator) -> None:
    with visit(emulator, "requests") as page:
        faults = page.get_by_role("region", name="Faults")
        expect(faults).to_contain_text("None is set")
        emulator.throttle(user_id="ada@example.com")
        expect(faults).to_contain_text("Throttles ada@example.com")
        emulator.reset()
        expect(faults).to_contain_text("None is set")


def test_the_focus_stays_on_a_fault_that_happens(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    emulator.fault("searchUsers", status=500)
    with visit(emulator, "requests") as page:
        clear = page.get_by_role("button", name="Clear fault 1")
        clear.focus()
        http.get("/api/2/usersearch", params={"user": "ada@example.com"})
        expect(page.get_by_role("region", name="Faults")).to_contain_text("happened 1 time")
        expect(clear).to_be_focused()
        page.keyboard.press("Enter")
        expect(clear).to_have_count(0)
        expect(page.get_by_role("button", name="Clear all")).to_be_focused()


def test_the_catalogue_grows_around_the_person_in_it(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    properties = {f"p{number:02}": number for number in range(12)}
    send(http, [event("Play", event_properties=properties)])
    with visit(emulator, "catalogue") as page:
        page.get_by_role("button", name="4 more").click()
        link = page.get_by_role("link", name="Play in the stream")
        link.focus()
        send(http, [event("Play", event_properties=properties), event("Stop")])
        expect(page.get_by_role("row", name=re.compile("^Play"))).to_contain_text("2")
        expect(page.get_by_role("rowheader")).to_have_text(["Play", "Stop"])
        expect(link).to_be_focused()
        expect(page.get_by_text("p11")).to_be_visible()


def test_the_catalogue_goes_with_the_clock(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("Play")])
    with visit(emulator, "catalogue") as page:
        row = page.get_by_role("row", name=re.compile("^Play"))
        expect(row).to_be_visible()
        page.get_by_role("button", name=re.compile("^Clock")).click()
        page.get_by_role("button", name="7 days").click()
        expect(row).to_contain_text("7 d ago")


def test_the_stream_knows_when_another_day_is_today(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("Play")])
    with visit(emulator) as page:
        expect(options_of(page)).to_contain_text(["12:00:00"])
        expect(options_of(page)).not_to_contain_text("Mar 4")
        page.get_by_role("button", name=re.compile("^Clock")).click()
        page.get_by_role("button", name="1 day", exact=True).click()
        expect(options_of(page)).to_contain_text("Mar 4")


def test_the_projects_to_choose_from_stay_while_events_arrive(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("One")])
    send(http, [event("Two")], key="another-key-0123456789")
    with visit(emulator) as page:
        projects = page.get_by_label("Project", exact=True)
        expect(projects).to_contain_text("1 event")
        first = projects.locator("option").first.element_handle()
        send(http, [event("Three")])
        expect(projects).to_contain_text("2 events")
        assert first.evaluate("option => option.isConnected && option.text.includes('2 events')")


@pytest.mark.parametrize(
    ("view", "text"),
    [
        ("stream?search=nothing+of+the+kind", "Nothing found"),
        ("catalogue", "genre"),
        ("annotations", "No annotations"),
        ("charts?e=Play", "Show the numbers as a table"),
        ("requests", "None is set"),
    ],
)
def test_an_emulator_that_comes_back_is_shown_again(
    visit: Visit, kept: Emulator, view: str, text: str
) -> None:
    with visit(kept, view, allowed=SILENCE) as page:
        main = page.get_by_role("main")
        expect(main).to_contain_text(text)
        kept.close()
        if view.startswith("charts"):
            page.get_by_label("Measure").select_option("totals")
        problem = page.get_by_text("The emulator does not answer.")
        expect(problem).to_be_visible()
        kept.start()
        expect(problem).to_be_hidden()
        expect(main).to_contain_text(text)


def test_one_event_is_one_event(visit: Visit, emulator: Emulator, http: httpx.Client) -> None:
    send(http, [event("Play")])
    with visit(emulator) as page:
        pulse = page.locator(".pulse-text")
        expect(pulse).to_contain_text("1event,")
        send(http, [event("Play")])
        expect(pulse).to_contain_text("2events,")


def test_a_filter_chosen_on_a_phone_shows_what_it_found(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [event("Play"), event("Stop")])
    with visit(emulator, viewport=NARROW) as page:
        options_of(page).filter(has_text="Play").click()
        dialog = page.get_by_role("dialog", name="Event")
        dialog.get_by_role("button", name="Only this type").click()
        expect(dialog).to_be_hidden()
        expect(options_of(page)).to_contain_text(["Play"])
