from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator import Emulator
from amplitude_sdk.emulator.messages import Request
from amplitude_sdk.emulator.operations import HANDLERS
from tests.emulator.calls import details, event, post_events

if TYPE_CHECKING:
    import httpx
    from amplitude_api.facts import Operation

QUERY_SIDE = [operation for operation in OPERATIONS.values() if operation.api != "http_v2"]


def path_of(operation_path: str) -> str:
    return (
        operation_path.replace("{category_id}", "7")
        .replace("{annotation_id}", "7")
        .replace("{chart_id}", "abc")
    )


def test_every_operation_of_the_query_side_has_a_handler() -> None:
    assert HANDLERS.keys() == {operation.id for operation in QUERY_SIDE}


@pytest.mark.parametrize("operation", QUERY_SIDE, ids=lambda operation: operation.id)
def test_the_query_side_answers_401_without_credentials(
    emulator: Emulator, http: httpx.Client, operation: Operation
) -> None:
    response = http.request(operation.method, path_of(operation.path), auth=("", ""))
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/api/2/nothing", "/api/3/annotations/", "/2/httpapi/x", "/api/2/events/list%2F"],
)
def test_an_unknown_path_is_a_404(http: httpx.Client, path: str) -> None:
    response = http.get(path)
    assert response.status_code == 404
    assert "path" in details(response)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/2/httpapi", "POST"),
        ("POST", "/api/2/events/list", "GET"),
        ("PATCH", "/api/3/annotations/7", "DELETE, GET, PUT"),
        ("DELETE", "/api/3/annotation-categories", "GET, POST"),
        ("OPTIONS", "/api/3/annotation-categories/bulk/7", "PUT"),
    ],
)
def test_a_wrong_method_is_a_405_that_says_what_is_allowed(
    http: httpx.Client, method: str, path: str, allowed: str
) -> None:
    response = http.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    assert allowed in details(response)


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic",
        "Basic !!!",
        "Basic a2V5OnNlY3JldA",  # no padding
        basic("key-without-secret"),
        basic(":secret"),
        basic("key:"),
        "Basic " + base64.b64encode(b"\xff\xfe:secret").decode(),
        "Bearer a2V5OnNlY3JldA==",
        "key-1:secret-1",
    ],
)
def test_malformed_credentials_are_a_401(http: httpx.Client, header: str) -> None:
    request = http.build_request("GET", "/api/2/events/list", headers={"authorization": header})
    assert http.send(request, auth=None).status_code == 401


def test_the_scheme_is_compared_without_case_and_a_secret_may_hold_colons(
    http: httpx.Client,
) -> None:
    header = basic("key-1:se:cr:et").replace("Basic", "bAsIc")
    request = http.build_request("GET", "/api/2/events/list", headers={"authorization": header})
    assert http.send(request, auth=None).status_code == 200


def test_each_key_is_a_project_of_its_own(emulator: Emulator, http: httpx.Client) -> None:
    post_events(http, event("Mine"))
    http.post("/api/3/annotations", json={"label": "mine", "start": "2026-03-01T00:00:00Z"})

    other = ("key-2", "secret-1")

    assert http.get("/api/2/events/list", auth=other).json() == {"data": []}
    assert http.get("/api/3/annotations", auth=other).json() == {"data": []}
    assert len(http.get("/api/2/events/list").json()["data"]) == 1


def test_with_projects_all_other_keys_are_refused() -> None:
    with Emulator(projects={"known": "right"}) as emulator:
        core = emulator.core

        def status(key: str, secret: str) -> int:
            headers = {"authorization": basic(f"{key}:{secret}")}
            return core.handle(Request("GET", "/api/2/events/list", headers=headers)).status

        assert status("known", "right") == 200
        assert status("known", "wrong") == 401
        assert status("known", "ríght") == 401
        assert status("other", "right") == 401


@pytest.mark.parametrize("path", ["/api/2/release", "/api/3/annotations"])
def test_a_body_has_less_than_a_million_bytes(http: httpx.Client, path: str) -> None:
    response = http.post(path, content=b" " * 999_999)
    assert (response.status_code, details(response)) == (400, "The body is not valid JSON")
    response = http.post(path, content=b" " * 1_000_000)
    assert response.status_code == 413
    assert "1000000 bytes" in details(response)


def test_a_request_does_not_show_its_keys() -> None:
    keys = {"authorization": basic("key-1:secret-1")}
    request = Request("GET", "/2/httpapi", "secret_key=secret-1", keys, b'{"api_key": "key-1"}')
    assert repr(request) == "Request(method='GET', path='/2/httpapi', client=None)"


def test_query_replies_are_json_in_utf_8(http: httpx.Client) -> None:
    response = http.get("/api/2/events/list")
    assert response.headers["content-type"] == "application/json; charset=UTF-8"


def test_the_core_answers_without_a_server() -> None:
    emulator = Emulator()
    headers = {"authorization": basic("key:secret")}
    response = emulator.core.handle(Request("GET", "/api/2/events/list", headers=headers))
    assert (response.status, response.body) == (200, b'{"data":[]}')
    emulator.close()


@pytest.mark.parametrize(
    "projects",
    [{"a": 1}, {"a": ""}, {"": "secret"}, {"a:b": "secret"}, {5: "secret"}, "a:secret", ["a"]],
)
def test_projects_nobody_could_open_are_refused(projects: Any) -> None:
    with pytest.raises(ValueError, match="projects must map API keys to secret keys"):
        Emulator(projects=projects)
