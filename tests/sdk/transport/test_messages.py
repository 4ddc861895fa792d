"""Addressing a call: the URL with its query encoded once, the body as JSON."""

from __future__ import annotations

from math import inf, nan
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.transport.messages import Call, is_seconds, prepare, wire_query

if TYPE_CHECKING:
    from amplitude_sdk.transport.messages import Request

USERS = facts.OPERATIONS["getUsers"]
HOST = "https://amplitude.com"


def prepared(arguments: dict[str, Any] | None = None, **options: Any) -> Request:
    given = {"url": "/api/2/users", **(arguments or {})}
    return prepare(Call(USERS, given, lambda body: body), HOST, **options)


@pytest.mark.parametrize(
    ("params", "query"),
    [
        ({}, ""),
        ({"start": "2026-03-01T07:00:00+00:00"}, "start=2026-03-01T07%3A00%3A00%2B00%3A00"),
        ({"p": "gp:my plan"}, "p=gp%3Amy%20plan"),
        ({"user": "a&b=c?d#e/f%g"}, "user=a%26b%3Dc%3Fd%23e%2Ff%25g"),
        ({"user": "Zoë 🙂"}, "user=Zo%C3%AB%20%F0%9F%99%82"),
        ({"e": ['{"event_type":"A"}', "b"]}, "e=%7B%22event_type%22%3A%22A%22%7D&e=b"),
        ({"s": ("x", "y")}, "s=x&s=y"),
        ({"s": []}, ""),
        ({"visible": True, "hidden": False}, "visible=true&hidden=false"),
        ({"i": -300000, "size": 0.5, "zero": 0}, "i=-300000&size=0.5&zero=0"),
        ({"gone": None, "i": 1}, "i=1"),
        ({"i": [None, 1]}, "i=1"),
        ({"empty": ""}, "empty="),
        ({"f": {"x": [1, None]}}, "f=%7B%22x%22%3A%5B1%2Cnull%5D%7D"),
        ({"f": [["a b"], {}]}, "f=%5B%22a%20b%22%5D&f=%7B%7D"),
        ({"a b": "c"}, "a%20b=c"),
    ],
)
def test_a_query_is_encoded_once_and_spelled_exactly(params: dict[str, Any], query: str) -> None:
    assert wire_query(params) == query


texts = st.text(st.characters(codec="utf-8"))


@given(st.dictionaries(texts.filter(bool), texts | st.lists(texts, min_size=1), max_size=4))
def test_a_query_says_what_was_meant(params: dict[str, Any]) -> None:
    query = wire_query(params)
    meant = [
        (name, each)
        for name, value in params.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    assert parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)) == meant
    assert "+" not in query
    assert query.isascii()


@pytest.mark.parametrize("params", [{"user": "\ud800"}, {"\ud800": "x"}, {"s": ["\udfff"]}])
def test_a_query_of_no_characters_is_refused(params: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="query: contains a lone surrogate"):
        wire_query(params)


def test_a_call_without_parameters_has_no_question_mark() -> None:
    request = prepared()
    assert request.url == f"{HOST}/api/2/users"
    assert request.content is None
    assert dict(request.headers) == {}


def test_extra_parameters_stand_beside_the_known_ones_and_win() -> None:
    request = prepared({"params": {"m": "new", "i": 7}}, extra_query={"beta": "1 2", "i": 1})
    assert request.url == f"{HOST}/api/2/users?m=new&i=1&beta=1%202"


def test_a_base_url_may_have_a_path() -> None:
    call: Call[Any] = Call(USERS, {"url": "/api/2/users"}, lambda body: body)
    assert prepare(call, "http://proxy/amplitude/").url == "http://proxy/amplitude/api/2/users"


@pytest.mark.parametrize("body", [{}, {"label": "é"}, {"end": None}])
def test_a_body_is_json_with_its_media_type(body: dict[str, Any]) -> None:
    request = prepared({"json": body})
    expected = {"{}": b"{}", "label": '{"label":"é"}'.encode(), "end": b'{"end":null}'}
    assert request.content == expected[next(iter(body), "{}")]
    assert request.headers == {"content-type": "application/json"}


@pytest.mark.parametrize("body", [{"label": object()}, {"label": "\ud800"}, {1: 2}, {"n": 2**70}])
def test_a_body_without_a_json_form_is_refused(body: dict[Any, Any]) -> None:
    with pytest.raises(ValidationError, match="body: has no JSON form"):
        prepared({"json": body})


@pytest.mark.parametrize("timeout", [0, -1, nan, inf, "5", True])
def test_the_timeout_of_a_call_is_a_positive_number_of_seconds(timeout: Any) -> None:
    with pytest.raises(ValidationError, match="timeout: seconds, a positive and finite number"):
        prepared(timeout=timeout)


@pytest.mark.parametrize(
    ("value", "usable"), [(1, True), (0.001, True), (0, False), (False, False), (None, False)]
)
def test_seconds_one_can_wait(value: object, *, usable: bool) -> None:
    assert is_seconds(value) is usable


def test_a_request_does_not_show_its_body() -> None:
    request = prepared({"json": {"api_key": "secret-1"}})
    assert "secret-1" not in repr(request)
