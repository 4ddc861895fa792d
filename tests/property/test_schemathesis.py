"""Schemathesis finds nothing, with all its checks, in what the emulator answers over its socket."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.property.documents import BUNDLES, operations
from tests.property.history import lived_in

if TYPE_CHECKING:
    from amplitude_sdk.emulator import Emulator

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "generated" / "amplitude_api" / "bundles"
CONFIGURATION: dict[str, Any] = tomllib.loads((ROOT / "schemathesis.toml").read_text("utf-8"))
RULES: dict[str, dict[str, str]] = CONFIGURATION["checks"]["refused_as_listed"]["rules"]
EXCEPTIONS = [each for project in CONFIGURATION["project"] for each in project["operations"]]
COMMAND = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]


@pytest.mark.parametrize("api", BUNDLES)
def test_nothing_is_found(api: str, pytestconfig: pytest.Config) -> None:
    with lived_in() as emulator:
        done = schemathesis(BUNDLES[api], emulator, pytestconfig.getoption("schemathesis_examples"))
        answered = Counter((entry.operation, entry.status) for entry in emulator.requests)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    succeeded = {operation for operation, status in answered if status == 200}
    assert succeeded == {each.id for each in operations().values() if each.api == api}
    assert max(status for _, status in answered) < 500


def schemathesis(
    document: str, emulator: Emulator, examples: int
) -> subprocess.CompletedProcess[str]:
    """Run it as a person does, with schemathesis.toml."""
    document = str(DOCUMENTS / f"{document}.json")
    asked = ["run", document, "--url", emulator.url, "--max-examples", str(examples)]
    return subprocess.run(
        [*COMMAND, *asked], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_a_refusal_that_is_not_listed_is_found() -> None:
    with lived_in() as emulator:
        emulator.fault("createRelease", status=400)
        done = schemathesis(BUNDLES["releases"], emulator, examples=1)
    assert done.returncode == 1
    assert "400 for a valid request: Bad Request" in done.stdout


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_no_schema_has_is_tried_elsewhere(rule: str) -> None:
    path, name = RULES[rule]["test"].split("::")
    assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8")
    assert any(rule in each["checks"]["refused_as_listed"]["because"] for each in EXCEPTIONS)


def test_exceptions_are_about_operations_that_there_are() -> None:
    named = [each["include-operation-id"] for each in EXCEPTIONS]
    assert len(named) == len(set(named))
    assert set(named) <= operations().keys()
