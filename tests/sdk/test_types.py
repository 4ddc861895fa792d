"""`amplitude_sdk.types`: every type of a result has a public home."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import get_args

import pytest

import amplitude_sdk
from amplitude_sdk import types
from amplitude_sdk.delivery import report
from amplitude_sdk.queries import (
    charts,
    funnels,
    lifetime_value,
    results,
    retention,
    tables,
    terms,
    user_activity,
    users,
)
from amplitude_sdk.resources import models
from amplitude_sdk.transport import raw_response

HOMES = (
    report,
    charts,
    funnels,
    lifetime_value,
    results,
    retention,
    tables,
    user_activity,
    users,
    models,
    raw_response,
)
PUBLIC = {name: getattr(home, name) for home in HOMES for name in home.__all__}
RESULTS = {name for name, value in PUBLIC.items() if is_dataclass(value)}
WORDS = {name for name in terms.__all__ if not name.isupper()}


def test_every_result_and_every_vocabulary_is_there() -> None:
    assert {*types.__all__} == RESULTS | WORDS | {"Filter", "QueryBudget", "Table"}
    assert types.__all__ == sorted(types.__all__)


@pytest.mark.parametrize("name", sorted(RESULTS | {"Filter"}))
def test_results_are_values(name: str) -> None:
    assert is_dataclass(getattr(types, name))


@pytest.mark.parametrize("name", sorted(WORDS))
def test_vocabularies_list_their_words(name: str) -> None:
    assert get_args(getattr(types, name))


def test_they_are_reached_from_the_package() -> None:
    assert amplitude_sdk.types is types
