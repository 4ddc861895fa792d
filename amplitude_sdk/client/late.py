"""What a client makes only when it is used, so that making a client costs next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, Self, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Late", "when_used"]

T = TypeVar("T")


class Ends(Protocol):
    """A delivery, as far as it can be ended without waiting."""

    def close_at_exit(self) -> None:
        """End; there is nothing pending."""
        ...


D = TypeVar("D", bound=Ends)
_IT: Final = "it"


class Late(Generic[D]):
    """The delivery that a client and its copies share, made when one of them first needs it.

    There is no lock: a signal handler or a forked child may come in between. What is made twice has
    held nothing when one of the two is forgotten.
    """

    def __init__(self, make: Callable[[], D]) -> None:
        self._make = make
        self._made: dict[str, D] = {}
        self._is_closed = False

    @property
    def is_made(self) -> bool:
        """Whether anybody has needed it yet."""
        return _IT in self._made

    def get(self) -> D:
        """The delivery; of a client that was closed before it had one, a closed delivery."""
        return self._made.get(_IT) or self._new()

    def close(self) -> None:
        """Let what is made from now on be closed."""
        self._is_closed = True

    def _new(self) -> D:
        made = self._made.setdefault(_IT, self._make())
        if self._is_closed:
            made.close_at_exit()
        return made


class when_used(Generic[T]):  # noqa: N801  a decorator, like property
    """An attribute that is made when it is first read, and then is one like any other.

    `functools.cached_property` holds a lock meanwhile, up to Python 3.11: a fork could leave it
    locked. Threads that read it first at the same time get the same object here, too.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> Self | T:
        if instance is None:
            return self
        made: T = vars(instance).setdefault(self._name, self._make(instance))
        return made
