"""The faults that are set: when each happens, and how often it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from random import Random
from threading import Lock
from typing import TYPE_CHECKING, Any

from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.fault_effects import Mark, Reply
from amplitude_sdk.emulator.json_types import is_number

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self, TypeAlias

    from amplitude_sdk.emulator.messages import Request

    Matches: TypeAlias = str | Callable[[Request], bool]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Which requests a fault happens to. Raises `ValueError` for what makes no sense.

    `operation` is an operation id of the specs, None for every request. `times` ends the fault
    after so many; `rate` is the share of requests it happens to, drawn from a random sequence that
    starts with `seed`. `matches` is a text the path, the query or the body must contain, as
    sent or decoded, or a function that decides.
    """

    operation: str | None = None
    times: int | None = None
    rate: float | None = None
    seed: int = 0
    matches: Matches | None = None

    def __post_init__(self) -> None:
        if self.operation is not None and not _is_operation(self.operation):
            raise ValueError(_unknown_operation(self.operation))
        if self.times is not None and not (type(self.times) is int and self.times >= 1):
            raise ValueError("times must be a whole number from 1")
        if self.rate is not None and not (is_number(self.rate) and 0 <= self.rate <= 1):
            raise ValueError("rate must be a number from 0 to 1")
        if type(self.seed) is not int:
            raise ValueError("seed must be a whole number")
        if self.matches == "":
            raise ValueError(
                "match must be a text that is not empty; leave it out for all requests"
            )
        if not (self.matches is None or isinstance(self.matches, str) or callable(self.matches)):
            raise ValueError("match must be a text or a function of the request")

    def fits(self, operation: str | None, request: Request) -> bool:
        """Tell whether a request is one of those, leaving chance aside."""
        if self.operation is not None and self.operation != operation:
            return False
        if isinstance(self.matches, str):
            return any(self.matches in text for text in request.texts())
        return self.matches is None or self.matches(request)


@dataclass(eq=False)
class Fault:
    """A fault that is set, until it has happened `times` times or is cleared.

    A context manager: leaving the block clears it.
    """

    id: int
    effect: Reply | Mark
    trigger: Trigger
    _faults: Faults = field(repr=False)
    hits: int = 0
    """How often it has happened."""

    def __post_init__(self) -> None:
        self._random = Random(self.trigger.seed)  # noqa: S311 -- repeatable, not secret

    def clear(self) -> None:
        """Let it happen no more. Does nothing when it is over."""
        self._faults.withdraw(self)

    def happens(self) -> bool:
        """Tell whether it happens to one more request that fits, and count it."""
        trigger = self.trigger
        if trigger.rate is not None and self._random.random() >= trigger.rate:
            return False
        self.hits += 1
        return True

    @property
    def is_over(self) -> bool:
        """Whether it has happened as often as it should."""
        return self.trigger.times is not None and self.hits >= self.trigger.times

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.clear()


class Faults:
    """The faults that are set, in the order they were. Any number of threads may ask at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._faults: dict[int, Fault] = {}
        self._last_id = 0

    def add(self, effect: Reply | Mark, trigger: Trigger) -> Fault:
        """Set a fault."""
        with self._lock:
            self._last_id += 1
            fault = Fault(self._last_id, effect, trigger, self)
            self._faults[fault.id] = fault
        return fault

    def all(self) -> list[Fault]:
        """Return the faults that are set."""
        with self._lock:
            return list(self._faults.values())

    def remove(self, id_: int) -> bool:
        """Clear a fault. Tells whether it was set."""
        with self._lock:
            return self._faults.pop(id_, None) is not None

    def withdraw(self, fault: Fault) -> None:
        """Clear a fault if it is set; after a reset another one may have its id."""
        with self._lock:
            if self._is_set(fault):
                del self._faults[fault.id]

    def clear(self) -> None:
        """Clear all."""
        with self._lock:
            self._faults.clear()

    def reset(self) -> None:
        """Clear all, and count from the start."""
        with self._lock:
            self._faults.clear()
            self._last_id = 0

    def take_reply(self, operation: str | None, request: Request) -> tuple[Fault, Reply] | None:
        """Return the fault that happens to a request, the first of those that do, and count it."""
        for fault in self.all():
            effect = fault.effect
            # A function that decides is asked without the lock: it may ask the emulator, and wait
            # for an upload that waits for the lock.
            if (
                isinstance(effect, Reply)
                and fault.trigger.fits(operation, request)
                and self._happens(fault)
            ):
                return fault, effect
        return None

    def take_marks(self, events: list[dict[str, Any]]) -> list[tuple[Fault, Mark]]:
        """Return the faults that mark an id of an upload, and count each once."""
        if not self._faults:
            return []
        with self._lock:
            taken = [
                (fault, fault.effect)
                for fault in self._faults.values()
                if isinstance(fault.effect, Mark)
                and any(map(fault.effect.concerns, events))
                and fault.happens()
            ]
            for fault, _ in taken:
                self._drop_if_over(fault)
        return taken

    def _happens(self, fault: Fault) -> bool:
        """Tell whether a fault that fits is still set and happens, and count it."""
        with self._lock:
            happens = self._is_set(fault) and fault.happens()
            if happens:
                self._drop_if_over(fault)
        return happens

    def _is_set(self, fault: Fault) -> bool:
        return self._faults.get(fault.id) is fault

    def _drop_if_over(self, fault: Fault) -> None:
        if fault.is_over:
            del self._faults[fault.id]


def _is_operation(name: object) -> bool:
    return isinstance(name, str) and name in OPERATIONS


def _unknown_operation(name: object) -> str:
    near = get_close_matches(str(name), OPERATIONS, 1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(OPERATIONS)}"
    return f"operation must be an operation id of the specs, not {name!r}{hint}"
