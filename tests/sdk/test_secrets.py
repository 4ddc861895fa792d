"""No key, secret or Authorization header in anything a person or a log may see."""

from __future__ import annotations

import html
import json
import logging
import pickle
import traceback
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amplitude_sdk import Amplitude, RetryPolicy
from amplitude_sdk.budget.projects import PROJECTS
from amplitude_sdk.errors import AmplitudeError, RateLimitError, UploadError
from tests.sdk import servers
from tests.sdk.calls import EVERY
from tests.sdk.clients import ONCE, Clock, event, nothing_found
from tests.strategies import credential_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOGGERS = ("httpx", "httpcore", "amplitude_sdk", "asyncio")
TWICE = RetryPolicy(max_attempts=2, base_delay=0)


@dataclass(frozen=True)
class Canary:
    """A key pair, and every spelling in which it must not turn up."""

    key: str
    secret: str

    @property
    def basic(self) -> str:
        return b64encode(f"{self.key}:{self.secret}".encode()).decode()

    @property
    def all(self) -> tuple[str, str, str]:
        return self.key, self.secret, self.basic

    def spellings(self) -> Iterator[str]:
        for text in self.all:
            yield from (text, json.dumps(text)[1:-1], repr(text)[1:-1])
            yield from (quote(text, safe=""), quote(text), html.escape(text))

    def found_in(self, shown: str) -> list[str]:
        return [each for each in self.spellings() if each in shown]


ECHOES: dict[str, Callable[[str], Any]] = {
    "as an error": lambda text: httpx.Response(400, json={"code": 400, "error": text}),
    "as a bad key": lambda t: httpx.Response(400, json={"error": f"Invalid API key: {t}"}),
    "with positions": lambda text: httpx.Response(
        400, json={"error": text, "events_with_invalid_fields": {text: [0]}}
    ),
    "as a name": lambda text: httpx.Response(401, json={text: {text: [text]}}),
    "inside": lambda text: httpx.Response(403, json={"error": {"metadata": {"details": text}}}),
    "as text": lambda text: httpx.Response(404, text=text),
    "far down a page": lambda text: httpx.Response(502, html="x" * 495 + html.escape(text)),
    "as a title": lambda text: httpx.Response(503, html=f"<title>{html.escape(text)}</title>"),
    "as a limit": lambda text: httpx.Response(429, json={"error": text, "throttled_users": {}}),
    "in a header": lambda text: httpx.Response(
        409, headers={"location": f"/?k={quote(text)}", "x-echo": quote(text), "set-cookie": "a=b"}
    ),
    "in a redirect": lambda text: httpx.Response(302, headers={"location": quote(text)}),
    "as no success": lambda text: httpx.Response(200, json={"success": False, "error": text}),
    "in broken JSON": lambda text: httpx.Response(200, text=json.dumps({"data": text})[:-1]),
    "as a wrong type": lambda text: httpx.Response(200, json={"data": text, "release": text}),
    "as a wrong number": lambda text: httpx.Response(
        200, json={"data": {"series": [[text]]}, "release": {"id": 1, "release_start": text}}
    ),
    "as a success": lambda text: httpx.Response(200, json={"code": 200, "echo": text, "data": []}),
    "in an exception": lambda text: httpx.ReadError(f"lost {text}"),
    "in a refusal": lambda text: httpx.ConnectError(f"refused {text!r}"),
}


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and everything it came from, suppressed or not."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and each not in seen:
            seen.append(each)
            waiting += [each.__cause__, each.__context__, getattr(each, "cause", None)]
    return iter(seen)


def shown(error: AmplitudeError) -> str:
    """All that can be seen of an error, in whatever way."""
    texts = [pickle.dumps(error).decode("latin-1")]
    for each in chain(error):
        if isinstance(each, AmplitudeError):
            texts += [str(each), repr(each), repr(vars(each)), *traceback.format_exception(each)]
    if isinstance(error, UploadError):
        texts.append(repr(error.report))
    return "\n".join(texts)


class Records(logging.Handler):
    """Keeps what was logged, formatted and not."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts += [record.getMessage(), repr(record.args), repr(vars(record))]


@pytest.fixture
def records() -> Iterator[Records]:
    """Everything the SDK and what it stands on log, at DEBUG."""
    handler = Records()
    before = {name: logging.getLogger(name).level for name in LOGGERS}
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).addHandler(handler)
    yield handler
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).removeHandler(handler)


def outcome(
    canary: Canary, answer: Callable[[str], Any], use: Callable[[Any], Any], **options: Any
) -> Any:
    """What a call comes to when the service repeats what it was told."""
    options = {"retry": TWICE, "query_budget": None, **options}
    reply = answer(f"{canary.key} {canary.secret} {canary.basic}")

    def service(_: httpx.Request) -> httpx.Response:
        if isinstance(reply, Exception):
            raise reply
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)

    transport = httpx.MockTransport(service)
    with Amplitude(
        api_key=canary.key, secret_key=canary.secret, transport=transport, **options
    ) as amp:
        amp._sender.clock = Clock()
        assert canary.found_in(repr(amp) + repr(amp._sender.settings) + repr(vars(amp))) == []
        try:
            return use(amp)
        except AmplitudeError as error:
            return error


canaries = st.builds(Canary, credential_texts, credential_texts).filter(
    lambda canary: canary.key not in canary.secret and canary.secret not in canary.key
)


@pytest.mark.parametrize("echo", ECHOES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(canary=canaries, operation=st.sampled_from(sorted(EVERY)))
def test_no_error_shows_a_credential_that_the_service_repeats(
    records: Records, echo: str, canary: Canary, operation: str
) -> None:
    records.texts.clear()
    if "limit" in echo and operation == "uploadEvents":
        return  # nobody is named, so the upload would wait for as long as it is asked to
    result = outcome(canary, ECHOES[echo], EVERY[operation])
    if isinstance(result, AmplitudeError):
        assert canary.found_in(shown(result)) == []
        assert "[red" in shown(result) or echo == "far down a page"
    elif operation == "uploadEvents":
        assert canary.found_in(repr(result) + pickle.dumps(result).decode("latin-1")) == []
    assert canary.found_in("\n".join(records.texts)) == []


@given(canary=canaries)
def test_an_upload_report_repeats_no_credential(canary: Canary) -> None:
    report = outcome(canary, ECHOES["with positions"], EVERY["uploadEvents"])
    assert "[redacted]" in report.rejected[0].reason
    assert "[redacted]" in report.rejected[0].fields[0]
    assert canary.found_in(repr(report)) == []


@given(canary=canaries)
def test_a_throttled_upload_that_gives_up_shows_no_credential(canary: Canary) -> None:
    limited = outcome(
        canary, ECHOES["as a limit"], lambda amp: amp.events.upload([event()], deadline=1)
    )
    assert isinstance(limited, UploadError)
    assert canary.found_in(shown(limited)) == []


@given(canary=canaries)
def test_the_request_of_an_error_hides_credentials_in_its_url(canary: Canary) -> None:
    query = {"api_key": canary.key, "auth": canary.basic}
    error = outcome(canary, ECHOES["as text"], lambda amp: amp.dashboard.events(extra_query=query))
    assert canary.found_in(error.request.url) == []
    assert canary.found_in(shown(error)) == []
    assert error.request.url.count("[redacted]") >= 2  # a path may look like a key


@given(canary=canaries)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_call_that_the_query_budget_keeps_back_shows_no_credential(
    records: Records, canary: Canary
) -> None:
    def use(amp: Amplitude) -> None:
        query = {"api_key": canary.key, "auth": canary.basic}
        amp.dashboard.users("20230101", "20251231", extra_query=query)  # more than the limit
        amp.dashboard.users("20230101", "20230101", extra_query=query)

    PROJECTS._ledgers.clear()
    records.texts.clear()
    held = outcome(canary, lambda _: nothing_found(), use, query_budget="raise")
    assert isinstance(held, RateLimitError)
    assert canary.found_in(shown(held)) == []
    assert "sent alone" in "\n".join(records.texts)
    assert canary.found_in("\n".join(records.texts)) == []
    assert canary.found_in(repr([*PROJECTS._ledgers.items()]) + repr(vars(PROJECTS))) == []


@pytest.mark.parametrize("operation", ["createRelease", "listEvents", "uploadEvents"])
@pytest.mark.parametrize("status", ["400 Bad Request", "200 OK", "503 Unavailable"])
def test_nothing_is_logged_of_a_real_exchange(
    records: Records, operation: str, status: str
) -> None:
    canary = Canary("canary-key-0123456789", "canary-secret/+0123456789")
    echo = json.dumps({"error": " ".join(canary.all)}).encode()
    with servers.misbehaving(servers.answers(status, echo)) as server:
        client = Amplitude(
            api_key=canary.key, secret_key=canary.secret, base_url=server.url, retry=ONCE
        )
        with client as amp, suppress(AmplitudeError):
            EVERY[operation](amp)
        assert canary.found_in(server.requests[0].decode("latin-1"))
    assert any("HTTP Request" in text for text in records.texts)
    assert any("send_request_headers" in text for text in records.texts)
    assert canary.found_in("\n".join(records.texts)) == []
