"""What a child process does with a client: the ways programs live and die."""

from __future__ import annotations

import os
import signal
import sys
import time
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from faults.events import event
from faults.tracking import numbers_of, paced, track, track_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from faults.journal import Journal
    from faults.subjects.face import Subject
    from faults.task import Program, Task

__all__ = ["PROGRAMS", "SEVERAL_USES"]

SEVERAL_USES: Final = 10
"""Events tracked before a fork, so that the client has its threads and connections."""
_CHILD: Final = "child-"
_LOOK_SECONDS: Final = 0.02
_MEND_SECONDS: Final = 0.2
_KILLED_WITHIN_SECONDS: Final = 60.0


def deliver(subject: Subject, task: Task, journal: Journal) -> None:
    """Track, wait for outcomes, close."""
    track_all(subject.track, task, journal)
    subject.settle(task.patience)
    journal.settled(subject.report())
    subject.close()


def resume(subject: Subject, task: Task, journal: Journal) -> None:
    """Track, find out that sending has stopped, mend what was wrong, go on."""
    track_all(subject.track, task, journal)
    subject.settle(task.patience)
    journal.settled(subject.report())
    subject.resume()
    subject.settle(task.patience)
    subject.close()


def persevere(subject: Subject, task: Task, journal: Journal) -> None:
    """Track, and go on whenever sending has stopped, until everything has an outcome."""
    ends = time.monotonic() + task.patience
    tracked = Event()
    watch = Thread(target=_mend, args=(subject, tracked), daemon=True)
    watch.start()
    track_all(subject.track, task, journal)
    tracked.set()
    watch.join()
    while (left := ends - time.monotonic()) > 0:
        subject.settle(left)
        if not _has_stopped(subject):
            break
        subject.resume()
    journal.settled(subject.report())
    subject.close()


def _mend(subject: Subject, tracked: Event) -> None:
    while not tracked.wait(_MEND_SECONDS):
        if _has_stopped(subject):
            subject.resume()


def _has_stopped(subject: Subject) -> bool:
    return bool((subject.report() or {}).get("stopped"))


def drain(subject: Subject, task: Task, journal: Journal) -> None:
    """Send what an earlier process left in the outbox."""
    subject.settle(task.patience)
    journal.settled(subject.report())
    subject.close()


def leave(subject: Subject, task: Task, journal: Journal) -> None:
    """Track and come to the end of the program, without flush or close."""
    track_all(subject.track, task, journal)


def sigterm(subject: Subject, task: Task, journal: Journal) -> None:
    """Be terminated soon after tracking; nobody catches the signal."""
    track_all(subject.track, task, journal)
    _terminate(task.pause)


def sigterm_sys_exit(subject: Subject, task: Task, journal: Journal) -> None:
    """Be terminated soon after tracking; a handler calls `sys.exit`, as in gunicorn's workers."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    track_all(subject.track, task, journal)
    _terminate(task.pause)


def _terminate(pause: float) -> None:
    time.sleep(pause)
    os.kill(os.getpid(), signal.SIGTERM)
    signal.pause()


def fork_after_use(subject: Subject, task: Task, journal: Journal) -> None:
    """Use the client, fork; the child tracks and flushes (gunicorn's preload, celery's prefork)."""
    mine = numbers_of(task)
    track(subject.track, task, journal, mine[:SEVERAL_USES])
    subject.settle(task.patience)
    child = os.fork()
    if not child:
        _as_child(subject, task, journal, mine[SEVERAL_USES:])
    _await(child, task.patience, journal)
    subject.close()


def fork_with_pending(subject: Subject, task: Task, journal: Journal) -> None:
    """Fork while events wait; parent and child both flush."""
    track_all(subject.track, task, journal)
    child = os.fork()
    if not child:
        _as_child(subject, task, journal, [])
    subject.flush(task.patience)
    subject.settle(task.patience)
    _await(child, task.patience, journal)
    subject.close()


def _as_child(subject: Subject, task: Task, journal: Journal, numbers: list[int]) -> None:
    status = 1
    try:
        track(subject.track, task, journal, numbers, _CHILD)
        subject.flush(task.patience)
        journal.report(subject.report())
        status = 0
    except Exception as error:  # noqa: BLE001  told by the journal
        journal.mark(f"the forked child failed: {error!r}")
    finally:
        os._exit(status)  # as multiprocessing ends its children


def _await(child: int, patience: float, journal: Journal) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return
        time.sleep(_LOOK_SECONDS)
    journal.mark(f"the forked child hung for {patience:g} s")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def endless(subject: Subject, task: Task, journal: Journal) -> None:
    """Track and acknowledge each event, until somebody kills the process."""
    for number in paced(numbers_of(task), task.pace):
        subject.track(event(task.flavour, number, every=task.every))
        journal.acknowledged(number)
    time.sleep(_KILLED_WITHIN_SECONDS)


PROGRAMS: Final[Mapping[Program, Callable[[Subject, Task, Journal], None]]] = {
    "deliver": deliver,
    "resume": resume,
    "persevere": persevere,
    "drain": drain,
    "exit": leave,
    "sigterm": sigterm,
    "sigterm_sys_exit": sigterm_sys_exit,
    "fork_after_use": fork_after_use,
    "fork_with_pending": fork_with_pending,
    "endless": endless,
}
