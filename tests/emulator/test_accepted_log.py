from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator.accepted_log import AcceptedLog
from amplitude_sdk.emulator.ingestion.acceptance import Accepted

if TYPE_CHECKING:
    from pathlib import Path

    from amplitude_sdk.emulator.accepted_log import Position


def upload(number: int) -> Accepted:
    events: list[dict[str, Any]] = [{"event_type": f"type {number}", "device_id": "a\nb"}]
    return Accepted("key-1", 100001, 123, events)


def left(path: Path) -> list[tuple[Position, Accepted]]:
    log = AcceptedLog(path)
    found = list(log.left())
    log.close()
    return found


def test_what_was_added_is_there_in_the_next_life(tmp_path: Path) -> None:
    log = AcceptedLog(tmp_path / "a")
    log.add((0, 0), upload(0))
    log.add((0, 1), upload(1))
    assert left(tmp_path / "a") == [((0, 0), upload(0)), ((0, 1), upload(1))]


def test_what_came_after_a_turn_comes_after(tmp_path: Path) -> None:
    log = AcceptedLog(tmp_path / "a")
    for number in range(3):
        log.add((0, number), upload(number))
        if number == 0:
            log.turn()
    assert [number for (_, number), _ in left(tmp_path / "a")] == [0, 1, 2]


def test_two_turns_forget_what_was_before_both(tmp_path: Path) -> None:
    log = AcceptedLog(tmp_path / "a")
    for number in range(3):
        log.add((0, number), upload(number))
        log.turn()
    assert [number for (_, number), _ in left(tmp_path / "a")] == [2]


def test_what_was_cut_off_was_not_answered(tmp_path: Path) -> None:
    log = AcceptedLog(tmp_path / "a")
    log.add((0, 0), upload(0))
    log.add((0, 1), upload(1))
    file = tmp_path / "a.accepted-0"
    whole = file.read_bytes()
    for length in range(len(whole) // 2, len(whole)):
        file.write_bytes(whole[:length])
        (tmp_path / "a.accepted-1").touch()
        assert left(tmp_path / "a") == [((0, 0), upload(0))]


def test_what_came_after_everything_was_forgotten_comes_last(tmp_path: Path) -> None:
    log = AcceptedLog(tmp_path / "a")
    log.add((1, 0), upload(1))
    log.turn()
    log.add((0, 7), upload(0))
    assert [before for before, _ in left(tmp_path / "a")] == [(0, 7), (1, 0)]


def test_what_is_not_written_stays_after_closing(tmp_path: Path) -> None:
    log = AcceptedLog(tmp_path / "a")
    log.add((0, 0), upload(0))
    log.close()
    assert left(tmp_path / "a") == [((0, 0), upload(0))]


def test_nothing_is_left_after_clearing_and_no_file_after_closing(tmp_path: Path) -> None:
    log = AcceptedLog(tmp_path / "a")
    log.add((0, 0), upload(0))
    log.turn()
    log.add((0, 1), upload(1))
    log.clear()
    assert list(AcceptedLog(tmp_path / "a").left()) == []
    log.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no files")
def test_half_a_line_is_taken_back(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 -- there is none on Windows

    log = AcceptedLog(tmp_path / "data")
    log.add((0, 0), upload(0))
    size = (tmp_path / "data.accepted-0").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, hard))
    try:
        with pytest.raises(OSError, match="large"):
            log.add((0, 1), upload(1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    log.add((0, 1), upload(1))
    assert [number for (_, number), _ in log.left()] == [0, 1]
    log.close()
