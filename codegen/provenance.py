"""Renders `PROVENANCE.json`: what the generated code was made from, and by which generators."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GENERATORS = ("datamodel-code-generator", "openapi-python-client", "ruff")


def render(specs: Path, bundles: dict[str, str]) -> str:
    """Return the file's text for the text of the bundles, by file name."""
    generator = specs / "generator"
    provenance = {
        "command": "nox -s generate",
        "generators": {name: version(name) for name in GENERATORS},
        "sha256": {
            "bundles": {name: _sha256(text.encode()) for name, text in bundles.items()},
            "languages.json": _file_sha256(specs / "languages.json"),
            "openapi-python-client.yaml": _file_sha256(generator / "openapi-python-client.yaml"),
            "templates": {
                file.name: _file_sha256(file)
                for file in sorted(generator.glob("templates/*.jinja"))
            },
        },
    }
    return json.dumps(provenance, indent=2) + "\n"


def _file_sha256(file: Path) -> str:
    return _sha256(file.read_bytes())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
