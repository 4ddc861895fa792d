"""Whatever is done in whatever order, an outbox holds what was added and not forgotten."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.errors import OutboxError
from tests.sdk.delivery.outbox_files import everything

NOTES = st.lists(st.text(max_size=8), max_size=2).map(tuple)
SEQS = st.lists(st.integers(1, 60), max_size=30)


class Machine(RuleBasedStateMachine):
    """An outbox beside a plain dictionary; the disk is now full, now not."""

    @initialize(sync=st.sampled_from(["batch", "always"]))
    def begin(self, sync: str) -> None:
        self.directory = tempfile.TemporaryDirectory()
        self.path = Path(self.directory.name) / "events.db"
        self.sync, self.seq, self.is_full = sync, 0, False
        self.held: dict[int, tuple[bytes, tuple[str, ...]]] = {}
        self.open()

    def open(self) -> None:
        self.outbox = Outbox.open(self.path, sync=self.sync)
        assert (self.outbox.recovered, self.outbox.last_seq) == (
            len(self.held),
            max(self.held, default=0),
        )

    @rule(size=st.integers(1, 6000), notes=NOTES, count=st.integers(1, 20))
    def add(self, size: int, notes: tuple[str, ...], count: int) -> None:
        for _ in range(count):
            self.seq += 1
            data = b"%d:" % self.seq + b"x" * size
            try:
                self.outbox.add((self.seq, data, notes))
            except OutboxError:
                assert self.sync == "always"
                assert self.is_full
            else:
                self.held[self.seq] = (data, notes)

    @rule()
    def commit(self) -> None:
        self.outbox.commit()
        assert self.is_full or self.outbox.buffered == 0

    @rule(seqs=SEQS)
    def forget(self, seqs: list[int]) -> None:
        self.forgotten(seqs)

    @rule(share=st.floats(0, 1))
    def forget_the_first(self, share: float) -> None:
        self.forgotten(sorted(self.held)[: int(len(self.held) * share)])

    def forgotten(self, seqs: list[int]) -> None:
        self.outbox.forget(seqs)
        for seq in seqs:
            self.held.pop(seq, None)

    @rule(after=st.integers(0, 60), count=st.integers(1, 30), size=st.integers(1, 20_000))
    def read(self, after: int, count: int, size: int) -> None:
        expected = [seq for seq in sorted(self.held) if seq > after][:count]
        while len(expected) > 1 and sum(len(self.held[seq][0]) for seq in expected) > size:
            expected.pop()
        assert self.outbox.read(after, count, size) == [(seq, *self.held[seq]) for seq in expected]

    @rule()
    def fork(self) -> None:
        self.outbox.suspend()
        self.outbox.resume()
        self.is_full = False  # the limit was one of the connection

    @rule()
    def fill_the_disk(self) -> None:
        self.outbox._file._connected().execute("PRAGMA max_page_count = 1")
        self.is_full = True

    @rule()
    def free_the_disk(self) -> None:
        self.outbox._file._connected().execute("PRAGMA max_page_count = 1000000")
        self.is_full = False

    @precondition(lambda self: not self.is_full)
    @rule()
    def reopen(self) -> None:
        self.outbox.close()
        assert self.outbox.buffered == 0
        self.open()

    @precondition(lambda self: not self.is_full)
    @rule()
    def be_taken_over(self) -> None:
        """The file is now that of another process, which has died."""
        self.outbox.close()
        self.path.rename(self.path.with_name("events.db.7"))
        first = min(self.held, default=0)
        self.held = {seq - first + 1: each for seq, each in self.held.items()}
        self.open()
        self.seq = self.outbox.last_seq

    @invariant()
    def holds_what_it_should(self) -> None:
        assert everything(self.outbox) == [(seq, *self.held[seq]) for seq in sorted(self.held)]
        if self.sync == "always":
            assert self.outbox.buffered == 0

    def teardown(self) -> None:
        if hasattr(self, "outbox"):
            self.outbox.close()
            self.directory.cleanup()


Machine.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestMachine = Machine.TestCase
