"""Takes the pictures of docs/emulator.md: what a person sees, light, dark and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW
from tests.browser.listening import KEY, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import httpx
    from playwright.sync_api import Page

    from amplitude_sdk.emulator import Emulator

    Visit = Callable[..., AbstractContextManager[Page]]

IMAGES: Final = Path(__file__).resolve().parents[2] / "docs" / "images"
MOST_BYTES: Final = 200_000
SEGMENTATION: Final = (
    "charts?kind=segmentation&e=Play+Song&g=user:platform&start=2026-02-02&end=2026-03-03"
)
FUNNEL: Final = "charts?kind=funnel&e=Search&e=Play+Song&e=Add+To+Playlist&e=Start+Subscription&start=2026-02-02&end=2026-03-03"
RETENTION: Final = "charts?kind=retention&i=7&start=2026-01-19&end=2026-03-01"
LIGHT: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 800}}
DARK: Final[dict[str, Any]] = {**LIGHT, "color_scheme": "dark"}
PHONE: Final[dict[str, Any]] = {"viewport": NARROW, "device_scale_factor": 1.5}

PICTURES: Final = {
    "stream-light": ("stream", LIGHT),
    "stream-dark": ("stream", DARK),
    "catalogue-light": ("catalogue", LIGHT),
    "segmentation-light": (SEGMENTATION, LIGHT),
    "segmentation-dark": (SEGMENTATION, DARK),
    "funnel-light": (FUNNEL, {"viewport": {"width": 1280, "height": 1080}}),
    "retention-dark": (RETENTION, {**DARK, "viewport": {"width": 1280, "height": 980}}),
    "annotations-light": ("annotations", LIGHT),
    "stream-narrow": ("stream", PHONE),
    "segmentation-narrow": (SEGMENTATION, {**PHONE, "viewport": {"width": 360, "height": 1180}}),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture(visit: Visit, studio: Emulator, name: str) -> None:
    view, context = PICTURES[name]
    with visit(studio, view, **context) as page:
        page.locator(".row, tbody tr, figure svg").first.wait_for(state="attached")
        expect(page.locator("[aria-busy]")).to_have_count(0)
        if view == "stream":
            expect(page.get_by_text("Live", exact=True)).to_be_visible()
        if view == "stream" and not name.endswith("narrow"):
            page.get_by_role("listbox").get_by_role("option").filter(
                has_text="Play Song"
            ).first.click()
        taken = page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
    assert len(taken) < MOST_BYTES


def test_a_picture_of_requests_and_faults(
    visit: Visit, emulator: Emulator, http: httpx.Client
) -> None:
    song = {"event_type": "Play Song", "user_id": "listener-007@example.com"}
    faults = (
        {"operation": "uploadEvents", "status": 503, "retry_after": 30, "times": 2},
        {"operation": "listAnnotations", "delay": 1.5, "rate": 0.5},
        {"kind": "throttle", "user_id": "listener-042@example.com"},
    )
    http.get("/api/2/nothing")
    http.get("/api/3/annotations")
    send(http, [song])
    for fault in faults:
        http.post("/_emulator/faults", json=fault).raise_for_status()
    for _ in range(4):
        http.post("/2/httpapi", json={"api_key": KEY, "events": [song]})
    http.get("/api/2/usersearch", params={"user": "listener-007@example.com"})
    with visit(emulator, "requests", **LIGHT) as page:
        requests = page.get_by_role("listbox").get_by_role("option")
        expect(requests).to_have_count(8)
        expect(page.get_by_role("region", name="Faults").get_by_role("listitem")).to_have_count(2)
        requests.filter(has_text="usersearch").click()
        taken = page.screenshot(path=IMAGES / "requests-light.png", animations="disabled")
    assert len(taken) < MOST_BYTES
