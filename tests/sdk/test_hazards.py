"""What breaks stock generated clients does not break a caller of the facade.

A client straight out of openapi-python-client returns None or a bare ValueError for a status nobody
declared, loses a whole reply to one unknown word or missing member, returns documented errors as
values, lets a page of HTML end in a JSONDecodeError, takes wrong types in silence, shows its token,
changes itself in `with_...`, and sends `<Unset object>` after a copy. Each of these is a test here.
"""

from __future__ import annotations

import copy
import json
import pickle
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from amplitude_api import facts

from amplitude_sdk import UNSET, Amplitude, AsyncAmplitude, errors
from tests.sdk.bundles import examples
from tests.sdk.calls import ANNOTATIONS, QUERIES, RELEASE
from tests.sdk.clients import KEY, ONCE, SECRET, Service, call, ok

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"
REPLIES = {
    each.operation: each.value
    for each in sorted(examples("200"), key=lambda each: len(json.dumps(each.value)))
}
"""The longest example of each operation."""
SUCCESSES = (200, 201, 202, 206, 299)
FAILURES = (300, 302, 304, 400, 402, 404, 418, 451, 499, 500, 520, 530, 599, 600, 999)
BODIES = {
    "nothing": b"",
    "a page": PAGE,
    "a truncated object": b'{"data": {"series": [[1, 2',
    "no UTF-8": b"\xff\xfe{}",
    "two objects": b"{}{}",
    "not a number": b'{"data": NaN}',
    "JSON after a mark": b"\xef\xbb\xbf{}",
    "single quotes": b"{'data': []}",
    "too deep": b"[" * 3000 + b"]" * 3000,
    "null": b"null",
    "a number": b"1e400",
    "a huge integer": b'{"data": ' + b"9" * 400 + b"}",
    "a text": b'"ok"',
    "a list": b"[[], {}, null]",
    "an empty object": b"{}",
    "nulls": b'{"data": null, "release": null, "matches": null, "userData": null}',
    "texts": b'{"data": "x", "release": "x", "matches": "x", "userData": "x"}',
    "numbers": b'{"data": 7, "release": 7, "matches": 7, "userData": 7}',
    "lists": b'{"data": [7], "release": [7], "matches": [7], "userData": [7]}',
    "strange members": b'{"data": {"series": {"a": 1}, "xValues": true}, "matches": [null]}',
}
NO_JSON = [*BODIES][:9]
"""Those that cannot be decoded at all."""


def outcome(colour: str, operation: str, reply: Any) -> Any:
    """A result, or the error raised on purpose; anything else fails the test."""
    try:
        return call(colour, Service(reply), QUERIES[operation], retry=ONCE)
    except errors.AmplitudeError as error:
        return error


@pytest.mark.parametrize("operation", QUERIES)
def test_a_status_nobody_declared_is_raised_and_neither_returned_nor_lost(
    colour: str, operation: str
) -> None:
    for status in FAILURES:
        for body in (b"", PAGE, b"{}"):
            error = outcome(colour, operation, httpx.Response(status, content=body))
            untold = facts.OPERATIONS[operation].retry == "never" and status >= 500
            assert isinstance(error, errors.OutcomeUnknownError if untold else errors.ApiError)
            assert error.status_code == status


@pytest.mark.parametrize("operation", QUERIES)
def test_a_success_nobody_declared_is_a_success(colour: str, operation: str) -> None:
    declared = call(colour, Service(ok(REPLIES[operation])), QUERIES[operation])
    for status in SUCCESSES:
        reply = httpx.Response(status, json=REPLIES[operation])
        assert outcome(colour, operation, reply) == declared


@pytest.mark.parametrize("operation", QUERIES)
def test_a_documented_error_is_raised_and_not_returned(colour: str, operation: str) -> None:
    declared = [int(each) for each in facts.OPERATIONS[operation].statuses if each.startswith("4")]
    assert declared
    for status in declared:
        reply = httpx.Response(status, json={"error": {"http_code": status, "message": "no"}})
        error = outcome(colour, operation, reply)
        assert isinstance(error, errors.ApiError)
        assert (error.status_code, error.message) == (status, "no")


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("operation", QUERIES)
def test_any_body_is_a_result_or_an_error_of_ours(colour: str, operation: str, body: str) -> None:
    result = outcome(colour, operation, httpx.Response(200, content=BODIES[body]))
    if body == "nothing" and operation.startswith("delete"):
        assert result is None
    elif body in NO_JSON:
        assert type(result) is errors.DecodeError
        assert result.status_code == 200
        assert result.request.operation == operation
    else:
        assert not isinstance(result, errors.AmplitudeError) or type(result) is errors.DecodeError


def without_one(value: Any) -> Iterator[Any]:
    """The value without one of its members, for every member at every depth."""
    if isinstance(value, dict):
        for name in value:
            yield {each: inner for each, inner in value.items() if each != name}
            for smaller in without_one(value[name]):
                yield {**value, name: smaller}
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            for smaller in without_one(inner):
                yield [*value[:place], smaller, *value[place + 1 :]]


NEEDED = ("id", "start", "release_start", "data", "matches")
"""What a value of ours cannot be without (T-X2)."""


@pytest.mark.parametrize("operation", QUERIES)
def test_a_missing_member_is_missing_and_no_more(operation: str) -> None:
    for body in without_one(REPLIES[operation]):
        result = outcome("sync", operation, ok(body))
        if isinstance(result, errors.AmplitudeError):
            assert type(result) is errors.DecodeError
            assert any(f"{name} is missing" in str(result) for name in NEEDED), body


WITHOUT = ("getUserActivity", "deleteAnnotation", "deleteAnnotationCategory")
"""Operations whose replies hold no member that is always there."""


@pytest.mark.parametrize("operation", [each for each in QUERIES if each not in WITHOUT])
@pytest.mark.parametrize("body", [b"null", b"{}", b'{"error": {"message": "no"}}'])
def test_a_success_without_results_is_no_empty_result(operation: str, body: bytes) -> None:
    error = outcome("sync", operation, httpx.Response(200, content=body))
    assert type(error) is errors.DecodeError
    assert " is missing" in str(error)


def with_news(value: Any) -> Any:
    """The value with a member more in every object, of a type nobody can foresee."""
    if isinstance(value, dict):
        return {name: with_news(inner) for name, inner in value.items()} | {"news": {"at": [1]}}
    return [with_news(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("operation", ["createRelease", *ANNOTATIONS])
def test_unknown_members_are_kept(colour: str, operation: str) -> None:
    result = outcome(colour, operation, ok(with_news(REPLIES[operation])))
    if operation.startswith("delete"):
        assert result is None
        return
    for each in result if isinstance(result, list) else [result]:
        assert each.raw["news"] == {"at": [1]}


@pytest.mark.parametrize(
    ("operation", "body", "read"),
    [
        ("searchUsers", {"type": "match_email", "matches": []}, lambda found: found.type),
        (
            "createRelease",
            {"release": {**REPLIES["createRelease"]["release"], "type": "match_email"}},
            lambda release: release.raw["type"],
        ),
        (
            "getAnnotationCategory",
            {"data": {"id": 7, "category": "match_email", "kind": "x"}},
            lambda category: category.name,
        ),
    ],
)
def test_an_unknown_word_does_not_lose_the_reply(
    colour: str, operation: str, body: Any, read: Any
) -> None:
    assert read(outcome(colour, operation, ok(body))) == "match_email"


@pytest.mark.parametrize("wrong", ["seven", True, [7], {"id": 7}, 7.5])
@pytest.mark.parametrize("operation", ["getAnnotation", "getAnnotationCategory"])
def test_a_wrong_type_in_a_reply_is_not_taken_in_silence(
    colour: str, operation: str, wrong: Any
) -> None:
    body = {"data": {**REPLIES[operation]["data"], "id": wrong}}
    error = outcome(colour, operation, ok(body))
    assert type(error) is errors.DecodeError
    assert "id should be a" in str(error)


@pytest.mark.parametrize(
    ("use", "field"),
    [
        (lambda amp: amp.releases.create(**{**RELEASE, "version": 3}), "version"),
        (lambda amp: amp.releases.create(**{**RELEASE, "release_start": "x"}), "release_start"),
        (lambda amp: amp.annotations.create("", "2026-03-01T00:00:00Z"), "label"),
        (lambda amp: amp.annotations.get("7"), "annotation_id"),
        (lambda amp: amp.annotations.categories.assign(7, ["8"]), "annotation_ids"),
        (lambda amp: amp.dashboard.users("2026-03-01", "20260302"), "start"),
        (lambda amp: amp.dashboard.funnel(["A"], "20260301", "20260302", limit=5000), "limit"),
        (lambda amp: amp.dashboard.chart(""), "chart_id"),
    ],
)
def test_lengths_patterns_and_types_of_arguments_are_checked(
    colour: str, use: Any, field: str
) -> None:
    service = Service(ok({}))
    with pytest.raises(errors.ValidationError) as refused:
        call(colour, service, use)
    assert refused.value.field == field
    assert service.requests == []


def test_no_credential_is_shown() -> None:
    with Amplitude(api_key=KEY, secret_key=SECRET) as amp:
        shown = repr([amp, amp._sender.settings, vars(amp._sender), amp.annotations, amp.dashboard])
    assert KEY not in shown
    assert SECRET not in shown


@pytest.mark.parametrize("kind", [Amplitude, AsyncAmplitude])
def test_options_change_a_copy(kind: Any) -> None:
    transport = httpx.MockTransport(Service(ok({})))
    amp = kind(api_key=KEY, secret_key=SECRET, transport=transport, timeout=30)
    before = amp._sender.settings
    other = amp.with_options(timeout=5)
    assert other is not amp
    assert (amp._sender.settings, amp._sender.settings.timeout) == (before, 30)
    assert other._sender.settings.timeout == 5


COPIES = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]


@pytest.mark.parametrize("duplicate", COPIES)
def test_what_is_not_given_stays_so_in_a_copy(colour: str, duplicate: Any) -> None:
    changes = duplicate({"label": "New", "end": UNSET, "chart_id": None, "details": UNSET})
    service = Service(ok(REPLIES["updateAnnotation"]))
    call(colour, service, lambda amp: amp.annotations.update(7, **changes))
    assert service.bodies == [{"label": "New", "chart_id": None}]


@pytest.mark.parametrize("duplicate", COPIES)
@pytest.mark.parametrize("operation", QUERIES)
def test_results_survive_a_copy(operation: str, duplicate: Any) -> None:
    result = outcome("sync", operation, ok(REPLIES[operation]))
    assert duplicate(result) == result
