"""Trouble is said once when it begins and once when it ends, and tried again at intervals."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from amplitude_sdk.delivery.outbox_trouble import Trouble, tell
from amplitude_sdk.errors import OutboxError

FULL = OutboxError("the disk is full.")


@pytest.fixture
def trouble() -> Trouble:
    return Trouble(Path("events.db"), "refused")


def test_all_is_well_at_first(trouble: Trouble) -> None:
    assert (trouble.error, trouble.news(), trouble.allows_to_write()) == (None, None, True)


def test_beginning_and_end_are_news_once(trouble: Trouble) -> None:
    trouble.begin(FULL)
    text = "the disk is full. Until it can be written, new events are refused."
    assert [trouble.news(), trouble.news()] == [(logging.ERROR, text), None]
    trouble.begin(FULL)
    assert trouble.news() is None
    trouble.end()
    assert [trouble.news(), trouble.news()] == [
        (logging.INFO, "outbox events.db can be written again"),
        None,
    ]


def test_what_nobody_asked_about_in_time_is_no_news(trouble: Trouble) -> None:
    trouble.begin(FULL)
    trouble.end()
    assert trouble.news() is None


def test_the_last_reason_is_kept(trouble: Trouble) -> None:
    other = OutboxError("the disk has gone.")
    trouble.begin(FULL)
    trouble.begin(other)
    assert trouble.error is other


def test_it_is_tried_again_when_it_is_time(trouble: Trouble) -> None:
    trouble.begin(FULL)
    assert trouble.retry_at > 0
    trouble.retry_at = float("inf")
    assert trouble.allows_to_write() is False
    trouble.retry_at = 0.0
    assert trouble.allows_to_write() is True


def test_a_path_is_logged_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    """It is no format."""
    tell((logging.ERROR, "outbox 100%s.db cannot be written"))
    tell(None)
    assert [record.getMessage() for record in caplog.records] == [
        "outbox 100%s.db cannot be written"
    ]
