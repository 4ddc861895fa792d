"""The fixtures, as the tests of a project that uses the SDK see them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLUGIN = ["-p", "amplitude_sdk.pytest_plugin"]


def run(folder: Path, code: str, *arguments: str) -> str:
    """Run the tests in `code` in a process of their own, and return what pytest prints."""
    (folder / "test_product.py").write_text(code)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-W",
        "error",
        *PLUGIN,
        *arguments,
        str(folder),
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_a_test_tracks_with_the_client_and_looks_into_the_emulator(tmp_path: Path) -> None:
    printed = run(
        tmp_path,
        """
def test_a_purchase(amplitude_emulator, amplitude_client):
    amplitude_client.track("Purchase", user_id="user-1", event_properties={"price": 3})
    amplitude_client.flush()
    amplitude_emulator.assert_event("Purchase", event_properties={"price": 3}, count=1)
    assert amplitude_client.dashboard.events() is not None
""",
    )
    assert "1 passed" in printed


def test_the_client_finds_what_is_seeded_and_defined_without_a_key(tmp_path: Path) -> None:
    printed = run(
        tmp_path,
        """
from datetime import UTC, datetime
from amplitude_sdk import Segment

def test_a_report(amplitude_emulator, amplitude_client):
    today = datetime(2026, 3, 4, tzinfo=UTC)
    amplitude_emulator.clock.set(today)
    amplitude_emulator.define_cohort("fans", user_ids=["u1"])
    amplitude_emulator.seed([{"event_type": "Play", "user_id": one} for one in ("u1", "u2")])
    played = {"segments": Segment.cohort("fans")}
    (row,) = amplitude_client.dashboard.segmentation("Play", today, today, **played).rows()
    assert row["value"] == 1
""",
    )
    assert "1 passed" in printed


def test_each_test_finds_it_empty_and_running(tmp_path: Path) -> None:
    printed = run(
        tmp_path,
        """
import pytest

@pytest.mark.parametrize("number", range(3))
def test_one(amplitude_emulator, amplitude_client, number):
    amplitude_emulator.assert_no_event()
    assert amplitude_emulator.faults == amplitude_emulator.requests == []
    amplitude_client.events.upload([{"event_type": "A", "user_id": "user-1"}])
    amplitude_emulator.fault(status=500)
    amplitude_emulator.stop()
""",
    )
    assert "3 passed" in printed


def test_workers_of_xdist_have_emulators_of_their_own(tmp_path: Path) -> None:
    printed = run(
        tmp_path,
        """
import pytest

@pytest.mark.parametrize("number", range(8))
def test_one(amplitude_emulator, amplitude_client, number):
    amplitude_client.events.upload([{"event_type": "A", "user_id": "user-1"}])
    assert len(amplitude_emulator.events()) == 1
""",
        "-n",
        "2",
    )
    assert "8 passed" in printed


def test_nothing_is_loaded_for_tests_that_do_not_ask(tmp_path: Path) -> None:
    printed = run(
        tmp_path,
        """
import sys

def test_nothing():
    assert not {"httpx", "duckdb", "amplitude_sdk.emulator"} & sys.modules.keys()
""",
        "-p",
        "no:schemathesis",  # loads httpx itself
    )
    assert "1 passed" in printed


def test_without_the_extra_the_fixture_says_what_to_install(tmp_path: Path) -> None:
    printed = run(
        tmp_path,
        """
import sys
sys.modules["duckdb"] = None

def test_one(amplitude_emulator):
    pass
""",
    )
    assert "1 error" in printed
    assert "pip install 'amplitude-sdk-unofficial[emulator]'" in printed
    assert "Traceback" not in printed
