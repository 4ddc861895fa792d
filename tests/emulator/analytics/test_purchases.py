"""Real purchases, 1997 to 1998, against a slow count."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.analytics import slow_series
from tests.emulator.calls import segmentation, upload

if TYPE_CHECKING:
    import httpx

EXCERPT = Path(__file__).parent / "data" / "cdnow_excerpt.txt"
DISCS = [{"type": "event", "value": "discs"}]
DOLLARS = [{"type": "event", "value": "$revenue"}]
WORLD: dict[str, Any] = {"custom": {}, "cohorts": {}, "inactive": []}


def purchases() -> list[dict[str, Any]]:
    events = []
    for line in EXCERPT.read_text(encoding="ascii").splitlines():
        customer, _, day, discs, dollars = line.split()
        moment = datetime.combine(date.fromisoformat(day), time(12), UTC)
        events.append(
            {
                "event_type": "Purchase",
                "user_id": f"customer-{customer}",
                "time": int(moment.timestamp() * 1000),
                "revenue": float(dollars),
                "event_properties": {"discs": int(discs)},
            }
        )
    return events


@pytest.mark.parametrize("interval", [7, 30])
@pytest.mark.parametrize(
    ("metric", "group_by", "more"),
    [
        ("uniques", [], {}),
        ("totals", [], {}),
        ("average", [], {}),
        ("pct_dau", [], {}),
        ("sums", DOLLARS, {}),
        ("value_avg", DOLLARS, {}),
        ("histogram", DISCS, {}),
        ("totals", DISCS, {}),
        ("uniques", [], {"rollingWindow": 3}),
        ("sums", DOLLARS, {"rollingAverage": 4}),
    ],
)
def test_purchases_are_measured(
    http: httpx.Client,
    interval: int,
    metric: str,
    group_by: list[Any],
    more: dict[str, int],
) -> None:
    log = purchases()
    upload(http, *log)
    e = {"event_type": "Purchase", "group_by": group_by}
    days = {"start": "19970101", "end": "19980630"}
    answered = segmentation(http, e, m=metric, i=interval, **days, **more)
    query = {
        "m": metric,
        "i": interval,
        "g": [],
        "n": None,
        "limit": 100,
        "segments": [[]],
        **more,
        "first": date(1997, 1, 1),
        "last": date(1998, 6, 30),
        "events": [e],
    }
    expected = slow_series.segmentation(log, WORLD, query)
    assert answered["seriesLabels"] == expected["seriesLabels"]
    assert answered["xValues"] == expected["xValues"]
    assert answered["series"] == [pytest.approx(values) for values in expected["series"]]
