"""Talks to an emulator that runs, through its own HTTP API."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import httpx
import orjson
import typer

from amplitude_sdk.cli.failure import fail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINES_AT_ONCE: Final = 2_000
_SECONDS: Final = 300
_SERVICE: Final = "amplitude-emulator"
_JSON: Final = {"content-type": "application/json"}


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
    total = {"stored": 0, "repeated": 0}
    if isinstance(source, Path):
        answers: Iterator[dict[str, Any]] = (
            _sent(url, source, lines, project) for lines in _chunks(source)
        )
    else:
        answers = iter([tell(url, "seed", {"generate": source, **project})])
    for answer in answers:
        total = {name: number + answer[name] for name, number in total.items()}
    if _is_seen():
        typer.echo(f"{total['stored']} events stored, {total['repeated']} were there already.")
    else:
        typer.echo(json.dumps(total))


def _is_seen() -> bool:
    """Tell whether a person reads the output; it may be closed."""
    return sys.stdout is not None and sys.stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison] -- None when closed


def _chunks(path: Path) -> Iterator[dict[int, Any]]:
    """Return the events of a file by the numbers of their lines, some at a time."""
    try:
        with path.open("rb") as file:
            lines = ((number, line) for number, line in enumerate(file, 1) if line.strip())
            while chunk := list(islice(lines, _LINES_AT_ONCE)):
                yield {number: _event(path, number, line) for number, line in chunk}
    except OSError as problem:
        fail(f"cannot read {path}: {problem.strerror}")


def _event(path: Path, number: int, line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        fail(f"{path}, line {number} is not JSON: {problem}")


def _sent(
    url: str, path: Path, lines: Mapping[int, Any], project: Mapping[str, str]
) -> dict[str, Any]:
    """Send some lines of a file, and return the answer. Fails at the line that is refused."""
    response, answer = _asked("POST", url, "seed", {"events": list(lines.values()), **project})
    metadata = _metadata(answer) if response.is_error else {}
    if "event" in metadata:
        fail(f"{path}, line {list(lines)[metadata['event']]}: the event {metadata['problem']}")
    return _accepted(url, response, answer)


def _answer(method: str, url: str, what: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
    return _accepted(url, *_asked(method, url, what, body))


def _asked(
    method: str, url: str, what: str, body: Mapping[str, Any] | None
) -> tuple[httpx.Response, Any]:
    target = f"{url.rstrip('/')}/_emulator/{what}"
    content = None if body is None else orjson.dumps(body)
    try:
        response = httpx.request(
            method, target, content=content, headers=_JSON, timeout=_SECONDS, trust_env=False
        )
        return response, response.json()
    except (httpx.UnsupportedProtocol, httpx.InvalidURL):
        fail(f"the URL must be an address like http://HOST:PORT, not {url!r}")
    except httpx.TransportError:
        fail(f"no emulator answers at {url}; start one with: amplitude-sdk emulator start")
    except ValueError:
        fail(f"what answers at {url} is not the emulator")


def _accepted(url: str, response: httpx.Response, answer: Any) -> dict[str, Any]:
    if response.is_error:
        fail(_metadata(answer).get("details", f"what answers at {url} is not the emulator"))
    if not isinstance(answer, dict):
        fail(f"what answers at {url} is not the emulator")
    return cast("dict[str, Any]", answer)


def _metadata(answer: Any) -> dict[str, Any]:
    """Return what a refusal of the emulator says."""
    try:
        return dict(answer["error"]["metadata"])
    except (KeyError, TypeError, ValueError):
        return {}
