"""`amp.annotations.categories`: requests always say `category`, replies in either spelling."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from amplitude_sdk.errors import ConflictError, ValidationError
from tests.sdk.clients import Service, call, ok

BASE = "https://amplitude.com/api/3/annotation-categories"
ONE = ok({"data": {"id": 3, "name": "Launches"}})
SEVERAL = ok({"data": [{"id": 3, "category": "Launches"}, {"id": 4, "name": "Outages"}]})
DONE = ok({"success": True})
ANNOTATION = {"id": 7, "label": "Launch", "start": "2026-03-01T08:00:00+00:00"}


@pytest.mark.parametrize(
    ("use", "reply", "expected"),
    [
        (lambda c: c.create("Launches"), ONE, ("POST", BASE, {"category": "Launches"})),
        (lambda c: c.list(), SEVERAL, ("GET", BASE, None)),
        (lambda c: c.list(name="A+B"), SEVERAL, ("GET", f"{BASE}?category=A%2BB", None)),
        (lambda c: c.get(3), ONE, ("GET", f"{BASE}/3", None)),
        (lambda c: c.update(3, "New"), ONE, ("PUT", f"{BASE}/3", {"category": "New"})),
        (lambda c: c.delete(3), DONE, ("DELETE", f"{BASE}/3", None)),
        (
            lambda c: c.assign(3, iter([7, 8])),
            ok({"data": [ANNOTATION]}),
            ("PUT", f"{BASE}/bulk/3", {"annotation_ids": [7, 8]}),
        ),
    ],
)
def test_each_call_has_its_request(use: Any, reply: Any, expected: Any) -> None:
    service = Service(reply)
    call("sync", service, lambda amp: use(amp.annotations.categories))
    (request,) = service.requests
    body = service.bodies[0] if request.content else None
    assert (request.method, str(request.url), body) == expected


def test_results_are_categories_and_annotations(colour: str) -> None:
    def ask(reply: Any, use: Any) -> Any:
        return call(colour, Service(reply), lambda amp: use(amp.annotations.categories))

    assert ask(ONE, lambda c: c.create("Launches")).name == "Launches"
    assert [each.name for each in ask(SEVERAL, lambda c: c.list())] == ["Launches", "Outages"]
    assert ask(DONE, lambda c: c.delete(3)) is None
    (changed,) = ask(ok({"data": [ANNOTATION]}), lambda c: c.assign(3, [7]))
    assert changed.label == "Launch"


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (lambda c: c.create(None), "name: expected a non-empty text, got None"),
        (lambda c: c.create(""), "name: expected a non-empty text, got ''"),
        (lambda c: c.update(3, 5), "name: expected a non-empty text, got 5"),
        (lambda c: c.list(name=5), "name: expected a non-empty text, got 5"),
        (lambda c: c.get(None), "category_id: expected a whole number, got None"),
        (lambda c: c.update("3", "New"), "category_id: expected a whole number, got '3'"),
        (lambda c: c.delete(category_id=True), "category_id: expected a whole number, got True"),
        (lambda c: c.assign(1.5, [7]), "category_id: expected a whole number, got 1.5"),
        (lambda c: c.assign(3, [7, "8"]), "annotation_ids: expected a whole number, got '8'"),
        (lambda c: c.assign(3, 7), "annotation_ids: expected several whole numbers"),
        (lambda c: c.assign(3, "12"), "annotation_ids: expected several whole numbers"),
        (lambda c: c.assign(3, {7: 8}), "annotation_ids: expected several whole numbers"),
        (lambda c: c.get(3, extra_query="a=1"), "extra_query: expected a mapping"),
    ],
)
def test_what_is_no_argument_is_refused_before_sending(colour: str, use: Any, message: str) -> None:
    service = Service(ONE)
    with pytest.raises(ValidationError) as refused:
        call(colour, service, lambda amp: use(amp.annotations.categories))
    assert str(refused.value).startswith(message)
    assert service.requests == []


def test_a_name_that_is_taken_is_a_conflict(colour: str) -> None:
    service = Service(httpx.Response(409, json={"error": {"message": "Category exists"}}))
    with pytest.raises(ConflictError, match="409 Category exists"):
        call(colour, service, lambda amp: amp.annotations.categories.create("Launches"))
