"""The list of mutants that no test can tell from the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mutation.campaign import Judged
from mutation.equivalents import Equivalent, equivalents, is_listed
from mutation.mutants import Mutant
from mutation.rooms import ROOMS, Module, modules

if TYPE_CHECKING:
    from pathlib import Path

LISTED = equivalents()
SOURCES = {each.name: each.path.read_text("utf-8") for room in ROOMS for each in modules(room)}


@pytest.mark.parametrize("listed", LISTED, ids=lambda each: each.becomes)
def test_what_is_listed_still_stands_in_the_module(listed: Equivalent) -> None:
    lines = [line.strip() for line in SOURCES[listed.module].splitlines()]
    assert listed.was in " ".join(lines)
    assert listed.reason.endswith(".")


def test_nothing_is_listed_twice() -> None:
    changes = [(each.module, each.was, each.becomes) for each in LISTED]
    assert len(changes) == len(set(changes))


def test_a_mutant_is_listed_by_its_module_and_its_change(tmp_path: Path) -> None:
    listed = [Equivalent("a.b", "x < 1", "x <= 1", "It is never one.")]
    module = Module("room", "a.b", tmp_path, (), ())
    same = Mutant(range(3, 4), "x < 1", "x <= 1", "")
    other = Mutant(range(3, 4), "x < 1", "x < 2", "")
    assert is_listed(Judged(module, same, "survived"), listed)
    assert not is_listed(Judged(module, other, "survived"), listed)
    elsewhere = Module("room", "a.c", tmp_path, (), ())
    assert not is_listed(Judged(elsewhere, same, "survived"), listed)
