"""How much of some files is a copy of another place, measured as jscpd does: runs of equal tokens."""

from __future__ import annotations

import tokenize
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SHORTEST = 50
"""Tokens; what is repeated in fewer is a phrase, not a copy. It is the default of jscpd."""
SILENT = {
    tokenize.COMMENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
    tokenize.INDENT,
    tokenize.NEWLINE,
    tokenize.NL,
}


class Copy(NamedTuple):
    """A run of tokens that stands somewhere else, too."""

    place: str
    original: str


@dataclass(frozen=True)
class Duplication:
    """What was found.

    Attributes:
        share: of the tokens, those that belong to a copy; the first place counts as the original.
        copies: where each begins.
    """

    share: float
    copies: list[Copy]


def duplication(files: Iterable[Path]) -> Duplication:
    """Find the copies in Python files."""
    first: dict[tuple[str, ...], str] = {}
    copies: list[Copy] = []
    total = copied = 0
    for path in files:
        tokens = list(_tokens(path))
        total += len(tokens)
        end = 0
        for start in range(len(tokens) - SHORTEST + 1):
            run = tuple(text for text, _ in tokens[start : start + SHORTEST])
            place = f"{path.name}:{tokens[start][1]}"
            original = first.setdefault(run, place)
            if original is not place:
                if start >= end:
                    copies.append(Copy(place, original))
                copied += start + SHORTEST - max(start, end)
                end = start + SHORTEST
    return Duplication(copied / total if total else 0.0, copies)


def _tokens(path: Path) -> Iterator[tuple[str, int]]:
    """What a file says, and in which lines, without layout and comments."""
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type not in SILENT:
                yield token.string, token.start[0]
