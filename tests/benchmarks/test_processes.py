"""Programs in processes of their own."""

from __future__ import annotations

import pytest

from benchmarks.processes import clean_environment, run_module, run_program


def test_children_meet_no_proxy_no_project_and_compiled_modules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "example.com")
    monkeypatch.setenv("AMPLITUDE_API_KEY", "mine")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("KEPT", "1")
    found = clean_environment()
    assert found["KEPT"] == "1"
    gone = {"HTTPS_PROXY", "no_proxy", "AMPLITUDE_API_KEY", "PYTHONDONTWRITEBYTECODE"}
    assert gone & found.keys() == set()


def test_a_program_is_timed_and_its_output_kept() -> None:
    ran = run_program("import os, sys; print(sys.argv[1], os.listdir())", "here")
    assert ran.output == "here []\n"
    assert ran.seconds > 0


def test_a_program_that_fails_shows_why() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)1 / 0.*failed.*ZeroDivisionError"):
        run_program("1 / 0")


def test_a_module_gets_its_input_and_its_last_line_counts() -> None:
    assert run_module("json.tool", ["--compact"], given='{"a": 1}') == {"a": 1}


def test_a_module_that_fails_shows_why() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)--compact failed:.*Expecting value"):
        run_module("json.tool", ["--compact"], given="")
