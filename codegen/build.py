"""Rebuilds `amplitude_api` from the specs: the one entry point of the generation."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from codegen import facts, languages, provenance
from codegen.bundle import bundle
from codegen.clients import generate_client
from codegen.inputs import generate_inputs, generate_tracking
from codegen.ruff import format_generated
from codegen.unasync import derive

PACKAGE = "amplitude_api"

_HEADER = "# Generated from specs/ by `nox -s generate`; do not edit.\n"
_INIT = '"""Low-level clients, typed inputs and facts of the Amplitude APIs. Import the submodules."""\n\n__all__: list[str] = []\n'
_INPUTS_INIT = (
    '"""Typed inputs: the schemas of each API as TypedDicts, with the names of the wire; those in\n'
    '`tracking` are keyword arguments, with their names in Python."""\n'
)


def build_project(project: Path, output: Path) -> None:
    """Write everything that machines write of `project` to the same folders under `output`."""
    generate(project / "specs", output / "generated")
    derive(project, output)


def generate(specs: Path, output: Path) -> None:
    """Replace the package `amplitude_api` in the directory `output` by one made from `specs`.

    It is built aside and moved in when it is complete, so no stale file stays and a failure leaves
    the old package alone. Raises `SpecError` for a spec that cannot be used and `ToolError` when a
    generator fails.
    """
    output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=output, prefix=".generate-") as scratch:
        package = Path(scratch, PACKAGE).resolve()
        _build(specs.resolve(), package)
        target = output / PACKAGE
        if target.exists():
            target.rename(Path(scratch, "replaced"))
        package.rename(target)


def read_documents(specs: Path) -> dict[str, dict[str, Any]]:
    """Return the bundled documents of `specs` by directory name, in alphabetical order."""
    return {root.parent.name: bundle(root) for root in sorted(specs.glob("*/openapi.yaml"))}


def module_name(directory: str) -> str:
    """Return the name under which Python code knows the API of a directory of the specs."""
    return directory.replace("-", "_")


def _build(specs: Path, package: Path) -> None:
    documents = read_documents(specs)
    by_module = {module_name(name): document for name, document in documents.items()}
    bundles = {f"{name}.json": _json(document) for name, document in documents.items()}
    _write(package / "facts.py", facts.render(by_module))
    _write(package / "languages.py", languages.render(_text(specs / "languages.json")))
    _write(package / "__init__.py", _INIT)
    _write(package / "inputs" / "__init__.py", _INPUTS_INIT)
    _run_generators(by_module, specs / "generator", package)
    format_generated(package)
    for module in package.rglob("*.py"):
        module.write_text(_HEADER + _text(module), encoding="utf-8")
    for name, text in bundles.items():
        _write(package / "bundles" / name, text)
    _write(package / "PROVENANCE.json", provenance.render(specs, bundles))
    _write(package / "py.typed", "")


def _run_generators(documents: dict[str, dict[str, Any]], generator: Path, package: Path) -> None:
    """Run all generators side by side: most of their time is their own start."""
    with ThreadPoolExecutor() as pool:
        clients = [
            pool.submit(generate_client, document, generator, package / api)
            for api, document in documents.items()
        ]
        inputs = [
            pool.submit(generate_inputs, document, package / "inputs" / f"{api}.py")
            for api, document in documents.items()
        ]
        tracking = pool.submit(
            generate_tracking, documents["http_v2"], package / "inputs" / "tracking.py"
        )
        for job in (*clients, *inputs, tracking):
            job.result()


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
