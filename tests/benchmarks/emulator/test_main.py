"""The command, with few events."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from benchmarks.emulator.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

FEW = ["--rounds", "2", "--uploaded", "4000", "--processes", "1", "--ignore-load"]


def test_a_busy_machine_is_refused_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (1.4, 0.0, 0.0))
    assert main([]) == 2
    assert "The load average is 1.40, above 1.0" in capsys.readouterr().out


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["--question", "nonsense"])


def test_a_run_writes_every_part(tmp_path: Path) -> None:
    output = tmp_path / "EMULATOR.md"
    question = ["--question", "totals", "funnel"]
    assert main([*FEW, "--events", "3000", "2000", *question, "--output", str(output)]) == 0
    text = output.read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Benchmark results of the emulator",
        "### Targets",
        "### Ingestion",
        "### Dashboard, 2,000 events",
        "### Dashboard, 3,000 events",
    ]
    assert "| 2000-event requests / the same server without storing | at least 0.35 |" in text
    assert "| 3,000 events: peak memory, GB | at most 2 |" in text
    assert "\n| totals | " in text
