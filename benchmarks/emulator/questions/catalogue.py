"""All questions, in the order of the results."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from benchmarks.emulator.questions import cohorts, funnels, segmentation, users

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.emulator.questions.question import Question

__all__ = ["QUESTIONS", "differences"]

QUESTIONS: Final = {
    one.name: one
    for one in (
        *segmentation.QUESTIONS,
        *users.QUESTIONS,
        *funnels.QUESTIONS,
        *cohorts.QUESTIONS,
    )
}


def differences(question: Question, reply: Any, rows: Sequence[tuple[Any, ...]]) -> list[str]:
    """Where a reply and the rows of the bare statement have other numbers."""
    replied, computed = question.of_reply(reply), question.of_rows(rows)
    return [
        f"{question.name} {key}: {replied.get(key)} replied, {computed.get(key)} computed"
        for key in {**replied, **computed}
        if not math.isclose(replied.get(key) or 0, computed.get(key) or 0, rel_tol=1e-9)
    ]
