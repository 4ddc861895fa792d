"""The operations of the query side the emulator has, each with the function that answers it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from amplitude_sdk.emulator.analytics import (
    charts,
    composition,
    event_list,
    funnels,
    lifetime_value,
    realtime,
    retention,
    segmentation,
    sessions,
    user_activity,
    user_search,
    users,
)
from amplitude_sdk.emulator.annotations import categories, chart_annotations, releases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response

_HANDLERS: Final[Mapping[str, Callable[[Call], Response]]] = {
    "createRelease": releases.create,
    "createAnnotationCategory": categories.create,
    "listAnnotationCategories": categories.list_all,
    "getAnnotationCategory": categories.get,
    "updateAnnotationCategory": categories.update,
    "deleteAnnotationCategory": categories.delete,
    "assignAnnotationCategory": categories.assign,
    "createAnnotation": chart_annotations.create,
    "listAnnotations": chart_annotations.list_all,
    "getAnnotation": chart_annotations.get,
    "updateAnnotation": chart_annotations.update,
    "deleteAnnotation": chart_annotations.delete,
    "getAverageSessionLength": sessions.average_length,
    "getFunnel": funnels.funnels,
    "getRetention": retention.retention,
    "getRevenueLtv": lifetime_value.lifetime_value,
    "getSessionLengths": sessions.lengths,
    "getSessionsPerUser": sessions.per_user,
    "getUserActivity": user_activity.user_activity,
    "getComposition": composition.composition,
    "getRealtime": realtime.realtime,
    "getUsers": users.users,
    "listEvents": event_list.list_events,
    "getSegmentation": segmentation.segmentation,
    "searchUsers": user_search.search_users,
}

HANDLERS: Final[Mapping[str, Callable[[Call], Response]]] = {
    **_HANDLERS,
    "getChartResults": partial(charts.results, _HANDLERS),
    "getChartCsv": partial(charts.csv, _HANDLERS),
}
"""By operation id."""
