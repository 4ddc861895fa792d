"""Whatever happens, in whatever order: no event is lost, stored twice, or out of its order.

The machine drives queue, core, engine and a real outbox without threads, against a service that
remembers what it stored, and keeps books of its own. What a crash may cost is known by it, too:
without an outbox what was pending, with one what had not been written.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import orjson
import pytest
from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from amplitude_sdk.delivery.entries import keys_of
from amplitude_sdk.errors import ConfigurationError, OutboxError, QueueFullError
from amplitude_sdk.transport.messages import Failure, Reply
from tests.sdk.clients import Clock
from tests.sdk.delivery.delivering import Delivering
from tests.sdk.delivery.dispatching import ENVELOPE
from tests.sdk.delivery.simulation import ENDINGS, FINAL, MOODS, Simulation, Turn, number

if TYPE_CHECKING:
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.queue import Barrier
    from amplitude_sdk.delivery.report import Outcome
    from amplitude_sdk.transport.messages import Request

USERS, DEVICES = (None, "user-a", "user-b"), (None, "device-x", "device-y")
OWNERS = [(user, device) for user in USERS for device in DEVICES][1:]
FATES = ["good"] * 8 + ["invalid", "quota", "silenced"]
FILLERS = st.just(0) | st.integers(0, 1200)
LONG = 10_000.0
MIXTURE = ["fair", "throttle", "throttle all", "too large"] * 4
TURNS = st.builds(
    Turn,
    st.sampled_from((*MIXTURE, *MOODS, *FINAL)),
    st.sampled_from([0.0, 0.0, 1.0, 20.0, 40.0]),
    st.integers(0, 5),
)
FAIR = Turn("fair", 0.0, 0)
STATUS_OF = {"good": "delivered", "invalid": "rejected", "silenced": "rejected", "quota": "dropped"}


@dataclass(eq=False)
class Tracked:
    """An event in the books."""

    number: int
    fate: str
    data: bytes
    is_written: bool
    outcomes: list[Outcome] = field(default_factory=list)
    is_lost: bool = False
    is_repeated: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether it still has to have an outcome."""
        return not self.outcomes and not self.is_lost


class EngineMachine(RuleBasedStateMachine):
    """See the module."""

    may_have_outbox = True

    @initialize(
        most_events=st.integers(1, 5),
        most_bytes=st.sampled_from([1000, 1500, 999_999]),
        most_pending=st.sampled_from([2, 4, 8, 1000]),
        most_pending_bytes=st.sampled_from([1000, 3000, 2**20]),
        retry_for=st.sampled_from([None, 0, 60.0]),
        flush_interval=st.sampled_from([0.0, 1.0]),
        when_full=st.sampled_from(["raise", "drop"]),
        outbox_sync=st.sampled_from([None, None, "batch", "always"]),
    )
    def begin(self, **drawn: Any) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="amplitude-outbox-"))
        self.lives = 0
        self.clock = Clock()
        self.turn = FAIR
        self.service = Simulation(self.clock, iter(lambda: self.turn, None))
        self.when_full = drawn["when_full"]
        self.outbox_sync = drawn["outbox_sync"] if self.may_have_outbox else None
        self.bounds = {
            "max_batch_events": drawn["most_events"],
            "max_batch_bytes": drawn["most_bytes"],
            "max_pending_events": drawn["most_pending"],
            "max_pending_bytes": drawn["most_pending_bytes"],
            "retry_for": drawn["retry_for"],
            "flush_interval": drawn["flush_interval"],
        }
        self.events: dict[int, Tracked] = {}
        self.is_disk_broken = False
        self.outcomes_in_trouble: set[int] = set()
        self.to_track_in_callback = 0
        self.faults: list[str] = []
        """What went wrong inside `on_outcome`, whose exceptions end in the log."""
        self.live(recovered=[])

    # The lives of processes.

    @property
    def path(self) -> Path:
        return self.directory / str(self.lives) / "events.db"

    def live(self, recovered: list[int]) -> None:
        """A process begins, with what the one before has left."""
        config: dict[str, Any] = dict(self.bounds)
        if self.outbox_sync is not None:
            self.path.parent.mkdir(exist_ok=True)
            config |= {"outbox": self.path, "outbox_sync": self.outbox_sync}
        self.flight: Reply | Failure | None = None
        self.barriers: list[tuple[Barrier, list[Tracked]]] = []
        self.is_idle = False
        self.mine = [self.events[n] for n in recovered]
        self.recovered = len(recovered)
        self.unconfirmed_before = self.service.unconfirmed
        self.process = Delivering(when_full=self.when_full, on_outcome=self.learn, **config)
        self.outbox = self.process.outbox
        if recovered:
            assert self.process.queue.woken, "what was recovered has to be sent"

    def learn(self, outcome: Outcome) -> None:
        """`on_outcome`; it raises now and then, and tracks further events."""
        tracked = self.events[number(outcome.event)]
        if outcome.data != tracked.data:
            self.faults.append(f"event {tracked.number} has changed")
        if not tracked.is_pending:
            self.faults.append(f"event {tracked.number} has a second outcome")
        tracked.outcomes.append(outcome)
        if self.is_disk_broken:
            self.outcomes_in_trouble.add(tracked.number)
        if self.to_track_in_callback:
            self.to_track_in_callback -= 1
            self.put_in_callback()
        if tracked.number % 5 == 0:
            raise SystemExit("a fault of the callback's")

    def put_in_callback(self) -> None:
        try:
            self.put("good", OWNERS[0], 0)
        except AssertionError as fault:
            self.faults.append(str(fault))

    @property
    def pending(self) -> list[Tracked]:
        return [each for each in self.mine if each.is_pending]

    # Events come in.

    @rule(fate=st.sampled_from(FATES), owner=st.sampled_from(OWNERS), filler=FILLERS)
    def track(self, fate: str, owner: Any, filler: int) -> None:
        self.put(fate, owner, filler)

    @rule(
        owners=st.lists(st.sampled_from(OWNERS), min_size=3, max_size=10),
        filler=FILLERS,
    )
    def track_several(self, owners: list[Any], filler: int) -> None:
        for owner in owners:
            self.put("good", owner, filler)

    @rule()
    def track_in_the_callback(self) -> None:
        self.to_track_in_callback = 1

    def put(self, fate: str, owner: tuple[str | None, str | None], filler: int) -> None:
        tracked = self.event(fate, owner, filler)
        has_room = self.has_room(len(tracked.data))
        is_silent, before = self.is_idle, self.process.bell.wakes
        self.events[tracked.number] = tracked  # at the door it has an outcome before `put` returns
        self.mine.append(tracked)
        try:
            self.process.queue.put(tracked.data)
        except (QueueFullError, OutboxError, ConfigurationError) as error:
            self.mine.remove(tracked)
            del self.events[tracked.number]
            self.check_refused(error, has_room=has_room)
            return
        if tracked.outcomes:
            assert self.when_full == "drop"
            self.check_no_room(has_room=has_room)
            assert tracked.outcomes[0].status == "dropped"
            assert "no room" in tracked.outcomes[0].reason
        elif self.outbox is None:
            assert has_room, "the bound holds"
        if is_silent and not tracked.outcomes:
            assert self.process.bell.wakes > before, "who sleeps is woken"
            self.is_idle = False

    def event(self, fate: str, owner: tuple[str | None, str | None], filler: int) -> Tracked:
        n = max(self.events, default=0) + 1
        if fate in {"quota", "silenced"}:
            owner = (f"{fate}-{n}", f"{fate}-{n}")
        ids = {
            name: value
            for name, value in zip(("user_id", "device_id"), owner, strict=True)
            if value is not None
        }
        properties = {"n": n, "fate": fate, "filler": "x" * filler}
        event = {"event_type": "A", "insert_id": f"i{n}", **ids, "event_properties": properties}
        return Tracked(n, fate, orjson.dumps(event), is_written=self.outbox_sync == "always")

    def has_room(self, size: int) -> bool:
        """What the bounds say where there is no disk."""
        pending = self.pending
        return not pending or (
            len(pending) < self.bounds["max_pending_events"]
            and sum(len(each.data) for each in pending) + size <= self.bounds["max_pending_bytes"]
        )

    def check_refused(self, error: Exception, *, has_room: bool) -> None:
        if isinstance(error, ConfigurationError):
            assert self.process.engine.is_closed
            return
        if isinstance(error, OutboxError):
            assert self.is_disk_broken
            assert self.outbox_sync == "always"
            return
        assert self.when_full == "raise"
        self.check_no_room(has_room=has_room)

    def check_no_room(self, *, has_room: bool) -> None:
        if self.outbox is None:
            assert not has_room, "memory has room"
        else:
            assert self.outbox.trouble is not None, "the disk has room"

    # Events go out.

    def look(self) -> list[Entry] | float | None:
        """The driver's turn."""
        self.process.now = self.clock.time
        step = self.process.turn()
        is_stopped = self.process.queue.report().stopped is not None
        self.is_idle = step is None and not is_stopped
        if step is None:
            assert is_stopped or not self.pending, "who has something to do does not sleep"
        elif isinstance(step, float):
            assert step <= LONG
        else:
            assert not is_stopped
        return step

    def exchange(self, turn: Turn) -> None:
        """Let the service take the next request, if it is time for one."""
        step = self.look()
        if not isinstance(step, list):
            return
        request = ENVELOPE.request(step)
        size = len(request.content or b"")
        assert 0 < len(step) <= self.bounds["max_batch_events"]
        if self.outbox is None and len(step) > 1:
            assert size <= self.bounds["max_batch_bytes"]
        assert [data for _, data, _ in step] == [
            self.events[number(orjson.loads(data))].data for _, data, _ in step
        ]
        self.turn = turn
        self.flight = respond(self.service, request)

    def receive(self) -> None:
        """Read the reply."""
        assert self.flight is not None
        flight, self.flight = self.flight, None
        self.process.now = self.clock.time
        before = self.process.counts()
        self.process.settle(flight)
        if self.turn.mood in ENDINGS:
            assert self.process.queue.report().stopped is not None
            assert self.process.counts() == before, "events are kept"

    @precondition(lambda self: self.flight is None and self.pending)
    @rule(turn=TURNS)
    def send(self, turn: Turn) -> None:
        self.exchange(turn)

    @precondition(lambda self: self.flight is not None)
    @rule()
    def have_reply(self) -> None:
        self.receive()

    @rule(
        turns=st.lists(TURNS, min_size=3, max_size=8), patience=st.sampled_from([LONG, 35.0, 0.0])
    )
    def deliver(self, turns: list[Turn], patience: float) -> None:
        """Several requests in a row, with the pauses in between that are not too long."""
        if self.process.queue.stopped is not None:
            self.resume()
        for turn in turns:
            if self.flight is None:
                self.exchange(turn)
            if self.flight is not None:
                self.receive()
                continue
            step = self.look()
            if not isinstance(step, float) or step > patience:
                return
            self.clock.time += step

    @rule(seconds=st.sampled_from([0.01, 1.0, 31.0, 61.0]))
    def let_time_pass(self, seconds: float) -> None:
        self.clock.time += seconds

    @rule()
    def flush(self) -> None:
        barrier = self.process.queue.barrier()
        self.barriers.append((barrier, self.pending))
        self.is_idle = False

    @precondition(lambda self: self.barriers)
    @rule()
    def stop_waiting(self) -> None:
        self.process.queue.lift(self.barriers.pop()[0])

    @precondition(lambda self: self.process.queue.stopped is not None)
    @rule()
    def resume(self) -> None:
        before = self.process.bell.wakes
        self.process.queue.stop(None)
        assert self.process.bell.wakes > before
        self.is_idle = False

    @precondition(lambda self: self.outbox is not None)
    @rule()
    def commit(self) -> None:
        """The timer of the outbox."""
        assert self.outbox is not None
        self.outbox.commit()
        self.note_written()

    def note_written(self) -> None:
        if self.outbox is not None and self.outbox.buffered == 0:
            for each in self.mine:
                each.is_written = True

    @precondition(lambda self: self.outbox is not None and not self.is_disk_broken)
    @rule()
    def disk_fails(self) -> None:
        self.note_written()
        self.path.rename(self.path.with_suffix(".gone"))
        self.is_disk_broken = True

    @precondition(lambda self: self.is_disk_broken)
    @rule()
    def disk_works_again(self) -> None:
        self.mend()
        self.commit()
        if self.outbox.buffered == 0:
            self.outcomes_in_trouble.clear()

    def mend(self) -> None:
        if self.is_disk_broken:
            self.path.with_suffix(".gone").rename(self.path)
            self.is_disk_broken = False

    # Ends.

    @rule(turns=st.lists(TURNS, max_size=8), seconds=st.sampled_from([0.0, 5.0, LONG]))
    def close(self, turns: list[Turn], seconds: float) -> None:
        """The end of a program, with some time or none for what is left; then another one."""
        process = self.process
        process.engine.hurry()
        process.queue.begin_to_close()
        self.flush()
        ends = self.clock.time + seconds
        for turn in turns:
            if self.clock.time < ends:
                self.deliver([turn], ends - self.clock.time)
        self.check()
        left = self.pending
        process.close()
        if self.flight is not None:
            late = process.engine.settle(self.flight, self.clock.time, process.sent)
            assert late == [], "it is too late"
        assert process.turn() is None
        self.mend()
        self.check_closed(left)
        self.begin_again()

    def check_closed(self, left: list[Tracked]) -> None:
        self.check_books()
        for each in left:
            if each.outcomes:
                assert each.outcomes[0].status == "dropped"
                assert each.outcomes[0].reason.startswith("closed")
            else:
                assert self.outbox is not None
                each.is_written = True  # as the report says
        with pytest.raises(ConfigurationError):
            self.process.queue.put(b"{}")

    @rule()
    def crash(self) -> None:
        """kill -9: what is not in the file is gone; then another process on the same path."""
        if self.outbox is not None:
            self.mend()
            kept = self.path.parent
            self.lives += 1
            shutil.copytree(
                kept, self.path.parent, ignore=shutil.ignore_patterns("*.lock", "*-shm")
            )
            self.outbox.close()
            shutil.rmtree(kept)
        self.process.engine.is_closed = True
        self.begin_again()

    def begin_again(self) -> None:
        """Compare what the next process will find with what it should."""
        recovered = self.recoverable()
        for each in self.pending:
            if each.number not in recovered:
                assert self.outbox is None or not each.is_written, f"{each.number} was durable"
                each.is_lost = True
        for n in recovered:
            event = self.events[n]
            event.is_written = True
            if event.outcomes:
                assert n in self.outcomes_in_trouble, f"event {n} had an outcome"
                event.outcomes.clear()
                event.is_repeated = True
        self.outcomes_in_trouble.clear()
        self.live(recovered)

    def recoverable(self) -> list[int]:
        """What the next process will find."""
        if self.outbox_sync is None:
            return []
        with closing(sqlite3.connect(self.path)) as connection:
            rows = connection.execute("SELECT data FROM events ORDER BY seq").fetchall()
        return [number(orjson.loads(data)) for (data,) in rows]

    # What holds at every moment.

    @invariant()
    def check(self) -> None:
        assert not self.faults, self.faults
        self.check_books()
        self.check_outcomes()
        self.check_memory()
        self.check_service()
        for barrier, waited_for in self.barriers:
            assert barrier.left == sum(each.is_pending for each in waited_for)

    def check_books(self) -> None:
        report = self.process.queue.report()
        statuses = [each.outcomes[0].status for each in self.mine if each.outcomes]
        assert report.tracked == len(self.mine)
        assert report.delivered == statuses.count("delivered")
        assert report.rejected == statuses.count("rejected")
        assert report.dropped == statuses.count("dropped")
        assert report.pending == len(self.pending)
        assert report.recovered == self.recovered
        assert report.tracked == (
            report.delivered + report.rejected + report.dropped + report.pending
        )

    def check_outcomes(self) -> None:
        stored = {number(each) for each in self.service.stored.values()}
        for each in self.mine:
            for outcome in each.outcomes:
                if outcome.status == "delivered":
                    assert each.number in stored
                if outcome.status == "rejected":
                    assert STATUS_OF[each.fate] == "rejected"
                if outcome.status == "dropped" and outcome.code is not None:
                    assert STATUS_OF[each.fate] == "dropped"
                assert outcome.reason or outcome.status == "delivered"

    def check_memory(self) -> None:
        held = held_by(self.process)
        assert len(held) == len({n for n, _, _ in held}), "an event is in one place"
        most = self.bounds["max_pending_events"]
        if self.outbox is not None:  # of what is only on the disk, a request is read
            assert len(held) <= most + self.bounds["max_batch_events"]
            return
        assert sorted(data for _, data, _ in held) == sorted(each.data for each in self.pending)
        assert len(held) <= most
        size = sum(len(data) for _, data, _ in held)
        assert len(held) == 1 or size <= self.bounds["max_pending_bytes"]

    def check_service(self) -> None:
        arrived: dict[Any, int] = {}
        for each in self.service.stored.values():
            n = number(each)
            assert each == orjson.loads(self.events[n].data), "an event never changes"
            assert self.events[n].fate == "good"
            if self.events[n].is_repeated:  # given up, and back when the disk forgot that
                continue
            for key in keys_of((n, self.events[n].data, ())):
                assert arrived.get(key, 0) < n, f"{key} is out of order"
                arrived[key] = n
        assert all(len(ids) == 1 for ids in self.service.insert_ids.values())
        assert len(self.service.stored) == len({number(e) for e in self.service.stored.values()})

    def teardown(self) -> None:
        """Once the service is fair and time passes, every event has its outcome."""
        try:
            if not self.process.engine.is_closed:  # else a check has failed before
                self.finish()
        finally:
            if self.outbox is not None:
                self.outbox.close()
            shutil.rmtree(self.directory)

    def finish(self) -> None:
        self.mend()
        if self.flight is not None:
            self.receive()
        for _ in range(20 * len(self.events) + 20):
            if not self.pending:
                break
            if self.process.queue.report().stopped is not None:
                self.resume()
            self.deliver([FAIR], LONG)
        self.check()
        assert not self.pending, "every event has an outcome in the end"
        assert self.outbox is None or self.outbox.read(0, 10, 10**6) == []
        for each in self.events.values():
            if each.outcomes:
                assert each.outcomes[0].status in {STATUS_OF[each.fate], "dropped"}
        note(f"{len(self.events)} events, {self.service.moods}")


def respond(service: Simulation, request: Request) -> Reply | Failure:
    """What a sender makes of what comes back."""
    try:
        response = service(httpx.Request("POST", request.url, content=request.content))
    except httpx.ConnectError as error:
        return Failure(str(error), sent=False)
    except httpx.TransportError as error:
        return Failure(str(error) or "timeout", sent=True)
    return Reply(response.status_code, dict(response.headers), response.content)


def held_by(process: Delivering) -> list[Entry]:
    """Every event that is in memory, wherever it is."""
    dispatch = process.engine._dispatch
    return [
        *process.queue._entries,
        *dispatch._flight,
        *dispatch._ready,
        *dispatch._throttling.waiting,
        *(entry for entries in dispatch._narrow for entry in entries),
    ]


TestEngineMachine = EngineMachine.TestCase
TestEngineMachine.settings = settings(max_examples=100, stateful_step_count=30)
