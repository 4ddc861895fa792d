"""The checks of these tests can fail: each seeded fault is caught by the check it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import strategies as st

from amplitude_sdk.emulator import Emulator
from amplitude_sdk.errors import ConflictError
from tests.property import faults
from tests.property.adapters import PLAIN, styles
from tests.property.documents import operations
from tests.property.facade import COLOURS, calls
from tests.property.generation import Meant, cases, replies, requests
from tests.property.running import FEW, holds
from tests.property.test_emulator import EmulatorCheck
from tests.property.test_facade_calls import CallCheck, regions
from tests.property.test_facade_retry import RepetitionCheck
from tests.property.test_facade_uploads import ACCEPTED, UploadCheck
from tests.property.test_generated_clients import ExchangeCheck
from tests.property.uploads import as_it_is
from tests.property.wire import KEY, SECRET, MismatchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.property.faults import Seed

    Probe = Callable[[], None]

EXAMPLES = 15


class Fault(NamedTuple):
    """A seeded fault, the check that has to catch it, and words of its complaint."""

    seed: Seed
    probe: Probe
    words: str


def client(operation_id: str, declared: str = "200", status: int = 200) -> Probe:
    """Check the generated client of an operation."""
    return lambda: holds(
        ExchangeCheck(declared, status),
        requests(operation_id),
        replies(operation_id, declared),
        examples=EXAMPLES,
    )


def call(operation_id: str, declared: str = "200", status: int = 200) -> Probe:
    """Check the method of the facade that stands for an operation."""
    return lambda: holds(
        CallCheck(status),
        calls(operation_id),
        styles,
        regions,
        replies(operation_id, declared),
        examples=EXAMPLES,
    )


def repetition(operation_id: str, status: int) -> Probe:
    """Check how often the facade repeats an operation."""
    return lambda: holds(
        RepetitionCheck(status),
        calls(operation_id),
        styles,
        st.sampled_from(COLOURS),
        replies(operation_id, "5XX"),
        examples=FEW,
    )


def upload_of(*events: dict[str, Any], region: str = "us") -> Probe:
    """Check an upload of certain events."""
    meant = Meant("uploadEvents", {}, {}, {"api_key": KEY, "events": list(events)})
    return lambda: UploadCheck(200)(meant, PLAIN, region, ACCEPTED, as_it_is)


OPENED = {"event_type": "Opened", "user_id": "user-1"}
CLOSED = {"event_type": "Closed", "user_id": "user-1"}

FAULTS = {
    "a parameter is dropped": Fault(
        faults.in_request("getUsers", faults.drop("params", "i")), client("getUsers"), "query is"
    ),
    "a parameter is dropped, facade": Fault(
        faults.in_request("getUsers", faults.drop("params", "g")), call("getUsers"), "query is"
    ),
    "an argument is ignored": Fault(faults.LIMIT_IGNORED, call("getSegmentation"), "query is"),
    "a default is added": Fault(
        faults.in_request("getUsers", faults.add("params", "m", "active")),
        client("getUsers"),
        "query is",
    ),
    "a default is sent": Fault(faults.without_defaults("getUsers"), call("getUsers"), "query is"),
    "an undeclared parameter is sent": Fault(
        faults.in_request("listAnnotations", faults.add("params", "offset", 1)),
        client("listAnnotations"),
        "offset is not declared",
    ),
    "a member of a body is renamed": Fault(
        faults.in_request("createAnnotation", faults.rename("details", "detail")),
        client("createAnnotation"),
        "body is",
    ),
    "a member of a body is renamed, facade": Fault(
        faults.in_request("createAnnotation", faults.rename("details", "detail")),
        call("createAnnotation"),
        "body is",
    ),
    "a required member is renamed": Fault(
        faults.in_request("createAnnotation", faults.rename("label", "title")),
        client("createAnnotation"),
        "body: .*required",
    ),
    "a member of a reply is renamed": Fault(
        faults.in_model("Annotation", "chart_id"), client("getAnnotation"), "are not the extras"
    ),
    "a status is not known": Fault(
        faults.in_reply("getAnnotation", 404, 418),
        client("getAnnotation", "404", 404),
        "is not a model",
    ),
    "a status is taken for another": Fault(
        faults.in_reply("uploadEvents", 413, 429),
        client("uploadEvents", "413", 413),
        "UploadThrottled is not a model",
    ),
    "a status becomes another error": Fault(
        faults.error_class(404, ConflictError),
        call("getAnnotation", "404", 404),
        "404 came to ConflictError",
    ),
    "the EU host is wrong": Fault(
        faults.host("dashboard", "eu", "https://amplitude.com"), call("getUsers"), "is not on"
    ),
    "the EU host of ingestion is wrong": Fault(
        faults.host("http_v2", "eu", "https://analytics.eu.amplitude.com"),
        upload_of(OPENED, region="eu"),
        "is not on",
    ),
    "a repeated parameter is sent once": Fault(
        faults.in_request("getFunnel", faults.send_once("e")), client("getFunnel"), "query is"
    ),
    "a repeated parameter is sent once, facade": Fault(
        faults.in_request("getFunnel", faults.send_once("e")), call("getFunnel"), "query is"
    ),
    "null is sent for absent": Fault(
        faults.in_request("updateAnnotation", faults.add("json", "end", None)),
        client("updateAnnotation"),
        "body is",
    ),
    "null is sent for absent, facade": Fault(
        faults.in_request("updateAnnotation", faults.add("json", "end", None)),
        call("updateAnnotation"),
        "body is",
    ),
    "a language row is changed": Fault(
        faults.language("en-us", "French"), upload_of({**OPENED, "language": "en-us"}), "body is"
    ),
    "insert ids are not unique": Fault(
        faults.ONE_INSERT_ID, upload_of(OPENED, CLOSED), "two events would count as one"
    ),
    "the secret key goes to ingestion": Fault(
        faults.CREDENTIALS_TO_INGESTION, upload_of(OPENED), "the credentials are Basic"
    ),
    "a create is repeated": Fault(
        faults.in_facts("createRelease", retry="safe"),
        repetition("createRelease", 503),
        "503 was tried 3 times",
    ),
    "a query is not repeated": Fault(
        faults.in_facts("getUsers", retry="never"),
        repetition("getUsers", 503),
        "503 was tried 1 times",
    ),
    "a result loses its time axis": Fault(faults.AXIS_LOST, call("getUsers"), "the axis is"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_seeded_fault_is_caught(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault.probe()

    fault.seed(monkeypatch)

    with pytest.raises(MismatchError, match=fault.words):
        fault.probe()


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(projects={KEY: SECRET}) as running:
        yield running


def ask(emulator: Emulator, operation_id: str) -> None:
    """Check the replies of the emulator to an operation."""
    assert operations()[operation_id].secured
    holds(EmulatorCheck(emulator, operation_id), cases(operation_id), examples=FEW)


@pytest.mark.parametrize(
    ("seed", "words"),
    [
        (faults.emulated("searchUsers", faults.broken), "500"),
        (faults.emulated("searchUsers", faults.misshapen), "matches"),
    ],
)
def test_an_emulator_that_breaks_or_misshapes_a_reply_is_caught(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, seed: Seed, words: str
) -> None:
    ask(emulator, "searchUsers")
    seed(monkeypatch)

    with pytest.raises(MismatchError, match=words):
        ask(emulator, "searchUsers")
