"""What reads the successful reply of each operation of the query side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from amplitude_sdk.queries import (
    charts,
    funnels,
    lifetime_value,
    results,
    retention,
    user_activity,
    users,
)
from amplitude_sdk.resources import models

if TYPE_CHECKING:
    from collections.abc import Callable

PARSERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ("getUsers", "getAverageSessionLength", "getSessionsPerUser", "getSegmentation"),
        results.TimeSeries.parse,
    ),
    "getRealtime": partial(results.TimeSeries.parse, axis="text"),
    **dict.fromkeys(("getSessionLengths", "getComposition"), results.Distribution.parse),
    "listEvents": results.EventCatalogue.parse,
    "searchUsers": users.UserSearch.parse,
    "getUserActivity": user_activity.UserActivity.parse,
    "getChartResults": charts.Chart.parse,
    "getChartCsv": charts.ChartTable.parse,
    "getFunnel": funnels.Funnel.parse,
    "getRetention": retention.Retention.parse,
    "getRevenueLtv": lifetime_value.LifetimeValue.parse,
    "createRelease": models.release_of,
    **dict.fromkeys(
        ("createAnnotation", "getAnnotation", "updateAnnotation"), models.annotation_of
    ),
    **dict.fromkeys(("listAnnotations", "assignAnnotationCategory"), models.annotations_of),
    **dict.fromkeys(
        ("createAnnotationCategory", "getAnnotationCategory", "updateAnnotationCategory"),
        models.category_of,
    ),
    "listAnnotationCategories": models.categories_of,
    **dict.fromkeys(("deleteAnnotation", "deleteAnnotationCategory"), models.nothing_of),
}
