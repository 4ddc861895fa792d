"""The command."""

from __future__ import annotations

import os

import pytest

from benchmarks.__main__ import main


def test_a_busy_machine_is_refused_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (1.4, 0.0, 0.0))
    assert main([]) == 2
    said = capsys.readouterr().out
    assert "The load average is 1.40, above 1.0" in said
    assert "--ignore-load" in said


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["--nonsense"])
