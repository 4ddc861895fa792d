"""Whatever the service answers: no event is lost, stored twice, or sent out of its order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from amplitude_api import facts
from hypothesis import given, settings
from hypothesis import strategies as st

from amplitude_sdk import Amplitude, RetryPolicy
from amplitude_sdk.delivery import upload
from amplitude_sdk.delivery.dispatch import Dispatch
from amplitude_sdk.errors import UploadError
from tests.sdk.clients import KEY, Clock
from tests.sdk.delivery.simulation import FINAL, MOODS, Simulation, Turn, fate, number

if TYPE_CHECKING:
    from collections.abc import Iterator

POLICY = RetryPolicy(max_attempts=3, base_delay=1.0, deadline=None)
REFUSED = {"invalid", "quota", "silenced", "local"}
MOST_EVENTS = 5
USERS, DEVICES = ("user-a", "user-b"), ("device-a", "device-b", "device-c")


@pytest.fixture(autouse=True, scope="module")
def _small_requests() -> Iterator[None]:
    """Limits so small that a few events need several requests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facts, "MAX_EVENTS", MOST_EVENTS + 1)
        patch.setattr(upload, "Dispatch", partial(Dispatch, most_events=MOST_EVENTS))
        patch.setattr(facts, "MAX_REQUEST_BYTES", 800)
        patch.setattr(upload, "_MOST_HELD", 4)
        patch.setattr(upload, "_MOST_HELD_BYTES", 700)
        yield


@st.composite
def uploads(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events of few users and devices, some of them with a fate of their own."""
    fates = st.sampled_from(["good"] * 6 + ["invalid", "quota", "silenced", "local"])
    return [_event(draw, n, draw(fates)) for n in range(draw(st.integers(1, 14)))]


def _event(draw: st.DrawFn, n: int, its_fate: str) -> dict[str, Any]:
    members: dict[str, Any] = {"event_type": "A", "event_properties": {"n": n, "fate": its_fate}}
    if its_fate in {"quota", "silenced"}:
        return {**members, "user_id": f"{its_fate}-{n}", "device_id": f"{its_fate}-{n}"}
    user, device = draw(
        st.sampled_from([(u, d) for u in (None, *USERS) for d in (None, *DEVICES)][1:])
    )
    members |= {"user_id": user, "device_id": device}
    if its_fate == "local":
        members["time"] = "yesterday"
    if draw(st.booleans()):
        members["insert_id"] = f"mine-{n}"
    return members


def turns(moods: tuple[str, ...]) -> st.SearchStrategy[list[Turn]]:
    seconds = st.sampled_from([0.0, 0.0, 1.0, 20.0, 40.0])
    return st.lists(
        st.builds(Turn, st.sampled_from(moods), seconds, st.integers(0, 5)), max_size=25
    )


def run(
    events: list[Any], simulation: Simulation, **options: Any
) -> tuple[Any, UploadError | None]:
    """Upload; return the report and the error, if there was one."""
    with Amplitude(api_key=KEY, retry=POLICY, transport=httpx.MockTransport(simulation)) as amp:
        amp._sender.clock = simulation.clock
        try:
            return amp.events.upload(events, **options), None
        except UploadError as error:
            return error.report, error


def check(events: list[Any], simulation: Simulation, report: Any) -> None:
    """What holds after every upload, finished or not."""
    rejected = {each.index for each in report.rejected}
    unsent = set(report.unsent)
    stored = {number(each) for each in simulation.stored.values()}
    refused = {n for n, each in enumerate(events) if fate(each) in REFUSED}

    assert report.accepted + len(report.rejected) + len(report.unsent) == len(events)
    assert not rejected & unsent
    assert rejected <= refused
    assert refused <= rejected | unsent
    assert not stored & refused
    good = set(range(len(events))) - rejected - unsent
    assert len(good) == report.accepted
    assert good <= stored
    assert [each.index for each in report.rejected] == sorted(rejected)
    assert report.unsent == sorted(unsent)
    assert len(simulation.stored) == len(stored), "each event has one insert_id and is stored once"
    assert all(len(ids) == 1 for ids in simulation.insert_ids.values())
    assert report.unconfirmed == simulation.unconfirmed
    assert report.requests == len(simulation.sizes)
    for size, count in simulation.sizes:
        assert size < facts.MAX_REQUEST_BYTES
        assert 0 < count <= MOST_EVENTS
    check_order(simulation)


def check_order(simulation: Simulation) -> None:
    for name in ("user_id", "device_id"):
        arrived: dict[str, list[int]] = {}
        for each in simulation.stored.values():
            if name in each:
                arrived.setdefault(each[name], []).append(number(each))
        for numbers in arrived.values():
            assert numbers == sorted(numbers)


@settings(max_examples=400)
@given(events=uploads(), script=turns(MOODS))
def test_an_upload_accounts_for_every_event(events: list[Any], script: list[Turn]) -> None:
    simulation = Simulation(Clock(), iter(script))
    report, error = run(events, simulation)
    check(events, simulation, report)
    if error is None:
        assert report.unsent == []
    else:
        assert report.unsent
        assert error.cause is error.__cause__


@settings(max_examples=150)
@given(events=uploads(), script=turns((*MOODS, *FINAL)))
def test_what_was_not_sent_can_be_sent_again_and_is_stored_once(
    events: list[Any], script: list[Turn]
) -> None:
    simulation = Simulation(Clock(), iter(script))
    report, error = run(events, simulation)
    check(events, simulation, report)
    if error is None:
        return

    while error is not None:
        _, error = run(error.report.unsent_events, simulation)

    stored = [number(each) for each in simulation.stored.values()]
    assert sorted(stored) == [n for n, each in enumerate(events) if fate(each) == "good"]
    assert all(len(each) == 1 for each in simulation.insert_ids.values())


@settings(max_examples=100)
@given(events=uploads(), script=turns(MOODS), deadline=st.sampled_from([1.0, 25.0, 60.0]))
def test_no_request_starts_after_the_deadline(
    events: list[Any], script: list[Turn], deadline: float
) -> None:
    clock = Clock()
    ends = clock.time + deadline
    starts: list[float] = []
    simulation = Simulation(clock, iter(script))

    def watched(request: httpx.Request) -> httpx.Response:
        starts.append(clock.time)
        return simulation(request)

    with Amplitude(api_key=KEY, retry=POLICY, transport=httpx.MockTransport(watched)) as amp:
        amp._sender.clock = clock
        try:
            report = amp.events.upload(events, deadline=deadline)
        except UploadError as error:
            report = error.report
    check(events, simulation, report)
    assert all(start <= ends for start in starts)
