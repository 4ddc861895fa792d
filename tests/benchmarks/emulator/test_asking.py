"""The client that asks the dashboard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.emulator import Emulator
from benchmarks.emulator.asking import asker
from benchmarks.emulator.dashboard_server import AUTHORIZATION

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENTS = "/api/2/events/list"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def port(emulator: Emulator) -> int:
    return int(emulator.url.rpartition(":")[2])


def test_replies_are_whole_however_large(emulator: Emulator) -> None:
    names = [f"{number:05} {'x' * 900}" for number in range(1_000)]
    emulator.seed(
        [{"user_id": "user-1", "event_type": name} for name in names], api_key="benchmark"
    )
    with asker(port(emulator), AUTHORIZATION) as connection:
        replies = [json.loads(connection.reply(EVENTS)) for _ in range(2)]
    assert replies[0] == replies[1]
    assert [one["value"] for one in replies[0]["data"]] == names


def test_an_error_is_no_reply(emulator: Emulator) -> None:
    with (
        asker(port(emulator), AUTHORIZATION) as connection,
        pytest.raises(RuntimeError, match="404 Not Found"),
    ):
        connection.reply("/nothing")


def test_a_reply_that_is_cut_off_is_none(emulator: Emulator) -> None:
    with (
        emulator.fault(truncate=True),
        asker(port(emulator), AUTHORIZATION) as connection,
        pytest.raises(RuntimeError, match="cut off"),
    ):
        connection.reply(EVENTS)
