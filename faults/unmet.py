"""What a scenario expects of our SDK beyond the counts. Pure, like the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faults.behaviours import in_first_half

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faults.judge import Evidence
    from faults.scenario import Scenario

__all__ = ["unmet"]

_WAITING = ("deliver", "resume", "persevere")


def unmet(scenario: Scenario, evidence: Evidence) -> list[str]:
    """What the scenario expects and did not get."""
    return [
        *_calls(scenario, evidence),
        *_report(scenario, evidence),
        *_probes(scenario, evidence),
        *_flow(scenario, evidence),
    ]


def _calls(scenario: Scenario, evidence: Evidence) -> Iterator[str]:
    called = len(evidence.accepted | evidence.raised)
    if called != scenario.count:
        yield f"only {called} of {scenario.count} events were tracked"


def _report(scenario: Scenario, evidence: Evidence) -> Iterator[str]:
    if scenario.program not in _WAITING:
        return
    settled = evidence.processes[0].settled if evidence.processes else None
    if settled is None:
        yield "no report to be had"
        return
    for name, value in scenario.settled.items():
        if settled.get(name) != value:
            yield f"report: {name} is {settled.get(name)!r}, expected {value!r}"


def _probes(scenario: Scenario, evidence: Evidence) -> Iterator[str]:
    if scenario.alone and evidence.snapshot.together > 1:
        yield f"{evidence.snapshot.together} requests were under way at the same time"


def _flow(scenario: Scenario, evidence: Evidence) -> Iterator[str]:
    if scenario.flowing is None:
        return
    arrivals = zip(evidence.snapshot.stored, evidence.snapshot.moments, strict=True)
    late = sum(
        moment >= scenario.flowing for (_, owner), moment in arrivals if not in_first_half(owner)
    )
    if late:
        yield f"{late} events had to wait although their users were not throttled"
