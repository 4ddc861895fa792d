from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import details

if TYPE_CHECKING:
    import httpx

CATEGORIES = "/api/3/annotation-categories"
UNCATEGORIZED = {"id": 1, "category": "Uncategorized"}


def create(http: httpx.Client, name: str) -> dict[str, Any]:
    response = http.post(CATEGORIES, json={"category": name})
    assert response.status_code == 200
    category: dict[str, Any] = response.json()["data"]
    return category


def annotate(http: httpx.Client, **members: Any) -> dict[str, Any]:
    body = {"label": "x", "start": "2026-03-01T00:00:00+00:00", **members}
    annotation: dict[str, Any] = http.post("/api/3/annotations", json=body).json()["data"]
    return annotation


def test_a_project_begins_with_uncategorized(http: httpx.Client) -> None:
    assert http.get(CATEGORIES).json() == {"data": [UNCATEGORIZED]}


def test_a_category_that_was_created_can_be_read(http: httpx.Client) -> None:
    category = create(http, "Campaigns")
    assert category == {"id": 2, "category": "Campaigns"}
    assert http.get(f"{CATEGORIES}/2").json() == {"data": category}
    assert http.get(CATEGORIES).json() == {"data": [UNCATEGORIZED, category]}


def test_the_list_can_be_narrowed_to_a_name(http: httpx.Client) -> None:
    category = create(http, "Campaigns + more")
    response = http.get(CATEGORIES, params={"category": "Campaigns + more"})
    assert response.json() == {"data": [category]}
    response = http.get(CATEGORIES, params={"category": "campaigns"})
    assert (response.status_code, details(response)) == (404, "Category not found")


def test_deleting_a_category_leaves_the_annotations_of_others(http: httpx.Client) -> None:
    first, second = create(http, "Campaigns"), create(http, "Outages")
    annotations = [annotate(http, category=one["category"]) for one in (first, second)]
    http.delete(f"{CATEGORIES}/{first['id']}")
    found = [http.get(f"/api/3/annotations/{one['id']}").json()["data"] for one in annotations]
    assert [one["category"] for one in found] == [UNCATEGORIZED, second]


def test_a_name_can_be_taken_only_once(http: httpx.Client) -> None:
    create(http, "Campaigns")
    other = create(http, "Outages")
    for response in (
        http.post(CATEGORIES, json={"category": "Campaigns"}),
        http.post(CATEGORIES, json={"category": "Uncategorized"}),
        http.put(f"{CATEGORIES}/{other['id']}", json={"category": "Campaigns"}),
    ):
        assert (response.status_code, details(response)) == (409, "Category already exists")


def test_a_category_can_be_renamed_to_a_free_name_or_its_own(http: httpx.Client) -> None:
    id_ = create(http, "Campaigns")["id"]
    for name in ("Paid campaigns", "Paid campaigns"):
        response = http.put(f"{CATEGORIES}/{id_}", json={"category": name})
        assert response.json() == {"data": {"id": id_, "category": name}}


def test_its_annotations_keep_a_category_that_is_renamed(http: httpx.Client) -> None:
    category = create(http, "Campaigns")
    annotation = annotate(http, category="Campaigns")
    http.put(f"{CATEGORIES}/{category['id']}", json={"category": "Paid"})
    stored = http.get(f"/api/3/annotations/{annotation['id']}").json()["data"]
    assert stored["category"] == {"id": category["id"], "category": "Paid"}


def test_its_annotations_go_back_to_uncategorized_when_it_is_deleted(http: httpx.Client) -> None:
    category = create(http, "Campaigns")
    annotation = annotate(http, category="Campaigns")
    assert http.delete(f"{CATEGORIES}/{category['id']}").json() == {"success": True}
    assert http.get(f"{CATEGORIES}/{category['id']}").status_code == 404
    stored = http.get(f"/api/3/annotations/{annotation['id']}").json()["data"]
    assert stored["category"] == UNCATEGORIZED


def test_an_id_is_not_given_twice(http: httpx.Client) -> None:
    first = create(http, "A")["id"]
    http.delete(f"{CATEGORIES}/{first}")
    assert create(http, "A")["id"] != first


def test_uncategorized_cannot_be_changed(http: httpx.Client) -> None:
    assert http.put(f"{CATEGORIES}/1", json={"category": "Other"}).status_code == 403
    assert http.delete(f"{CATEGORIES}/1").status_code == 403
    assert http.get(f"{CATEGORIES}/1").json() == {"data": UNCATEGORIZED}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_an_unknown_category_is_a_404(http: httpx.Client, method: str) -> None:
    for id_ in ("99", "-1", "9" * 30):
        response = http.request(method, f"{CATEGORIES}/{id_}", json={"category": "x"})
        assert (response.status_code, details(response)) == (404, "Category not found")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("id_", ["abc", "1.5", "%20", "%FF", "1%2F2", "٣", "9" * 5000])
def test_an_id_that_is_no_integer_is_a_400(http: httpx.Client, method: str, id_: str) -> None:
    response = http.request(method, f"{CATEGORIES}/{id_}", json={"category": "x"})
    assert response.status_code == 400
    assert "category_id" in details(response)


@pytest.mark.parametrize("body", [{}, {"category": 7}, {"category": None}, {"category": ""}, []])
def test_a_name_that_is_no_name_is_a_400(http: httpx.Client, body: Any) -> None:
    id_ = create(http, "Campaigns")["id"]
    assert http.post(CATEGORIES, json=body).status_code == 400
    assert http.put(f"{CATEGORIES}/{id_}", json=body).status_code == 400


def test_several_annotations_get_a_category_at_once(http: httpx.Client) -> None:
    category = create(http, "Campaigns")
    first, second, third = (annotate(http)["id"] for _ in range(3))
    response = http.put(
        f"{CATEGORIES}/bulk/{category['id']}", json={"annotation_ids": [third, first, third]}
    )
    changed = response.json()["data"]
    assert [one["id"] for one in changed] == [third, first]
    assert {one["category"]["id"] for one in changed} == {category["id"]}
    assert http.get(f"/api/3/annotations/{second}").json()["data"]["category"] == UNCATEGORIZED


def test_all_annotations_are_assigned_or_none(http: httpx.Client) -> None:
    category = create(http, "Campaigns")
    id_ = annotate(http)["id"]
    bulk = f"{CATEGORIES}/bulk/{category['id']}"
    response = http.put(bulk, json={"annotation_ids": [id_, 99]})
    assert (response.status_code, details(response)) == (400, "One or more invalid annotation ID")
    assert http.get(f"/api/3/annotations/{id_}").json()["data"]["category"] == UNCATEGORIZED


def test_an_assignment_that_makes_no_sense_is_refused(http: httpx.Client) -> None:
    body: dict[str, Any] = {"annotation_ids": []}
    assert http.put(f"{CATEGORIES}/bulk/99", json=body).status_code == 404
    assert http.put(f"{CATEGORIES}/bulk/abc", json=body).status_code == 400
    wrong: list[Any] = [None, "1", [None], ["1"], [1.5], {}]
    for ids in wrong:
        response = http.put(f"{CATEGORIES}/bulk/1", json={"annotation_ids": ids})
        assert response.status_code == 400
    assert http.put(f"{CATEGORIES}/bulk/1", json={}).status_code == 400
    assert http.put(f"{CATEGORIES}/bulk/1", json=body).json() == {"data": []}
