from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from amplitude_sdk.emulator import Clock, Emulator

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_it_stands_still_where_it_was_started() -> None:
    clock = Clock(NOON)
    assert clock.now() == NOON
    assert clock.now_ms() == int(NOON.timestamp() * 1000)


def test_it_follows_the_machine_without_a_start() -> None:
    before = time.time_ns() // 1_000_000
    assert before <= Clock().now_ms() <= time.time_ns() // 1_000_000


def test_it_advances_by_any_unit() -> None:
    clock = Clock(NOON)
    clock.advance(days=1, hours=2, minutes=3, seconds=4.5)
    assert clock.now() == NOON + timedelta(days=1, hours=2, minutes=3, seconds=4.5)


def test_one_step_is_added_to_another() -> None:
    clock = Clock(NOON)
    clock.advance(days=1)
    clock.advance(hours=2)
    clock.advance(minutes=-3)
    assert clock.now() == NOON + timedelta(days=1, hours=2, minutes=-3)


def test_it_is_set_to_the_moment_however_far_it_was_advanced() -> None:
    clock = Clock(NOON)
    clock.advance(days=1)
    clock.set(NOON + timedelta(days=9))
    assert clock.now() == NOON + timedelta(days=9)


def test_a_running_clock_keeps_running_ahead() -> None:
    clock = Clock()
    clock.advance(days=1)
    assert clock.now_ms() - time.time_ns() // 1_000_000 == pytest.approx(86_400_000, abs=5_000)


def test_it_can_be_set_in_any_zone_and_stands_still_there() -> None:
    clock = Clock()
    clock.set(NOON.astimezone(timezone(timedelta(hours=5))))
    assert clock.now() == NOON


def test_reset_takes_back_every_move() -> None:
    clock = Clock(NOON)
    clock.advance(days=1)
    clock.set(NOON + timedelta(days=9))
    clock.reset()
    assert clock.now() == NOON


def test_a_naive_moment_is_refused() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="no time zone"):
        Clock(naive)
    with pytest.raises(ValueError, match="no time zone"):
        Clock().set(naive)


def test_what_is_no_moment_is_refused() -> None:
    text: Any = "2026-03-04"
    with pytest.raises(TypeError, match="'2026-03-04' is no datetime"):
        Clock(text)
    with pytest.raises(TypeError, match="is no datetime"):
        Clock().set(text)


def test_the_emulator_advances_its_clock() -> None:
    emulator = Emulator(clock=Clock(NOON))
    emulator.advance(hours=36)
    assert emulator.clock.now() == NOON + timedelta(hours=36)


def test_who_reads_it_while_it_is_moved_reads_a_time_it_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    clock.advance(days=30)

    def moved_meanwhile() -> int:
        clock.reset()
        return 0

    monkeypatch.setattr(time, "time_ns", moved_meanwhile)
    assert clock.now() == datetime(1970, 1, 31, tzinfo=UTC)
    assert clock.now() == datetime(1970, 1, 1, tzinfo=UTC)
