"""A credential that the service repeats in a result is in no table, frame, plot, pickle or repr."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.queries.charts import Chart
from tests.sdk.bundles import examples
from tests.sdk.calls import DASHBOARD
from tests.sdk.clients import Service, call, ok
from tests.sdk.queries.test_display import printed
from tests.sdk.test_secrets import Canary

if TYPE_CHECKING:
    from amplitude_sdk.queries.tables import Table

CANARIES = [
    Canary("canary-key-0123456789", "canary-secret-0123456789"),
    Canary("<canary>&key/+0123456789", 'canary"secret\\%0123456789'),
]
EXAMPLES = [each for each in examples("200") if each.operation in DASHBOARD]


def echoing(value: Any, text: str) -> Any:
    """A reply whose texts end with another one, dates among names too; CSV and numbers stay so."""
    if isinstance(value, list):
        return [echoing(each, text) for each in value]
    if isinstance(value, dict):
        names = (f"{name} {text}" if " " in name else name for name in value)
        return dict(zip(names, echoing([*value.values()], text), strict=True))
    if not isinstance(value, str) or value.replace(".", "").isdigit() or "E308" in value:
        return value
    return f"{value[:-3]} {text}{value[-3:]}" if value.endswith('"\r\n') else f"{value} {text}"


def views(result: Table) -> list[Table]:
    names = ("by_day", "matrix", "curve", "totals", "long")
    return [result, *(getattr(result, name)() for name in names if hasattr(result, name))]


def everything(result: Table) -> str:
    """All ways in which a table can be seen."""
    seen = [repr(result), pickle.dumps(result).decode("latin-1")]
    for table in views(result):
        chart = table.plot()
        seen += [
            repr(table.rows()),
            str(table.to_arrow().to_pylist()),
            str(table.to_polars().to_dicts()),
            str(table.to_pandas().to_dict()),
            table._repr_html_(),
            printed(table, width=2000),
            json.dumps(chart.to_dict()),
            chart.to_html(),
            pickle.dumps(chart).decode("latin-1"),
        ]
    return "\n".join(seen)


@pytest.mark.parametrize("canary", CANARIES, ids=["plain", "odd"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.operation}-{each.name}")
def test_no_result_shows_a_credential(example: Any, canary: Canary) -> None:
    text = " ".join(canary.all)
    body = {**echoing(example.value, text), text: text}
    keys = {"api_key": canary.key, "secret_key": canary.secret}
    result = call("sync", Service(ok(body)), DASHBOARD[example.operation], **keys)
    assert "[redacted]" in str(result.raw)
    if isinstance(result, Chart):
        assert canary.found_in(repr(result) + pickle.dumps(result).decode("latin-1")) == []
    else:
        assert canary.found_in(everything(result)) == []
