from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING

import httpx
import pytest
from typer.testing import CliRunner

from amplitude_sdk.cli import emulator as commands
from amplitude_sdk.cli.app import app
from amplitude_sdk.emulator import Emulator
from amplitude_sdk.emulator.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

COMMAND = [sys.executable, "-c", "from amplitude_sdk.cli import main; main()"]


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["emulator", *arguments])


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """An emulator that was started on the command line, and its address."""
    command = [*COMMAND, "emulator", "start", "--port", "0", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            if process.poll() is None:
                process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_start_prints_the_address_and_ends_cleanly(number: signal.Signals) -> None:
    with started() as (process, url):
        assert httpx.get(f"{url}/_emulator/health").json()["status"] == "ok"
        process.send_signal(number)
        printed, said = process.communicate(timeout=20)
        assert (process.returncode, printed) == (0, "")
        assert said == "Stop it with Ctrl-C.\nStopped.\n"
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_start_keeps_data_in_a_file_and_knows_its_projects(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    with started("--file", str(path), "--project", "key-1:secret-1") as (process, url):
        event = {"event_type": "A", "user_id": "user-1"}
        for key, status in (("key-1", 200), ("other", 400)):
            body = {"api_key": key, "events": [event]}
            assert httpx.post(f"{url}/2/httpapi", json=body).status_code == status
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    with Emulator(path=path) as emulator:
        assert len(emulator.events()) == 1


def test_projects_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMPLITUDE_EMULATOR_PROJECTS", "key-1:secret-1 key-2:secret:2")
    with started() as (_, url):
        for pair, status in ((("key-2", "secret:2"), 200), (("key-2", "secret-1"), 401)):
            assert httpx.get(f"{url}/api/3/annotations", auth=pair).status_code == status


def test_a_limit_can_be_lifted() -> None:
    events = [{"event_type": "A", "user_id": "user-1"}] * 1_000
    for lifted, status in (((), 429), (("--lift", "throttle", "--lift", "ids"), 200)):
        with started(*lifted) as (_, url):
            body = {"api_key": "key-1", "events": events}
            assert httpx.post(f"{url}/2/httpapi", json=body).status_code == status


def test_every_limit_can_be_lifted() -> None:
    limits = {one.name for one in fields(Limits) if one.default}
    assert {str(one) for one in commands.Limit} == limits
    assert {one.name for one in fields(Limits)} - limits == {"queries"}


def test_the_limits_of_queries_can_be_asked_for() -> None:
    span = {"start": "20230101", "end": "20231231"}
    asked = {"params": {"p": "platform", **span}, "auth": ("key-1", "secret-1")}
    for options, last in (((), 200), (("--query-limits",), 429)):
        with started(*options) as (_, url), httpx.Client(base_url=url) as http:
            statuses = [http.get("/api/2/composition", **asked).status_code for _ in range(3)]
        assert statuses == [200, 200, last]


def test_a_port_that_is_taken_is_said_in_one_line(emulator: Emulator) -> None:
    port = emulator.url.rpartition(":")[2]
    result = run("start", "--port", port)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"amplitude-sdk: cannot listen on 127.0.0.1, port {port}: ")
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_open_elsewhere_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "taken.duckdb"
    with Emulator(path=path):
        result = run("start", "--port", "0", "--file", str(path))
    assert result.exit_code == 1
    assert "a file can be open once at a time" in result.stderr


@pytest.mark.parametrize("project", ["key", "key:", ":secret", ""])
def test_a_project_is_a_key_and_a_secret(project: str) -> None:
    result = run("start", "--project", project)
    assert result.exit_code == 1
    assert "KEY:SECRET" in result.stderr


def test_reset_empties_a_running_emulator(emulator: Emulator) -> None:
    emulator.seed([{"event_type": "A", "user_id": "user-1"}])
    result = run("reset", "--url", emulator.url + "/")
    assert (result.exit_code, result.stdout) == (0, "")
    assert emulator.events() == []


def test_seed_makes_up_users_and_prints_json_when_piped(emulator: Emulator) -> None:
    result = run("seed", "--users", "5", "--days", "3", "--url", emulator.url)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"stored": len(emulator.events()), "repeated": 0}


def test_seed_takes_a_file_of_any_length(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    lines = [
        json.dumps({"event_type": "A", "user_id": f"user-{number}", "insert_id": str(number % 5)})
        for number in range(4_001)
    ]
    path.write_text("\n\n".join(lines))
    result = run("seed", str(path), "--api-key", "key-1", "--url", emulator.url)
    assert json.loads(result.stdout) == {"stored": 4_001, "repeated": 0}
    assert len(emulator.events(api_key="key-1")) == 4_001
    result = run("seed", str(path), "--url", emulator.url)
    assert json.loads(result.stdout) == {"stored": 0, "repeated": 4_001}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"event_type": "A"', "line 1 is not JSON"),
        (b'{"event_type": "A"}', "line 1: the event has no "),
        (b"\n[1]", "line 2: the event must be an object"),
        (b"\xff", "line 1 is not JSON"),
        (b'\n{"event_type": "A", "user_id": "user-1", "price": NaN}', "line 2 is not JSON"),
        (b'{"event_type": "\\ud800", "user_id": "user-1"}', "line 1 is not JSON"),
        (
            b'{"event_type": "A", "user_id": "user-1"}\n\n' * 2_500 + b"{}",
            "line 5001: the event has no",
        ),
    ],
)
def test_seed_says_what_is_wrong_with_a_file(
    emulator: Emulator, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(content)
    result = run("seed", str(path), "--url", emulator.url)
    assert result.exit_code == 1
    assert said in result.stderr


def test_seed_says_that_a_file_is_missing(emulator: Emulator) -> None:
    result = run("seed", "missing.jsonl", "--url", emulator.url)
    assert result.exit_code == 1
    assert "cannot read missing.jsonl" in result.stderr


def test_seed_takes_a_file_or_numbers_not_both(emulator: Emulator) -> None:
    result = run("seed", "events.jsonl", "--users", "5", "--url", emulator.url)
    assert result.exit_code == 2
    assert "leave them out with a file" in " ".join(result.stderr.split())


def test_open_shows_the_page_of_a_running_emulator(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(commands.webbrowser, "open", lambda url: not shown.append(url))
    result = run("open", "--url", emulator.url)
    assert (result.exit_code, result.stdout, shown) == (0, f"{emulator.url}\n", [emulator.url])


def test_without_a_browser_open_says_what_to_do(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands.webbrowser, "open", lambda _url: False)
    result = run("open", "--url", emulator.url)
    assert result.exit_code == 1
    assert f"open {emulator.url} yourself" in result.stderr


@pytest.mark.parametrize("command", [["reset"], ["seed"], ["open"]])
def test_without_an_emulator_commands_say_how_to_start_one(command: list[str]) -> None:
    with Emulator() as gone:
        url = gone.url
    result = run(*command, "--url", url)
    assert result.exit_code == 1
    assert "amplitude-sdk emulator start" in result.stderr


@pytest.mark.parametrize("command", [["reset"], ["seed"], ["open"]])
def test_an_address_that_is_none_is_said_to_be_so(command: list[str]) -> None:
    for url in ("127.0.0.1:8765", "http://", "http://[::1"):
        result = run(*command, "--url", url)
        assert result.exit_code == 1
        assert f"must be an address like http://HOST:PORT, not {url!r}" in result.stderr


def test_start_says_that_a_host_is_none() -> None:
    command = [*COMMAND, "emulator", "start", "--host", "", "--port", "0"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert "host must be a name or an address" in ended.stderr


def test_seed_works_without_an_output(emulator: Emulator) -> None:
    closed = (
        "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    command = [*COMMAND[1:], "emulator", "seed", "--users", "2", "--url", emulator.url]
    ended = subprocess.run(
        [sys.executable, "-c", closed, *command], stderr=subprocess.PIPE, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert emulator.events()


def test_the_address_can_come_from_the_environment(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMPLITUDE_EMULATOR_URL", emulator.url)
    assert run("reset").exit_code == 0


@pytest.mark.parametrize(("package", "needed"), [("typer", "[cli]"), ("duckdb", "[emulator]")])
def test_without_its_packages_the_command_names_what_installs_them(
    package: str, needed: str
) -> None:
    script = (
        f"import sys; sys.modules[{package!r}] = None; from amplitude_sdk.cli import main; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, "emulator", "start"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert f"pip install 'amplitude-sdk-unofficial{needed}'" in ended.stderr
    assert "Traceback" not in ended.stderr
