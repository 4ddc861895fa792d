"""Real purchases against what plain Python counts from the file."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator import Clock, Emulator
from tests.emulator.analytics import slow_series
from tests.emulator.analytics.dashboard_calls import answer
from tests.emulator.analytics.purchases import EVENT, FIRST, LAST, SPAN, purchases, to_event
from tests.emulator.analytics.slow_cohorts import lifetime_value, retention
from tests.emulator.analytics.slow_funnel import Slow
from tests.emulator.analytics.test_funnel_counts import approximate, comparable
from tests.emulator.calls import segmentation, upload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.emulator.analytics.purchases import Purchase

SUMMER = datetime(1998, 9, 1, tzinfo=UTC)
SUMMER_MS = int(SUMMER.timestamp() * 1000)
DAY_SECONDS = 24 * 60 * 60
DISCS = [{"type": "event", "value": "discs"}]
DOLLARS = [{"type": "event", "value": "$revenue"}]
WORLD: dict[str, Any] = {"custom": {}, "cohorts": {}, "inactive": []}


@pytest.fixture(scope="module")
def shop() -> Iterator[httpx.Client]:
    with (
        Emulator(clock=Clock(SUMMER)) as emulator,
        httpx.Client(base_url=emulator.url, auth=("key-1", "secret-1")) as client,
    ):
        log = [to_event(each) for each in purchases()]
        for first in range(0, len(log), 1000):
            upload(client, *log[first : first + 1000])
        yield client


def buyers(bought: list[Purchase]) -> int:
    return len({each.customer for each in bought})


def dollars(bought: list[Purchase]) -> float:
    return sum(each.dollars for each in bought)


MEASURES: dict[str, tuple[list[Any], Callable[[list[Purchase]], float]]] = {
    "totals": ([], len),
    "uniques": ([], buyers),
    "average": ([], lambda bought: len(bought) / buyers(bought) if bought else 0),
    "pct_dau": ([], lambda bought: 100 if bought else 0),
    "sums": (DOLLARS, dollars),
    "value_avg": (DOLLARS, lambda bought: dollars(bought) / len(bought) if bought else 0),
}


def first_day(day: date, interval: int) -> date:
    """Return the first day of the day, week or month of a day."""
    if interval == 30:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday() if interval == 7 else 0)


@pytest.mark.parametrize("interval", [7, 30])
@pytest.mark.parametrize("metric", MEASURES)
def test_what_was_bought(shop: httpx.Client, metric: str, interval: int) -> None:
    group_by, measure = MEASURES[metric]
    e = {"event_type": EVENT, "group_by": group_by}
    answered = segmentation(shop, e, m=metric, i=interval, **SPAN)
    bought = defaultdict(list)
    for each in purchases():
        bought[str(first_day(each.day, interval))].append(each)
    assert answered["xValues"] == sorted(bought)
    expected = [measure(bought[key]) for key in answered["xValues"]]
    assert answered["series"] == [pytest.approx(expected)]
    assert answered["seriesCollapsed"] == [[{"value": pytest.approx(measure(purchases()))}]]


@pytest.mark.parametrize("metric", ["totals", "histogram"])
def test_how_many_discs(shop: httpx.Client, metric: str) -> None:
    e = {"event_type": EVENT, "group_by": DISCS}
    answered = segmentation(shop, e, m=metric, i=30, limit=1000, **SPAN)
    counted = Counter(str(each.discs) for each in purchases())
    names = answered["seriesLabels"]
    sizes = [collapsed[0]["value"] for collapsed in answered["seriesCollapsed"]]
    assert dict(zip(names, sizes, strict=True)) == counted
    monthly = Counter((str(each.day.replace(day=1)), str(each.discs)) for each in purchases())
    for name, values in zip(names, answered["series"], strict=True):
        assert values == [monthly[month, name] for month in answered["xValues"]]


@pytest.mark.parametrize("mode", ["ordered", "sequential"])
@pytest.mark.parametrize("n", ["active", "new"])
@pytest.mark.parametrize(("interval", "days"), [(30, 60), (7, 30), (1, 7)])
def test_who_buys_again_and_again(
    shop: httpx.Client, mode: str, n: str, interval: int, days: int
) -> None:
    span = {"start": "19970301", "end": "19970320"} if interval == 1 else SPAN
    again = {**span, "e": [{"event_type": EVENT}] * 3, "mode": mode, "n": n, "i": interval}
    (answered,) = answer(shop, "funnels", **again, cs=days * DAY_SECONDS)["data"]
    query = {**again, "cs": days * DAY_SECONDS, "limit": 100, "group": None}
    log = [to_event(each) for each in purchases()]
    (expected,) = Slow(log, query, []).answer(SUMMER_MS)
    assert comparable(answered) == approximate({"meta": {"segmentIndex": 0}, **expected})


def test_some_never_buy_again(shop: httpx.Client) -> None:
    """The funnel once more, in as few lines as it takes."""
    year = 366
    steps = [{"event_type": EVENT}] * 2
    asked = {**SPAN, "e": steps, "cs": year * DAY_SECONDS, "i": 30}
    (answered,) = answer(shop, "funnels", **asked)["data"]
    days: dict[str, set[date]] = defaultdict(set)
    for each in purchases():
        days[each.customer].add(each.day)
    again = [
        customer
        for customer, on in days.items()
        if any(timedelta(0) < later - day <= timedelta(year) for day in on for later in on)
    ]
    assert answered["cumulativeRaw"] == [len(days), len(again)]


@pytest.mark.parametrize("mode", ["n-day", "rolling", "bracket"])
@pytest.mark.parametrize("start", ["_new", EVENT])
@pytest.mark.parametrize("interval", [1, 7, 30])
def test_who_comes_back(shop: httpx.Client, mode: str, start: str, interval: int) -> None:
    query = {
        **({"start": "19970101", "end": "19970331"} if interval == 1 else SPAN),
        "se": {"event_type": start},
        "re": {"event_type": EVENT},
        "rm": mode,
        "rb": [[0, 1], [1, 30], [20, 90]] if mode == "bracket" else None,
        "i": interval,
        "g": None,
    }
    answered = answer(shop, "retention", **query)["data"]["series"]
    log = [to_event(each) for each in purchases()]
    assert answered == list(retention(log, query, [], SUMMER_MS).values())


@pytest.mark.parametrize("metric", [0, 1, 2, 3])
@pytest.mark.parametrize("interval", [7, 30])
def test_what_customers_are_worth(shop: httpx.Client, metric: int, interval: int) -> None:
    query = {"start": "19970101", "end": "19970331", "m": metric, "i": interval, "g": None}
    (answered,) = answer(shop, "revenue/ltv", **query)["data"]["series"]
    log = [to_event(each) for each in purchases()]
    (expected,) = lifetime_value(log, query, [], SUMMER_MS).values()
    assert answered.keys() == expected.keys()
    assert {**answered, "values": None} == {**expected, "values": None}
    assert answered["values"] == {
        day: pytest.approx(values) for day, values in expected["values"].items()
    }


def test_what_the_customers_of_january_were_worth_after_90_days(shop: httpx.Client) -> None:
    """The lifetime value once more, in as few lines as it takes."""
    january = {"start": "19970101", "end": "19970131", "m": 2, "i": 30}
    (answered,) = answer(shop, "revenue/ltv", **january)["data"]["series"]
    first: dict[str, date] = {}
    for each in sorted(purchases(), key=lambda each: each.day):
        first.setdefault(each.customer, each.day)
    spent = dollars(
        [
            each
            for each in purchases()
            if first[each.customer] <= date(1997, 1, 31)
            and each.day - first[each.customer] < timedelta(days=90)
        ]
    )
    assert answered["values"]["1997-01-01"]["r90d"] == pytest.approx(spent)


@pytest.mark.parametrize("interval", [7, 30])
@pytest.mark.parametrize(
    ("metric", "group_by", "more"),
    [
        ("uniques", [], {"rollingWindow": 3}),
        ("sums", DOLLARS, {"rollingAverage": 4}),
        ("average", DISCS, {}),
    ],
)
def test_windows_roll_over_purchases(
    http: httpx.Client, interval: int, metric: str, group_by: list[Any], more: dict[str, int]
) -> None:
    log = [to_event(each) for each in purchases()[:400]]
    upload(http, *log)
    e = {"event_type": EVENT, "group_by": group_by}
    answered = segmentation(http, e, m=metric, i=interval, **SPAN, **more)
    query = {
        "m": metric,
        "i": interval,
        "g": [],
        "n": None,
        "limit": 100,
        "segments": [[]],
        **more,
        "first": FIRST,
        "last": LAST,
        "events": [e],
    }
    expected = slow_series.segmentation(log, WORLD, query)
    assert answered["seriesLabels"] == expected["seriesLabels"]
    assert answered["xValues"] == expected["xValues"]
    assert answered["series"] == [pytest.approx(values) for values in expected["series"]]
