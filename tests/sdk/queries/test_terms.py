"""The closed vocabularies are those of the specs, no more and no less."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from amplitude_api import facts

from amplitude_sdk.queries import terms
from tests.sdk.bundles import schema


def enum(operation: str, parameter: str) -> tuple[object, ...]:
    """The documented values of a parameter."""
    (found,) = [p for p in facts.OPERATIONS[operation].parameters if p.name == parameter]
    assert found.enum
    return found.enum


@pytest.mark.parametrize(
    ("term", "operation", "parameter"),
    [
        (terms.UserMetric, "getUsers", "m"),
        (terms.SegmentationMetric, "getSegmentation", "m"),
        (terms.SegmentationUserType, "getSegmentation", "n"),
        (terms.UserType, "getFunnel", "n"),
        (terms.FunnelMode, "getFunnel", "mode"),
        (terms.RetentionMode, "getRetention", "rm"),
        (terms.BinUnit, "getSessionLengths", "timeHistogramConfigBinTimeUnit"),
        (terms.Direction, "getUserActivity", "direction"),
    ],
)
def test_a_vocabulary_has_the_documented_values(term: Any, operation: str, parameter: str) -> None:
    assert set(get_args(term)) == set(enum(operation, parameter))


@pytest.mark.parametrize(
    ("term", "name"),
    [(terms.Operator, "FilterOperator"), (terms.PropertyType, "PropertyType")],
)
def test_a_vocabulary_of_json_has_the_documented_values(term: Any, name: str) -> None:
    assert set(get_args(term)) == set(schema(name)["enum"])


def test_the_time_types_are_the_documented_ones() -> None:
    documented = schema("SegmentEventCondition")["properties"]["time_type"]["enum"]
    assert set(get_args(terms.TimeType)) == set(documented)


def test_operators_can_be_looked_up() -> None:
    assert get_args(terms.Operator) == terms.OPERATORS


@pytest.mark.parametrize(
    ("term", "names", "values"),
    [
        (terms.Interval, terms.INTERVALS, enum("getSegmentation", "i")),
        (terms.LtvMetric, terms.LTV_METRICS, enum("getRevenueLtv", "m")),
    ],
)
def test_every_number_has_a_name_and_both_can_be_written(
    term: Any, names: dict[str, int], values: tuple[int, ...]
) -> None:
    assert set(names.values()) == set(values)
    assert set(get_args(term)) == {*names, *values}


@pytest.mark.parametrize("operation", ["getUsers", "getFunnel", "getRetention", "getRevenueLtv"])
def test_other_intervals_are_among_those_of_segmentation(operation: str) -> None:
    assert set(enum(operation, "i")) <= set(enum("getSegmentation", "i"))


def test_intervals_by_name_are_the_special_numbers_of_the_facts() -> None:
    assert terms.INTERVALS["realtime"] == facts.REALTIME_INTERVAL
    assert terms.INTERVALS["hourly"] == facts.HOURLY_INTERVAL
