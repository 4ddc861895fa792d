"""Uploads say what was meant, and every declared reply has the documented outcome for each event."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import strategies as st

from amplitude_sdk.errors import UploadError
from tests.property.adapters import styles
from tests.property.documents import declared_statuses, operations, problems
from tests.property.facade import COLOURS, THRICE, Caller, Service
from tests.property.generation import replies
from tests.property.outcomes import check_error
from tests.property.running import FEW, MANY, holds
from tests.property.uploads import (
    aimed,
    as_it_is,
    batches,
    fate,
    sorting_replies,
    stored,
    upload,
)
from tests.property.values import same
from tests.property.wire import check_request, read, require

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.property.adapters import Invocation, Style
    from tests.property.generation import Meant
    from tests.property.uploads import Fate

    Aim = Callable[[Any, list[dict[str, Any]]], Any]

OPERATION = "uploadEvents"
STATUSES = [
    (declared, status) for name, declared, status in declared_statuses() if name == OPERATION
]
ACCEPTED = {"code": 200, "events_ingested": 1, "payload_size_bytes": 1, "server_upload_time": 1}
PAUSE = 30

regions = st.sampled_from(("us", "eu"))
aims = st.sampled_from((aimed, as_it_is))


class Answers:
    """Answers the first request as told, all others with 200."""

    def __init__(self, status: int, body: Any) -> None:
        self.first: tuple[int, Any] | None = (status, body)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        status, body = self.first or (200, ACCEPTED)
        self.first = None
        return httpx.Response(status, json=body)


class UploadCheck:
    """Checks an upload in both colours: its requests, and what became of its events."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.fates: set[Fate] = set()

    def __call__(self, meant: Meant, style: Style, region: str, body: Any, aim: Aim) -> None:
        events = meant.body["events"]
        reply = aim(body, events)
        schema = operations()[OPERATION].replies[str(self.status)]
        require(not problems("http_v2", schema, reply), f"{reply} is no reply of the service")
        due = fate(self.status, reply, events)
        self.fates.add(due)
        for colour in COLOURS:
            service = Service(Answers(self.status, reply))
            caller = Caller(colour, service, region, THRICE)
            invocation = upload(meant, style)
            result = caller.outcome(invocation)
            check_requests(service.requests, meant, region)
            check_outcome(result, self.status, reply, due, invocation)
            check_waits(caller, due)
            if due.repeated:
                require(len({each.content for each in service.requests}) == 1, "another request")
                require(len(service.requests) == 2, f"{len(service.requests)} requests")


def check_requests(sent: list[httpx.Request], meant: Meant, region: str) -> None:
    """The first request has all events as meant; later ones have some of those, unchanged."""
    operation = operations()[OPERATION]
    require(sent, "no request was sent")
    bodies = [read(request, operation).body for request in sent]
    require(len(bodies[0]["events"]) == len(meant.body["events"]), "an event is missing")
    whole = stored(meant, bodies[0])
    for request, body in zip(sent, bodies, strict=True):
        part = [event for event in whole.body["events"] if event in body["events"]]
        partly = replace(whole, body={**whole.body, "events": part})
        check_request(request, partly, operation.server(region))
    ids = {event.get("insert_id") for event in bodies[0]["events"]}
    require(all(isinstance(each, str) for each in ids), "an event cannot be repeated safely")
    require(len(ids) == len(bodies[0]["events"]), "two events would count as one")


def check_outcome(result: Any, status: int, reply: Any, due: Fate, invocation: Invocation) -> None:
    (events,) = invocation.args
    if due.stopped is not None:
        require(isinstance(result, UploadError), f"{status} came to {result!r:.300}")
        require(type(result.cause) is due.stopped, f"the cause is {result.cause!r:.300}")
        require(result.cause.status_code == status, f"its status is {result.cause.status_code}")
        require(same(result.cause.body, reply), f"its body is {result.cause.body!r:.300}")
        require(result.report.unsent == list(range(len(events))), f"{result.report.unsent} unsent")
        return
    require(not isinstance(result, Exception), f"{status} came to {result!r:.300}")
    require({each.index for each in result.rejected} == due.rejected, f"{result.rejected!r:.500}")
    for each in result.rejected:
        require(each.event is events[each.index], f"{each.index} is another event")
        require(each.code == status, f"{each.index} was refused with {each.code}")
        require(each.reason, f"{each.index} was refused without a reason")
    accepted = len(events) - len(due.rejected)
    require(result.accepted == accepted, f"{result.accepted} of {accepted} accepted")
    require(not result.unsent, f"{result.unsent} unsent")
    if status == 200:
        require(same(result.responses, [reply]), f"the responses are {result.responses!r:.300}")


def check_waits(caller: Caller, due: Fate) -> None:
    """Throttled users and devices get half a minute, nothing else does."""
    waits = due.throttled and due.stopped is None
    require(caller.clock.slept == (PAUSE if waits else 0), f"{caller.clock.slept} s were waited")


@pytest.mark.parametrize(("declared", "status"), STATUSES)
def test_an_upload_is_sent_as_meant_and_comes_to_what_the_reply_says(
    declared: str, status: int
) -> None:
    check = UploadCheck(status)

    holds(check, batches, styles, regions, replies(OPERATION, declared), aims, examples=MANY)


@pytest.mark.parametrize("status", [400, 429])
def test_a_reply_that_names_events_decides_about_each_of_them(status: int) -> None:
    check = UploadCheck(status)

    holds(
        check,
        batches.filter(lambda meant: len(meant.body["events"]) > 1),
        styles,
        regions,
        sorting_replies(status),
        st.just(aimed),
        examples=2 * MANY,
    )

    assert any(due.rejected and due.throttled for due in check.fates)
    assert any(due.rejected and not due.throttled for due in check.fates)
    assert any(due.throttled and not due.rejected for due in check.fates)


@pytest.mark.parametrize(
    "error", ["Invalid API key", "invalid api key: abc", "Missing request body"]
)
def test_no_change_of_the_events_helps_against_a_bad_request(error: str) -> None:
    def check(meant: Meant, style: Style) -> None:
        UploadCheck(400)(meant, style, "us", {"code": 400, "error": error}, as_it_is)

    holds(check, batches, styles, examples=FEW)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("colour", COLOURS)
def test_trouble_is_repeated_with_the_same_insert_ids_until_the_policy_ends_it(
    colour: str, status: int
) -> None:
    def check(meant: Meant, style: Style, body: Any) -> None:
        service = Service.always(status, body)
        result = Caller(colour, service, retry=THRICE).outcome(upload(meant, style))
        require(len(service.requests) == 3, f"{len(service.requests)} requests")
        require(len({each.content for each in service.requests}) == 1, "a repetition differs")
        require(isinstance(result, UploadError), f"{status} came to {result!r:.300}")
        check_error(OPERATION, status, body, result.cause, tries=3)

    holds(check, batches, styles, replies(OPERATION, str(status)), examples=FEW)


def test_a_lost_reply_is_repeated_with_the_same_insert_ids() -> None:
    def check(meant: Meant, style: Style) -> None:
        service = Service(lose_the_first)
        result = Caller("sync", service, retry=THRICE).outcome(upload(meant, style))
        require(result.accepted == len(meant.body["events"]), f"{result!r:.300}")

    def lose_the_first(request: httpx.Request) -> httpx.Response:
        seen.append(request.content)
        if len(seen) % 2:
            raise httpx.ReadTimeout("no reply")
        require(seen[-1] == seen[-2], "a repetition differs")
        return httpx.Response(200, content=json.dumps(ACCEPTED))

    seen: list[bytes] = []
    holds(check, batches, styles, examples=FEW)
    assert len(seen) == 2 * FEW
