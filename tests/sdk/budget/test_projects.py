"""One ledger for each project of this process, found without giving its key away."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from amplitude_api import facts

from amplitude_sdk.budget.ledger import Ticket
from amplitude_sdk.budget.projects import Projects, project_of
from tests.sdk.budget.lining_up import REQUEST, USER_QUERY, cost

if TYPE_CHECKING:
    from amplitude_sdk.budget.ledger import Hold
    from amplitude_sdk.budget.limits import Charge

KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90"
US = "https://amplitude.com"
ONE, OTHER = project_of(KEY, US), project_of("another", US)


class Asking:
    """Calls of some projects, at a time of the test's own."""

    def __init__(self) -> None:
        self.projects, self.time = Projects(), 0.0

    def now(self) -> float:
        return self.time

    def come(self, project: bytes, charge: Charge) -> tuple[Ticket, Hold | None]:
        ticket = Ticket(charge, lambda: True)
        return ticket, self.projects.ask(project, ticket, self.now)

    def spend(self, project: bytes, charge: Charge) -> None:
        ticket, hold = self.come(project, charge)
        assert hold is None
        self.projects.leave(project, ticket, self.now)


@pytest.fixture
def asking() -> Asking:
    return Asking()


def test_a_project_is_a_key_and_a_host() -> None:
    assert project_of(KEY, "HTTPS://Amplitude.com/") == ONE
    assert project_of(KEY, "https://amplitude.com/some/path") == ONE
    others = {project_of(KEY, host) for host in ("https://a.example", "http://127.0.0.1:8000")}
    assert len({ONE, OTHER, *others}) == 4


def test_its_name_does_not_give_the_key_away() -> None:
    shown = repr(ONE).encode() + ONE + ONE.hex().encode() + pickle.dumps(ONE)
    assert KEY.encode() not in shown
    assert len(ONE) == 16


def test_the_name_is_salted_anew_in_every_process() -> None:
    program = (
        f"from amplitude_sdk.budget.projects import project_of; print(project_of({KEY!r}, {US!r}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() != repr(ONE)


def test_projects_have_a_budget_each(asking: Asking) -> None:
    asking.spend(ONE, cost(1000))
    asking.spend(OTHER, cost(1000))
    _, hold = asking.come(ONE, cost(1))
    assert hold is not None


def test_a_signal_handler_can_ask_while_the_lock_is_held(asking: Asking) -> None:
    def now() -> float:
        if not asked:
            asked.append(asking.come(ONE, REQUEST)[1])
        return 0.0

    asked: list[Hold | None] = []
    assert asking.projects.ask(ONE, Ticket(REQUEST, lambda: True), now) is None
    assert asked == [None]


def test_threads_ask_one_after_the_other(asking: Asking) -> None:
    barrier = threading.Barrier(20)
    granted: list[Ticket] = []

    def come() -> None:
        barrier.wait()
        ticket, hold = asking.come(ONE, REQUEST)
        if hold is None:
            granted.append(ticket)

    threads = [threading.Thread(target=come) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(granted) == facts.CONCURRENT_REQUESTS


def test_ledgers_of_projects_that_are_asked_no_more_are_forgotten(asking: Asking) -> None:
    asking.spend(ONE, USER_QUERY)
    waits, hold = asking.come(OTHER, REQUEST)
    assert hold is None
    for number in range(1000):
        asking.spend(project_of(f"key-{number}", US), cost(1))
        asking.time += 100.0
    assert len(asking.projects._ledgers) < 200
    assert {ONE, OTHER} & asking.projects._ledgers.keys() == {OTHER}
    asking.projects.leave(OTHER, waits, asking.now)


def test_a_ledger_that_has_something_to_tell_is_kept(asking: Asking) -> None:
    asking.spend(ONE, cost(1000))
    for number in range(1000):
        asking.spend(project_of(f"key-{number}", US), REQUEST)
    _, hold = asking.come(ONE, cost(1))
    assert hold is not None


FORKED = """
import os, sys, threading
from amplitude_sdk.budget.ledger import Ticket
from amplitude_sdk.budget.limits import Charge
from amplitude_sdk.budget.projects import PROJECTS

def come(kind, amount):
    ticket = Ticket(Charge(kind, amount), lambda: True)
    hold = PROJECTS.ask(b"one", ticket, lambda: 0.0)
    return ticket, hold and hold.limit.name

def leave(ticket):
    PROJECTS.leave(b"one", ticket, lambda: 0.0)

leave(come("cost", 990)[0])
running = [come("requests", 0) for _ in range(5)]
held = threading.Event()
let_go = threading.Event()

def hold_the_lock():
    with PROJECTS._lock:
        held.set()
        let_go.wait()

thread = threading.Thread(target=hold_the_lock)
thread.start()
held.wait()
child = os.fork()
if not child:
    own = [come("requests", 0) for _ in range(5)]
    print("child", [name for _, name in own], come("requests", 0)[1])
    for ticket, _ in own + running:
        leave(ticket)
    print("child", come("cost", 11)[1], flush=True)
    os._exit(0)
os.waitpid(child, 0)
let_go.set()
thread.join()
print("parent", come("requests", 0)[1])
"""


def test_a_forked_child_begins_with_what_was_spent_and_with_nobody_running() -> None:
    run = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKED],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.stdout.splitlines() == [
        "child [None, None, None, None, None] concurrent_requests",
        "child cost_per_five_minutes",
        "parent concurrent_requests",
    ], run.stderr
