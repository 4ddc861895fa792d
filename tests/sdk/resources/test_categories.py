"""`amp.annotations.categories`: requests always say `category`, replies in either spelling."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from amplitude_sdk.errors import ConflictError
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


def test_a_name_that_is_taken_is_a_conflict(colour: str) -> None:
    service = Service(httpx.Response(409, json={"error": {"message": "Category exists"}}))
    with pytest.raises(ConflictError, match="409 Category exists"):
        call(colour, service, lambda amp: amp.annotations.categories.create("Launches"))
