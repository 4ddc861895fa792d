"""Funnels (Dashboard REST API, "Funnel analysis").

What is counted is defined in `funnel_paths.py` and `funnel_counts.py`. Documented: one result per
group; a result has users, shares and times for each step, and the same by day of the way in.
Documented ("How filters work"): a funnel has one group-by. Documented ("Interpret your Funnel
Analysis chart"): the window is a second at least and 366 days at most; the bins of times are 1
second, 10 seconds, 1 minute, 10 minutes or 1 hour. Documented (Dashboard REST API): `unordered`
rounds the window down to days. Inferred: to one day at least; the smallest bins are taken of which
the window has no more than a thousand. Unknown is how many steps there can be; the emulator refuses
more than thirty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.analytics.funnel_counts import Funnel, GroupBy, count_funnel
from amplitude_sdk.emulator.analytics.funnel_paths import Course
from amplitude_sdk.emulator.analytics.funnel_reply import funnel_results
from amplitude_sdk.emulator.analytics.funnel_steps import Span, last_shared
from amplitude_sdk.emulator.analytics.group_labels import group_of
from amplitude_sdk.emulator.analytics.seconds import SECOND_MS, Seconds
from amplitude_sdk.emulator.analytics.series import check_size
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import DAILY, check_reach, parse_timeline
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.statement import Subject
    from amplitude_sdk.emulator.analytics.timeline import Timeline
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response

_DAY_SECONDS: Final = 24 * 60 * 60
_LONGEST_WINDOW: Final = 366 * _DAY_SECONDS
_MOST_STEPS: Final = 30
_BIN_SECONDS: Final = (1, 10, 60, 600, 3600)
_MOST_BINS: Final = 1_000


def funnels(call: Call) -> Response:
    """Answer a funnel query. Raises the 400."""
    parameters = call.parameters
    window = _window(parameters)
    group_by = _group_by(parameters)
    timeline = _timeline(parameters)
    segments: list[list[Mapping[str, Any]]] = parameters["s"] or [[]]
    check_size(timeline.size(), len(parameters["e"]) * len(segments))
    subject = subject_of(call)
    now_ms = call.state.clock.now_ms()
    results: list[dict[str, Any]] = []
    for index, segment in enumerate(segments):
        funnel = _funnel(parameters, segment, timeline, group_by, window)
        results += _results(subject, funnel, window, now_ms, index)
    return json_response(200, {"data": results if subject.has_events() else []})


def _timeline(parameters: Mapping[str, Any]) -> Timeline:
    """Return the points. Days have no reach here: a funnel is daily without asking for it (T-X41)."""
    timeline = parse_timeline(parameters["start"], parameters["end"], parameters["i"])
    if timeline.interval != DAILY:
        check_reach(timeline)
    return timeline


def _window(parameters: Mapping[str, Any]) -> int:
    """Return the conversion window in seconds."""
    window: int = parameters["cs"]
    if not 1 <= window <= _LONGEST_WINDOW:
        raise refused(400, f"cs must be from 1 to {_LONGEST_WINDOW} seconds (366 days)")
    if parameters["mode"] == "unordered":
        return max(1, window // _DAY_SECONDS) * _DAY_SECONDS
    return window


def _group_by(parameters: Mapping[str, Any]) -> GroupBy | None:
    """Return what the funnel is grouped by, a property of the segment or of one step."""
    if len(parameters["e"]) > _MOST_STEPS:
        raise refused(400, f"A funnel has {_MOST_STEPS} steps at most")
    g = group_of(parameters)
    found = [] if g is None else [GroupBy(0, "user", g)]
    found += [
        GroupBy(step, one["type"], one["value"])
        for step, event in enumerate(parameters["e"])
        for one in event.get("group_by", ())
    ]
    if len(found) > 1:
        raise refused(400, "A funnel is grouped by one property, g or the group_by of one event")
    return found[0] if found else None


def _funnel(
    parameters: Mapping[str, Any],
    segment: Sequence[Mapping[str, Any]],
    timeline: Timeline,
    group_by: GroupBy | None,
    window: int,
) -> Funnel:
    return Funnel(
        parameters["e"],
        segment,
        timeline,
        parameters["mode"],
        parameters["n"] == "new",
        group_by,
        parameters["limit"],
        _bin_seconds(window) * SECOND_MS,
    )


def _bin_seconds(window: int) -> int:
    fitting = (size for size in _BIN_SECONDS if window // size <= _MOST_BINS)
    return next(fitting, _BIN_SECONDS[-1])


def _results(
    subject: Subject, funnel: Funnel, window: int, now_ms: int, index: int
) -> list[dict[str, Any]]:
    """Return the results of one segment, whose position is `index`."""
    span, course = _course(subject, funnel, window)
    counted = count_funnel(subject.statement(), funnel, course, span)
    return funnel_results(funnel, counted, now_ms - window * SECOND_MS, index)


def _course(subject: Subject, funnel: Funnel, window: int) -> tuple[Span, Course]:
    """Return the times of the events that count, and what the ways of the users depend on."""
    start, end = funnel.timeline.bounds()
    around = window * SECOND_MS
    span = Span(start - around if funnel.mode == "unordered" else start, end + around)
    seconds = Seconds(span.first, (span.end - span.first) // SECOND_MS + window + 1)
    return span, Course(last_shared(subject, funnel.steps, span), window, seconds)
