"""Our SDK's own account, held against what really happened. Pure, like the judge."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from faults.journal import DELIVERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faults.journal import Process
    from faults.judge import Evidence, Verdict

__all__ = ["account_of", "complaints"]

_STATUSES = ("delivered", "rejected", "dropped")


def complaints(evidence: Evidence, verdict: Verdict) -> list[str]:
    """Everything that is wrong about a run of ours; an empty list is what we want."""
    return [
        *_verdict(verdict),
        *_given_up(evidence, verdict),
        *(words for process in evidence.processes for words in account_of(process)),
        *_outcomes(evidence),
        *_handover(evidence),
        *_deliveries(evidence),
    ]


def _verdict(verdict: Verdict) -> Iterator[str]:
    for name, words in {
        "lost": "lost",
        "duplicated": "stored twice",
        "unexcused": "sent again although they were answered",
        "damaged": "arrived without what they carried",
        "disordered": "stored out of order",
    }.items():
        if count := getattr(verdict, name):
            yield f"{count} {words}"


def _given_up(evidence: Evidence, verdict: Verdict) -> Iterator[str]:
    """What the service would have taken is dropped only where and why the program lets it."""
    outcomes = [each for process in evidence.processes for each in process.outcomes]
    drops = evidence.drops
    let = drops and sum(
        each.status == "dropped" and each.reason.startswith(drops) for each in outcomes
    )
    if surplus := verdict.given_up - (let or 0):
        yield f"{surplus} given up although the service never refused them"


def account_of(process: Process) -> Iterator[str]:
    """The report of one process against its own calls and callbacks."""
    yield from process.marks
    report = process.report
    if report is None:
        return
    tracked = len(process.accepted) + report["recovered"]
    if report["tracked"] != tracked:
        yield f"report: tracked {report['tracked']}, really {tracked}"
    if report["tracked"] != sum(report[name] for name in (*_STATUSES, "pending")):
        yield f"report: the sum is wrong: {_shown(report)}"
    told = Counter(outcome.status for outcome in process.outcomes)
    for status in _STATUSES:
        if report[status] != told[status]:
            yield f"report: {status} {report[status]}, the callback told {told[status]}"
    for status in told.keys() - set(_STATUSES):
        yield f"the callback told {status!r} {told[status]} times"


def _shown(report: dict[str, Any]) -> str:
    return ", ".join(f"{name} {report[name]}" for name in ("tracked", *_STATUSES, "pending"))


def _outcomes(evidence: Evidence) -> Iterator[str]:
    """One call of the callback for each event, across all processes that came to their end."""
    ended = [process for process in evidence.processes if process.report is not None]
    groups = [ended] + [[each] for each in evidence.processes if each.report is None]
    for group in groups:
        calls = Counter(each.number for process in group for each in process.outcomes)
        if several := sum(count > 1 for count in calls.values()):
            yield f"{several} events have more than one outcome"
    told = {each.number for process in evidence.processes for each in process.outcomes}
    if strangers := len(told - evidence.accepted):
        yield f"{strangers} events have an outcome that were not tracked"
    if len(ended) < len(evidence.processes):
        return
    reports = [process.report for process in ended if process.report]
    pending = sum(report["pending"] - report["recovered"] for report in reports)
    missing = len(evidence.accepted - told)
    if missing != pending:
        yield f"{missing} events have no outcome, {pending} are pending"


def _handover(evidence: Evidence) -> Iterator[str]:
    """What one process left in the outbox, the next one took over."""
    for earlier, later in zip(evidence.processes, evidence.processes[1:], strict=False):
        if earlier.report and later.report and later.report["recovered"]:
            left, taken = earlier.report["pending"], later.report["recovered"]
            if left != taken:
                yield f"{left} were left in the outbox, the next process found {taken}"


def _deliveries(evidence: Evidence) -> Iterator[str]:
    """Delivered means stored; stored means delivered, unless the reply was lost."""
    outcomes = [each for process in evidence.processes for each in process.outcomes]
    delivered = {each.number for each in outcomes if each.status == DELIVERED}
    failed = {each.number for each in outcomes if each.status != DELIVERED}
    untrue = len(delivered - evidence.stored)
    if untrue > evidence.uncounted:
        yield f"{untrue} were called delivered and are not stored"
    if wrong := len((failed & evidence.stored) - evidence.snapshot.unanswered):
        yield f"{wrong} were called failed, and the reply said they are stored"
    if evidence.snapshot.insert_ids:
        yield f"{len(evidence.snapshot.insert_ids)} changed their insert_id"
