"""The catalogue, the annotations and releases, the journal with its faults, projects, the clock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.listening import KEY, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import httpx
    from playwright.sync_api import Page

    from amplitude_sdk.emulator import Emulator

    Visit = Callable[..., AbstractContextManager[Page]]

PLAY = {"event_type": "Play", "user_id": "ada@example.com", "time": 1772539200000}


def upload(http: httpx.Client) -> httpx.Response:
    return http.post("/2/httpapi", json={"api_key": KEY, "events": [PLAY]})


def test_the_catalogue_lists_types_with_count_times_and_properties(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [{**PLAY, "event_properties": {"genre": "jazz", "liked": True}}] * 3)
    with visit(emulator, "catalogue") as page:
        row = page.get_by_role("row", name=re.compile("^Play"))
        texts = ("3", "1 d ago", "genre", "string", "liked", "boolean")
        for text in texts:
            expect(row).to_contain_text(text)
        expect(page.get_by_text("1 event type, 3 events")).to_be_visible()


def test_the_catalogue_follows_what_arrives(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [PLAY])
    with visit(emulator, "catalogue") as page:
        expect(page.get_by_role("rowheader")).to_have_text(["Play"])
        send(http, [{**PLAY, "event_type": "Stop"}])
        expect(page.get_by_role("rowheader")).to_have_text(["Play", "Stop"])


def test_the_catalogue_is_filtered_by_type_and_property(visit: Visit, studio: Emulator) -> None:
    with visit(studio, "catalogue") as page:
        rows = page.get_by_role("rowheader")
        expect(rows).to_have_count(4)
        page.get_by_label("Filter event types").fill("GENRE")
        expect(rows).to_have_text(["Play Song", "Add To Playlist"])
        page.get_by_label("Filter event types").fill("nothing")
        expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()


def test_the_catalogue_leads_to_the_stream_and_to_a_chart(visit: Visit, studio: Emulator) -> None:
    with visit(studio, "catalogue") as page:
        page.get_by_role("link", name="Search in the stream").click()
        expect(page.get_by_role("button", name="Type: Search, remove this filter")).to_be_visible()
        page.go_back()
        page.get_by_role("link", name="Chart of Search").click()
        expect(page.get_by_label("Event", exact=True)).to_have_value("Search")


def test_annotations_and_releases_are_listed_latest_first(visit: Visit, studio: Emulator) -> None:
    with visit(studio, "annotations") as page:
        annotations = page.get_by_role("region", name="Annotations", exact=True)
        expect(annotations.get_by_role("rowheader")).to_have_text(
            ["Checkout outagePayments failed on iOS", "Spring campaignMail to free users"]
        )
        releases = page.get_by_role("region", name="Releases", exact=True)
        expect(releases.get_by_role("rowheader")).to_have_text(
            ["Staff only", "Offline modeListens without a network", "New player"]
        )
        row = releases.get_by_role("row", name=re.compile("Offline mode"))
        for text in ("4.3.0", "Feb 27, 2026, 10:00:00", "iOS, Android", "yes"):
            expect(row).to_contain_text(text)
        expect(releases.get_by_role("row", name=re.compile("Staff only"))).to_contain_text("no")


def test_the_journal_shows_requests_as_they_are_answered(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    upload(http)
    with visit(emulator, "requests") as page:
        requests = page.get_by_role("listbox", name="Requests, newest first").get_by_role("option")
        expect(requests).to_have_count(1)
        expect(requests).to_contain_text("uploadEvents")
        http.get("/api/2/nothing?answer=42&api_key=hidden")
        expect(requests).to_have_count(2)
        requests.filter(has_text="/api/2/nothing").click()
        detail = page.get_by_role("region", name="Request", exact=True)
        for text in ("404", "GET /api/2/nothing", "answer", "42", "***"):
            expect(detail).to_contain_text(text)
        page.get_by_label("Status").first.select_option("200")
        expect(requests).to_have_count(1)
        page.get_by_label("Status").first.select_option("")
        page.get_by_label("Operation", exact=True).select_option("uploadEvents")
        expect(requests).to_have_count(1)


def test_a_fault_is_set_happens_and_is_cleared(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    with visit(emulator, "requests") as page:
        faults = page.get_by_role("region", name="Faults")
        expect(faults).to_contain_text("None is set")
        faults.get_by_text("Set a fault").click()
        faults.get_by_label("To requests of").select_option("uploadEvents")
        faults.get_by_label("Status").select_option("503")
        faults.get_by_label("Retry-After, seconds").fill("7")
        faults.get_by_role("button", name="Set the fault").click()
        expect(faults.get_by_role("listitem")).to_contain_text("Answers 503")
        refused = upload(http)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "7")
        expect(faults.get_by_role("listitem")).to_contain_text("happened 1 time")
        request = page.get_by_role("listbox").get_by_role("option")
        expect(request).to_contain_text("fault 1")
        expect(request).to_contain_text("503")
        faults.get_by_role("button", name="Clear fault 1").click()
        expect(faults).to_contain_text("None is set")
        assert upload(http).status_code == 200


FAULTS = {
    "Answer late": ("delay", {"Seconds": "0.001"}, "Answers 0.001 s late"),
    "Reset the connection": ("reset", {}, "Resets the connection"),
    "Cut the answer off": ("truncate", {}, "Cuts the answer off"),
    "Answer with an HTML page": ("html", {}, "Answers 502 with a body of its own"),
    "Throttle an id": ("throttle", {"Id": "ada@example.com"}, "Throttles ada@example.com"),
    "Silence a device": ("silence", {"Device id": "phone-1"}, "Silences phone-1"),
    "Exceed the daily quota of an id": (
        "quota",
        {"Id": "ada@example.com"},
        "Exceeds the daily quota of ada@example.com",
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_every_kind_of_fault_can_be_set(visit: Visit, emulator: Emulator, what: str) -> None:
    value, fields, shown = FAULTS[what]
    with visit(emulator, "requests") as page:
        faults = page.get_by_role("region", name="Faults")
        faults.get_by_text("Set a fault").click()
        happens = faults.get_by_label("What happens")
        expect(happens.locator(f'option[value="{value}"]')).to_have_text(what)
        happens.select_option(value)
        for label, text in fields.items():
            faults.get_by_label(label, exact=True).fill(text)
        faults.get_by_label("How often").select_option("Once")
        faults.get_by_role("button", name="Set the fault").click()
        expect(faults.get_by_role("listitem")).to_contain_text(shown)
        expect(faults.get_by_role("listitem")).to_contain_text("at most 1 time")


def test_what_the_page_asks_is_not_in_the_journal(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    upload(http)
    with visit(emulator, "charts") as page:
        expect(page.get_by_role("figure")).to_be_visible()
    assert [one.operation for one in emulator.requests] == ["uploadEvents"]


def test_projects_are_chosen_by_their_number(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [PLAY])
    send(http, [{**PLAY, "event_type": "Other"}], key="another-key-0123456789")
    with visit(emulator, "catalogue") as page:
        expect(page.get_by_role("rowheader")).to_have_text(["Play"])
        project = page.get_by_label("Project", exact=True)
        expect(project.locator("option")).to_have_count(2)
        project.select_option(index=1)
        expect(page.get_by_role("rowheader")).to_have_text(["Other"])
        page.reload()
        expect(page.get_by_role("rowheader")).to_have_text(["Other"])


def test_keys_and_secrets_are_nowhere_on_the_page(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    send(http, [PLAY])
    http.get("/api/2/events/list")
    with visit(emulator) as page:
        for view in ("stream", "catalogue", "charts", "annotations", "requests"):
            page.goto(f"{emulator.url}/#/{view}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.get_by_label("Project", exact=True)).to_contain_text("1 event")
            text = page.content()
            assert KEY not in text
            assert "secret-1" not in text


def test_the_clock_is_moved_set_and_put_back(visit: Visit, emulator: Emulator) -> None:
    with visit(emulator) as page:
        page.get_by_role("button", name=re.compile("^Clock")).click()
        panel = page.get_by_role("dialog", name="Clock of the emulator")
        expect(panel).to_contain_text("Mar 4, 2026, 12:00:00 UTC")
        panel.get_by_role("button", name="1 day", exact=True).click()
        expect(panel).to_contain_text("Mar 5, 2026, 12:00:00 UTC")
        panel.get_by_label(re.compile("^Set to a moment")).fill("2027-01-02T03:04:05")
        panel.get_by_role("button", name="Set", exact=True).click()
        expect(panel).to_contain_text("Jan 2, 2027, 03:04:05 UTC")
        assert emulator.clock.now().isoformat() == "2027-01-02T03:04:05+00:00"
        panel.get_by_role("button", name=re.compile("^Set back")).click()
        expect(panel).to_contain_text("Mar 4, 2026, 12:00:00 UTC")
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
