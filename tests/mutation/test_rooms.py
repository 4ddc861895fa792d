"""Which modules are changed, and which tests are to notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mutation.rooms import PROJECT, ROOMS, Room, modules

if TYPE_CHECKING:
    from pathlib import Path

EVERY = [module for room in ROOMS for module in modules(room)]


def test_every_pure_room_is_there() -> None:
    rooms = {"retry", "region", "languages", "errors", "queries", "cost"}
    assert rooms <= {room.name for room in ROOMS}


def test_no_module_of_the_queries_is_left_out() -> None:
    files = (PROJECT / "amplitude_sdk/queries").glob("*.py")
    assert {each.path for each in EVERY} >= {each for each in files if each.name != "__init__.py"}


def test_no_module_is_counted_twice() -> None:
    names = [module.name for module in EVERY]
    assert len(names) == len(set(names))


def test_the_tests_that_mirror_a_module_come_first(tmp_path: Path) -> None:
    for path in (
        "a/__init__.py",
        "a/retry.py",
        "t/test_retry.py",
        "t/test_retry_after.py",
        "t/test_x.py",
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    (module,) = modules(Room("retry", ("a/*.py",), ("t/test_*.py",)), tmp_path)
    assert module.name == "a.retry"
    assert module.path == tmp_path / "a/retry.py"
    assert module.near == (
        str(tmp_path / "t/test_retry.py"),
        str(tmp_path / "t/test_retry_after.py"),
    )
    assert module.far == (str(tmp_path / "t/test_x.py"),)


@pytest.mark.parametrize(
    ("sources", "tests"), [("gone/*.py", "tests/sdk/test_*.py"), ("mutation/*.py", "gone/*.py")]
)
def test_patterns_that_find_nothing_are_an_error(sources: str, tests: str) -> None:
    with pytest.raises(ValueError, match="the patterns of lost find nothing any more"):
        modules(Room("lost", (sources,), (tests,)))
