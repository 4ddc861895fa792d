"""The emulator keeps to the specs, whatever valid or broken request comes over its socket."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest
from schemathesis import GenerationMode

from amplitude_sdk.emulator import Emulator
from tests.property.adapters import styles
from tests.property.documents import JSON, operations, problems
from tests.property.facade import COLOURS, Caller
from tests.property.generation import cases
from tests.property.running import FEW, MANY, SOME, holds
from tests.property.uploads import batches, upload, with_language
from tests.property.values import same
from tests.property.wire import KEY, SECRET, MismatchError, check_valid, read, require

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import Case
    from schemathesis.core.transport import Response

    from tests.property.adapters import Style
    from tests.property.documents import Operation
    from tests.property.generation import Meant

SECURED = [operation.id for operation in operations().values() if operation.secured]
ALWAYS_POSSIBLE = {
    "createAnnotation",
    "createAnnotationCategory",
    "createRelease",
    "listAnnotationCategories",
    "listAnnotations",
    "listEvents",
    "searchUsers",
}
"""Operations with valid requests that succeed whatever is there."""

CANNOT_BE_BROKEN = {"getChartCsv", "getChartResults", "listEvents"}
"""Operations without a parameter or a body that could be wrong: a chart id is any text."""


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(projects={KEY: SECRET}) as running:
        yield running


class EmulatorCheck:
    """Checks that a request gets one of the declared replies, valid in every member."""

    def __init__(self, emulator: Emulator, operation_id: str) -> None:
        self.emulator, self.operation = emulator, operations()[operation_id]
        self.statuses: set[int] = set()

    def __call__(self, case: Case) -> None:
        self.answer(case)

    def answer(self, case: Case) -> Response:
        if isinstance(case.body, dict) and self.operation.api == "http_v2":
            case.body = {**case.body, "api_key": KEY}
        auth = (KEY, SECRET) if self.operation.secured else None
        response = case.call(base_url=self.emulator.url, auth=auth)
        self.statuses.add(response.status_code)
        check_reply(self.operation, response)
        return response


def check_reply(operation: Operation, response: Response) -> None:
    """Check status, media type and body of a reply against the canonical spec."""
    status = response.status_code
    require(status < 500, f"{status}: {response.text:.300}")
    require(str(status) in operation.replies, f"{status} is not declared: {response.text:.300}")
    (kind,) = response.headers["content-type"]
    require(kind.partition(";")[0] == JSON, f"the media type {kind} is not declared")
    schema = operation.replies[str(status)]
    found = problems(operation.api, schema, json.loads(response.content))
    require(not found, f"{status} {response.text:.300}: {found}")


class BrokenCheck(EmulatorCheck):
    """Checks that a request which the specs do not allow is refused."""

    def __call__(self, case: Case) -> None:
        response = self.answer(case)
        if self.is_broken(response):
            refused = 400 <= response.status_code < 500
            require(refused, f"{response.status_code} for {response.request.url}")

    def is_broken(self, response: Response) -> bool:
        """Whether what was sent is invalid by more than members and parameters nobody declared."""
        sent = response.request
        url, _, query = str(sent.url).partition("?")
        known = [
            (name, value)
            for name, value in parse_qsl(query, keep_blank_values=True)
            if name in self.operation.parameters
        ]
        request = httpx.Request(
            sent.method or "",
            f"{url}?{urlencode(known)}" if known else url,
            content=sent.body,
            headers=dict(sent.headers),
        )
        try:
            check_valid(read(request, self.operation), self.operation)
        except (MismatchError, ValueError):
            return True
        return False


@pytest.mark.parametrize("operation_id", list(operations()))
def test_a_valid_request_gets_a_declared_reply(emulator: Emulator, operation_id: str) -> None:
    check = EmulatorCheck(emulator, operation_id)

    holds(check, cases(operation_id), examples=MANY)

    assert 200 in check.statuses or operation_id not in ALWAYS_POSSIBLE


@pytest.mark.parametrize(
    "operation_id", [each for each in operations() if each not in CANNOT_BE_BROKEN]
)
def test_a_broken_request_is_refused_with_a_declared_status(
    emulator: Emulator, operation_id: str
) -> None:
    check = BrokenCheck(emulator, operation_id)

    holds(check, cases(operation_id, GenerationMode.NEGATIVE), examples=MANY)

    assert any(400 <= status < 500 for status in check.statuses)


@pytest.mark.parametrize("auth", [None, (KEY, "another"), ("another", SECRET), (SECRET, KEY)])
@pytest.mark.parametrize("operation_id", SECURED)
def test_a_request_without_the_right_keys_is_refused(
    emulator: Emulator, operation_id: str, auth: tuple[str, str] | None
) -> None:
    def check(case: Case) -> None:
        response = case.call(base_url=emulator.url, auth=auth)
        require(response.status_code in {401, 403}, f"{response.status_code} without the keys")
        check_reply(operations()[operation_id], response)

    holds(check, cases(operation_id), examples=FEW)


@pytest.mark.parametrize("colour", COLOURS)
def test_what_is_uploaded_is_what_is_stored(emulator: Emulator, colour: str) -> None:
    def check(said: Meant, style: Style) -> None:
        emulator.reset()
        report = Caller(colour, base_url=emulator.url).outcome(upload(said, style))
        require(not isinstance(report, Exception), f"{report!r:.500}")
        require(report.accepted == len(said.body["events"]), f"{report.rejected!r:.500}")
        for event, kept in zip(said.body["events"], emulator.events(), strict=True):
            due = as_stored(event)
            have = {name: kept.get(name) for name in due}
            require(same(have, due), f"{have!r:.500} is stored for {due!r:.500}")

    holds(check, batches, styles, examples=SOME)


def as_stored(event: dict[str, Any]) -> dict[str, Any]:
    """Return what has to be stored of an event; price times quantity wins over revenue."""
    due = {**with_language(event)}
    due.pop("group_properties", None)
    if "price" in due and ("quantity" in due or "revenue" not in due):
        due["revenue"] = due["price"] * due.get("quantity", 1)
    return due
