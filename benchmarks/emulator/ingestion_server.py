"""Takes uploads: `python -m benchmarks.emulator.ingestion_server --stores`, or `--no-stores`.

Without storing, the same server reads the JSON of each upload, counts the events and answers as the
emulator does. It writes its port, serves until a line of its standard input, and then writes how
many events it has.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Final

import orjson

from amplitude_sdk.emulator import Emulator
from amplitude_sdk.emulator.core import Core
from amplitude_sdk.emulator.messages import Response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.messages import Request

__all__ = ["CountingCore", "CountingEmulator", "main"]

_JSON: Final = {"content-type": "application/json"}


class CountingCore(Core):
    """Answers uploads without looking at the events.

    Attributes:
        events: how many there were.
    """

    events = 0

    def handle(self, request: Request) -> Response:
        """Count the events of an upload."""
        ingested = len(orjson.loads(request.body)["events"])
        self.events += ingested
        answer = {
            "code": 200,
            "events_ingested": ingested,
            "payload_size_bytes": len(request.body),
            "server_upload_time": self.state.clock.now_ms(),
        }
        return Response(200, orjson.dumps(answer), _JSON)


class CountingEmulator(Emulator):
    """The emulator's server in front of such a core."""

    @cached_property
    def core(self) -> CountingCore:
        """Made on first use."""
        return CountingCore(super().core.state)


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.emulator.ingestion_server")
    parser.add_argument("--stores", action=argparse.BooleanOptionalAction, required=True)
    stores: bool = parser.parse_args().stores
    with (Emulator if stores else CountingEmulator)(throttle=False) as emulator:
        print(emulator.url.rpartition(":")[2], flush=True)
        sys.stdin.readline()
        print(json.dumps({"events": _taken(emulator)}), flush=True)


def _taken(emulator: Emulator) -> int:
    if isinstance(emulator, CountingEmulator):
        return emulator.core.events
    ((stored,),) = emulator.core.state.store.query("select count(*) from events")
    return int(stored)


if __name__ == "__main__":
    main()
