"""What a process loads of the SDK: what it uses, and nothing else. Counted in modules, not in time."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.sdk.keepalive import serving

if TYPE_CHECKING:
    from collections.abc import Callable

ENGINE = ("amplitude_sdk.delivery.engine", "amplitude_sdk.delivery.encode")
VALUES = {"amplitude_sdk.delivery", "amplitude_sdk.delivery.report"}
"""What a client that never tracks has of the delivery: the report its `close` gives."""
SAY = "import json, sys; print(json.dumps([name for name in sys.modules if name not in before]))"
CLIENT = "Amplitude(api_key='key-1', secret_key='secret-1', base_url=sys.argv[1])"


def uploaded(_: str) -> bytes:
    return b'{"code": 200, "events_ingested": 1}'


def loaded(program: str, url: str = "http://127.0.0.1:9") -> set[str]:
    """What a program loads that a bare interpreter does not."""
    code = f"import sys; before = set(sys.modules)\n{program}\n{SAY}"
    run = subprocess.run(
        [sys.executable, "-c", code, url], capture_output=True, text=True, check=True
    )
    assert run.stderr == ""
    return set(json.loads(run.stdout.splitlines()[-1]))


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def inside(modules: set[str], *rooms: str) -> list[str]:
    return sorted(name for name in modules for room in rooms if f"{name}.".startswith(f"{room}."))


HEAVY = {"asyncio", "attr", "attrs", "httpcore", "httpx", "ssl", "anyio", "sqlite3", "email"}


@pytest.mark.parametrize("kind", ["Amplitude", "AsyncAmplitude"])
def test_making_a_client_loads_neither_the_engine_nor_a_resource_nor_httpx(kind: str) -> None:
    modules = loaded(f"from amplitude_sdk import {kind}\n{kind}(api_key='key-1', secret_key='s-1')")
    assert "amplitude_sdk.client" in modules
    allowed = {"asyncio", "ssl", "email"} if kind == "AsyncAmplitude" else set()
    assert packages(modules) & (HEAVY - allowed) == set()
    rooms = ("amplitude_sdk.resources", "amplitude_sdk.queries", "amplitude_sdk.emulator")
    assert inside(modules, *rooms, *ENGINE) == []
    assert set(inside(modules, "amplitude_sdk.delivery")) <= VALUES
    assert inside(modules, "amplitude_api") == ["amplitude_api", "amplitude_api.facts"]


def test_a_client_that_is_never_used_closes_without_loading_more() -> None:
    program = "from amplitude_sdk import Amplitude\namp = Amplitude(api_key='key-1')"
    assert loaded(f"{program}\namp.close()") - loaded(program) == set()


def test_a_process_that_tracks_loads_nothing_of_the_query_side() -> None:
    with serving(uploaded) as service:
        modules = loaded(
            f"from amplitude_sdk import Amplitude\nwith {CLIENT} as amp:\n"
            "    amp.track('Sign Up', user_id='mira.holm')\n"
            "    assert amp.flush(30).delivered == 1",
            service.url,
        )
    assert set(ENGINE) <= modules
    rooms = ("amplitude_sdk.resources", "amplitude_sdk.queries")
    assert inside(modules, *rooms) == []
    sides = ("amplitude_api.dashboard", "amplitude_api.annotations", "amplitude_api.releases")
    assert inside(modules, *sides) == []
    assert "amplitude_api.inputs.http_v2" not in modules
    assert packages(modules) & {"attr", "attrs", "sqlite3"} == set()


QUERY = f"from amplitude_sdk import Amplitude\nwith {CLIENT} as amp:\n    amp.dashboard.events()"


def test_a_process_that_queries_loads_neither_the_engine_nor_other_apis() -> None:
    with serving() as service:
        modules = loaded(QUERY, service.url)
    assert "amplitude_sdk.resources._sync.dashboard" in modules
    assert set(inside(modules, "amplitude_sdk.delivery")) <= VALUES
    assert inside(modules, "amplitude_api.annotations", "amplitude_api.releases") == []
    assert "amplitude_api.languages" not in modules
    other = ("annotations", "categories", "events", "releases", "raw")
    assert inside(modules, *(f"amplitude_sdk.resources._sync.{room}" for room in other)) == []


def test_a_query_loads_one_generated_endpoint_and_no_client_or_model() -> None:
    with serving() as service:
        modules = loaded(QUERY, service.url)
    generated = inside(modules, "amplitude_api.dashboard")
    assert [name for name in generated if ".api." in name] == [
        "amplitude_api.dashboard.api.dashboard",
        "amplitude_api.dashboard.api.dashboard.list_events",
    ]
    assert inside(modules, "amplitude_api.dashboard.client", "amplitude_api.dashboard.models") == []
    assert packages(modules) & {"attr", "attrs"} == set()


@pytest.mark.parametrize("extra", ["pandas", "polars", "pyarrow", "altair", "rich", "typer"])
def test_a_query_loads_nothing_of_an_extra(extra: str) -> None:
    """httpx itself loads rich for its command line, where that is installed."""
    with serving() as service:
        ours, theirs = loaded(QUERY, service.url), loaded("import httpx")
    assert extra not in packages(ours) - packages(theirs)


def test_rooms_load_with_the_first_thing_done_in_them() -> None:
    program = (
        "from amplitude_sdk import Amplitude\namp = Amplitude(api_key='k-1', secret_key='s-1')"
    )
    made = loaded(program)
    rooms: dict[str, Callable[[set[str]], object]] = {
        "amp.releases": lambda new: "amplitude_sdk.resources._sync.releases" in new,
        "amp.annotations": lambda new: "amplitude_sdk.resources._sync.categories" in new,
        "amp.delivery": lambda new: "amplitude_sdk.delivery.engine" in new,
        "amp.with_raw_response": lambda new: "amplitude_sdk.resources._sync.raw" in new,
    }
    for room, is_there in rooms.items():
        new = loaded(f"{program}\n{room}") - made
        assert is_there(new), room
        assert packages(new) & {"httpx", "ssl"} == set()


def test_a_client_with_a_delivery_of_its_own_loads_the_engine_at_once() -> None:
    modules = loaded(
        "from amplitude_sdk import Amplitude, DeliveryConfig\n"
        "amp = Amplitude(api_key='key-1', delivery=DeliveryConfig())"
    )
    assert set(ENGINE) <= modules
    assert "httpx" not in modules
