"""Types of the caller's own: what they are called by, converted by and compared by is up to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from tests.strategies import Bag, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = "é" * 1025
SURROGATE = "a\ud800"


class Plan(StrEnum):
    PRO = "pro"
    LONG = LONG
    HALF = SURROGATE


class Mixed(str, Enum):  # noqa: UP042  the older spelling, whose str() is not its value
    KEY = "key"
    LONG = LONG


class Size(IntEnum):
    SMALL = 1
    NONE = 0
    HUGE = 2**64


class Bits(IntFlag):
    A = 1
    B = 2


class Marks(Flag):
    A = 1
    B = 2


class Rate(float, Enum):
    HALF = 0.5
    WHOLE = 1.0
    NONE = float("nan")


class Anything(Enum):
    """Values of all kinds; `LEVEL` is another enum's member."""

    TRUE = True
    NOTHING = None
    LIST = ("a", 1.5, (date(2026, 3, 1),))
    WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    AMOUNT = Decimal("0.10")
    ID = UUID(int=7)
    LONG = LONG
    NAN = float("nan")
    BYTES = b"x"
    LEVEL = Size.NONE
    MEMBERS = {"plan": Plan.PRO, "of": {1}}  # noqa: RUF012  what an enum is made of


class Text(str):
    """A text with a `str` of its own."""

    __slots__ = ()

    def __str__(self) -> str:
        return "something else"

    __repr__ = __format__ = __str__  # type: ignore[assignment]


class Sly(str):
    """A text that hides what it is."""

    __slots__ = ()

    def __len__(self) -> int:
        return 0

    def isascii(self) -> bool:
        return True

    def encode(self, *_: object) -> bytes:
        return b""

    def __getitem__(self, _: object) -> str:
        return "?"

    def __iter__(self) -> Iterator[str]:
        return iter("?")


class Count(int):
    """An integer with conversions of its own."""

    def __index__(self) -> int:
        return 5

    __int__ = __index__

    def __str__(self) -> str:
        return "five"

    __repr__ = __str__


class Share(float):
    """A float with conversions of its own."""

    def __float__(self) -> float:
        return 5.5

    def __str__(self) -> str:
        return "5.5"

    __repr__ = __str__


class Money(Decimal):
    """An amount that is shown with its currency."""

    def __str__(self) -> str:
        return f"EUR {super().__str__()}"

    __repr__ = __str__


class Ticket(UUID):
    """A UUID that is shown in a form of its own."""

    def __str__(self) -> str:
        return f"ticket {self.int}"


class Holiday(date):
    """A date by another name."""


class Stamp(datetime):
    """A datetime by another name."""


class Unreadable(datetime):
    """A datetime whose text is none."""

    def isoformat(self, *_: Any, **__: Any) -> Any:
        return 7


class Forged(datetime):
    """A datetime whose text is no text of JSON."""

    def isoformat(self, *_: Any, **__: Any) -> str:
        return SURROGATE


class NotATime(datetime):
    """The missing time of pandas: a datetime that is not itself."""

    def __eq__(self, _: object) -> bool:
        return False

    def __ne__(self, _: object) -> bool:
        return True

    __hash__ = datetime.__hash__


class Nowhere(tzinfo):
    """A time zone that cannot be asked."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        raise OSError("no such zone")


class Undecided(tzinfo):
    """A time zone that says nothing: a datetime in it is naive."""

    def utcoffset(self, _: datetime | None) -> None:
        return None


class Nanoseconds(Scalar):
    """A moment of numpy, whose `item()` is a bare number."""

    dtype = SimpleNamespace(kind="M")


class Column(Scalar):
    """An array of numpy with one value."""

    shape = (1,)  # type: ignore[assignment]


class Failing(Scalar):
    """A scalar that cannot be read."""

    def item(self) -> object:
        raise OSError("gone")


class Touchy:
    """An object whose attributes cannot be asked for."""

    def __getattr__(self, name: str) -> object:
        raise OSError(name)


class Key:
    """A key with code of its own, which fails when it is looked up again."""

    def __init__(self) -> None:
        self.is_in = False

    def __hash__(self) -> int:
        if self.is_in:
            raise OSError("gone")
        return 7


class Pairs(Mapping[str, object]):
    """A mapping whose items are not pairs."""

    def __getitem__(self, key: str) -> object:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1

    def items(self) -> Any:
        return [1, 2]


class Twice(Bag):
    """A mapping that gives one key twice."""

    def items(self) -> Any:
        return [("key", 1), ("key", 2)]


class Row(NamedTuple):
    name: str
    amount: Decimal


class Holder(Enum):
    """An enum whose member holds whatever a test wants."""

    X = 0


def held(value: Any) -> Enum:
    """A member of an enum with this value."""
    member = object.__new__(Holder)
    member._name_, member._value_ = "X", value
    return member
