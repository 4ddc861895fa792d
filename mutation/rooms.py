"""The rooms whose decisions are pure, and the tests that are to notice a change of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["PROJECT", "ROOMS", "Module", "Room", "modules"]

PROJECT: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Room:
    """Modules that the same tests concern.

    Attributes:
        name: what they are called together.
        sources: patterns of the modules, below the project.
        tests: patterns of the tests.
        without: patterns of modules that belong to another room.
    """

    name: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """One module to change.

    Attributes:
        room: the name of its room.
        name: as it is imported.
        path: its file.
        near: the tests that mirror it, tried first because they notice most.
        far: the other tests of the room.
    """

    room: str
    name: str
    path: Path
    near: tuple[str, ...]
    far: tuple[str, ...]


_BUDGET: Final = ("ledger", "limits", "window", "wording")
"""What is decided about budgets; the other modules of `budget` wait, wake and share."""

ROOMS: Final = (
    Room("retry", ("amplitude_sdk/retry.py",), ("tests/sdk/test_retry*.py",)),
    Room("region", ("amplitude_sdk/region.py",), ("tests/sdk/test_region*.py",)),
    Room("languages", ("amplitude_sdk/languages.py",), ("tests/sdk/test_languages*.py",)),
    Room("errors", ("amplitude_sdk/errors.py",), ("tests/sdk/test_errors*.py",)),
    Room(
        "cost",
        ("amplitude_sdk/queries/cost.py", *(f"amplitude_sdk/budget/{each}.py" for each in _BUDGET)),
        ("tests/sdk/queries/test_cost.py", "tests/sdk/budget/test_*.py"),
    ),
    Room(
        "queries",
        ("amplitude_sdk/queries/*.py",),
        ("tests/sdk/queries/test_*.py",),
        without=("amplitude_sdk/queries/cost.py",),
    ),
)


def modules(room: Room, project: Path = PROJECT) -> list[Module]:
    """The modules of a room that contain code.

    Raises:
        ValueError: a room without modules or without tests: its patterns are out of date.
    """
    tests = _found(room.tests, project)
    others = _found(room.without, project)
    sources = [
        path
        for path in _found(room.sources, project)
        if path not in others and path.name != "__init__.py"
    ]
    if not tests or not sources:
        raise ValueError(f"mutation/rooms.py: the patterns of {room.name} find nothing any more")
    return [_module(room.name, path, tests, project) for path in sources]


def _module(room: str, path: Path, tests: list[Path], project: Path) -> Module:
    mirrors = [test for test in tests if test.stem.startswith(f"test_{path.stem}")]
    return Module(
        room=room,
        name=".".join(path.relative_to(project).with_suffix("").parts),
        path=path,
        near=tuple(str(test) for test in mirrors),
        far=tuple(str(test) for test in tests if test not in mirrors),
    )


def _found(patterns: tuple[str, ...], project: Path) -> list[Path]:
    return sorted({path for pattern in patterns for path in project.glob(pattern)})
