"""Ratios and verdicts over rounds that never took place."""

from __future__ import annotations

import pytest

from benchmarks.emulator.report import part
from benchmarks.emulator.results import Results, slowest, targets
from benchmarks.emulator.rounds import Asked, Dashboard, Ingestion, Took
from benchmarks.emulator.uploads import LARGE, SMALL
from benchmarks.figures import Spread


def asked(ratio: float, bare: float = 1.0) -> Asked:
    return Asked(Took(ratio * bare, ratio * bare * 2), Took(bare, bare * 2))


def dashboard(*ratios: tuple[float, float], peak: int = 1_900_000_000) -> Dashboard:
    rounds = [{"totals": asked(totals), "funnel": asked(funnel)} for totals, funnel in ratios]
    return Dashboard(1_000, rounds, peak, 1.0)


def results(
    *,
    large: float = 0.4,
    small: float = 0.8,
    ratios: tuple[float, float] = (1.1, 1.2),
    peak: int = 1_900_000_000,
    start: float = 0.2,
) -> Results:
    ingestion = [Ingestion(LARGE, [large * 1e5], [1e5]), Ingestion(SMALL, [small * 1e4], [1e4])]
    return Results(ingestion, [dashboard(ratios, peak=peak)], [start])


def missed(found: Results) -> list[str]:
    return [each.what for each in targets(found) if not each.is_met]


def test_a_run_that_keeps_every_promise() -> None:
    assert missed(results()) == []


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (results(large=0.34), "2000-event requests / the same server without storing"),
        (results(small=0.69), "10-event requests / the same server without storing"),
        (
            results(ratios=(1.1, 1.31)),
            "1,000 events: any query / its bare statement (highest: funnel)",
        ),
        (results(peak=2_000_000_001), "1,000 events: peak memory, GB"),
        (results(start=0.31), "in-process start with its imports and the first upload, s"),
    ],
)
def test_each_promise_is_broken_by_itself(found: Results, what: str) -> None:
    assert missed(found) == [what]


def test_memory_is_that_of_the_most_events() -> None:
    found = results()
    both = Results(found.ingestion, [dashboard((1, 1), peak=3_000_000_000), *found.dashboards], [0])
    assert missed(both) == []


def test_the_slowest_question_is_so_in_most_rounds() -> None:
    found = dashboard((1.0, 1.2), (9.0, 1.2), (1.0, 1.2))
    assert slowest(found) == "funnel"
    assert targets(Results([], [found], [0.1]))[0].measured == Spread(1.2, 1.2, 1.2)


def test_what_takes_too_long_stands_out_beside_its_seconds() -> None:
    found = Results(results().ingestion, [dashboard((1.5, 1.2))], [0.2])
    written = part(found, "ext4").sections[-1]
    assert (
        "| totals | 1.500 (1.500..1.500) | 1.000 (1.000..1.000) | **1.50 (1.50..1.50)** | 1.50 |"
        in written
    )
    assert "| 1.20 (1.20..1.20) | 1.20 |" in written
