"""What wakes a call that waits, from any thread."""

from __future__ import annotations

import asyncio
import threading

from amplitude_sdk.budget.bells import AsyncBell, Bell

LONG = 60.0


def test_a_bell_that_is_not_armed_is_heard_by_nobody() -> None:
    bell = Bell()
    assert bell.ring()
    assert not bell.is_armed
    bell.wait(LONG)  # returns at once


def test_a_thread_listens_until_another_rings() -> None:
    bell, heard = Bell(), threading.Event()
    bell.arm()

    def listen() -> None:
        bell.wait(LONG)
        heard.set()

    thread = threading.Thread(target=listen)
    thread.start()
    assert not heard.is_set()
    bell.ring()
    assert heard.wait(LONG)
    thread.join()


def test_what_was_rung_before_is_heard_once() -> None:
    bell = Bell()
    bell.arm()
    bell.ring()
    bell.ring()
    bell.wait(LONG)
    assert bell._silence is not None
    assert bell._silence.locked()
    bell.wait(0.0)


def test_a_task_listens_until_a_thread_rings() -> None:
    async def run() -> None:
        bell = AsyncBell()
        bell.arm()
        listening = asyncio.create_task(bell.wait(LONG))
        await asyncio.sleep(0)
        assert not listening.done()
        await asyncio.to_thread(bell.ring)
        await listening

    asyncio.run(run())


def test_a_task_hears_what_was_rung_before_once() -> None:
    async def run() -> None:
        bell = AsyncBell()
        assert bell.ring()
        await bell.wait(LONG)  # not armed: returns at once
        bell.arm()
        bell.ring()
        bell.ring()
        await bell.wait(LONG)
        await bell.wait(0.0)

    asyncio.run(run())


def test_nobody_is_woken_in_a_loop_that_is_closed() -> None:
    bell = AsyncBell()

    async def arm() -> None:
        bell.arm()
        assert bell.ring()

    asyncio.run(arm())
    assert not bell.ring()
