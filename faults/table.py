"""The result as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faults.kill import Round, Sync
    from faults.run import Result
    from faults.task import Sdk

__all__ = ["failures", "kill_table", "render", "row_table"]

_COLUMNS: Final = ("stored", "told", "lost", "dup", "copies", "requests", "s")
_PROMISES: Final = """\
"always" promises every event for which `track` returned; "batch" those that are older than 50 ms
(and than the lag of the machine: how long it let the process wait for a processor or the disk in
that moment) or were followed by 1,000 others. Every fifth round is one of `AsyncAmplitude`.
"""
_LEGEND: Final = """\
- **tracked**: events for which `track` was called. Both SDKs get the same ones.
- **stored**: events the service has, each counted once.
- **told**: events that did not arrive and of which the SDK said so: by an exception of `track`, by
  its callback (ours: `on_outcome`), or by its report. A line in the log does not count.
- **lost**: neither stored nor told. In rows with an outbox, what the next process stores is stored.
- **dup**: stored twice after the service's dedupe by device (or user) and `insert_id`.
- **copies**: second copies on the wire of what was stored already; the service drops them. Ours are
  allowed only where the reply to the first copy was lost.
- **requests**: how many reached the service, broken ones included.
- **s**: seconds that the process lived, the start of the interpreter not counted.
"""


def row_table(results: Sequence[Result]) -> str:
    """One row for each scenario and client of ours, the official SDK beside it."""
    names = ("scenario", "tracked")
    head = [*names, *(f"ours: {_COLUMNS[0]}", *_COLUMNS[1:])]
    head += [f"official: {_COLUMNS[0]}", *_COLUMNS[1:], "remarks"]
    lines = [_line(head), _line(["---"] + ["---:"] * (len(head) - 2) + ["---"])]
    return "\n".join([*lines, *(_line(row) for row in _rows(results))]) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows(results: Sequence[Result]) -> list[list[str]]:
    by: dict[str, dict[Sdk, Result]] = {}
    for result in results:
        by.setdefault(result.name, {})[result.sdk] = result
    rows = []
    for name, row in by.items():
        rows.append(_row(name, row.get("ours"), row.get("official")))
        if "async" in row:
            rows.append(_row(f"{name}, `AsyncAmplitude`", row["async"], None))
    return rows


def _row(name: str, ours: Result | None, official: Result | None) -> list[str]:
    given = [result for result in (ours, official) if result is not None]
    remarks = [_remark("ours", ours), _remark("official", official)]
    told = "; ".join(remark for remark in remarks if remark)
    return [name, f"{given[0].verdict.tracked:,}", *_cells(ours), *_cells(official), told]


def _cells(result: Result | None) -> list[str]:
    if result is None:
        return ["-"] * len(_COLUMNS)
    verdict = result.verdict
    lost = f"**{verdict.lost:,}**" if verdict.lost else "0"
    duplicated = f"**{verdict.duplicated:,}**" if verdict.duplicated else "0"
    counts = [f"{verdict.stored:,}", f"{verdict.told:,}", lost, duplicated]
    return [*counts, f"{verdict.copies:,}", f"{verdict.requests:,}", f"{result.seconds:.1f}"]


def _remark(who: str, result: Result | None) -> str:
    if result is None:
        return ""
    verdict = result.verdict
    words = [
        f"{count:,} {text}"
        for count, text in (
            (verdict.damaged, "arrive without what they carried"),
            (verdict.given_up, "given up that the service never refused"),
            (verdict.disordered, "stored out of order"),
        )
        if count
    ]
    words += result.remarks
    return f"{who}: {', '.join(words)}" if words else ""


def kill_table(rounds: Sequence[Round]) -> str:
    """The sums over all rounds."""
    syncs: tuple[Sync, ...] = ("always", "batch")
    head = ["outbox_sync", "rounds", "acknowledged", "recovered", "lost", "of these promised"]
    head += ["oldest loss, ms", "lag of the machine, ms", "rounds with loss", "dup", "copies"]
    lines = [_line(head), _line(["---"] + ["---:"] * (len(head) - 1))]
    return "\n".join([*lines, *(_line(_kills(sync, rounds)) for sync in syncs)]) + "\n"


def _kills(sync: Sync, rounds: Sequence[Round]) -> list[str]:
    mine = [each for each in rounds if each.sync == sync]
    verdicts = [each.verdict for each in mine]
    return [
        f"`{sync}`",
        f"{len(mine)}",
        f"{sum(verdict.tracked for verdict in verdicts):,}",
        f"{sum(each.recovered for each in mine):,}",
        f"{sum(verdict.lost for verdict in verdicts):,}",
        f"{sum(each.overdue for each in mine):,}",
        f"{max((each.age for each in mine), default=0.0) * 1000:.1f}",
        f"{max((each.lag for each in mine), default=0.0) * 1000:.1f}",
        f"{sum(verdict.lost > 0 for verdict in verdicts)}",
        f"{sum(verdict.duplicated for verdict in verdicts)}",
        f"{sum(verdict.copies for verdict in verdicts):,}",
    ]


def failures(results: Sequence[Result], rounds: Sequence[Round]) -> list[str]:
    """Everything that is wrong about ours."""
    rows = [
        f"{result.name} ({result.sdk}): {words}"
        for result in results
        for words in result.complaints
    ]
    kills = [
        f"kill -9, {each.sync} ({each.sdk}): {words}"
        for each in rounds
        for words in each.complaints
    ]
    return rows + kills


def _kill_section(rounds: Sequence[Round]) -> list[str]:
    return ["## `kill -9` at random moments, with an outbox", "", kill_table(rounds), _PROMISES]


def render(results: Sequence[Result], rounds: Sequence[Round], about: Sequence[str]) -> str:
    """The whole document."""
    wrong = failures(results, rounds)
    return "\n".join(
        [
            "# What is lost when things fail",
            "",
            "Written by `python -m faults`; `nox -s faults` runs it.",
            "",
            *(f"- {line}" for line in about),
            "",
            *([row_table(results)] if results else []),
            *(_kill_section(rounds) if rounds else []),
            "## What was wrong with ours",
            "",
            *([f"- {line}" for line in wrong] or ["Nothing."]),
            "",
            "## The columns",
            "",
            _LEGEND,
        ]
    )
