from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.emulator.garbage import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


def test_it_waits_for_the_end_of_the_block_whatever_happens() -> None:
    gc.enable()
    seen: list[bool] = []
    with pytest.raises(ZeroDivisionError), collector_paused():
        seen.append(gc.isenabled() or 1 / 0)
    assert seen == []
    assert gc.isenabled()


def test_a_program_that_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with collector_paused():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_a_block_inside_another_changes_nothing_for_it() -> None:
    gc.enable()
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
