"""The command."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from benchmarks.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path


def test_a_busy_machine_is_refused_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (1.4, 0.0, 0.0))
    assert main([]) == 2
    said = capsys.readouterr().out
    assert "The load average is 1.40, above 1.0" in said
    assert "--ignore-load" in said


@pytest.mark.parametrize("arguments", [["--nonsense"], ["--only", "nonsense"]])
def test_what_is_unknown_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)


def test_one_part_is_measured_and_the_other_stays(tmp_path: Path) -> None:
    output = tmp_path / "RESULTS.md"
    output.write_text("# Benchmark results\n\n## Ingestion\n\nAs it was.\n", encoding="utf-8")
    once = ["--rounds", "1", "--processes", "1", "--ignore-load"]
    assert main(["--only", "queries", *once, "--output", str(output)]) == 0
    title, kept, written = output.read_text(encoding="utf-8").split("\n## ")
    assert (title, kept) == ("# Benchmark results\n", "Ingestion\n\nAs it was.\n")
    assert written.startswith("Queries\n\nWritten by `python -m benchmarks --only queries")
    assert "| warm call / httpx | at most 1.5 |" in written
