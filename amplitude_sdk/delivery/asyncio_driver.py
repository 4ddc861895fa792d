"""Delivery in a task of the running event loop, which lives while there is something to do."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import wait
from contextvars import Context
from typing import TYPE_CHECKING

from amplitude_sdk.delivery.commit_timer import COMMIT_AFTER
from amplitude_sdk.delivery.driving import (
    Driving,
    broken,
    refuse_waiting,
    seconds_or_none,
)
from amplitude_sdk.delivery.event_loop import HomeLoop, running_loop
from amplitude_sdk.delivery.lifecycle import hold
from amplitude_sdk.delivery.queue import LOOK_AGAIN
from amplitude_sdk.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.delivery.configuration import DeliveryConfig
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.report import DeliveryReport
    from amplitude_sdk.transport._async import AsyncSender
    from amplitude_sdk.transport.messages import Failure, Reply, Request

__all__ = ["AsyncDelivery"]


class AsyncDelivery(Driving):
    """`amp.delivery`: what was tracked, and what became of it."""

    def __init__(self, sender: AsyncSender, config: DeliveryConfig) -> None:
        if config.when_full == "block":
            raise ConfigurationError(
                'when_full: "block" would block the event loop; use "raise" with `await '
                'amp.ready()`, or "drop"'
            )
        self._sender = sender
        super().__init__(sender, config, config.when_full or "raise")
        self.put = self._put

    # What a client calls.

    async def flush(self, timeout: float | None = None) -> DeliveryReport:
        """Wait until everything tracked so far has an outcome."""
        limit = seconds_or_none("timeout", timeout)
        self._refuse_inside("flush")
        self._home.enter()
        self._start()
        barrier = self._queue.barrier()
        try:
            await self._until(lambda: barrier.left <= 0 or self._is_halted, limit)
        finally:
            self._queue.lift(barrier)
        return self.report()

    async def close(self, timeout: float | None = None) -> DeliveryReport:
        """Send what is left, within `timeout` seconds or `shutdown_timeout`, and end."""
        limit = seconds_or_none("timeout", timeout)
        self._refuse_inside("close")
        self._home.enter()
        self._start()
        self.begin_to_close()
        await self.flush(self._config.shutdown_timeout if limit is None else limit)
        self._settle_rest()
        await self._end_task()
        await self._home.leave()
        return self.report()

    async def ready(self) -> None:
        """Wait until there is room for another event."""
        self._refuse_inside("ready")
        self._home.enter()
        self._start()
        if self._queue.is_busy():  # a loop of track and ready leaves the delivery no turn otherwise
            await asyncio.sleep(0)
        await self._until(self._queue.has_room, None)

    def _put(self, data: bytes, notes: tuple[str, ...] = ()) -> None:
        """Take an event, and notice when our loop has ended."""
        if running_loop() is not self._home.loop:
            self._look_around()
        self._queue.put(data, notes)

    def _look_around(self) -> None:
        if self._home.is_here():
            self._poke()
        elif not self._home.is_running:
            self._commit()

    # What the queue calls, with its lock held.

    def wake(self) -> None:
        """Let the task look, and start it if there is none."""
        if self._engine.is_closed:
            return
        hold(self)
        if not self._home.call(self._poke):
            self._queue.rearm()

    def changed(self) -> None:
        """Let everybody look who waits for room or for outcomes."""
        if self._waiting:
            self._home.call(self._tell_waiting)

    def can_wait(self) -> bool:
        """Never: that would block the loop."""
        return False

    # The life of the process, and of event loops.

    def close_at_exit(self) -> None:
        """Deliver what is left, in our loop if it runs in another thread, else without one."""
        try:
            if self._queue.report().pending and not self._is_halted:
                self._deliver_at_exit()
        finally:
            self._settle_rest()

    def _deliver_at_exit(self) -> None:
        limit = self._config.shutdown_timeout
        if self._home.loop is not None and self._home.is_running:
            closing = asyncio.run_coroutine_threadsafe(self.close(), self._home.loop)
            wait([closing], min(limit, threading.TIMEOUT_MAX))
        elif self._sender.has_own_transport:
            self._close_without_loop(time.monotonic() + limit)
        else:
            asyncio.run(self._close_all())

    async def _close_all(self) -> None:
        await self.close()
        await self._sender.aclose()

    def _close_without_loop(self, ends: float) -> None:
        """Deliver by the sync sender; what a loop needs may not be there at the end of a program."""
        from amplitude_sdk.transport._sync import Sender  # noqa: PLC0415  no async program needs it

        sender = Sender.open(self._sender.settings, None)
        try:
            self._drive(sender.attempt, ends)
        finally:
            sender.close()

    def _begin(self) -> None:
        super()._begin()
        self._home = HomeLoop(self._queue.lock, self._move, self._leave)
        self._task: asyncio.Task[None] | None = None
        self._work = asyncio.Event()
        self._waiting: set[asyncio.Event] = set()
        self._is_announcing = self._has_connections = False

    def _move(self) -> None:
        """Begin anew in another loop."""
        if self._has_connections:  # the last one has not ended well
            self._sends.renew()
        self._task, self._work, self._waiting = None, asyncio.Event(), set()
        if self._queue.outbox is not None and self._queue.outbox.buffered:
            self._commit_later()

    async def _leave(self) -> None:
        """Leave nothing behind in a loop."""
        self._commit()
        await self._end_task()
        await self._sender.reopen()
        self._has_connections = False

    def _commit_soon(self) -> None:
        if not self._home.call(self._commit_later):
            self._commit()

    def _commit_later(self, seconds: float = COMMIT_AFTER) -> None:
        if self._home.is_ending:
            self._commit()
        else:
            asyncio.get_running_loop().call_later(seconds, self._commit)

    def _commit(self) -> None:
        outbox = self._queue.outbox
        if outbox is None or self._engine.is_closed or not outbox.buffered:
            return
        outbox.commit()
        if outbox.buffered and not self._home.is_ending:
            self._home.call(lambda: self._commit_later(COMMIT_AFTER * 10))

    @property
    def _is_halted(self) -> bool:
        return self._engine.is_closed or self._queue.stopped is not None

    # The task.

    def _poke(self) -> None:
        """Let the task look, or start it; in our loop."""
        if self._home.is_ending:
            self._queue.rearm()
        elif not self._engine.is_closed:
            self._start()
            self._work.set()

    def _start(self) -> None:
        if self._task is None or self._task.done():
            # In a context of its own: not in the trace, say, of the request that tracked first.
            task = asyncio.get_running_loop().create_task(
                self._run(), name="amplitude-delivery", context=Context()
            )
            task.add_done_callback(self._look_after)
            # It may be left behind with its loop at any moment: nothing is lost with it.
            task._log_destroy_pending = False  # type: ignore[attr-defined]  # noqa: SLF001
            self._task = task

    def _look_after(self, task: asyncio.Task[None]) -> None:
        """Who cancels all tasks, as a loop does at its end, has cancelled ours: begin anew."""
        if task.cancelled():
            self._queue.rearm()

    async def _run(self) -> None:
        self._has_connections = True
        try:
            await self._home.stay()
            while await self._turn():
                pass
            self._rest()
        except Exception as error:  # noqa: BLE001  nobody else would hear of it
            self._fail(error)

    async def _turn(self) -> bool:
        """Send, or wait; False when there is nothing to do, or another task does it."""
        if asyncio.current_task() is not self._task:  # its loop stood still, and runs again
            return False
        self._queue.arm()
        step = self._step()
        if isinstance(step, list):
            await self._deliver(step)
        elif step is not None:
            await self._pause(step)
        return step is not None

    async def _deliver(self, entries: list[Entry]) -> None:
        self._commit()  # a first request loads modules and certificates; the loop stands still then
        outcome = await self._send(self._envelope.request(entries))
        settled = self._settle(outcome, entries)
        self._is_announcing = True
        try:
            self._engine.announce(settled)
        finally:
            self._is_announcing = False

    async def _send(self, request: Request) -> Reply | Failure:
        try:
            return await self._sender.attempt(request)
        except Exception as error:  # noqa: BLE001  a transport of the caller's may raise anything
            return broken(error)

    async def _pause(self, seconds: float) -> None:
        """Wait for so long, or until there is something new."""
        self._work.clear()
        if self._queue.woken:
            return
        await _set_within(self._work, seconds)

    async def _until(self, is_so: Callable[[], bool], limit: float | None) -> None:
        """Wait until a condition holds, or `limit` seconds have passed."""
        ends = None if limit is None else time.monotonic() + limit
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            while not is_so():
                left = LOOK_AGAIN if ends is None else ends - time.monotonic()
                if left <= 0:
                    return
                self._start()  # again, if somebody has cancelled the task
                await _set_within(event, min(left, LOOK_AGAIN))
                event.clear()
        finally:
            self._waiting.discard(event)

    def _tell_waiting(self) -> None:
        for event in self._waiting:
            event.set()

    async def _end_task(self) -> None:
        task = self._task
        if task is not None and not task.done():
            task.cancel()
            await asyncio.wait([task])

    def _refuse_inside(self, name: str) -> None:
        if self._is_announcing and asyncio.current_task() is self._task:
            refuse_waiting(name)


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    """Wait until an event is set, for so many seconds at most."""
    timer = asyncio.get_running_loop().call_later(seconds, event.set)
    try:
        await event.wait()
    finally:
        timer.cancel()
