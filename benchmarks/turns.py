"""Whose turn is first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["rotated"]

T = TypeVar("T")


def rotated(each: Sequence[T], turn: int) -> list[T]:
    """The same ones, another one first: nobody always follows the same neighbour's heat."""
    first = turn * 5 % len(each) if each else 0
    return [*each[first:], *each[:first]]
