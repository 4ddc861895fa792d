"""Masking: every spelling of every credential, and nothing else."""

from __future__ import annotations

import html
import json
import pickle
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from amplitude_sdk.transport.redaction import Credentials, Redactor
from tests.strategies import credential_texts, json_values

if TYPE_CHECKING:
    from collections.abc import Callable

KEY, SECRET = "a\"b/c+d=e'f&g<h>i\\j k", "0123456789abcdef"
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    repr,
    ascii,
    json.dumps,
    lambda text: json.dumps(text).replace("/", "\\/"),
    lambda text: json.dumps(text).replace("<", "\\u003c").replace("&", "\\u0026"),
    lambda text: json.dumps(json.dumps(text)),
    lambda text: repr(json.dumps(text)),
    lambda text: quote(text, safe=""),
    quote,
    quote_plus,
    lambda text: quote(text, safe="").lower() if text.islower() else quote(text, safe=""),
    html.escape,
    lambda text: html.escape(text).replace("&#x27;", "&#39;"),
    lambda text: f"<b title='{html.escape(text)}'>",
)


def redactor(key: str = KEY, secret: str | None = SECRET) -> Redactor:
    return Redactor(Credentials(key, secret))


def basic(key: str = KEY, secret: str = SECRET) -> str:
    return b64encode(f"{key}:{secret}".encode()).decode()


@pytest.mark.parametrize("spell", SPELLINGS)
@pytest.mark.parametrize("secret", [KEY, SECRET, basic()])
def test_a_credential_is_masked_however_it_is_spelled(
    secret: str, spell: Callable[[str], str]
) -> None:
    shown = redactor().text(f"before {spell(secret)} after")
    assert "[redacted]" in shown
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert spell(secret).strip("\"'")[:-2] not in shown


@given(credential_texts, credential_texts, st.sampled_from(SPELLINGS))
def test_no_spelling_of_any_credential_is_left(
    key: str, secret: str, spell: Callable[[str], str]
) -> None:
    assume(key not in secret and secret not in key)
    text = " ".join(spell(each) for each in (key, secret, basic(key, secret)))
    shown = redactor(key, secret).text(text)
    for each in (key, secret, basic(key, secret)):
        assert each not in shown
        assert spell(each).strip("\"'") not in shown


def test_base64_is_masked_with_and_without_its_padding() -> None:
    padded = basic("abcdefgh", "12345678")
    assert padded.endswith("=")
    for spelled in (padded, padded.rstrip("=")):
        assert redactor("abcdefgh", "12345678").text(spelled).rstrip("=") == "[redacted]"


@given(json_values)
def test_other_values_stay_as_they_are(value: Any) -> None:
    assert redactor().value(value) == value


@given(json_values, credential_texts)
def test_credentials_are_masked_in_every_string_and_name(value: Any, key: str) -> None:
    nested = {"a": [value, f"x{key}y"], f"-{key}": {key: key}}
    shown = redactor(key).value(nested)
    assert shown == {
        "a": [value, "x[redacted]y"],
        "-[redacted]": {"[redacted]": "[redacted]"},
    }


def test_a_value_nested_deeper_than_anyone_reads_is_cut() -> None:
    value: Any = KEY
    for _ in range(5000):
        value = [value]
    shown = repr(redactor().value(value))
    assert shown.strip("[]") == "'[nested too deep to show]'"
    assert KEY not in shown


def test_headers_lose_credentials_and_keep_the_rest_by_lower_case_name() -> None:
    headers = {
        "Authorization": "Basic abc",
        "Set-Cookie": "session=1",
        "Cookie": "session=1",
        "Proxy-Authorization": "x",
        "Location": f"/login?key={quote(KEY, safe='')}",
        "X-Request-Id": "7",
    }
    assert redactor().headers(headers) == {
        "location": "/login?key=[redacted]",
        "x-request-id": "7",
    }


def test_a_client_without_a_secret_masks_its_key() -> None:
    assert redactor(secret=None).text(f"{KEY}!") == "[redacted]!"


def test_what_holds_credentials_shows_none() -> None:
    assert repr(Credentials(KEY, SECRET)) == "Credentials(api_key=..., secret_key=...)"
    assert repr(redactor()) == "Redactor()"


def test_credentials_are_not_pickled() -> None:
    with pytest.raises(TypeError, match="not pickled: build the client anew"):
        pickle.dumps(Credentials(KEY, SECRET))


def test_a_short_key_is_masked_as_a_word_and_leaves_other_words_alone() -> None:
    redact = Redactor(Credentials("user", "event"))
    assert redact.text("user_id of events: Invalid API key: user") == (
        "user_id of events: Invalid API key: [redacted]"
    )
