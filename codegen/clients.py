"""Runs openapi-python-client: one package of models and endpoints for each document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from codegen.process import run_tool
from codegen.view import codegen_view

if TYPE_CHECKING:
    from pathlib import Path


def generate_client(document: dict[str, Any], generator: Path, output: Path) -> None:
    """Write the package `output` for a bundled document.

    `generator` holds the configuration and the overridden templates. A warning is an error: the
    generator warns when it leaves out what it does not understand.
    """
    view = output.with_suffix(".view.json")
    view.write_text(json.dumps(codegen_view(document)), encoding="utf-8")
    run_tool(
        "openapi_python_client",
        "generate",
        f"--path={view}",
        f"--output-path={output}",
        f"--config={generator / 'openapi-python-client.yaml'}",
        f"--custom-template-path={generator / 'templates'}",
        "--meta=none",
        "--fail-on-warning",
        cwd=output.parent,
    )
    view.unlink()
