"""Both sides, for real. No test looks at speed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.processes import ServerProcess
from benchmarks.queries import timing
from benchmarks.queries.comparisons import COMPARISONS, WARM
from benchmarks.queries.rounds import modules_of, play
from benchmarks.queries.server import Asked
from benchmarks.queries.sides import OURS, SIDES, THEIRS

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[ServerProcess]:
    with ServerProcess("benchmarks.queries.server") as running:
        yield running
    assert running.seen["refused"] == 0


def test_a_round_times_both_sides_of_every_comparison(server: ServerProcess) -> None:
    said: list[str] = []
    modules = {name: modules_of(side, server.port) for name, side in SIDES.items()}
    found = play(server.port, modules, turn=1, processes=1, say=said.append)
    assert found.keys() == COMPARISONS.keys()
    for spent in found.values():
        assert spent.keys() == {OURS, THEIRS}
        assert min(spent.values()) > 0
    assert len(said) == len(COMPARISONS)


def test_asking_once_imports_what_a_first_call_needs(server: ServerProcess) -> None:
    ours, theirs = (modules_of(SIDES[name], server.port) for name in (OURS, THEIRS))
    late = {"amplitude_sdk.transport.exchange._sync", "amplitude_sdk.queries.results"}
    assert late <= {*ours}
    assert {"httpx", "httpcore._sync.http11", "encodings.idna"} <= {*ours} & {*theirs}
    assert not any(name.startswith("amplitude") for name in theirs)


@pytest.mark.parametrize("side", SIDES.values(), ids=SIDES)
def test_a_warm_call_is_measured_on_one_connection(side: timing.Side) -> None:
    with ServerProcess("benchmarks.queries.server") as server:
        assert timing.warm_call(side, f"http://127.0.0.1:{server.port}") > 0
    expected = timing.WARMING_UP + timing.CALLS
    assert Asked(**server.seen) == Asked(connections=1, questions=expected, refused=0)


@pytest.mark.parametrize("name", timing.TIMED)
def test_a_reply_that_was_read_wrongly_fails_the_run(server: ServerProcess, name: str) -> None:
    wrong = replace(SIDES[THEIRS], values=lambda _: [])
    with pytest.raises(RuntimeError, match="httpx: the reply was not read as it was sent"):
        timing.TIMED[name](wrong, f"http://127.0.0.1:{server.port}")


def test_the_whole_process_is_timed_from_outside() -> None:
    assert {*timing.TIMED} < {*COMPARISONS}
    assert WARM in timing.TIMED
