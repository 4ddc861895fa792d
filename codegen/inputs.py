"""Runs datamodel-code-generator: one module of TypedDicts for each document.

TypedDicts keep the names of the wire, tell an absent member from null and need nothing at run time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from codegen.process import run_tool

if TYPE_CHECKING:
    from pathlib import Path


def generate_inputs(document: dict[str, Any], output: Path) -> None:
    """Write the module `output` for a bundled document, not formatted yet."""
    source = output.with_suffix(".json")
    source.write_text(json.dumps(document), encoding="utf-8")
    run_tool(
        "datamodel_code_generator",
        f"--input={source}",
        f"--output={output}",
        "--input-file-type=openapi",
        "--openapi-scopes=schemas",
        "--output-model-type=typing.TypedDict",
        "--target-python-version=3.11",
        "--use-standard-collections",
        "--use-union-operator",
        "--enum-field-as-literal=all",
        "--no-use-closed-typed-dict",  # mypy does not know PEP 728 yet
        "--strict-refs",
        "--disable-timestamp",
        "--no-formatters",  # formatted with everything else
        "--ignore-pyproject",
        cwd=output.parent,
    )
    source.unlink()
