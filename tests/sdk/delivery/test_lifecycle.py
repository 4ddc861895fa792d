"""Real processes: how they end, how they fork, and what arrives."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.sdk.delivery.outbox_files import PROJECT, execute
from tests.sdk.delivery.service import PATIENCE, UNAVAILABLE, Answer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.sdk.delivery.service import Service


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        yield service


class Running:
    """A program that runs, with every warning an error."""

    def __init__(self, name: str, *given: object) -> None:
        module = [sys.executable, "-X", "dev", "-W", "error", "-m", "tests.sdk.delivery.programs"]
        self.process = subprocess.Popen(
            [*module, name, *map(str, given)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def says(self) -> dict[str, Any]:
        """What it says next."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate(timeout=PATIENCE)
        return json.loads(line)

    def go_on(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def ends(self, code: int = 0, errors: str = "") -> list[dict[str, Any]]:
        """What it says until its end, which is as it should be."""
        said, complained = self.process.communicate(timeout=PATIENCE)
        assert re.fullmatch(errors, complained), complained
        assert self.process.returncode == code
        return [json.loads(line) for line in said.splitlines()]


@contextmanager
def running(name: str, *given: object) -> Iterator[Running]:
    program = Running(name, *given)
    with program.process:
        try:
            yield program
        finally:
            program.process.kill()


def run(name: str, *given: object, code: int = 0, errors: str = "") -> list[dict[str, Any]]:
    with running(name, *given) as program:
        return program.ends(code, errors)


def once(service: Service) -> list[str]:
    """The names of what arrived, each in one copy."""
    assert set(service.copies.values()) <= {1}
    return sorted(service.names)


def left_in(outbox: Path) -> int:
    return int(execute(outbox, "SELECT count(*) FROM events")[0][0])


# Ends.


def test_the_end_of_an_idle_program_waits_for_no_thread(service: Service) -> None:
    run("ends_idle", service.url)
    assert once(service) == ["one"]


def test_a_client_that_was_never_used_ends_without_a_word(service: Service) -> None:
    run("ends_without_a_word", service.url)
    assert service.requests == 0


def test_what_is_pending_is_delivered_at_the_end(service: Service) -> None:
    run("ends_with_pending_events", service.url)
    assert once(service) == ["one", "two"]


def test_what_is_pending_is_delivered_at_the_end_and_leaves_the_outbox(
    service: Service, tmp_path: Path
) -> None:
    run("ends_with_pending_events", service.url, tmp_path / "outbox.db")
    assert once(service) == ["one", "two"]
    assert left_in(tmp_path / "outbox.db") == 0


def test_several_clients_end_together(service: Service) -> None:
    run("ends_with_several_clients", service.url)
    assert once(service) == ["0", "1", "2"]


def test_an_end_by_sys_exit_is_an_end_like_any_other(service: Service) -> None:
    run("ends_by_an_exception", service.url, code=1, errors="as the program wants it\n")
    assert once(service) == ["one"]


def test_in_an_outage_the_end_comes_in_time_and_is_told(service: Service) -> None:
    service.answers += [UNAVAILABLE] * 1000
    told = r"(events wait, .*\n)?events could not be delivered: .*\n1 event was dropped: closed\n"
    said = run("ends_in_an_outage", service.url, errors=told)
    assert said == [{"status": "dropped", "reason": "closed"}]


def test_handlers_of_the_end_may_track(service: Service) -> None:
    run("tracks_at_the_end", service.url)
    assert once(service) == ["four", "one", "three", "two"]


@pytest.mark.parametrize("name", ["ends_when_terminated", "closes_when_terminated"])
def test_a_terminated_program_loses_nothing(service: Service, name: str) -> None:
    with running(name, service.url) as program:
        program.says()
        service.wait_for_events(1000)
        program.process.send_signal(signal.SIGTERM)
        (said,) = program.ends()
    assert len(once(service)) == said["tracked"]


def test_a_program_that_closes_in_a_signal_handler_loses_nothing_of_its_outbox(
    service: Service, tmp_path: Path
) -> None:
    outbox = tmp_path / "outbox.db"
    with running("closes_when_terminated", service.url, outbox) as program:
        program.says()
        service.wait_for_events(1000)
        program.process.send_signal(signal.SIGTERM)
        (said,) = program.ends()
    kept = len(once(service)) + left_in(outbox)
    under_way = 1  # an event whose `track` never returned may have been kept as well
    assert said["tracked"] <= kept <= said["tracked"] + under_way


@pytest.mark.parametrize("outbox", [(), ("outbox.db",)])
def test_a_signal_handler_may_track_and_flush_wherever_it_comes(
    service: Service, tmp_path: Path, outbox: Sequence[str]
) -> None:
    (said,) = run("is_interrupted", service.url, *(tmp_path / name for name in outbox))
    assert said["pending"] == 0
    assert said["delivered"] == said["main"] + said["handler"] == len(once(service))
    assert service.names.count("handler") == said["handler"] >= 300


# Forks.


def test_a_forked_child_starts_empty_and_every_event_arrives_once(service: Service) -> None:
    said = run("forks", service.url)
    assert said == [{"child": 0, "shard": None}, {"parent": 3}]
    assert once(service) == ["child", "parent 1", "parent 2", "parent 3"]


def test_a_forked_child_has_a_shard_of_its_own(service: Service, tmp_path: Path) -> None:
    outbox = tmp_path / "outbox.db"
    said = run("forks", service.url, outbox)
    assert said == [{"child": 0, "shard": "outbox.db.1"}, {"parent": 3}]
    assert once(service) == ["child", "parent 1", "parent 2", "parent 3"]
    assert left_in(outbox) == left_in(tmp_path / "outbox.db.1") == 0


def test_parent_child_and_grandchild_deliver(service: Service) -> None:
    assert run("forks_and_flushes", service.url) == [{"delivered": 2}]
    assert once(service) == ["child", "grandchild", "parent", "parent again"]


def test_a_child_that_does_not_use_the_client_opens_nothing(service: Service) -> None:
    service.answers.append(Answer(keeps=False))  # else it drops its copy of the connection
    (said,) = run("forks_and_does_nothing", service.url)
    assert said == {"opened": False, "threads": 1}


def test_a_fork_does_not_disturb_a_request_on_its_way(service: Service) -> None:
    service.pause()
    with running("forks_with_a_request_on_its_way", service.url) as program:
        service.wait_for_requests(1)
        program.go_on()
        assert program.says() == {"tracked": True}
        service.go_on()
        assert program.ends() == [{"delivered": 1}, {"delivered": 1}]
    assert once(service) == ["child", "parent"]


@pytest.mark.parametrize("outbox", [(), ("outbox.db",)])
def test_children_work_whatever_threads_did_at_the_fork(
    service: Service, tmp_path: Path, outbox: Sequence[str]
) -> None:
    given = [tmp_path / name for name in outbox]
    (said,) = run("forks_while_others_track", service.url, *given)
    assert said["delivered"] == said["parent"]
    names = once(service)
    assert names.count("child") == 15
    assert names.count("parent") == said["parent"]


def test_clients_may_be_made_and_closed_while_another_thread_forks(
    service: Service, tmp_path: Path
) -> None:
    run("forks_while_clients_are_made", service.url, tmp_path / "outbox.db")


TASKS = [f"task {number}" for number in range(7)]


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_of_multiprocessing_deliver_what_they_tracked(
    service: Service, method: str
) -> None:
    assert run("uses_processes", service.url, method) == [{"codes": [0, 0]}]
    assert once(service) == TASKS[:3]


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("name", ["uses_a_pool", "uses_an_executor"])
def test_workers_of_a_pool_deliver_when_they_end(service: Service, name: str, method: str) -> None:
    run(name, service.url, method)
    assert once(service) == TASKS


def test_a_process_that_a_process_has_forked_delivers(service: Service) -> None:
    run("uses_processes_of_processes", service.url)
    assert once(service) == ["task 1", "task 2"]


# Event loops.


@pytest.mark.parametrize(
    ("name", "arrives"),
    [
        ("leaves_a_loop", ["one", "two"]),
        ("leaves_a_loop_after_a_flush", ["one", "one", "two", "two"]),
        ("closes_a_loop_by_hand", ["one"]),
        ("runs_a_loop_in_a_thread", ["one"]),
        ("uses_a_transport_of_its_own", ["one"]),
        ("forks_in_a_loop", ["child", "parent"]),
        ("forks_with_an_async_client", ["child", "parent", "parent again"]),
    ],
)
def test_what_a_loop_leaves_is_delivered_at_the_end_without_a_word(
    service: Service, name: str, arrives: list[str]
) -> None:
    assert run(name, service.url) == []
    assert once(service) == arrives


def test_what_a_loop_leaves_in_an_outbox_is_delivered_at_the_end(
    service: Service, tmp_path: Path
) -> None:
    run("leaves_a_loop", service.url, tmp_path / "outbox.db")
    assert once(service) == ["one", "two"]
    assert left_in(tmp_path / "outbox.db") == 0


def test_sys_exit_in_a_coroutine_loses_nothing(service: Service) -> None:
    run("leaves_a_loop_by_sys_exit", service.url, code=3)
    assert once(service) == ["one"]


def test_a_terminated_loop_loses_nothing(service: Service) -> None:
    with running("leaves_a_loop_when_terminated", service.url) as program:
        program.says()
        program.process.send_signal(signal.SIGTERM)
        program.ends()
    assert once(service) == ["one"]


def test_a_request_that_a_loop_left_is_sent_again_with_the_same_insert_ids(
    service: Service,
) -> None:
    service.pause()
    with running("leaves_a_request", service.url) as program:
        service.wait_for_requests(1)
        program.go_on()
        assert program.says() == {"pending": 1}
        service.go_on()
        program.ends()
    assert service.names == ["one"]
    assert list(service.copies.values()) == [2]
