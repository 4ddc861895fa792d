"""Derives sync modules of the SDK from async ones: one piece of logic, two drivers.

Authors write `_async.py`, or a package `_async/`; beside it appears `_sync.py`, or `_sync/`. Only
names change, and `async` and `await` go. Strings and comments follow, so that one docstring reads
right for both.
"""

from __future__ import annotations

import io
import re
import tokenize
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from codegen.ruff import format_like_project

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = {
    "StopAsyncIteration": "StopIteration",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "_async": "_sync",
    "aclose": "close",
    "aiter": "iter",
    "aiter_bytes": "iter_bytes",
    "alisten": "listen",
    "anext": "next",
    "aread": "read",
    "asleep": "sleep",
    "asynccontextmanager": "contextmanager",
    "asyncio_connections": "connections",
    "asyncio_driver": "thread_driver",
    "handle_async_request": "handle_request",
}
_PREFIX = re.compile(r"(_*)Async(?=[A-Z])")

SDK = "amplitude_sdk"

_MARK = "# Derived from "
_HEADER = _MARK + "{} by `nox -s generate`; do not edit.\n"
_IN_PATH = {"_async": "_sync", "_async.py": "_sync.py"}

_WORD = re.compile(r"[A-Za-z_]\w*")
_ASYNC_IN_TEXT = re.compile(r"\basync (?=(def|with|for)\b)")
_AWAIT_IN_TEXT = re.compile(r"\bawait (?=[\w.]+[(\[])")
"""Code in a docstring or a comment awaits a call; prose may await a reply, and keeps the word."""


class _Span(NamedTuple):
    """A piece of source: a name, or a string or comment."""

    start: int
    end: int
    is_text: bool


def unasync(source: str, name: str = "<async module>") -> str:
    """Return the sync form of the source of the async module called `name`.

    Raises `SyntaxError` when an `await` is left, which then stands where the rules do not see it.
    """
    derived = []
    position = 0
    for span in _spans(source):
        piece = source[span.start : span.end]
        derived += [source[position : span.start], _text(piece) if span.is_text else _code(piece)]
        position = span.end
    result = "".join([*derived, source[position:]])
    compile(result, name, "exec", dont_inherit=True)
    return result


def _code(name: str) -> str:
    """Return the sync form of a name; `async` and `await` carry the space behind them."""
    return "" if name.rstrip() in {"async", "await"} else _renamed(name)


def _text(text: str) -> str:
    without = _AWAIT_IN_TEXT.sub("", _ASYNC_IN_TEXT.sub("", text))
    return _WORD.sub(lambda match: _renamed(match[0]), without)


def _renamed(name: str) -> str:
    return _NAMES.get(name) or _PREFIX.sub(r"\1", name, count=1)


def _spans(source: str) -> Iterator[_Span]:
    """Yield the names, strings and comments of a module, an f-string as a whole."""
    line_starts = [0, *accumulate(len(line) for line in io.StringIO(source))]
    fstrings: list[int] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kind = tokenize.tok_name[token.type]
        start, end = (line_starts[row - 1] + column for row, column in (token.start, token.end))
        if kind == "FSTRING_START":  # since Python 3.12; before, an f-string is a STRING
            fstrings.append(start)
        elif kind == "FSTRING_END":
            start = fstrings.pop()
        if not fstrings and kind in {"STRING", "FSTRING_END", "COMMENT"}:
            yield _Span(start, end, is_text=True)
        elif not fstrings and kind == "NAME":
            yield _Span(start, _with_space(source, token.string, end), is_text=False)


def _with_space(source: str, name: str, end: int) -> int:
    if name not in {"async", "await"}:
        return end
    return end + len(source[end:]) - len(source[end:].lstrip(" "))


def derive(project: Path, output: Path) -> None:
    """Write the sync modules of the SDK in `project` to the same places under `output`.

    A derived module that has lost its async source is removed from `output`.
    """
    derived = {sync_path(source): source for source in async_sources(project)}
    for target, source in derived.items():
        text = unasync((project / source).read_text(encoding="utf-8"), source.as_posix())
        header = _HEADER.format(source.as_posix())
        content = format_like_project(header + text, target.as_posix(), project)
        (output / target).parent.mkdir(parents=True, exist_ok=True)
        (output / target).write_text(content, encoding="utf-8", newline="\n")
    for module in sync_modules(output):
        is_derived = (output / module).read_text(encoding="utf-8").startswith(_MARK)
        if module not in derived and is_derived:
            (output / module).unlink()


def async_sources(project: Path) -> list[Path]:
    """Return the async modules of the SDK, relative to `project`."""
    return _modules(project, "_async")


def sync_modules(project: Path) -> list[Path]:
    """Return the modules in the places of derived ones, relative to `project`."""
    return _modules(project, "_sync")


def sync_path(source: Path) -> Path:
    """Return the place of the module derived from the async module `source`."""
    return Path(*(_IN_PATH.get(part, part) for part in source.parts))


def _modules(project: Path, name: str) -> list[Path]:
    package = project / SDK
    files = [*package.rglob(f"{name}.py"), *package.rglob(f"{name}/*.py")]
    return sorted(file.relative_to(project) for file in files)
