from __future__ import annotations

from faults.behaviours import Healthy
from faults.scenario import Scenario
from faults.unmet import unmet
from tests.faults.evidence import COUNT, evidence, process, report, snapshot


def scenario(**changes: object) -> Scenario:
    return Scenario(name="a row", behaviour=Healthy(), **({"count": COUNT} | changes))


def test_a_run_without_faults_leaves_nothing_to_wish() -> None:
    assert unmet(scenario(alone=True, flowing=1.0), evidence()) == []


def test_every_event_must_have_been_tracked() -> None:
    assert unmet(scenario(count=11), evidence()) == ["only 10 of 11 events were tracked"]


def test_a_report_must_say_what_the_scenario_expects() -> None:
    stopped = scenario(settled={"stopped": "AuthenticationError"})

    assert unmet(stopped, evidence()) == ["report: stopped is None, expected 'AuthenticationError'"]
    assert unmet(stopped, evidence(process(settled=report(stopped="AuthenticationError")))) == []


def test_a_program_that_waits_must_leave_a_report() -> None:
    assert unmet(scenario(), evidence(process(settled=None))) == ["no report to be had"]
    assert unmet(scenario(program="exit"), evidence(process(settled=None))) == []


def test_a_second_request_beside_the_probe_is_found() -> None:
    crowd = evidence(stored=snapshot(together=2))

    assert unmet(scenario(alone=True), crowd) == ["2 requests were under way at the same time"]
    assert unmet(scenario(), crowd) == []


def test_a_user_who_waits_for_throttled_others_is_found() -> None:
    stored, moments = [(1, "user-001"), (2, "user-007")], [9.0, 9.0]
    late = evidence(process(accepted=[1, 2]), stored=snapshot(stored=stored, moments=moments))

    assert unmet(scenario(count=2, flowing=2.0), late) == [
        "1 events had to wait although their users were not throttled"
    ]
