from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import details

if TYPE_CHECKING:
    import httpx

ANNOTATIONS = "/api/3/annotations"
UNCATEGORIZED = {"id": 1, "category": "Uncategorized"}


def create(http: httpx.Client, **members: Any) -> dict[str, Any]:
    body = {"label": "x", "start": "2026-03-01T00:00:00+00:00", **members}
    response = http.post(ANNOTATIONS, json=body)
    assert response.status_code == 200, response.text
    annotation: dict[str, Any] = response.json()["data"]
    return annotation


def listed(http: httpx.Client, **filters: str) -> list[str]:
    response = http.get(ANNOTATIONS, params=filters)
    assert response.status_code == 200, response.text
    return [one["label"] for one in response.json()["data"]]


def test_what_is_not_sent_is_null_or_uncategorized(http: httpx.Client) -> None:
    assert create(http, label="Campaign") == {
        "id": 1,
        "start": "2026-03-01T00:00:00+00:00",
        "end": None,
        "label": "Campaign",
        "details": None,
        "category": UNCATEGORIZED,
        "chart_id": None,
    }


def test_what_is_sent_comes_back(http: httpx.Client) -> None:
    http.post("/api/3/annotation-categories", json={"category": "Campaigns"})
    annotation = create(
        http, end="2026-03-09T08:00:00+01:00", category="Campaigns", chart_id="c1", details="d"
    )
    assert annotation["end"] == "2026-03-09T08:00:00+01:00"
    assert annotation["category"] == {"id": 2, "category": "Campaigns"}
    assert annotation["chart_id"] == "c1"
    assert annotation["details"] == "d"
    assert http.get(f"{ANNOTATIONS}/{annotation['id']}").json() == {"data": annotation}


def test_a_time_may_be_written_as_rfc_3339_allows(http: httpx.Client) -> None:
    assert create(http, start="2026-03-01T07:30:00Z")["start"] == "2026-03-01T07:30:00+00:00"
    assert create(http, start="2026-03-01t07:30:00z")["start"] == "2026-03-01T07:30:00+00:00"
    offset = "2026-03-01T07:30:00.25-11:30"
    assert create(http, start=offset)["start"] == "2026-03-01T07:30:00.250000-11:30"


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": None},
        {"label": 7},
        {"start": None},
        {"start": "2026-03-01"},
        {"start": "2026-03-01T07:00:00"},
        {"start": "2026-03-01T07:00+00:00"},
        {"start": "2026-03-01 07:00:00+00:00"},
        {"start": "2026-02-30T07:00:00Z"},
        {"start": "2026-W09-1T07:00:00Z"},
        {"end": None},
        {"end": "later"},
        {"category": 1},
        {"category": None},
        {"chart_id": 5},
        {"chart_id": None},
        {"details": []},
    ],
)
def test_a_wrong_member_is_a_400(http: httpx.Client, wrong: dict[str, Any]) -> None:
    body = {"label": "x", "start": "2026-03-01T00:00:00Z", **wrong}
    response = http.post(ANNOTATIONS, json=body)
    assert response.status_code == 400
    (name,) = wrong
    assert name in details(response)


@pytest.mark.parametrize("missing", ["label", "start"])
def test_a_missing_member_is_a_400(http: httpx.Client, missing: str) -> None:
    body = {"label": "x", "start": "2026-03-01T00:00:00Z"}
    del body[missing]
    response = http.post(ANNOTATIONS, json=body)
    assert response.status_code == 400
    assert missing in details(response)


def test_an_unknown_category_is_a_404_and_nothing_is_created(http: httpx.Client) -> None:
    body = {"label": "x", "start": "2026-03-01T00:00:00Z", "category": "None"}
    response = http.post(ANNOTATIONS, json=body)
    assert (response.status_code, details(response)) == (404, "Category not found")
    assert listed(http) == []


def test_an_update_changes_only_what_is_sent(http: httpx.Client) -> None:
    before = create(http, end="2026-03-02T00:00:00+00:00", chart_id="c1", details="d")
    path = f"{ANNOTATIONS}/{before['id']}"
    assert http.put(path, json={}).json() == {"data": before}
    changed = http.put(path, json={"label": "New", "start": "2026-02-01T00:00:00Z"}).json()["data"]
    assert changed == {**before, "label": "New", "start": "2026-02-01T00:00:00+00:00"}
    assert http.get(path).json() == {"data": changed}


def test_null_removes_the_end_and_makes_it_global(http: httpx.Client) -> None:
    before = create(http, end="2026-03-02T00:00:00+00:00", chart_id="c1", details="d")
    path = f"{ANNOTATIONS}/{before['id']}"
    changed = http.put(path, json={"end": None, "chart_id": None}).json()["data"]
    assert changed == {**before, "end": None, "chart_id": None}


@pytest.mark.parametrize("name", ["label", "start", "category", "details"])
def test_null_elsewhere_is_a_400(http: httpx.Client, name: str) -> None:
    before = create(http)
    path = f"{ANNOTATIONS}/{before['id']}"
    response = http.put(path, json={"label": "New", name: None})
    assert response.status_code == 400
    assert name in details(response)
    assert http.get(path).json() == {"data": before}


def test_an_update_can_move_it_to_a_category(http: httpx.Client) -> None:
    category = http.post("/api/3/annotation-categories", json={"category": "C"}).json()["data"]
    path = f"{ANNOTATIONS}/{create(http)['id']}"
    assert http.put(path, json={"category": "C"}).json()["data"]["category"] == category
    response = http.put(path, json={"label": "New", "category": "None"})
    assert (response.status_code, details(response)) == (404, "Category not found")
    assert http.get(path).json()["data"]["label"] == "x"


def test_a_deleted_annotation_is_gone(http: httpx.Client) -> None:
    path = f"{ANNOTATIONS}/{create(http)['id']}"
    assert http.delete(path).json() == {"success": True}
    for response in (http.get(path), http.delete(path), http.put(path, json={})):
        assert (response.status_code, details(response)) == (404, "Annotation not found")
    assert listed(http) == []
    assert create(http)["id"] == 2


@pytest.mark.parametrize("id_", ["abc", "1.5", "%FF", "+1"])
def test_an_id_that_is_no_integer_is_a_400(http: httpx.Client, id_: str) -> None:
    for method in ("GET", "DELETE", "PUT"):
        response = http.request(method, f"{ANNOTATIONS}/{id_}", json={})
        assert response.status_code == 400
        assert "annotation_id" in details(response)


def test_filters_narrow_the_list(http: httpx.Client) -> None:
    http.post("/api/3/annotation-categories", json={"category": "Campaigns"})
    create(http, label="global")
    create(http, label="on chart", chart_id="c1")
    create(http, label="campaign", category="Campaigns")
    assert listed(http) == ["global", "on chart", "campaign"]
    assert listed(http, category="Campaigns") == ["campaign"]
    assert listed(http, category="Uncategorized") == ["global", "on chart"]
    assert listed(http, category="No Such") == []
    assert listed(http, chart_id="c1") == ["on chart"]
    assert listed(http, chart_id="c2") == []


def test_bounds_are_included_and_compared_as_instants(http: httpx.Client) -> None:
    create(http, label="moment", start="2026-03-02T00:00:00Z")
    create(http, label="range", start="2026-03-02T00:00:00Z", end="2026-03-05T01:00:00+01:00")
    assert listed(http, start="2026-03-02T01:00:00+01:00") == ["moment", "range"]
    assert listed(http, start="2026-03-02T00:00:01Z") == []
    assert listed(http, end="2026-03-05T00:00:00Z") == ["moment", "range"]
    assert listed(http, end="2026-03-04T23:59:59Z") == ["moment"]
    assert listed(http, end="2026-03-01T23:59:59-00:30") == ["moment"]
    assert listed(http, start="2026-03-01T00:00:00Z", end="2026-03-03T00:00:00Z") == ["moment"]


def test_times_at_the_ends_of_the_calendar_compare(http: httpx.Client) -> None:
    create(http, label="first", start="0001-01-01T00:00:00+14:00")
    create(http, label="last", start="9999-12-31T23:59:59-12:00")
    assert listed(http, start="0001-01-01T00:00:00-12:00") == ["last"]
    assert listed(http, end="9999-12-31T23:59:59+14:00") == ["first"]


def test_a_bare_plus_in_a_time_is_a_space_and_a_400(http: httpx.Client) -> None:
    create(http)
    bare = "start=2026-03-01T00:00:00+00:00"
    assert http.get(f"{ANNOTATIONS}?{bare}").status_code == 400
    assert http.get(f"{ANNOTATIONS}?{bare.replace('+', '%2B')}").status_code == 200


@pytest.mark.parametrize("category", ["A", ""])
def test_category_and_chart_do_not_combine(http: httpx.Client, category: str) -> None:
    response = http.get(ANNOTATIONS, params={"category": category, "chart_id": "c1"})
    assert response.status_code == 409
    assert "do not combine" in details(response)
