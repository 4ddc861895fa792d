"""One call of the facade for every operation, with nothing but what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.sdk.clients import event

if TYPE_CHECKING:
    from collections.abc import Callable

START = "2026-03-01T00:00:00+00:00"
RELEASE = {"version": "1", "title": "One", "release_start": "2026-03-01 00:00:00"}
SPAN = ("20260301", "20260302")
DASHBOARD: dict[str, Callable[..., Any]] = {
    "getUsers": lambda amp, **more: amp.dashboard.users(*SPAN, **more),
    "getSessionLengths": lambda amp, **more: amp.dashboard.session_lengths(*SPAN, **more),
    "getAverageSessionLength": lambda amp: amp.dashboard.average_session_length(*SPAN),
    "getSessionsPerUser": lambda amp: amp.dashboard.sessions_per_user(*SPAN),
    "getComposition": lambda amp: amp.dashboard.composition("platform", *SPAN),
    "listEvents": lambda amp: amp.dashboard.events(),
    "getSegmentation": lambda amp, **more: amp.dashboard.segmentation("A", *SPAN, **more),
    "getFunnel": lambda amp, **more: amp.dashboard.funnel(["A"], *SPAN, **more),
    "getRetention": lambda amp, **more: amp.dashboard.retention("A", "B", *SPAN, **more),
    "getUserActivity": lambda amp, **more: amp.dashboard.user_activity(7, **more),
    "searchUsers": lambda amp: amp.dashboard.user_search("mira"),
    "getRealtime": lambda amp: amp.dashboard.realtime(),
    "getRevenueLtv": lambda amp, **more: amp.dashboard.revenue_ltv(*SPAN, **more),
    "getChartResults": lambda amp: amp.dashboard.chart("abc"),
    "getChartCsv": lambda amp: amp.dashboard.chart_csv("abc"),
}

ANNOTATIONS: dict[str, Callable[..., Any]] = {
    "createAnnotation": lambda amp: amp.annotations.create("Launch", START),
    "listAnnotations": lambda amp: amp.annotations.list(),
    "getAnnotation": lambda amp: amp.annotations.get(7),
    "updateAnnotation": lambda amp: amp.annotations.update(7, end=None),
    "deleteAnnotation": lambda amp: amp.annotations.delete(7),
    "createAnnotationCategory": lambda amp: amp.annotations.categories.create("Launches"),
    "listAnnotationCategories": lambda amp: amp.annotations.categories.list(),
    "getAnnotationCategory": lambda amp: amp.annotations.categories.get(7),
    "updateAnnotationCategory": lambda amp: amp.annotations.categories.update(7, "Launches"),
    "deleteAnnotationCategory": lambda amp: amp.annotations.categories.delete(7),
    "assignAnnotationCategory": lambda amp: amp.annotations.categories.assign(7, [1, 2]),
}
RELEASES: dict[str, Callable[..., Any]] = {
    "createRelease": lambda amp: amp.releases.create(**RELEASE),
}
QUERIES = {**DASHBOARD, **ANNOTATIONS, **RELEASES}
EVENTS: dict[str, Callable[..., Any]] = {
    "uploadEvents": lambda amp: amp.events.upload([event()]),
}
EVERY = {**QUERIES, **EVENTS}
