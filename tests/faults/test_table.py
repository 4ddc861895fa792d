from __future__ import annotations

import dataclasses

from faults.judge import judge
from faults.kill import Round
from faults.run import Result
from faults.table import failures, kill_table, render, row_table
from tests.faults.evidence import evidence

WELL = judge(evidence())


def result(sdk: str = "ours", complaints: tuple[str, ...] = (), **counts: int) -> Result:
    verdict = dataclasses.replace(WELL, **counts)
    return Result(name="a row", sdk=sdk, verdict=verdict, seconds=1.25, complaints=complaints)


def killed(sync: str = "always", complaints: tuple[str, ...] = (), **counts: int) -> Round:
    verdict = dataclasses.replace(WELL, **counts)
    return Round(
        sync=sync,
        sdk="ours",
        verdict=verdict,
        recovered=4,
        overdue=0,
        age=0.02,
        lag=0.003,
        complaints=complaints,
    )


def test_a_row_holds_both_sdks() -> None:
    row = row_table([result(), result("official", stored=7, lost=3, disordered=2)]).splitlines()[2]

    assert row == (
        "| a row | 10 | 10 | 0 | 0 | 0 | 0 | 1 | 1.2 | 7 | 0 | **3** | 0 | 0 | 1 | 1.2 "
        "| official: 2 stored out of order |"
    )


def test_the_async_client_has_a_row_of_its_own() -> None:
    lines = row_table([result(), result("async")]).splitlines()

    assert lines[3].startswith("| a row, `AsyncAmplitude` | 10 | 10 |")
    assert lines[3].count("| - ") == 7


def test_every_row_has_as_many_cells_as_the_head() -> None:
    lines = row_table([result(), result("official")]).splitlines()

    assert len({line.count("|") for line in lines}) == 1


def test_kills_are_summed() -> None:
    lines = kill_table([killed(lost=2), killed(), killed("batch")]).splitlines()

    assert lines[2] == "| `always` | 2 | 20 | 8 | 2 | 0 | 20.0 | 3.0 | 1 | 0 | 0 |"


def test_what_is_wrong_with_ours_is_listed() -> None:
    results = [result(complaints=("1 lost",)), result("official", lost=5)]
    rounds = [killed(complaints=("1 duplicated",))]

    assert failures(results, rounds) == [
        "a row (ours): 1 lost",
        "kill -9, always (ours): 1 duplicated",
    ]
    assert "- a row (ours): 1 lost\n" in render(results, rounds, ["today"])


def test_nothing_wrong_is_said_so() -> None:
    assert failures([result(), result("official", lost=5)], [killed()]) == []
    assert "Nothing." in render([result()], [killed()], ["today"])


def test_what_did_not_run_is_not_shown() -> None:
    assert "kill -9" not in render([result()], [], ["today"])
    assert "| scenario |" not in render([], [killed()], ["today"])
    assert "| `batch` | 0 |" in render([], [killed()], ["today"])
