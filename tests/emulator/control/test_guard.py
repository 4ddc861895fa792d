from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.emulator.control.guard import admit, check_media_type
from amplitude_sdk.emulator.messages import Request
from amplitude_sdk.emulator.replies import RefusedError
from tests.emulator.calls import details

if TYPE_CHECKING:
    import httpx


def status(bound: str = "127.0.0.1", method: str = "GET", **headers: str) -> int:
    """Return what a request is refused with, or 200."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        request = Request(method, "/_emulator/health", headers=named)
        admit(request, bound)
        check_media_type(request)
    except RefusedError as refusal:
        return refusal.response.status
    return 200


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:1", "127.9.9.9", "[::1]:80"]
)
def test_this_machine_may_ask(host: str) -> None:
    assert status(host=host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "192.168.1.5",
        "[::1",
        "::",
    ],
)
def test_any_other_name_is_refused(host: str) -> None:
    assert status(host=host) == 403


def test_a_request_without_a_host_is_refused() -> None:
    assert status() == 403


def test_the_address_it_listens_on_may_be_named() -> None:
    assert status("192.168.1.5", host="192.168.1.5:8080") == 200
    assert status("dev.internal", host="dev.internal") == 200
    assert status("dev.internal", host="192.168.1.5") == 403


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])
def test_listening_everywhere_any_address_may_be_named_but_no_name(everywhere: str) -> None:
    assert status(everywhere, host="192.168.1.5:8080") == 200
    assert status(everywhere, host="[fe80::1]") == 200
    assert status(everywhere, host="evil.example") == 403


def test_a_page_of_another_origin_is_refused() -> None:
    assert status(host="localhost:8080", origin="http://localhost:8080") == 200
    assert status(host="localhost:8080", origin="http://localhost:9090") == 403
    assert status(host="localhost:8080", origin="https://evil.example") == 403
    assert status(host="localhost:8080", origin="null") == 403


def test_an_origin_that_is_none_is_refused(http: httpx.Client) -> None:
    refusal = http.get("/_emulator/health", headers={"origin": "http://[x"})
    assert (refusal.status_code, "'http://[x'" in details(refusal)) == (403, True)


@pytest.mark.parametrize(
    ("site", "expected"),
    [("same-origin", 200), ("none", 200), ("same-site", 403), ("cross-site", 403)],
)
def test_what_a_browser_marks_as_foreign_is_refused(site: str, expected: int) -> None:
    assert status(host="localhost", sec_fetch_site=site) == expected


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_change_must_be_sent_as_json(method: str) -> None:
    assert status(method=method, host="localhost") == 415
    assert status(method=method, host="localhost", content_type="text/plain") == 415
    media_type = "Application/JSON; charset=utf-8"
    assert status(method=method, host="localhost", content_type=media_type) == 200


def test_a_change_that_is_compressed_is_told_apart_from_wrong_json(http: httpx.Client) -> None:
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    refusal = http.post("/_emulator/seed", content=gzip.compress(b"{}"), headers=headers)
    assert refusal.status_code == 415
    assert details(refusal) == "Send the body as it is, without Content-Encoding"
    assert status(method="POST", content_type="application/json", host="localhost") == 200


def test_it_stands_before_every_path(http: httpx.Client) -> None:
    for path in ("/_emulator/health", "/_emulator/projects/100001/api/2/events/list"):
        refusal = http.get(path, headers={"host": "evil.example"})
        assert refusal.status_code == 403
        assert "'evil.example'; use localhost, or the address it listens on" in details(refusal)
    forged = http.post("/_emulator/reset", content="{}", headers={"content-type": "text/plain"})
    assert forged.status_code == 415
