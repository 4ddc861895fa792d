from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.emulator import control
from amplitude_sdk.emulator.control.api import PREFIX, ROUTES
from tests.emulator.calls import details, event, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_path_is_documented(route: control.api.Route) -> None:
    documented = f"{route.method} {route.path.removeprefix(PREFIX)}"
    assert control.__doc__
    assert documented in control.__doc__ or f"`{documented}" in control.__doc__


def test_an_unknown_path_is_a_404_and_a_wrong_method_a_405(http: httpx.Client) -> None:
    assert http.get("/_emulator/nothing").status_code == 404
    wrong = http.get("/_emulator/reset")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


def test_it_needs_no_credentials_and_leaves_the_journal_alone(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event())
    inside = "/_emulator/projects/100001/api/2/events/list"
    assert http.get("/_emulator/health", auth=("", "")).status_code == 200
    assert http.get(inside, auth=("", "")).status_code == 200
    assert [one.operation for one in emulator.requests] == ["uploadEvents"]


def test_a_query_inside_a_project_is_answered_as_for_its_keys(http: httpx.Client) -> None:
    upload(http, event("Ours"))
    path = "/api/2/usersearch?user=user-1"
    assert http.get(f"/_emulator/projects/100001{path}").content == http.get(path).content


def test_a_project_that_is_not_there_is_a_404(http: httpx.Client) -> None:
    for number in ("100001", "x", "9" * 30):
        response = http.get(f"/_emulator/projects/{number}/api/2/events/list")
        assert response.status_code == 404
        assert number in details(response)


def test_inside_a_project_only_queries_are_answered(http: httpx.Client) -> None:
    upload(http, event())
    response = http.post("/_emulator/projects/100001/api/3/annotations", json={})
    assert (response.status_code, response.headers["allow"]) == (405, "GET")
    assert http.get("/_emulator/projects/100001/api/2/nothing").status_code == 404
    assert http.get("/_emulator/projects/100001/api/3/annotations/7").status_code == 404


def test_unknown_parameters_and_members_are_refused_by_name(http: httpx.Client) -> None:
    response = http.get("/_emulator/events", params={"usr": "x"})
    assert response.status_code == 400
    assert details(response).startswith("Unknown parameter 'usr'; there are: project,")
    response = http.put("/_emulator/clock", json={"time": 1})
    assert details(response) == "Unknown member 'time'; there are: now"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "reset"),
        ("POST", "seed"),
        ("DELETE", "faults"),
        ("DELETE", "projects/100001/cohorts/fans"),
        ("GET", "projects/100001/cohorts"),
    ],
)
def test_a_parameter_that_would_be_overlooked_is_refused(
    emulator: Emulator, http: httpx.Client, method: str, path: str
) -> None:
    emulator.define_cohort("fans")
    emulator.fault("uploadEvents")
    response = http.request(method, f"/_emulator/{path}", params={"id": 7}, json={})
    assert response.status_code == 400
    assert details(response) == "Unknown parameter 'id'; there are: none"
    assert (len(emulator.projects()), len(emulator.faults)) == (1, 1)


@pytest.mark.parametrize("body", [b"[]", b"null", b"{", b"\xff"])
def test_a_body_that_is_no_object_is_a_400(http: httpx.Client, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert http.put("/_emulator/clock", content=body, headers=headers).status_code == 400


@pytest.mark.parametrize("limit", ["-1", "1001", "x", "1.5", "٣", "9" * 5000])
def test_a_limit_is_a_whole_number_up_to_a_thousand(http: httpx.Client, limit: str) -> None:
    response = http.get("/_emulator/events", params={"limit": limit})
    assert response.status_code == 400
    assert details(response).startswith("limit must be")


def test_a_repeated_parameter_is_a_400(http: httpx.Client) -> None:
    assert http.get("/_emulator/events?limit=1&limit=2").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS"])
def test_a_wrong_method_is_told_the_right_ones_whatever_it_sends(
    http: httpx.Client, method: str
) -> None:
    response = http.request(method, "/_emulator/health")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


def test_health_may_be_asked_for_without_the_answer(http: httpx.Client) -> None:
    response = http.head("/_emulator/health")
    assert (response.status_code, response.content) == (200, b"")
