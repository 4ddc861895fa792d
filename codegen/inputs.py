"""Runs datamodel-code-generator: one module of TypedDicts for each document.

TypedDicts keep the names of the wire, tell an absent member from null and need nothing at run time.
Those for keyword arguments of the facade come from a document of their own, see `tracking`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from codegen.process import run_tool
from codegen.tracking import tracking_document

if TYPE_CHECKING:
    from pathlib import Path


def generate_inputs(document: dict[str, Any], output: Path) -> None:
    """Write the module `output` for a bundled document, not formatted yet."""
    _generate(document, output)


def generate_tracking(document: dict[str, Any], output: Path) -> None:
    """Write the module `output` for the document of HTTP V2, not formatted yet."""
    as_in_python = ("--output-datetime-class=datetime", "--use-generic-container-types")
    _generate(tracking_document(document), output, *as_in_python)


def _generate(document: dict[str, Any], output: Path, *options: str) -> None:
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
        *options,
        cwd=output.parent,
    )
    source.unlink()
