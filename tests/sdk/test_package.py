"""`amplitude_sdk` is a table of contents: complete, in order, and cheap to open."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import amplitude_sdk

HEAVY = {
    *("asyncio", "attr", "attrs", "ctypes", "duckdb", "httpcore", "httpx", "orjson", "pydantic"),
    *("altair", "matplotlib", "narwhals", "numpy", "pandas", "polars", "pyarrow", "rich", "ssl"),
    "typer",
}


def _loaded_by(statement: str) -> set[str]:
    """What a statement imports into a fresh interpreter."""
    code = f"import sys; before = set(sys.modules); {statement}; print(*set(sys.modules) - before)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = _loaded_by("import amplitude_sdk")
    assert "amplitude_sdk" in loaded
    assert loaded & HEAVY == set()
    assert [name for name in loaded if name.startswith("amplitude_sdk.")] == []


def test_errors_regions_languages_and_policies_load_no_http_client() -> None:
    names = "UNSET, Region, RetryPolicy, errors, languages"
    assert _loaded_by(f"from amplitude_sdk import {names}") & HEAVY == set()


def test_queries_can_be_written_without_an_http_client() -> None:
    loaded = _loaded_by("from amplitude_sdk import EventQuery, Segment, user_property")
    assert loaded & HEAVY <= {"orjson"}


def test_the_sync_client_does_not_load_asyncio_for_itself() -> None:
    loaded = _loaded_by(
        "import httpx; before = set(sys.modules); from amplitude_sdk import Amplitude"
    )
    assert "amplitude_sdk.client._sync" in loaded
    assert "amplitude_sdk.client._async" not in loaded


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then everything else, as the linter sorts."""
    bare = name.lstrip("_")
    return (0 if bare.isupper() else 1 if bare[0].isupper() else 2, name)


def test_the_public_names_are_sorted_and_unique() -> None:
    assert amplitude_sdk.__all__ == sorted(set(amplitude_sdk.__all__), key=_order)


@pytest.mark.parametrize("name", amplitude_sdk.__all__)
def test_every_public_name_can_be_used(name: str) -> None:
    assert getattr(amplitude_sdk, name) is not None
    assert name in dir(amplitude_sdk)


@pytest.mark.parametrize(
    "name",
    ["Amplitude", "AsyncAmplitude", "Region", "RetryPolicy", "EventQuery", "Segment", "UNSET"],
)
def test_the_promised_names_are_public(name: str) -> None:
    assert name in amplitude_sdk.__all__


def test_what_type_checkers_see_is_what_there_is() -> None:
    """The names imported for type checkers are the public ones, from the same homes."""
    tree = ast.parse(Path(amplitude_sdk.__file__).read_text("utf-8"))
    (guarded,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {
        alias.name: node.module
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert set(seen) == set(amplitude_sdk.__all__)
    for name, home in seen.items():
        module = import_module(f"{home}.{name}") if home == "amplitude_sdk" else import_module(home)
        expected = module if home == "amplitude_sdk" else getattr(module, name)
        assert getattr(amplitude_sdk, name) is expected


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'amplitude_sdk' has no attribute 'Amplitud'"):
        amplitude_sdk.Amplitud  # noqa: B018
