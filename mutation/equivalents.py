"""Mutants that do what the original does, each with the reason why no test can tell them apart."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mutation.campaign import Judged

__all__ = ["Equivalent", "equivalents", "is_listed"]

LIST: Final = Path(__file__).with_name("equivalent.toml")


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A change that changes nothing.

    Attributes:
        module: as it is imported.
        was: the changed lines, without indentation.
        becomes: what stands there instead.
        reason: why it makes no difference.
    """

    module: str
    was: str
    becomes: str
    reason: str


def equivalents(path: Path = LIST) -> list[Equivalent]:
    """Read the list."""
    listed = tomllib.loads(path.read_text("utf-8"))
    return [Equivalent(**each) for each in listed.get("equivalent", [])]


def is_listed(judged: Judged, listed: list[Equivalent]) -> bool:
    """Whether a mutant is on the list."""
    change = (judged.module.name, judged.mutant.was, judged.mutant.becomes)
    return any(change == (each.module, each.was, each.becomes) for each in listed)
