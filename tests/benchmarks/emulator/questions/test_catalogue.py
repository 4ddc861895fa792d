"""Every question, asked of a small shop: both sides compute the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.emulator.dashboard_server import Shop
from benchmarks.emulator.questions.catalogue import QUESTIONS, differences
from benchmarks.emulator.questions.segmentation import series

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    shop = Shop(None, 20_000, seed=7)
    with shop.emulator:
        yield shop


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_bare_statement_computes_what_the_emulator_replies(shop: Shop, name: str) -> None:
    question = QUESTIONS[name]
    rows = shop.rows(question)
    assert question.of_rows(rows)
    assert differences(question, shop.reply(question), rows) == []


def test_a_number_that_differs_is_told() -> None:
    reply = {
        "data": {
            "series": [[3, 0, 5]],
            "seriesLabels": [0],
            "seriesCollapsed": [[{"value": 8}]],
        }
    }
    question = QUESTIONS["totals"]
    assert question.of_reply is series
    assert differences(question, reply, [(0, 3), (2, 5), (None, 8)]) == []
    assert differences(question, reply, [(0, 3), (2, 4), (None, 8)]) == [
        "totals (2,): 5 replied, 4 computed"
    ]


def test_a_number_that_only_one_side_has_is_told() -> None:
    reply = {"data": {"series": [], "seriesLabels": [], "seriesCollapsed": []}}
    assert differences(QUESTIONS["totals"], reply, [(None, 8)]) == [
        "totals (None,): None replied, 8 computed"
    ]
