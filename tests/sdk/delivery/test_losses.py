"""What the log hears of losses: at once, and then not line after line."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.delivery.losses import Losses

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = [0.0]


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What was logged since the last look."""
    caplog.set_level(logging.INFO, "amplitude_sdk")

    def look() -> list[str]:
        messages = [*caplog.messages]
        caplog.clear()
        return messages

    return look


@pytest.fixture
def losses() -> Losses:
    NOW[0] = 1000.0
    return Losses(lambda: NOW[0])


def lose(losses: Losses, number: int, reason: str) -> None:
    losses.add("dropped", number, reason)
    losses.say()


def test_the_first_loss_is_said_at_once(losses: Losses, said: Callable[[], list[str]]) -> None:
    lose(losses, 1, "no room")
    assert said() == ["1 event was dropped: no room"]


def test_those_that_follow_are_said_together(losses: Losses, said: Callable[[], list[str]]) -> None:
    lose(losses, 1, "no room")
    said()
    for number in range(1000):
        lose(losses, 2, f"reason {number}")
    assert said() == []
    NOW[0] += 10.0
    losses.say()
    assert said() == ["2000 events were dropped: reason 0"]
    losses.say(all_of_them=True)
    assert said() == [], "everything is said once"


def test_another_kind_of_loss_does_not_wait(losses: Losses, said: Callable[[], list[str]]) -> None:
    lose(losses, 3, "no room")
    losses.add("rejected", 1, "Invalid")
    losses.say()
    assert said() == ["3 events were dropped: no room", "1 event was rejected: Invalid"]


def test_at_the_end_nothing_is_kept_back(losses: Losses, said: Callable[[], list[str]]) -> None:
    lose(losses, 1, "no room")
    lose(losses, 4, "closed")
    losses.say(all_of_them=True)
    assert said() == ["1 event was dropped: no room", "4 events were dropped: closed"]
