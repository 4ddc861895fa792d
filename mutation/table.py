"""What is left of a campaign: a table by room, and the mutants that survived."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mutation.campaign import Judged

__all__ = ["TARGET", "Count", "count", "rate", "render"]

TARGET: Final = 0.10
"""The survival rate to stay below."""


@dataclass(slots=True)
class Count:
    """Mutants of one room by fate; those known to be equivalent count as nothing but that."""

    killed: int = 0
    timed_out: int = 0
    equivalent: int = 0
    survivors: list[Judged] = field(default_factory=list["Judged"])

    @property
    def tried(self) -> int:
        """The mutants that a test could tell from the original."""
        return self.killed + self.timed_out + len(self.survivors)


def count(judged: Iterable[Judged], equivalent: Sequence[Judged]) -> dict[str, Count]:
    """Count by room."""
    counts: dict[str, Count] = {}
    for each in judged:
        of_room = counts.setdefault(each.module.room, Count())
        match each.verdict:
            case "killed":
                of_room.killed += 1
            case "timed out":
                of_room.timed_out += 1
            case "survived" if each in equivalent:
                of_room.equivalent += 1
            case _:
                of_room.survivors.append(each)
    return counts


def rate(counts: Iterable[Count]) -> float:
    """The share of mutants that survived."""
    tried = survived = 0
    for each in counts:
        tried += each.tried
        survived += len(each.survivors)
    return survived / tried if tried else 0.0


def render(counts: dict[str, Count], about: Sequence[str]) -> str:
    """Write the results as Markdown."""
    rows = [_row(name, [each]) for name, each in counts.items()]
    lines = [
        "# Changes of the code that no test notices",
        "",
        "Written by `python -m mutation`; `nox -s mutants` runs it.",
        "",
        *(f"- {line}" for line in about),
        "",
        "| room | mutants | killed | timed out | equivalent | survived | survival |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *rows,
        _row("**all**", list(counts.values())),
        "",
        "Equivalent mutants are listed with reasons in `mutation/equivalent.toml`; survival is the share",
        "of the others.",
        *_survivors(counts),
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, counts: list[Count]) -> str:
    tried = sum(each.tried for each in counts)
    equivalent = sum(each.equivalent for each in counts)
    cells = (
        name,
        f"{tried + equivalent:,}",
        f"{sum(each.killed for each in counts):,}",
        f"{sum(each.timed_out for each in counts):,}",
        f"{equivalent:,}",
        f"{sum(len(each.survivors) for each in counts):,}",
        f"{rate(counts):.1%}",
    )
    return f"| {' | '.join(cells)} |"


def _survivors(counts: dict[str, Count]) -> list[str]:
    survivors = [each for of_room in counts.values() for each in of_room.survivors]
    if not survivors:
        return []
    by_module = Counter(each.module.name for each in survivors)
    lines = ["", "## Survivors"]
    for name, number in by_module.items():
        lines += ["", f"### {name}: {number}", ""]
        lines += [_survivor(each) for each in survivors if each.module.name == name]
    return lines


def _survivor(judged: Judged) -> str:
    mutant = judged.mutant
    return f"- {mutant.lines[0]}: `{mutant.was}` → `{mutant.becomes or '(nothing)'}`"
