"""Talks to an emulator that runs, through its own HTTP API."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import httpx
import typer

from amplitude_sdk.cli.failure import fail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINES_AT_ONCE: Final = 2_000
_SECONDS: Final = 300
_SERVICE: Final = "amplitude-emulator"


def check(url: str) -> None:
    """Fail unless an emulator answers at a URL."""
    answer = _answer("GET", url, "health", None)
    if answer.get("service") != _SERVICE:
        fail(f"what answers at {url} is not the emulator")


def tell(url: str, what: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Send a request that changes something, and return the answer. Fails when it is refused."""
    return _answer("POST", url, what, body)


def seeded(url: str, source: Path | Mapping[str, Any], api_key: str | None) -> None:
    """Store events from a file or made up, and say how many: in words, or in JSON when piped."""
    project = {} if api_key is None else {"api_key": api_key}
    chunks = _chunks(source) if isinstance(source, Path) else iter([{"generate": source}])
    total = {"stored": 0, "repeated": 0}
    for chunk in chunks:
        answer = tell(url, "seed", {**chunk, **project})
        total = {name: number + answer[name] for name, number in total.items()}
    if sys.stdout.isatty():
        typer.echo(f"{total['stored']} events stored, {total['repeated']} were there already.")
    else:
        typer.echo(json.dumps(total))


def _chunks(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            lines = enumerate(file, 1)
            while chunk := list(islice(lines, _LINES_AT_ONCE)):
                yield {"events": [_event(path, *line) for line in chunk if line[1].strip()]}
    except OSError as problem:
        fail(f"cannot read {path}: {problem.strerror}")
    except UnicodeDecodeError:
        fail(f"{path} is not UTF-8 text")


def _event(path: Path, number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as problem:
        fail(f"{path}, line {number} is not JSON: {problem}")


def _answer(method: str, url: str, what: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
    try:
        target = f"{url.rstrip('/')}/_emulator/{what}"
        response = httpx.request(method, target, json=body, timeout=_SECONDS, trust_env=False)
        answer: Any = response.json()
    except (httpx.TransportError, httpx.InvalidURL):
        fail(f"no emulator answers at {url}; start one with: amplitude-sdk emulator start")
    except ValueError:
        fail(f"what answers at {url} is not the emulator")
    if response.is_error:
        fail(_details(answer))
    if not isinstance(answer, dict):
        fail(f"what answers at {url} is not the emulator")
    return cast("dict[str, Any]", answer)


def _details(answer: Any) -> str:
    try:
        details: str = answer["error"]["metadata"]["details"]
    except (KeyError, TypeError):
        return "what answers is not the emulator"
    return details
