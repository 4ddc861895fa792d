"""Tables of figures as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.figures import Spread
    from benchmarks.targets import Target

__all__ = ["table", "target_table", "with_range"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def with_range(spread: Spread, form: str) -> str:
    """A median with the ends of its range, all in one format."""
    return f"{spread.median:{form}} ({spread.low:{form}}..{spread.high:{form}})"


def target_table(targets: Iterable[Target]) -> str:
    """Targets with their verdicts."""
    rows = [
        [
            each.what,
            each.wanted,
            with_range(each.measured, ".2f"),
            "pass" if each.is_met else "**FAIL**",
        ]
        for each in targets
    ]
    return table(["figure", "target", "measured: median (min..max)", ""], rows)
