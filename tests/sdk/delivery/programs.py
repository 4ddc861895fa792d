"""Programs that use the SDK and end, in every way a process can.

python -m tests.sdk.delivery.programs NAME URL [ARGUMENT]

Each prints what it did as one line of JSON, and nothing on stderr.
"""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures
import gc
import json
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from typing import TYPE_CHECKING, Any, NoReturn

import httpx

from amplitude_sdk import Amplitude, AsyncAmplitude, DeliveryConfig
from amplitude_sdk.delivery import thread_driver
from tests.sdk.delivery.service import KEY

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = 600.0  # seconds; longer than any test waits
USER = "mira.holm"

programs: dict[str, Callable[..., None]] = {}


def program(function: Callable[..., None]) -> Callable[..., None]:
    programs[function.__name__] = function
    return function


def say(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def client(url: str, **options: Any) -> Amplitude:
    return Amplitude(api_key=KEY, base_url=url, delivery=DeliveryConfig(**options))


def async_client(url: str, transport: Any = None, **options: Any) -> AsyncAmplitude:
    config = DeliveryConfig(**options)
    return AsyncAmplitude(api_key=KEY, base_url=url, delivery=config, transport=transport)


def track(amp: Amplitude | AsyncAmplitude, *names: str) -> None:
    for name in names:
        amp.track(name, user_id=USER)


# Ends of the interpreter.


@program
def ends_idle(url: str) -> None:
    """End while the thread waits for events, as it would for long."""
    thread_driver._IDLE = LONG  # type: ignore[misc]
    amp = client(url)
    track(amp, "one")
    amp.flush()


@program
def ends_without_a_word(url: str) -> None:
    """Make a client and do nothing with it."""
    client(url)


@program
def ends_with_pending_events(url: str, outbox: str | None = None) -> None:
    """Neither flush nor close."""
    track(client(url, flush_interval=LONG, outbox=outbox), "one", "two")


@program
def ends_with_several_clients(url: str) -> None:
    clients = [client(url, flush_interval=LONG) for _ in range(3)]
    for number, amp in enumerate(clients):
        track(amp, str(number))


@program
def ends_in_an_outage(url: str) -> None:
    """The service is away; what is left is told to be dropped."""

    def tell(outcome: Any) -> None:
        say(status=outcome.status, reason=outcome.reason)

    track(client(url, shutdown_timeout=1.0, on_outcome=tell), "one")


@program
def ends_by_an_exception(url: str) -> None:
    track(client(url, flush_interval=LONG), "one")
    sys.exit("as the program wants it")


@program
def tracks_at_the_end(url: str) -> None:
    """Handlers that are registered after the first import of the client run before its end."""
    thread_driver._IDLE = 0.0  # type: ignore[misc]
    amp = client(url, flush_interval=LONG)
    track(amp, "one")
    amp.flush()
    atexit.register(track, amp, "two")
    atexit.register(track, amp, "three", "four")


@program
def ends_when_terminated(url: str) -> None:
    """Track until SIGTERM, whose handler ends the process as servers do it."""
    amp = client(url, flush_interval=0.001)

    def ends(number: int, frame: object) -> NoReturn:
        say(tracked=amp.delivery.report().tracked)
        sys.exit()

    signal.signal(signal.SIGTERM, ends)
    say(ready=True)
    while True:
        track(amp, "again")


@program
def closes_when_terminated(url: str, outbox: str | None = None) -> None:
    """The same, with a handler that closes the client while `track` may be under way."""
    amp = client(url, flush_interval=0.001, outbox=outbox)

    def ends(number: int, frame: object) -> NoReturn:
        report = amp.close()
        say(tracked=report.tracked, delivered=report.delivered)
        sys.exit()

    signal.signal(signal.SIGTERM, ends)
    say(ready=True)
    while True:
        track(amp, "again")


@program
def is_interrupted(url: str, outbox: str | None = None) -> None:
    """Track in the main thread and in a handler that interrupts it everywhere."""
    amp = client(url, flush_interval=0.001, outbox=outbox)
    handled = 0

    def interrupts(number: int, frame: object) -> None:
        nonlocal handled
        handled += 1
        track(amp, "handler")
        if handled % 20 == 0:
            amp.flush()
        if handled < 300:
            signal.setitimer(signal.ITIMER_REAL, 0.0005)

    signal.signal(signal.SIGALRM, interrupts)
    signal.setitimer(signal.ITIMER_REAL, 0.0005)
    tracked = 0
    while handled < 300:
        track(amp, "main")
        tracked += 1
    report = amp.close()
    say(main=tracked, handler=handled, delivered=report.delivered, pending=report.pending)


# Forks.


def fork() -> int:
    """Fork; the child lets go of the parent's connections without closing them, as it should."""
    pid = os.fork()
    if pid == 0:
        warnings.simplefilter("ignore", ResourceWarning)
    return pid


def wait_for_child(pid: int) -> None:
    _, status = os.waitpid(pid, 0)
    assert status == 0, status


@program
def forks(url: str, outbox: str | None = None) -> None:
    """Fork with pending events; child and parent both go on and end as programs do."""
    amp = client(url, flush_interval=LONG, outbox=outbox)
    track(amp, "parent 1", "parent 2")
    if (pid := fork()) == 0:
        before = amp.delivery.report()
        track(amp, "child")
        used = amp.delivery._queue.outbox
        say(child=before.tracked, shard=used and used.shard.name)
        return
    wait_for_child(pid)
    track(amp, "parent 3")
    say(parent=amp.delivery.report().tracked)


@program
def forks_and_flushes(url: str) -> None:
    amp = client(url)
    track(amp, "parent")
    amp.flush()
    if (pid := fork()) == 0:
        track(amp, "child")
        amp.flush()
        if (grandchild := fork()) == 0:
            track(amp, "grandchild")
            amp.flush()
            os._exit(0)
        wait_for_child(grandchild)
        os._exit(0)
    wait_for_child(pid)
    track(amp, "parent again")
    say(delivered=amp.flush().delivered)


@program
def forks_and_does_nothing(url: str) -> None:
    """A child that never uses the client costs nothing, and ends at once."""
    amp = client(url)
    track(amp, "parent")
    amp.flush()
    if (pid := fork()) == 0:
        say(opened=bool(amp._sender.connections._open), threads=threading.active_count())
        return
    wait_for_child(pid)


@program
def forks_with_a_request_on_its_way(url: str) -> None:
    """The service has the events of the parent and says nothing until the child has tracked."""
    amp = client(url, flush_interval=0)
    track(amp, "parent")
    sys.stdin.readline()
    if (pid := fork()) == 0:
        track(amp, "child")
        say(tracked=True)
        say(delivered=amp.flush().delivered)
        return
    wait_for_child(pid)
    say(delivered=amp.close().delivered)


@program
def forks_while_others_track(url: str, outbox: str | None = None) -> None:
    """Children work, whatever the threads of the parent did at the moment of the fork."""
    amp = client(url, flush_interval=0.001, outbox=outbox)
    is_over = threading.Event()
    tracked: list[int] = []

    def tracks() -> None:
        number = 0
        while not is_over.is_set():
            track(amp, "parent")
            number += 1
            time.sleep(0.0001)
        tracked.append(number)

    threads = [threading.Thread(target=tracks) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(15):
        if (pid := fork()) == 0:
            track(amp, "child")
            report = amp.close()
            os._exit(0 if (report.tracked, report.delivered) == (1, 1) else 1)
        wait_for_child(pid)
    is_over.set()
    for thread in threads:
        thread.join()
    say(parent=sum(tracked), delivered=amp.close().delivered)


@program
def forks_while_clients_are_made(url: str, outbox: str) -> None:
    """Clients with an outbox come and go in another thread."""
    is_over = threading.Event()

    def makes() -> None:
        while not is_over.is_set():
            client(url, outbox=outbox).close()

    thread = threading.Thread(target=makes)
    thread.start()
    for _ in range(20):
        if (pid := fork()) == 0:
            os._exit(0)
        wait_for_child(pid)
    is_over.set()
    thread.join()
    say(done=True)


# Processes of multiprocessing, which end without the interpreter's handlers.

_shared: list[Amplitude] = []


def _make(url: str) -> None:
    if not _shared:
        _shared.append(client(url, flush_interval=LONG))


def _work(url: str, number: int) -> None:
    _make(url)
    track(_shared[0], f"task {number}")


@program
def uses_processes(url: str, method: str) -> None:
    """The client is the parent's, or where nothing is inherited the child's own."""
    _work(url, 0)
    context: Any = multiprocessing.get_context(method)
    processes = [context.Process(target=_work, args=(url, number)) for number in (1, 2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    say(codes=[process.exitcode for process in processes])


@program
def uses_a_pool(url: str, method: str) -> None:
    _work(url, 0)
    context: Any = multiprocessing.get_context(method)
    with context.Pool(2, _make, (url,)) as pool:
        pool.starmap(_work, [(url, number) for number in range(1, 7)])
        pool.close()  # leaving the `with` terminates: the workers would not end by themselves
        pool.join()


@program
def uses_an_executor(url: str, method: str) -> None:
    _work(url, 0)
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(2, context) as executor:
        for done in [executor.submit(_work, url, number) for number in range(1, 7)]:
            done.result()


def _nested(url: str) -> None:
    _work(url, 1)
    process = multiprocessing.get_context("fork").Process(target=_work, args=(url, 2))
    process.start()
    process.join()


@program
def uses_processes_of_processes(url: str) -> None:
    process = multiprocessing.get_context("fork").Process(target=_nested, args=(url,))
    process.start()
    process.join()


# Event loops.


@program
def leaves_a_loop(url: str, outbox: str | None = None) -> None:
    """No `close`, no `flush`, nobody who holds the client."""

    async def main() -> None:
        track(async_client(url, flush_interval=LONG, outbox=outbox), "one")
        await asyncio.sleep(0)
        track(async_client(url, flush_interval=LONG), "two")

    asyncio.run(main())
    gc.collect()


@program
def leaves_a_loop_after_a_flush(url: str) -> None:
    """There is a connection, and another event."""
    amp = async_client(url, flush_interval=LONG)

    async def main() -> None:
        track(amp, "one")
        await amp.flush()
        track(amp, "two")

    for _ in range(2):
        asyncio.run(main())


@program
def leaves_a_request(url: str) -> None:
    """The loop ends while the service thinks about an answer."""
    amp = async_client(url, flush_interval=0)

    async def main() -> None:
        track(amp, "one")
        await asyncio.to_thread(sys.stdin.readline)

    asyncio.run(main())
    say(pending=amp.delivery.report().pending)


@program
def closes_a_loop_by_hand(url: str) -> None:
    amp = async_client(url, flush_interval=LONG)

    async def main() -> None:
        track(amp, "one")
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(main())
    loop.close()


@program
def leaves_a_loop_by_sys_exit(url: str) -> None:
    async def main() -> None:
        track(async_client(url, flush_interval=LONG), "one")
        await asyncio.sleep(0)
        sys.exit(3)

    asyncio.run(main())


@program
def leaves_a_loop_when_terminated(url: str) -> None:
    """`asyncio.run` cancels what is going on when a handler raises, as it does at Ctrl-C."""

    def ends(number: int, frame: object) -> NoReturn:
        sys.exit()

    async def main() -> None:
        amp = async_client(url, flush_interval=LONG)
        track(amp, "one")
        say(ready=True)
        await asyncio.sleep(LONG)

    signal.signal(signal.SIGTERM, ends)
    asyncio.run(main())


@program
def runs_a_loop_in_a_thread(url: str) -> None:
    """The loop runs on, in a thread that nobody waits for, when the program ends."""
    amp = async_client(url, flush_interval=LONG)
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()

    async def tracks() -> None:
        track(amp, "one")

    asyncio.run_coroutine_threadsafe(tracks(), loop).result()


@program
def uses_a_transport_of_its_own(url: str) -> None:
    amp = async_client(url, transport=httpx.AsyncHTTPTransport(), flush_interval=LONG)

    async def main() -> None:
        track(amp, "one")

    asyncio.run(main())


@program
def forks_in_a_loop(url: str) -> None:
    """The child has a loop of its own."""
    amp = async_client(url, flush_interval=LONG)

    async def child() -> None:
        track(amp, "child")
        await amp.close()

    async def main() -> None:
        track(amp, "parent")
        await asyncio.sleep(0)
        if (pid := fork()) == 0:
            asyncio.run(child())
            os._exit(0)
        await asyncio.to_thread(wait_for_child, pid)
        await amp.close()

    asyncio.run(main())


@program
def forks_with_an_async_client(url: str) -> None:
    """As a preloading server does it: the client is older than every loop and every process."""
    amp = async_client(url, flush_interval=LONG)
    track(amp, "parent")

    async def main(name: str) -> None:
        track(amp, name)
        await amp.flush()

    if (pid := fork()) == 0:
        asyncio.run(main("child"))
        return
    wait_for_child(pid)
    asyncio.run(main("parent again"))


if __name__ == "__main__":
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # a slow machine is no news
    programs[sys.argv[1]](*sys.argv[2:])
