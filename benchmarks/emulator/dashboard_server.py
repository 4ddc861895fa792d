"""An emulator full of events: `python -m benchmarks.emulator.dashboard_server --path P --events N`.

It writes its port, and then obeys the lines of its standard input, each with a line of JSON:
`check NAME` compares what it replies to a question with the rows of the bare statement, `bare NAME`
times the statement, `spent` tells the CPU seconds of the process and the most memory it had so far,
and `stop` ends it.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator import Clock, Emulator
from amplitude_sdk.emulator.ingestion.identity import FIRST_AMPLITUDE_ID
from amplitude_sdk.emulator.messages import Request
from benchmarks.emulator.events import START_MS, fill
from benchmarks.emulator.questions.catalogue import QUESTIONS, differences
from benchmarks.emulator.questions.question import NOW_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    import duckdb

    from benchmarks.emulator.questions.question import Question

__all__ = ["AUTHORIZATION", "Shop", "main"]

_KEY: Final = "benchmark"
AUTHORIZATION: Final = "Basic " + b64encode(f"{_KEY}:secret".encode()).decode()

_FIRST_EVENT: Final = {
    "event_type": "Open App",
    "user_id": "user-0",
    "device_id": "device-0",
    "time": START_MS,
    "country": "United States",
    "user_properties": {"plan": "free"},
}
"""Makes the project and its first user known to the emulator."""


class Shop:
    """An emulator with made-up events, and a connection to its database."""

    def __init__(self, path: str | PathLike[str] | None, events: int, seed: int) -> None:
        self.emulator = Emulator(
            path=path, clock=Clock(datetime.fromtimestamp(NOW_MS // 1000, UTC))
        )
        state = self.emulator.core.state
        body = json.dumps({"api_key": _KEY, "events": [_FIRST_EVENT]}).encode()
        self._handle(Request("POST", "/2/httpapi", body=body))
        state.store.flush()
        project = state.projects.of_key(_KEY)
        if project is None:
            raise RuntimeError("the emulator did not take the first event")
        self._app = project.app_id
        # Millions of events could be sent only in minutes, so they do not take the public way.
        self._database: duckdb.DuckDBPyConnection = state.store._connection.cursor()  # noqa: SLF001 -- see above
        fill(
            self._database,
            app=self._app,
            first_user=FIRST_AMPLITUDE_ID,
            first_event=state.store.last_sequence + 1,
            events=events,
            seed=seed,
        )

    def reply(self, question: Question) -> Any:
        """What the emulator replies, decoded."""
        request = Request(
            "GET", f"/api{question.path}", question.query, {"authorization": AUTHORIZATION}
        )
        return json.loads(self._handle(request))

    def rows(self, question: Question) -> list[tuple[Any, ...]]:
        """What the bare statement computes."""
        values = question.bound(self._app, FIRST_AMPLITUDE_ID)
        return self._database.execute(question.sql, values).fetchall()

    def _handle(self, request: Request) -> bytes:
        response = self.emulator.core.handle(request)
        if response.status != 200:  # noqa: PLR2004 -- HTTP's success
            raise RuntimeError(f"{request.path} was answered {response.body!r}")
        return response.body


def _check(shop: Shop, question: Question) -> dict[str, Any]:
    return {"differences": differences(question, shop.reply(question), shop.rows(question))}


def _bare(shop: Shop, question: Question) -> dict[str, Any]:
    cpu, start = time.process_time(), time.perf_counter()
    shop.rows(question)
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}


_ABOUT_QUESTIONS: Final[Mapping[str, Callable[[Shop, Question], dict[str, Any]]]] = {
    "check": _check,
    "bare": _bare,
}


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.emulator.dashboard_server")
    parser.add_argument("--path", required=True)
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    shop = Shop(chosen.path, chosen.events, chosen.seed)
    with shop.emulator as emulator:
        print(emulator.url.rpartition(":")[2], flush=True)
        for line in sys.stdin:
            command, _, name = line.strip().partition(" ")
            if command == "stop":
                break
            print(json.dumps(_obeyed(shop, command, name)), flush=True)
    print(json.dumps(_spent()), flush=True)


def _spent() -> dict[str, Any]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"cpu": time.process_time(), "peak_bytes": peak * 1024}


def _obeyed(shop: Shop, command: str, name: str) -> dict[str, Any]:
    if command == "spent":
        return _spent()
    return _ABOUT_QUESTIONS[command](shop, QUESTIONS[name])


if __name__ == "__main__":
    main()
