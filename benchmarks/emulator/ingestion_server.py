"""Takes uploads: `python -m benchmarks.emulator.ingestion_server --stores`, or `--no-stores`.

Without storing, the same server reads and checks each upload and answers as the emulator does, but
forgets the events. It writes its port, serves until a line of its standard input, and then writes
how many events it was sent.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from amplitude_sdk.emulator import Emulator
from amplitude_sdk.emulator.core import Core
from amplitude_sdk.emulator.state import State

if TYPE_CHECKING:
    from amplitude_sdk.emulator.ingestion.acceptance import Accepted

__all__ = ["ForgetfulEmulator", "main"]


class _ForgetfulState(State):
    taken = 0

    def take(self, accepted: Accepted) -> None:
        """Count the events that would be stored."""
        self.taken += len(accepted.events)


class ForgetfulEmulator(Emulator):
    """The emulator with a state that takes no events."""

    @cached_property
    def core(self) -> Core:
        """Made on first use."""
        self.forgetful = _ForgetfulState(clock=self.clock, limits=super().core.state.limits)
        return Core(self.forgetful)

    def close(self) -> None:
        """Let go of both states."""
        self.forgetful.close()
        super().close()


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.emulator.ingestion_server")
    parser.add_argument("--stores", action=argparse.BooleanOptionalAction, required=True)
    stores: bool = parser.parse_args().stores
    with (Emulator if stores else ForgetfulEmulator)(throttle=False) as emulator:
        print(emulator.url.rpartition(":")[2], flush=True)
        sys.stdin.readline()
        print(json.dumps({"events": _taken(emulator)}), flush=True)


def _taken(emulator: Emulator) -> int:
    if isinstance(emulator, ForgetfulEmulator):
        return emulator.forgetful.taken
    ((stored,),) = emulator.core.state.store.query("select count(*) from events")
    return int(stored)


if __name__ == "__main__":
    main()
