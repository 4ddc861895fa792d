"""A missing extra is named together with the command that installs it."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.queries.extras import needs
from tests.sdk.queries.tabular import FULL, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.queries.tables import Table

PROJECT = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))[
    "project"
]
EXTRAS = PROJECT["optional-dependencies"]
USES: dict[str, tuple[str, str, Callable[[Table], object]]] = {
    "pandas": ("pandas", "to_pandas()", lambda table: table.to_pandas()),
    "polars": ("polars", "to_polars()", lambda table: table.to_polars()),
    "arrow": ("pyarrow", "to_arrow()", lambda table: table.to_arrow()),
    "plot": ("altair", "plot()", lambda table: table.plot()),
}


@pytest.mark.parametrize("extra", USES)
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, method, use = USES[extra]
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigurationError) as missing:
        use(FULL["days"])
    assert str(missing.value) == (
        f"{method} needs the package {package}, which is not installed: "
        f'pip install "{PROJECT["name"]}[{extra}]"'
    )
    assert any(each.startswith(package) for each in EXTRAS[extra])


@pytest.mark.parametrize("name", TABLES)
def test_every_plot_says_so(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ConfigurationError, match=r"unofficial\[plot\]"):
        TABLES[name].plot()


def test_everything_else_that_goes_wrong_is_left_alone() -> None:
    with pytest.raises(ImportError, match="cannot import name"), needs("plot", "plot()"):
        from sys import nothing_of_that_name  # noqa: F401, PLC0415


def test_there_is_one_extra_with_everything_for_notebooks() -> None:
    (everything,) = EXTRAS["notebook"]
    wanted = ",".join(sorted({*USES, "terminal"}))
    assert everything == f"{PROJECT['name']}[{wanted}]"


def test_neither_rows_nor_the_stream_need_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("altair", "pandas", "polars", "pyarrow", "rich"):
        monkeypatch.setitem(sys.modules, package, None)
    for table in FULL.values():
        assert table.rows()
        assert "arrow_array_stream" in repr(table.__arrow_c_stream__())
        assert table._repr_html_()
