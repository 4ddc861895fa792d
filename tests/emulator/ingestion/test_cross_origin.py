"""Web pages may upload, and nothing else, as the browser SDK does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from amplitude_api.facts import OPERATIONS

from tests.emulator.calls import API_KEY, event

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

PAGE = {"origin": "http://localhost:3000"}
QUESTION = {
    **PAGE,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
}


def test_a_page_may_upload_and_read_the_answer(emulator: Emulator, http: httpx.Client) -> None:
    allowed = http.options("/2/httpapi", headers=QUESTION)
    assert (allowed.status_code, allowed.content) == (204, b"")
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert allowed.headers["access-control-allow-methods"] == "POST"
    assert allowed.headers["access-control-allow-headers"] == "content-type"
    assert "access-control-allow-private-network" not in allowed.headers
    for body, status in (({"api_key": API_KEY, "events": [event()]}, 200), ({}, 400)):
        answer = http.post("/2/httpapi", json=body, headers=PAGE)
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == "*"
    assert [one.method for one in emulator.requests] == ["POST", "POST"]


def test_a_page_that_is_not_local_may_reach_a_local_emulator(http: httpx.Client) -> None:
    asked = {**QUESTION, "access-control-request-private-network": "true"}
    allowed = http.options("/2/httpapi", headers=asked)
    assert allowed.headers["access-control-allow-private-network"] == "true"


def test_who_is_no_page_is_told_nothing_of_it(http: httpx.Client) -> None:
    answer = http.post("/2/httpapi", json={"api_key": API_KEY, "events": [event()]})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "path", sorted({one.path for one in OPERATIONS.values() if one.id != "uploadEvents"})
)
def test_nothing_else_is_for_pages(http: httpx.Client, path: str) -> None:
    asked = {**QUESTION, "access-control-request-method": "GET"}
    assert http.options(path, headers=asked).status_code == 405
    assert "access-control-allow-origin" not in http.get(path, headers=PAGE).headers


def test_a_question_about_another_method_is_a_405(http: httpx.Client) -> None:
    asked = {**QUESTION, "access-control-request-method": "DELETE"}
    answer = http.options("/2/httpapi", headers=asked)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
