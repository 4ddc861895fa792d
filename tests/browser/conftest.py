"""A headless Chromium, Debian's, on the page of an emulator.

Whatever a test is about, it fails when the page writes an error to the console, breaks its
Content-Security-Policy, has a request fail, or asks any address but the emulator's.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest
from playwright.sync_api import expect, sync_playwright

from amplitude_sdk.emulator import Clock, Emulator
from tests.browser.listening import KEY, fill_studio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, Page

NOON: Final = datetime(2026, 3, 4, 12, tzinfo=UTC)
WIDE: Final = {"width": 1360, "height": 860}
NARROW: Final = {"width": 360, "height": 740}

# The page asks less often when answers take long, as they do on a busy machine.
expect.set_options(timeout=15_000)

_REPORT_VIOLATIONS: Final = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        # Without its sandbox, because the tests may run as root; the page comes from this machine.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """An empty emulator on a Wednesday noon that does not end."""
    with Emulator(clock=Clock(NOON)) as emulator:
        yield emulator


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=emulator.url, auth=(KEY, "secret-1")) as client:
        yield client


@pytest.fixture(scope="session")
def studio() -> Iterator[Emulator]:
    """An emulator with the events of a music app. Tests read it and change nothing."""
    with (
        Emulator(clock=Clock(NOON)) as emulator,
        httpx.Client(base_url=emulator.url, auth=(KEY, "secret-1")) as client,
    ):
        fill_studio(client, NOON)
        yield emulator


@pytest.fixture
def visit(browser: Browser) -> Callable[..., AbstractContextManager[Page]]:
    """Opens a view of an emulator's page: `with visit(emulator, "charts") as page`."""

    @contextmanager
    def opened(
        emulator: Emulator, view: str = "", *, allowed: tuple[str, ...] = (), **context: Any
    ) -> Iterator[Page]:
        options = {"viewport": WIDE, "color_scheme": "light", "locale": "en-GB", **context}
        with browser.new_context(**options) as one:
            page = one.new_page()
            page.add_init_script(_REPORT_VIOLATIONS)
            complaints = _complaints(page, emulator.url, allowed)
            page.goto(f"{emulator.url}/#/{view}")
            yield page
            assert complaints == []
            assert page.evaluate("violations") == []

    return opened


def _complaints(page: Page, url: str, allowed: tuple[str, ...]) -> list[str]:
    """Return the list that what goes wrong from now on is added to.

    `allowed` are parts of the messages that a test provokes on the console.
    """
    complaints: list[str] = []

    def on_console(message: Any) -> None:
        provoked = any(text in message.text for text in allowed)
        if message.type in {"error", "warning"} and not provoked:
            complaints.append(f"console: {message.text}")

    def on_request(request: Any) -> None:
        if not request.url.startswith(f"{url}/"):
            complaints.append(f"request to {request.url}")

    def on_failed(request: Any) -> None:
        provoked = any(text in request.failure for text in allowed)
        if request.failure != "net::ERR_ABORTED" and not provoked:  # given up: no longer needed
            complaints.append(f"failed: {request.url} {request.failure}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("requestfailed", on_failed)
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    return complaints
