"""OpenTelemetry: httpx's own instrumentation sees every request of the SDK, and no secret of it."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from amplitude_sdk import RetryPolicy, errors
from tests.sdk import servers
from tests.sdk.clients import KEY, ONCE, SECRET, event
from tests.sdk.transport.connecting import use

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from opentelemetry.sdk.trace import ReadableSpan

FOUND = b'{"matches": [], "type": "match_user_id"}'
UPLOADED = b'{"code": 200, "events_ingested": 1}'
ECHO = json.dumps({"error": f"{KEY} and {SECRET} are not known here"}).encode()
SECRETS = (KEY, SECRET, b64encode(f"{KEY}:{SECRET}".encode()).decode())


class Tracing:
    """A tracer whose spans stay here."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.tracer = self.provider.get_tracer("a program")

    @property
    def requests(self) -> list[ReadableSpan]:
        """The spans of requests, in the order they ended."""
        finished = self._exporter.get_finished_spans()
        return [span for span in finished if span.kind is SpanKind.CLIENT]

    @property
    def shown(self) -> str:
        """Everything an exporter would tell."""
        return "\n".join(span.to_json() for span in self._exporter.get_finished_spans())


@pytest.fixture
def tracing() -> Iterator[Tracing]:
    made, instrumentor = Tracing(), HTTPXClientInstrumentor()
    instrumentor.instrument(tracer_provider=made.provider)
    try:
        yield made
    finally:
        instrumentor.uninstrument()
        made.provider.shutdown()


def search(amp: Any) -> Any:
    return amp.dashboard.user_search("mira")


def create(amp: Any) -> Any:
    return amp.annotations.categories.create("Launches")


def upload(amp: Any) -> Any:
    return amp.events.upload([event()])


def track(amp: Any) -> Any:
    amp.track("Recipe Opened", user_id="mira.holm", event_properties={"pasta": True})
    return amp.flush(30)


def facts(span: ReadableSpan) -> tuple[Any, Any, Any]:
    """Method, URL and status, under their old or their new names."""
    told = span.attributes or {}
    return (
        told.get("http.method", told.get("http.request.method")),
        told.get("http.url", told.get("url.full")),
        told.get("http.status_code", told.get("http.response.status_code")),
    )


def header(request: bytes, name: bytes) -> str:
    (line,) = [each for each in request.split(b"\r\n") if each.lower().startswith(name + b": ")]
    return line.partition(b": ")[2].decode()


def test_a_call_is_a_span_with_method_address_and_status(colour: str, tracing: Tracing) -> None:
    with servers.misbehaving(servers.answers("200 OK", FOUND)) as server:
        use(colour, server.url, search)
    (span,) = tracing.requests
    assert facts(span) == ("GET", f"{server.url}/api/2/usersearch?user=mira", 200)


def test_it_belongs_to_the_span_of_its_caller_and_tells_the_service(
    colour: str, tracing: Tracing
) -> None:
    with servers.misbehaving(servers.answers("200 OK", FOUND)) as server:
        with tracing.tracer.start_as_current_span("a report") as caller:
            use(colour, server.url, search)
        (span,) = tracing.requests
        assert span.parent is not None
        assert span.parent.span_id == caller.get_span_context().span_id
        _, trace, own, _ = header(server.requests[0], b"traceparent").split("-")
        assert trace == f"{caller.get_span_context().trace_id:032x}"
        assert own == f"{span.get_span_context().span_id:016x}"


@pytest.mark.parametrize("do", [upload, track])
def test_events_that_are_sent_are_a_span_too(
    colour: str, do: Callable[[Any], Any], tracing: Tracing
) -> None:
    with servers.misbehaving(servers.answers("200 OK", UPLOADED)) as server:
        use(colour, server.url, do)
    (span,) = tracing.requests
    assert facts(span) == ("POST", f"{server.url}/2/httpapi", 200)
    assert KEY.encode() in server.requests[0]
    assert "pasta" not in tracing.shown


def test_every_attempt_is_a_span_of_its_own(colour: str, tracing: Tracing) -> None:
    with (
        servers.misbehaving(servers.answers("503 Service Unavailable")) as server,
        pytest.raises(errors.ServerError),
    ):
        use(colour, server.url, search, retry=RetryPolicy(max_attempts=3))
    assert [span.status.status_code for span in tracing.requests] == [StatusCode.ERROR] * 3
    assert len({header(each, b"traceparent") for each in server.requests}) == 3


def test_a_request_without_a_reply_is_a_span_that_failed(colour: str, tracing: Tracing) -> None:
    with servers.nobody_listens() as url, pytest.raises(errors.NotSentError):
        use(colour, url, search, retry=ONCE)
    (span,) = tracing.requests
    assert span.status.status_code is StatusCode.ERROR
    assert facts(span)[2] is None


def test_a_transport_of_httpx_that_the_caller_passes_is_seen_too(
    colour: str, tracing: Tracing
) -> None:
    kind = httpx.HTTPTransport if colour == "sync" else httpx.AsyncHTTPTransport
    with servers.misbehaving(servers.answers("200 OK", FOUND)) as server:
        use(colour, server.url, search, transport=kind(verify=False))
    assert len(tracing.requests) == 1


REJECTED = servers.answers("401 Unauthorized", ECHO, headers=f"X-Echo: {KEY}\r\n")


@pytest.mark.parametrize("do", [search, create, upload, track])
def test_no_span_of_what_works_shows_a_key(
    colour: str, do: Callable[[Any], Any], tracing: Tracing
) -> None:
    reply = b'{"data": {"id": 1, "category": "Launches"}, "matches": []}'
    with servers.misbehaving(servers.answers("200 OK", reply)) as server:
        use(colour, server.url, do)
    assert len(tracing.requests) == 1
    assert [secret for secret in SECRETS if secret in tracing.shown] == []


@pytest.mark.parametrize("do", [search, create, upload])
@pytest.mark.parametrize("behaviour", [REJECTED, servers.resets], ids=["echo", "reset"])
def test_no_span_of_what_fails_shows_a_key(
    colour: str,
    do: Callable[[Any], Any],
    behaviour: Callable[[socket.socket], None],
    tracing: Tracing,
) -> None:
    with (
        servers.misbehaving(behaviour) as server,
        pytest.raises(errors.AmplitudeError),
    ):
        use(colour, server.url, do, retry=ONCE)
    assert len(tracing.requests) == 1
    assert [secret for secret in SECRETS if secret in tracing.shown] == []


def test_no_span_of_a_delivery_that_is_refused_shows_a_key(colour: str, tracing: Tracing) -> None:
    with servers.misbehaving(REJECTED) as server:
        assert use(colour, server.url, track).stopped is not None
    assert len(tracing.requests) == 1
    assert [secret for secret in SECRETS if secret in tracing.shown] == []
