"""The files of the page, read from the package once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

ASSETS_PATH: Final = "/_emulator/page/"
"""Under it the page finds its own files; no path of the service starts with it."""

_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, as it is sent."""

    body: bytes
    media_type: str
    etag: str


@cache
def assets() -> Mapping[str, Asset]:
    """Return every file by the path it is asked for with. A path that is not here has no file."""
    root = files("amplitude_sdk.emulator.page") / "static"
    return {_path(name): _asset(name, file) for name, file in _files(root, "")}


def _path(name: str) -> str:
    return "/" if name == _INDEX else ASSETS_PATH + name


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif PurePosixPath(entry.name).suffix in _MEDIA_TYPES:
            yield prefix + entry.name, entry


def _asset(name: str, file: Traversable) -> Asset:
    body = file.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Asset(body, _MEDIA_TYPES[PurePosixPath(name).suffix], etag)
