"""One emulator for all tests of a run; each test finds it empty, on the same Wednesday."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from amplitude_sdk.emulator import Clock, Emulator

if TYPE_CHECKING:
    from collections.abc import Iterator

WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def running_emulator() -> Iterator[Emulator]:
    with Emulator(clock=Clock(WEDNESDAY)) as emulator:
        yield emulator


@pytest.fixture
def emulator(running_emulator: Emulator) -> Emulator:
    running_emulator.reset()
    return running_emulator


@pytest.fixture(scope="session")
def running_client(running_emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running_emulator.url, auth=("key-1", "secret-1")) as client:
        yield client


@pytest.fixture
def http(emulator: Emulator, running_client: httpx.Client) -> httpx.Client:
    """A client with the keys of one project of the empty emulator."""
    return running_client
